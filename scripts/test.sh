#!/usr/bin/env bash
# Every test: on SQLite, through Chromium, and on PostgreSQL where one answers (REQUIRE_POSTGRESQL=1 makes that a must).
set -euo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin
echo "== on SQLite: everything but the browser; every branch of the pure engines"
engines=""
for engine in assessments.questions assessments.grading logbook.crediting schemes.files schemes.requirements schemes.standing schemes.outcomes \
  certificates.rendering certificates.names accounts.resting.adjusting accounts.messaging.neutral accounts.resting.pauses accounts.messaging.sending accounts.joining.rows accounts.privacy.due accounts.signin.session_life assessments.judging assessments.deidentify assessments.worddiff assessments.sampling safeguarding.hours \
  assessments.framework_files assessments.framework_problems assessments.frameworks lms.core.charts; do engines="$engines --cov=$engine"; done
TEST_DATABASE_URL="" $bin/pytest -q -n 2 --dist worksteal -m "not browser" --durations=20 $engines --cov-branch --cov-fail-under=100 --cov-report=term tests
echo "== on SQLite: through Chromium"
TEST_DATABASE_URL="" $bin/pytest -q -n 2 --dist worksteal -m browser --durations=20 tests
url="${TEST_DATABASE_URL:-}"
if [ -z "$url" ]; then url="$($bin/python scripts/find_postgresql.py || true)"; fi
if [ -n "$url" ]; then
  echo "== on PostgreSQL: everything but the browser"
  TEST_DATABASE_URL="$url" $bin/pytest -q -n 2 --dist worksteal -m "not browser" tests
  echo "Ran on SQLite, in Chromium and on PostgreSQL."
elif [ "${REQUIRE_POSTGRESQL:-}" = 1 ]; then
  echo "No PostgreSQL answers, and it is required here." >&2
  exit 1
else
  echo "Ran on SQLite and in Chromium. No PostgreSQL answered, so that half did not run."
fi
