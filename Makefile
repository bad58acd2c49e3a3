# make run: start gapwizard.   make test: every check.   make bench: the figures.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LANGUAGES := zh_Hans

.PHONY: run test lint types layers tests bench words clean

run: $(VENV)/.app
	@$(BIN)/gapwizard

test: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest

bench: $(VENV)/.dev
	$(BIN)/python benchmarks/run.py

# The environment: made once, made anew only when pyproject.toml changes.
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "gapwizard needs Python 3.11 or newer; say which one: make PYTHON=/path/to/python3.11 run" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.app: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.app pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group dev
	@touch $@

# Collect the words of the program and build the catalogues (committed).
words: $(VENV)/.dev
	$(BIN)/python tools/words.py

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .hypothesis .import_linter_cache dist
