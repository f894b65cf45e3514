#!/usr/bin/env bash
# A newcomer's path, timed by hand on this machine: `tests/newcomer/path.sh`.
#
# From a fresh clone of this repository: the first card (the README's `make serve`
# and the integrator's first call), and the first rule of one's own, whose commands
# are those of docs/first-rule.md. The first deployment is `make server-check`.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
port=${PORT:-8093}
made=$(mktemp -d)
trap 'kill ${service:-0} 2>/dev/null || true; rm -rf "$made"' EXIT
began=$(date +%s.%N)
took() { awk -v a="$began" -v b="$(date +%s.%N)" -v what="$1" 'BEGIN {printf "%-58s %5.1f s\n", what, b - a}'; }

git clone --quiet "$root" "$made/pinprick"
cd "$made/pinprick"
took "cloned"
make --no-print-directory serve PORT="$port" >"$made/said" 2>&1 &
service=$!
until curl --silent --fail "http://127.0.0.1:$port/ready" >"$made/ready" 2>&1; do
  kill -0 $service || { cat "$made/said" >&2; exit 1; }
  sleep 0.2
done
took "make serve: installed, ready"
when=$(date --utc --date='1 hour ago' +%Y-%m-%dT%H:%M:%SZ)
sed "s/2026-11-20T[0-9:]*Z/$when/g" fhir_examples/hooks/sudden-face-numbness.json >"$made/call.json"
curl --silent --fail "http://127.0.0.1:$port/cds-services/numbness-red-flags" \
  --header 'Content-Type: application/json' --data-binary "@$made/call.json" >"$made/answer.json"
grep --quiet '"indicator":"critical"' "$made/answer.json"
took "first card"
kill $service

# The commands of the page, as they stand there; their reader's time comes on top.
awk '/^```sh$/ {on = 1; next} /^```$/ {on = 0} on' docs/first-rule.md >"$made/commands.sh"
PATH="$PWD/.venv/bin:$PATH" bash -e "$made/commands.sh" >"$made/rule" 2>&1 ||
  { cat "$made/rule" >&2; exit 1; }
grep --quiet 'chronic/numb-feet-and-falls  *fires' "$made/rule"
took "first rule of one's own, checked, tested, answering"
echo "$(awk '/^```sh$/ {on = 1; next} /^```$/ {on = 0} !on' docs/first-rule.md | wc -w) words to read for it"
