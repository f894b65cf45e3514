#!/bin/sh
# Installs Pinprick with what it needs to run, and nothing else, into a folder:
# one way for the image, for a plain server and for the list of its parts.
#
#   deploy/install.sh FOLDER            all of it
#   deploy/install.sh FOLDER packages   the pinned packages only (a layer of the image)
#   deploy/install.sh FOLDER pinprick   Pinprick and its rules on top of them
set -eu
cd "$(dirname "$0")/.."

folder=${1:?"name the folder, such as /opt/pinprick"}
part=${2:-all}
python=${PYTHON:-python3.11}
case $folder in /*) ;; *) folder=$PWD/$folder ;; esac

pip() {
  "$tools/bin/python" -m pip --python "$folder/bin/python" \
    --quiet --disable-pip-version-check --no-input "$@"
}

packages() {
  deploy/check-machine.sh "$python"
  "$python" -m venv --clear --without-pip "$folder"
  # What has to be compiled is compiled with the pinned setuptools, not with
  # whichever is newest today.
  awk '/^[^ #]/ { wanted = /^setuptools==/ } wanted' requirements-runtime.lock \
    >"$tools/setuptools.lock"
  pip install --no-deps --require-hashes --requirement "$tools/setuptools.lock"
  pip install --no-deps --require-hashes --no-build-isolation --use-pep517 \
    --requirement requirements-runtime.lock
  pip check
  # medspacy-quickumls asks for pytest and never imports it.
  pip uninstall --yes pytest pluggy iniconfig
}

pinprick() {
  # Built from a copy: a build folder left in the tree could bring back a module
  # that was deleted.
  mkdir "$tools/source"
  cp -R engine pyproject.toml README.md LICENSE "$tools/source"
  pip install --no-deps --no-build-isolation --force-reinstall "$tools/source"
  rm -rf "$folder/rules"
  cp -R rules "$folder/rules"
  chmod -R u=rwX,go=rX "$folder"
}

tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
"$python" -m venv "$tools"
case $part in
  all)
    packages
    pinprick
    ;;
  packages | pinprick) $part ;;
  *)
    echo "install.sh: '$part' is no part: packages or pinprick" >&2
    exit 1
    ;;
esac
