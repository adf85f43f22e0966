#!/usr/bin/env bash
# What the service costs: production settings on PostgreSQL with ten thousand people, driven over loopback. One JSON line a measure.
# With its usual size it writes the figures into docs/performance.md; with options of `python -m bench` it only prints them.
set -euo pipefail
cd "$(dirname "$0")/.."
py=.venv/bin/python
url="${TEST_DATABASE_URL:-}"
if [ -z "$url" ]; then url="$($py scripts/find_postgresql.py)"; fi
name="alongside_bench_$$"
var="$(mktemp -d)"
drop() { $py - "$url" "$name" drop <<'PY' || true; rm -rf "$var"; }
import sys, psycopg
url, name, act = sys.argv[1:]
with psycopg.connect(url, autocommit=True) as connection:
    connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)' if act == "drop" else f'CREATE DATABASE "{name}"')
PY
trap drop EXIT
$py - "$url" "$name" create <<'PY'
import sys, psycopg
url, name, act = sys.argv[1:]
with psycopg.connect(url, autocommit=True) as connection:
    connection.execute(f'CREATE DATABASE "{name}"')
PY
export DATABASE_URL="${url%/*}/$name" ALONGSIDE_VAR="$var" SITE_URL=http://localhost:8987
DJANGO_SETTINGS_MODULE=lms.settings.dev $py manage.py migrate --verbosity 0
DJANGO_SETTINGS_MODULE=lms.settings.dev DEMO=1 $py manage.py seed_demo > /dev/null
# A real service with more than one process has a shared cache: Redis where one answers on this machine, else none is measured.
export CACHE_URL="${CACHE_URL-$($py -c 'import redis; redis.Redis(db=7).ping(); print("rediscache://127.0.0.1:6379/7")' 2>/dev/null || true)}"
export TRUSTED_PROXY_COUNT=1 LOG_FORMAT=json
export DJANGO_SETTINGS_MODULE=bench.settings SECRET_KEY="$(head -c 32 /dev/urandom | base64)" ALLOWED_HOSTS=localhost,127.0.0.1
$py manage.py collectstatic --noinput --verbosity 0
if [ $# -gt 0 ]; then $py -m bench "$@"; exit; fi
$py -m bench --keep "$var/figures.jsonl"
$py scripts/bench_page.py "$var/figures.jsonl"
