#!/usr/bin/env bash
# Every test: on SQLite, through Chromium, and on PostgreSQL where one answers (REQUIRE_POSTGRESQL=1 makes that a must).
set -euo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin
echo "== without a database, once for all: every branch of the pure engines"
engines="$(sed 's/^/--cov=/' scripts/engines.txt | tr '\n' ' ')"
many="$bin/pytest -q -n 2 --dist worksteal --durations=20"
no_browser="--ignore=tests/a11y --ignore=tests/e2e"  # both workers of each phase would read them for nothing
TEST_DATABASE_URL="" $many $no_browser --database=without $engines --cov-branch --cov-fail-under=100 --cov-report=term:skip-covered tests
echo "== on SQLite"
TEST_DATABASE_URL="" $many $no_browser --database=with tests
echo "== on SQLite, through Chromium"
TEST_DATABASE_URL="" $many -m browser tests/a11y tests/e2e
url="${TEST_DATABASE_URL:-}"
if [ -z "$url" ]; then url="$($bin/python scripts/find_postgresql.py || true)"; fi
if [ -n "$url" ]; then
  echo "== on PostgreSQL"
  TEST_DATABASE_URL="$url" $many $no_browser -m "not once" --database=with tests
  echo "Ran on SQLite, in Chromium and on PostgreSQL."
elif [ "${REQUIRE_POSTGRESQL:-}" = 1 ]; then
  echo "No PostgreSQL answers, and it is required here." >&2
  exit 1
else
  echo "Ran on SQLite and in Chromium. No PostgreSQL answered, so that half did not run."
fi
