# Everything a person does with this repository. `make` alone says what there is.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PY := .venv/bin/python

help: ## say what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 16

setup: ## install what is missing: system libraries, .venv/, requirements locked with hashes
	@scripts/setup.sh base

run: ## serve the demonstration on http://localhost:8000 with its worker
	@scripts/run.sh

check: ## formatting, lint, types, import contracts, migrations, templates, unit tests (about 3 minutes)
	@scripts/setup.sh dev
	@scripts/check.sh

test: ## everything, on SQLite and on PostgreSQL where one answers, and through Chromium
	@scripts/setup.sh dev browser
	@scripts/check.sh --no-tests
	@scripts/test.sh

gates: ## every screen through every gate in Chromium, edges, Tab and focus included (about half an hour)
	@scripts/setup.sh dev browser
	@GATES=all TEST_DATABASE_URL="" .venv/bin/pytest -q -n 2 --dist worksteal --durations=20 tests/a11y

bench: ## what it costs: 10,000 people on PostgreSQL, beside a bare Django view; writes docs/performance.md (about 10 minutes)
	@scripts/setup.sh dev browser
	@scripts/bench.sh

screens: ## pictures for the front page and docs/screens/, from the demonstration that `make run` serves (BASE=http://localhost:8000)
	@scripts/setup.sh dev browser
	@$(PY) scripts/screens.py --base $(or $(BASE),http://localhost:8000)

mutants: ## change the pure engines in small ways and see whether tests notice (ENGINES="standing grading", MINUTES=10 for each)
	@scripts/setup.sh mutants
	@scripts/mutants.sh $(ENGINES)

fmt: ## format the code
	@scripts/setup.sh dev
	@.venv/bin/ruff format . && .venv/bin/ruff check --fix -q . || true

lock: ## renew requirements/*.txt from pyproject.toml
	@scripts/setup.sh dev
	@scripts/lock.sh

.PHONY: help setup run check test gates bench screens mutants fmt lock
