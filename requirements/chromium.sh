#!/bin/bash
# Puts Debian's Chromium on the machine for the browser tests, when it is missing and we may.
set -euo pipefail

for name in chromium chromium-browser; do
  if command -v "$name" >/dev/null; then exit 0; fi
done

if [ "$(id -u)" = 0 ]; then
  as_root=()
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
  as_root=(sudo -n)
else
  echo "No Chromium here, and no right to install it: the browser tests will be skipped. Install the package chromium." >&2
  exit 0
fi

if ! command -v apt-get >/dev/null; then
  echo "No Chromium here, and no apt-get: the browser tests will be skipped. Install Chromium yourself." >&2
  exit 0
fi

export DEBIAN_FRONTEND=noninteractive
if ! { "${as_root[@]}" apt-get update -qq && "${as_root[@]}" apt-get install -qq -y --no-install-recommends chromium; } </dev/null >/dev/null; then
  echo "Chromium could not be installed: the browser tests will be skipped." >&2
fi
