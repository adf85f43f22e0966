#!/usr/bin/env bash
# The demonstration: an embedded database, the demo people, the server and the task worker. Data is kept in var/.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh base
export DJANGO_SETTINGS_MODULE=lms.settings.dev DEMO=1 DEBUG="${DEBUG:-0}" PORT="${PORT:-8000}"
export SITE_URL="${SITE_URL:-http://localhost:$PORT}"
py=.venv/bin/python
mkdir -p var
$py manage.py migrate --verbosity 0
$py manage.py seed_demo
pids=()
stop() { trap - EXIT INT TERM; kill "${pids[@]}" 2>/dev/null || true; wait 2>/dev/null || true; }
trap stop EXIT
trap 'stop; exit 0' INT TERM
$py manage.py db_worker --backend jobs --skip-checks --interval 1 2>> var/worker.log &
pids+=($!)
.venv/bin/gunicorn lms.wsgi --bind "127.0.0.1:$PORT" --workers 2 --threads 4 --worker-class gthread --log-level warning &
pids+=($!)
cat <<EOT

  Alongside is ready:  http://localhost:$PORT

  Open http://localhost:$PORT/sign-in/ and become one of the demo people with one press:
$($py manage.py demo_people)

  Mail that would be sent is printed here. Stop with Ctrl-C; your data stays in var/.

EOT
wait -n "${pids[@]}"
