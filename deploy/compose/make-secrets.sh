#!/bin/sh
# Makes what compose.yaml wants as secrets, once; what is there already stays.
# The certificate is put there by you (tls_certificate, tls_key); with the word
# `self-signed` one is made for this machine, to try things out.
set -eu
cd "$(dirname "$0")"
umask 077
mkdir -p secrets
# The folder is closed; the files are open, for other numbers read them inside.
cd secrets

random() { openssl rand -hex 32; }
keep() { # file, from standard input
  cat >"$1.new"
  chmod 0444 "$1.new"
  mv "$1.new" "$1"
}

test -e database_password || random | keep database_password
test -e pinprick_patient_key_secret || random | keep pinprick_patient_key_secret
test -e pinprick_session_secret || random | keep pinprick_session_secret
test -e pinprick_database_url ||
  printf 'postgresql://pinprick:%s@database/pinprick\n' "$(cat database_password)" |
  keep pinprick_database_url

if [ "${1:-}" = self-signed ] && ! [ -e tls_key ]; then
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes \
    -days 30 -subj "/CN=localhost" \
    -addext "subjectAltName=DNS:localhost,IP:127.0.0.1" \
    -keyout made.key -out made.certificate 2>/dev/null
  keep tls_key <made.key
  keep tls_certificate <made.certificate
  rm made.key made.certificate
fi
for file in tls_certificate tls_key; do
  test -e "$file" || echo "make-secrets.sh: put $PWD/$file there, PEM (or say: make-secrets.sh self-signed)." >&2
done
