#!/usr/bin/env bash
# Formatting, lint, types, import contracts, migrations, templates; and the unit tests on SQLite unless --no-tests.
set -euo pipefail
cd "$(dirname "$0")/.."
export DJANGO_SETTINGS_MODULE=lms.settings.test
bin=.venv/bin
step() { printf '\033[1m== %s\033[0m\n' "$1"; shift; "$@"; }
step "formatting" $bin/ruff format --check -q .
step "lint" $bin/ruff check -q .
step "import contracts" $bin/lint-imports --no-cache
step "types" $bin/mypy --no-error-summary $(tr '\n' ' ' < scripts/typed.txt)
step "system checks" $bin/python manage.py check --fail-level WARNING
step "migrations" $bin/python manage.py makemigrations --check --dry-run --verbosity 0
if [ "${1:-}" != "--no-tests" ]; then
  step "unit tests on SQLite" $bin/pytest -q -n 2 --dist worksteal -m "not browser and not slow" tests
fi
