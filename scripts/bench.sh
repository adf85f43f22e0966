#!/usr/bin/env bash
# What the service costs: production settings on PostgreSQL with ten thousand people, driven over loopback. One JSON line a measure.
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
export DJANGO_SETTINGS_MODULE=bench.settings SECRET_KEY="$(head -c 32 /dev/urandom | base64)" ALLOWED_HOSTS=localhost,127.0.0.1
$py manage.py collectstatic --noinput --verbosity 0
$py -m bench "$@"
