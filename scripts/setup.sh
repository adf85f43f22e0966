#!/usr/bin/env bash
# scripts/setup.sh base|dev [browser]: install what is missing and nothing else. Safe to repeat; a second run takes a moment.
set -euo pipefail
cd "$(dirname "$0")/.."
set_of="${1:-base}"
want_browser="${2:-}"

say() { printf '\033[1m%s\033[0m\n' "$*"; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null; then sudo "$@"; else return 127; fi
}

need_packages() { # install Debian packages, or say which ones are missing
  say "Installing system packages: $*"
  if command -v apt-get >/dev/null && as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null; then
    return 0
  fi
  echo "Please install these packages, then run the same command again: $*" >&2
  exit 1
}

python=""
for candidate in python3.11 python3.12 python3.13 python3.14 python3; do
  if command -v "$candidate" >/dev/null && "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then python="$candidate"; break; fi
done
if [ -z "$python" ]; then echo "Python 3.11 or newer is needed." >&2; exit 1; fi

missing=()
# Read once and whole: a reader that stops at the first hit would end the writer, and with pipefail the library would seem to be missing.
libraries="$(ldconfig -p 2>/dev/null || /sbin/ldconfig -p)"
has_library() { [[ "$libraries" == *"$1"* ]]; }
has_library libpangoft2-1.0.so.0 || missing+=(libpango-1.0-0 libpangoft2-1.0-0)
has_library libharfbuzz-subset.so.0 || missing+=(libharfbuzz-subset0)
command -v fc-cache >/dev/null || missing+=(fontconfig)
if [ ! -x .venv/bin/python ] && ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then missing+=(python3-venv); fi
if [ "$want_browser" = browser ]; then
  command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || missing+=(chromium)
  command -v pdftotext >/dev/null || missing+=(poppler-utils)
fi
[ ${#missing[@]} = 0 ] || need_packages "${missing[@]}"

wanted="$(cat requirements/tools.txt "requirements/$set_of.txt" | sha256sum | cut -d' ' -f1)"
stamp=".venv/installed-$set_of"
if [ "$(cat "$stamp" 2>/dev/null)" != "$wanted" ]; then
  say "Installing the Python packages ($set_of)"
  [ -x .venv/bin/python ] || "$python" -m venv .venv
  .venv/bin/python -m uv --version >/dev/null 2>&1 || .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/tools.txt
  # uv is quick; where it cannot reach the packages as this machine is set up, pip does the same from the same file.
  .venv/bin/python -m uv pip install -q --system-certs --python .venv/bin/python --require-hashes -r "requirements/$set_of.txt" ||
    .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r "requirements/$set_of.txt"
  echo "$wanted" > "$stamp"
fi
