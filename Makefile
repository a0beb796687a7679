# make run        the sandbox, or the bot itself when TELEGRAM_TOKEN is set
# make test       the tests that need nothing but Python
# make check      format, lint, layers, types, generated pages
# make prove      everything, on PostgreSQL, in Chromium and under faults, into docs/proof.md; PROVE=full without drawing
# make bench      what is understood; CPU, latency and memory beside other bots
# make audit      ask for known holes in what is shipped; needs the network
# make sbom       what is shipped, as CycloneDX
# make docs lock clean
.DEFAULT_GOAL := help
.PHONY: help run install test check bench prove test-postgres test-browser test-faults parts docs migration lock audit sbom clean

PYTHON ?= $(shell for name in python3.11 python3.12 python3.13 python3; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)
BIN := .venv/bin
# Compiled once, nothing need be compiled at every start: a suite starts hundreds of processes.
unexport PYTHONDONTWRITEBYTECODE
PYTEST := $(BIN)/python -m pytest
BEGAN := $(shell date +%s)
QUICK := not prove and not slow and not browser

help:
	@sed -n '/^# /!q; s/^# //p' Makefile

# ---------------------------------------------------------------- installing

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Guanjia needs Python 3.11 or newer: apt-get install python3 python3-venv" >&2; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "Python's venv is missing here: apt-get install python3-venv" >&2; exit 2; }
	@$(PYTHON) -m venv .venv

.venv/.product .venv/.tests: .venv/.%: requirements/%.txt requirements/uv.txt requirements/install pyproject.toml | .venv/bin/python
	@echo "installing requirements/$*.txt"
	@requirements/install $*
	@touch $@

# Whoever runs the bot may not write beside the code: compiled here, it need not be at every start.
install: .venv/.product
	@$(BIN)/python -m compileall -q bot handlers locales models scheduler

run: install
	@$(BIN)/guanjia run

# ---------------------------------------------------------------- checking

check: .venv/.tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(PYTEST) -q tests/contracts

test: .venv/.tests
	@echo "leaving out contracts (make check) and PostgreSQL, Chromium, slow tests and proofs (make prove)"
	$(PYTEST) -n 2 -m "$(QUICK)" --ignore=tests/contracts

# A suite whose first test is still to be written says so; once there is one, running none is an error.
suite = @if grep -rqsE "mark\.$(1)\b" tests --include='test_*.py'; then $(2); else echo "no $(1) tests yet"; fi

test-postgres: .venv/.tests parts
	$(PYTEST) -n 2 -m "$(QUICK)" --database=postgresql

test-browser: .venv/.tests parts
	$(call suite,browser,$(PYTEST) -m "browser and not prove")

test-faults: .venv/.tests parts
	$(call suite,(prove|slow),$(PYTEST) -n 2 --timeout=1800 -m "prove or slow")

# Each day draws anew; SEED=… draws it again.
prove: export PROVE := $(or $(PROVE),drawn)
prove: export SEED := $(or $(SEED),$(shell date +%Y%m%d))
prove: test test-browser test-faults test-postgres
	@echo "proved (PROVE=$(PROVE) SEED=$(SEED)) in $$(( $$(date +%s) - $(BEGAN) )) s"

parts:
	@.ci/parts

bench: .venv/.tests .venv-bench/.bench parts
	$(BIN)/python -m tests.bench

# Other bots of the bench bring libraries of their own: they never meet ours.
.venv-bench/.bench: requirements/bench.txt requirements/uv.txt requirements/install
	@echo "installing requirements/bench.txt"
	@$(PYTHON) -m venv .venv-bench
	@requirements/install bench
	@touch $@

# ---------------------------------------------------------------- making

docs: .venv/.tests
	$(BIN)/python -m docs.rules
	$(BIN)/python -m docs.actions
	$(BIN)/python -m docs.workbook
	$(BIN)/python -m docs.permissions

COMPILE = $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11

# The next migration, from the tables in the code: make migration SAYS="Keep meters"
migration: .venv/.tests
	$(BIN)/python -m docs.migration $(SAYS)

lock: .venv/.product
	echo uv | $(COMPILE) -o requirements/uv.txt -
	$(COMPILE) --group build -o requirements/product.txt pyproject.toml
	echo 'aiogram>=3,<4' | $(COMPILE) -o requirements/bench.txt -
	$(COMPILE) --group build --group dev -c requirements/product.txt -o requirements/tests.txt pyproject.toml

# Strict: a package that could not be asked about is a failure, not a package without holes.
audit: .venv/.tests
	@$(BIN)/pip-audit --strict --disable-pip --require-hashes -r requirements/product.txt || { \
		echo "not audited: a hole was found, or pypi.org's list of holes could not be reached (see above)" >&2; exit 1; }

sbom: .venv/.tests
	@mkdir -p var
	@$(BIN)/cyclonedx-py requirements --pyproject pyproject.toml --output-reproducible -o var/sbom.json requirements/product.txt
	@echo var/sbom.json

clean:
	rm -rf .venv .venv-bench .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
