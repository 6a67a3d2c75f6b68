#!/bin/bash
# Puts OpenSSL and poppler's tools on the machine, with which the tests look at sealed papers, when we may.
set -euo pipefail

missing=()
command -v openssl >/dev/null || missing+=(openssl)
command -v pdfsig >/dev/null || missing+=(poppler-utils)
if [ "${#missing[@]}" = 0 ]; then exit 0; fi

if [ "$(id -u)" = 0 ]; then
  as_root=()
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
  as_root=(sudo -n)
else
  echo "No ${missing[*]} here, and no right to install: some tests of sealed papers will be skipped." >&2
  exit 0
fi

if ! command -v apt-get >/dev/null; then
  echo "No ${missing[*]} here, and no apt-get: some tests of sealed papers will be skipped." >&2
  exit 0
fi

export DEBIAN_FRONTEND=noninteractive
if ! { "${as_root[@]}" apt-get update -qq && "${as_root[@]}" apt-get install -qq -y --no-install-recommends "${missing[@]}"; } </dev/null >/dev/null; then
  echo "${missing[*]} could not be installed: some tests of sealed papers will be skipped." >&2
fi
