# `make demo` needs Python 3.11 to 3.13 and nothing else; everything goes into .venv and build/.
PYTHON ?= python3
# The user's own files: make demo FROM=folder
FROM ?=
GOLD ?= ../shared/gold
UPGRADE ?=
UV_VERSION = 0.13.9
BIN = .venv/bin

.PHONY: help demo install dev test lint types layers docs licences gate pytest accuracy bench references sbom lock

help:
	@echo "make demo [FROM=folder]  the whole program on the invented sample, or on your own files"
	@echo "make test                every check of the project"
	@echo "make accuracy            measure on the gold sets in GOLD=$(GOLD) and write docs/accuracy.md"
	@echo "make bench               time and memory beside a bare parse"
	@echo "make references          write docs/reference/ anew"
	@echo "make licences            check every locked package's licence and write their list"
	@echo "make sbom                a CycloneDX bill of materials in build/rashomon.cdx.json"
	@echo "make lock                write the locks anew from pyproject.toml"

demo: install
	@$(BIN)/rashomon demo $(if $(FROM),"$(FROM)")

install:
	@$(PYTHON) tools/install.py run

dev:
	@$(PYTHON) tools/install.py dev

# All checks run even where one fails; the tests come last, so that their closing lines are the last ones.
test: dev
	@$(MAKE) --no-print-directory --keep-going lint types layers docs gate pytest

lint:
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types:
	$(BIN)/mypy

layers:
	$(BIN)/lint-imports

docs:
	$(BIN)/python -m tools.references --check
	$(BIN)/python -m tools.licences --check

# The gold sets are not part of the project: the gate runs only where they lie.
gate:
	@if [ -d "$(GOLD)" ]; then RASHOMON_GOLD="$(GOLD)" $(BIN)/python -m evals --gate; \
	else echo "gate: no gold sets in $(GOLD), skipped"; fi

pytest:
	$(BIN)/python -m pytest -n auto --dist loadgroup

accuracy: dev
	RASHOMON_GOLD="$(GOLD)" $(BIN)/python -m evals --write

bench: dev
	$(BIN)/python -m bench --write

references: dev
	$(BIN)/python -m tools.references

licences: dev
	$(BIN)/python -m tools.licences

sbom: dev
	$(BIN)/python -m tools.licences --sbom build/rashomon.cdx.json

# Versions stay as they are where they can; `make lock UPGRADE=--upgrade` takes the newest.
# A wider lock pins the narrower one's versions, so that tests run on what ships.
lock:
	@$(PYTHON) -m venv build/lock
	@build/lock/bin/pip install --quiet uv==$(UV_VERSION)
	build/lock/bin/uv pip compile --quiet $(UPGRADE) --universal --python-version 3.11 --generate-hashes pyproject.toml -o requirements.lock
	build/lock/bin/uv pip compile --quiet $(UPGRADE) --universal --python-version 3.11 --generate-hashes pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock
	build/lock/bin/uv pip compile --quiet $(UPGRADE) --universal --python-version 3.11 --generate-hashes --group build -c requirements-dev.lock -o requirements-build.lock
