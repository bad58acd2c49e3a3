# make run: start gapwizard.   make test: every check.   make bench: the figures.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test bench fuzz bench-faults words picture look clean

run: $(VENV)/.app
	@$(BIN)/gapwizard

test: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	@# While one core checks types, the other compiles what the tests import: three workers would each do it.
	@env -u PYTHONDONTWRITEBYTECODE $(BIN)/pytest --collect-only -qq > /dev/null 2>&1 & \
	$(BIN)/mypy && $(BIN)/lint-imports; status=$$?; wait; exit $$status
	env -u PYTHONDONTWRITEBYTECODE $(BIN)/pytest -n 3 --dist worksteal

bench: $(VENV)/.dev
	@status=0; for part in run.py formats.py skeletons.py convert.py plan.py growth.py portfolio.py encryption.py faults/run.py; do \
		$(BIN)/python benchmarks/$$part || status=1; done; exit $$status

# Kills, failing disks, damaged files, crowds, and what safety costs; stock TinyDB as the control.
bench-faults: $(VENV)/.dev
	$(BIN)/python benchmarks/faults/run.py

# Fuzz every parser for some seconds each: make fuzz SECONDS=60
SECONDS ?= 60
fuzz: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group fuzz
	$(BIN)/python benchmarks/fuzz/run.py $(SECONDS)

# The environment: made once, made anew only when pyproject.toml changes.
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "gapwizard needs Python 3.11 or newer; say which one: make PYTHON=/path/to/python3.11 run" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.app: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[pdf,frameworks]'
	@touch $@

$(VENV)/.dev: $(VENV)/.app pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group dev
	@touch $@

# Collect the words of the program, bring the catalogues up to date and build them (committed).
CATALOGUE := src/gapwizard/locale/zh_Hans/LC_MESSAGES/gapwizard
words: $(VENV)/.dev
	$(BIN)/pybabel -q extract -F babel.cfg -k N_ -k _ -k ngettext:1,2 -k P_:1,2 --no-location --sort-output \
		--no-wrap --project gapwizard -o $(VENV)/gapwizard.pot .
	$(BIN)/pybabel -q update -i $(VENV)/gapwizard.pot -o $(CATALOGUE).po -l zh_Hans --no-fuzzy-matching \
		--ignore-obsolete --no-wrap --ignore-pot-creation-date
	$(BIN)/pybabel -q compile -i $(CATALOGUE).po -o $(CATALOGUE).mo

# The pictures in the README, made by the app itself.
picture: $(VENV)/.dev
	$(BIN)/python docs/picture.py

# The sample's report in every length, format and language, and what is handed over beside it, with
# pictures of its pages, in build/look.
look: $(VENV)/.dev
	$(BIN)/python docs/look.py build/look

clean:
	rm -rf $(VENV) build .mypy_cache .ruff_cache .hypothesis .import_linter_cache dist
