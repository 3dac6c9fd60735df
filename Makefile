# The ways into Aula's house. `make demo` and `make test` do all the set-up they need.
SHELL := /bin/bash
PY := .venv/bin/python
SET_UP := packaging/setup.sh
# The tests' processes are killed, the machine's power is not cut: what waits for the disk there
# only makes a busy one look like a fault. Asked when a recipe runs: the set-up installs it.
PYTEST := packaging/desktop-session.sh $$(command -v eatmydata) $(PY) -m pytest

.PHONY: help demo run test test-long bench screenshots fault-matrix bundle format lint setup clean

help:
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

demo: ## the main job with sample classes: a window, or without a display a picture of it
	@$(SET_UP) demo
	@packaging/demo.sh

run: ## open Aula
	@$(SET_UP) demo
	@$(PY) -m desktop_app

test: ## lint, types, import rules, translations, all tests but the long ones
	@$(MAKE) --no-print-directory lint
	@$(PYTEST) -n 2 -m "not long" tests/unit
	@# One process for what shares a desktop: focus, clipboard, keyring.
	@$(PYTEST) -m "not long" tests/ui tests/e2e

test-long: ## make test, and the tests that take longer
	@$(MAKE) --no-print-directory test
	@$(PYTEST) -m long

lint: ## what make test looks at before it runs anything
	@$(SET_UP) test
	@.venv/bin/ruff check
	@.venv/bin/ruff format --check
	@.venv/bin/mypy
	@.venv/bin/lint-imports --no-logo
	@$(PY) packaging/translations.py check

bench: ## the promised speeds as ratios, each against a baseline in the same run
	@$(SET_UP) test
	@packaging/desktop-session.sh $(PY) -m bench

screenshots: ## render the screens into docs/pictures
	@$(SET_UP) test
	@packaging/desktop-session.sh $(PY) packaging/screenshots.py

fault-matrix: ## write docs/fault-matrix.md anew, from what is seen when each call meets each fault
	@$(SET_UP) test
	@FAULT_MATRIX=write packaging/desktop-session.sh $(PY) -m pytest -q tests/unit/promises/test_fault_matrix.py

bundle: ## a one-folder program in dist/aula, started once to see that it works
	@$(SET_UP) test
	@packaging/bundle.sh

format: ## put the code in shape
	@$(SET_UP) test
	@.venv/bin/ruff check --fix
	@.venv/bin/ruff format

setup: ## only the set-up
	@$(SET_UP) test

clean: ## remove what was built
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
