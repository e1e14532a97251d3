# The chores. On a fresh machine `make demo` and `make test` need Python 3.11 or newer, nothing else.

VENV ?= .venv
# Seekers of a Python that is new enough; name another with `make demo PYTHON=/path/to/python3.12`.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$p" && break; done)
BIN = $(VENV)/bin
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: demo test lint format rules bench archive-bench update picture fuzz mutants clean help
.DEFAULT_GOAL := help

help:
	@echo "make demo    set up .venv, install attrib in it, check seeds/"
	@echo "make test    the same, and run the tests"
	@echo "make lint    ruff, mypy, import layers"
	@echo "make format  let ruff format the code"
	@echo "make rules   run the proofs of rules/ only"
	@echo "make bench   CPU time of one check, throughput, growth, memory; attrib beside its peers (installed in .bench)"
	@echo "make archive-bench  throughput, memory, restart of an archive of ARTICLES=50000, with ten kills"
	@echo "make fuzz    look for inputs that break attrib, for SECONDS=1800 in all; needs atheris, for Linux"
	@echo "make mutants change the matcher in 200 places, one by one, and see which the tests notice"
	@echo "make update  rewrite what tests compare with: README's report, golden tables, answers, the cost"
	@echo "make picture take README's picture of the HTML report; needs a Chromium"
	@echo "make clean   remove .venv, caches, builds"

# Findings in the sample article are what the demo shows: 1 is success here, 2 is not. Compiling first keeps
# each run quick where PYTHONDONTWRITEBYTECODE is set.
demo: $(VENV)/.demo
	@$(BIN)/python -m compileall -q attrib
	$(BIN)/attrib check seeds/ || test $$? -eq 1

test: $(VENV)/.test
	$(BIN)/python -m pytest

lint: $(VENV)/.lint
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

format: $(VENV)/.lint
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

rules: $(VENV)/.demo
	$(BIN)/attrib rules test

bench: $(VENV)/.demo
	@$(BIN)/python -m compileall -q attrib
	$(BIN)/python tests/bench/bench.py
	$(BIN)/python tests/bench/peers.py

# A million takes a while: what a run of them does, and ten kills. ONCE=--once leaves out the run to compare with.
ARTICLES ?= 50000
archive-bench: $(VENV)/.demo
	$(BIN)/python tests/bench/archive_bench.py $(ARTICLES) $(ONCE)

SECONDS ?= 1800
fuzz: $(VENV)/.test
	@$(INSTALL) --editable '.[test,fuzz]'
	$(BIN)/python tests/fuzz/fuzz.py $(SECONDS)

mutants: $(VENV)/.test
	$(BIN)/python tests/mutants.py 200

update: $(VENV)/.test
	UPDATE_GOLDEN=1 $(BIN)/python -m pytest --quiet tests/test_reports.py tests/test_readme.py tests/test_cost.py tests/test_answers.py

picture: $(VENV)/.test
	@$(INSTALL) --editable '.[test,browser]'
	$(BIN)/python tests/picture.py

clean:
	rm -rf $(VENV) .bench build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage
	find attrib tests -name __pycache__ -type d -prune -exec rm -rf {} +

# One stamp for each set of packages; a change of setup.cfg installs again.
$(VENV)/.demo: setup.cfg pyproject.toml | $(VENV)/pyvenv.cfg
	@echo "Installing attrib in $(VENV) …"
	@$(INSTALL) --editable . && touch $@

$(VENV)/.test: setup.cfg pyproject.toml | $(VENV)/pyvenv.cfg
	@echo "Installing attrib and what its tests need in $(VENV) …"
	@$(INSTALL) --editable '.[test]' && touch $(VENV)/.demo $@

$(VENV)/.lint: setup.cfg pyproject.toml | $(VENV)/pyvenv.cfg
	@echo "Installing attrib, its tests' and linters' needs in $(VENV) …"
	@$(INSTALL) --editable '.[test,lint]' && touch $(VENV)/.demo $(VENV)/.test $@

$(VENV)/pyvenv.cfg:
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "attrib needs Python 3.11 or newer: install one, and name it if it is not found," \
		"as in: make demo PYTHON=python3.12" >&2; exit 1; }
	@"$(PYTHON)" -m venv $(VENV) || { rm -rf $(VENV); echo "$(PYTHON) cannot make a virtual environment:" \
		"on Debian and Ubuntu, apt install python3-venv" >&2; exit 1; }
