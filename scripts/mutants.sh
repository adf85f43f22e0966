#!/usr/bin/env bash
# scripts/mutants.sh [ENGINE...]: change the pure engines in small ways and see whether their tests notice. Prints a score and the survivors.
# Time-boxed (MINUTES for each engine, 10 by default), on a copy of the tracked files; nothing here is touched. Not part of `make test`.
set -euo pipefail
cd "$(dirname "$0")/.."
root="$PWD"
declare -A source=(
  [standing]="schemes/standing.py" [requirements]="schemes/requirements/*" [crediting]="logbook/crediting/*"
  [grading]="assessments/grading/*" [charts]="lms/core/charts/*" [moves]="lms/core/moves.py"
)
declare -A tests=(
  [standing]="tests/schemes/test_standing*.py" [requirements]="tests/schemes/test_requirement_*.py tests/schemes/test_scheme_files.py" [crediting]="tests/logbook/test_crediting*.py"
  [grading]="tests/assessments/test_grading*.py" [charts]="tests/core/test_charts*.py" [moves]="tests/core/test_moves.py"
)
[ $# -gt 0 ] || set -- standing requirements crediting grading charts
one() {
  local name="$1" place apps tests_of
  if [ -z "${source[$name]:-}" ]; then echo "Engines: ${!source[*]}" >&2; exit 1; fi
  place="$(mktemp -d)"
  trap 'rm -rf "$place"' RETURN
  git ls-files -z --cached --others --exclude-standard | tar --null --files-from=- -cf - 2>/dev/null | tar -xf - -C "$place"
  ln -s "$(readlink -f "$root/.venv")" "$place/.venv"
  cd "$place"
  apps="$(git -C "$root" ls-files | grep / | cut -d/ -f1 | sort -u | grep -vx "${source[$name]%%/*}")"
  tests_of="$(printf '"%s", ' ${tests[$name]})"
  {
    printf '\n[tool.mutmut]\nsource_paths = ["%s"]\nonly_mutate = ["%s"]\n' "${source[$name]%%/*}" "${source[$name]}"
    printf 'pytest_add_cli_args_test_selection = [%s]\npytest_add_cli_args = ["-q", "-p", "no:randomly"]\nalso_copy = [%s]\n' "$tests_of" "$(printf '"%s", ' $apps manage.py)"
  } >> pyproject.toml
  local began=$SECONDS
  DJANGO_SETTINGS_MODULE=lms.settings.test timeout -s INT "$((${MINUTES:-10} * 60))" .venv/bin/python -m mutmut run --max-children "${CHILDREN:-2}" > mutmut.log 2>&1 || true
  .venv/bin/python "$root/scripts/mutants.py" "$name" "$((SECONDS - began))" || { tail -n 30 mutmut.log >&2; exit 1; }
  cd "$root"
}
sound=0
for engine in "$@"; do (one "$engine") || sound=1; done
exit $sound
