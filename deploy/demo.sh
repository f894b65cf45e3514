#!/bin/sh
# Three made-up patients, three answers; always the same instant, so always
# the same output.
set -eu
cd "$(dirname "$0")/.."

pinprick=.venv/bin/pinprick
now=2026-11-20T15:00:00Z

if [ -t 1 ] && [ -z "${NO_COLOR:-}" ] && [ "${TERM:-dumb}" != dumb ]; then
  bold=$(printf '\033[1m') plain=$(printf '\033[0m')
else
  bold='' plain=''
fi

show() {
  printf '%s%s%s\n\n' "$bold" "$2" "$plain"
  "$pinprick" evaluate "fhir_examples/bundles/$1.json" --now "$now"
  printf '\n'
}

show sudden-face-numbness \
  "1  Ada, 69: her left face went numb ninety minutes ago"
show diabetic-neuropathy \
  "2  Carl, 65, with diabetes: both feet have been numb for eight months"
show refuted-face-numbness \
  "3  Ben, 54: face numbness was suspected, examined and refuted"
