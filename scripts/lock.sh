#!/usr/bin/env bash
# Renew the locked requirements: names, versions and hashes only, never an address.
set -euo pipefail
cd "$(dirname "$0")/.."
compile() { .venv/bin/python -m uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --no-annotate --python-version 3.11 "$@"; }
compile pyproject.toml -o requirements/base.txt
compile --extra dev pyproject.toml -c requirements/base.txt -o requirements/dev.txt
compile --extra dev --extra mutants pyproject.toml -c requirements/dev.txt -o requirements/mutants.txt
grep '^uv==' requirements/dev.txt | sed 's/ .*//' | compile - -o requirements/tools.txt
if grep -nE 'https?:' requirements/*.txt; then echo "An address slipped in." >&2; exit 1; fi
