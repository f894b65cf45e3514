#!/bin/sh
# Says in one sentence what a machine lacks for `make install`, or with a second
# word `tests` for `make test`.
python=$1
purpose=${2:-install}

stop() {
  echo "pinprick: $1" >&2
  exit 1
}

command -v "$python" >/dev/null 2>&1 ||
  stop "Python 3.11 was not found as '$python': apt-get install python3.11, or name it with 'make PYTHON=/path/to/python3.11'."
"$python" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' ||
  stop "'$python' is $("$python" --version 2>&1), but 3.11 is needed: name one with 'make PYTHON=/path/to/python3.11'."
"$python" -c 'import venv, ensurepip' 2>/dev/null ||
  stop "'$python' has no venv module: apt-get install python3.11-venv."
command -v gcc >/dev/null 2>&1 || command -v cc >/dev/null 2>&1 ||
  stop "no C compiler was found, and durable_rules has to be compiled: apt-get install gcc."
header=$("$python" -c 'import sysconfig; print(sysconfig.get_path("include"))')/Python.h
test -f "$header" ||
  stop "the Python headers are missing ($header): apt-get install python3.11-dev."
test "$purpose" = install || command -v ssh-keygen >/dev/null 2>&1 ||
  stop "ssh-keygen was not found, and the tests sign rules with it: apt-get install openssh-client."
test "$purpose" = install || node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)' 2>/dev/null ||
  stop "node 18 or newer was not found, and the tests start a FHIR server with it: apt-get install nodejs."
test "$purpose" = install || command -v npm >/dev/null 2>&1 ||
  stop "npm was not found, and the tests install a FHIR server and a page with it: apt-get install npm."
test "$purpose" = install || command -v initdb >/dev/null 2>&1 || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 ||
  stop "PostgreSQL's server was not found, and the tests start one: apt-get install postgresql."
test "$purpose" = install || command -v promtool >/dev/null 2>&1 ||
  stop "promtool was not found, and the tests of the alerts run in it: apt-get install prometheus."
test "$purpose" = install || command -v chromium >/dev/null 2>&1 ||
  stop "chromium was not found, and the tests open a page of a CDS Client in it: apt-get install chromium."
test "$purpose" = install || command -v java >/dev/null 2>&1 ||
  stop "java was not found, and the tests replay an export on Spark: apt-get install openjdk-17-jre-headless."
test "$purpose" = install || command -v systemd-analyze >/dev/null 2>&1 ||
  stop "systemd-analyze was not found, and the tests read the unit of a server with it: apt-get install systemd."
