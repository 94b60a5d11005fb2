# Two commands do everything on a fresh machine that has Python 3.11 or newer: `make demo` and `make test`.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: demo serve screenshots test bench train corpus clean

demo: $(VENV)/.demo-ready ## read the shipped articles, print what they say, leave a ledger and a report
	$(BIN)/interlock demo

serve: $(VENV)/.demo-ready ## the web app over the demo's ledger, at http://127.0.0.1:8765/
	@test -e demo-output/demo.db || $(BIN)/interlock demo > /dev/null
	$(BIN)/interlock serve --ledger demo-output/demo.db

test: $(VENV)/.test-ready ## linters, types, the import contract, all tests
	$(BIN)/ruff check src tests benchmarks training corpus
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m pytest -n auto --dist loadfile

screenshots: $(VENV)/.test-ready ## pictures of all pages in docs/screenshots/ (wants Chromium)
	PYTHONPATH=tests $(BIN)/python tests/web/screenshots.py docs/screenshots

bench: $(VENV)/.demo-ready ## accuracy on the shipped demo articles
	$(BIN)/interlock bench

train: $(VENV)/.train-ready ## make the reading model again from the corpus (PyTorch; more than an hour on two cores)
	$(BIN)/python -m training

corpus: $(VENV)/.demo-ready ## check the labelled passages, tell how far the annotators agree
	$(BIN)/python corpus/validate.py corpus/passages/*/*.txt
	$(BIN)/python corpus/agreement.py

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Interlock needs Python 3.11 or newer; none was found. Install it (Debian: apt-get install python3 python3-venv) or name it: make PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "$(PYTHON) lacks the venv module. Debian and Ubuntu: apt-get install python3-venv; then run make again."; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.demo-ready: $(VENV)/bin/python pyproject.toml constraints.txt
	$(PIP) install --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.test-ready: $(VENV)/bin/python pyproject.toml constraints.txt
	$(PIP) install --constraint constraints.txt --editable '.[dev]'
	@touch $@ $(VENV)/.demo-ready

$(VENV)/.train-ready: $(VENV)/bin/python pyproject.toml constraints.txt
	$(PIP) install --constraint constraints.txt --editable '.[train]'
	@touch $@ $(VENV)/.demo-ready

clean: ## remove what the commands above made
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache demo-output
