#!/usr/bin/env bash
# A load test by hand, on this machine alone: docs/load.md says what came of one.
#
#   tests/load/run.sh RATE SECONDS [WORKERS]     such as: tests/load/run.sh 20 600 2
#
# PINPRICK_DATABASE_URL is the database; a new SQLite file if it is not set.
# Prints docs/load.md's figures; exits 1 if any call failed.
set -euo pipefail
rate=${1:?calls a second} seconds=${2:?seconds} workers=${3:-1}
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
test -d "$here/node_modules/autocannon" ||
  (cd "$here" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)

made=$(mktemp -d)
export PINPRICK_DATABASE_URL=${PINPRICK_DATABASE_URL:-sqlite:///$made/load.sqlite}
"$root/.venv/bin/pinprick" serve --port 0 --workers "$workers" >"$made/said" 2>"$made/log" &
service=$!
trap 'kill $service 2>/dev/null; wait $service 2>/dev/null || true; rm -rf "$made"' EXIT
for _ in $(seq 300); do
  base=$(grep -o 'http://127.0.0.1:[0-9]*' "$made/said" | head -1 || true)
  if [ -n "$base" ] && curl -sf "$base/ready" >/dev/null; then break; fi
  kill -0 $service || { cat "$made/log" >&2; exit 1; }
  sleep 0.1
done

"$root/.venv/bin/python" "$here/calls.py" "$made/bodies.json"
busy() { cat /proc/$service/stat $(for one in $(pgrep -P $service); do echo /proc/$one/stat; done) |
  awk -v hz="$(getconf CLK_TCK)" '{ticks += $14 + $15} END {print ticks / hz}'; }
before=$(busy)
node "$here/load.mjs" "$base" "$made/bodies.json" "$rate" "$seconds" "$made/result.json"
after=$(busy)
"$root/.venv/bin/python" "$here/report.py" "$made/result.json" "$before" "$after" "$workers" "$root/docs/load.svg"
test ! -s "$made/log" || { echo "The service logged:" >&2; cat "$made/log" >&2; }
