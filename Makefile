# Everything one does with the newsroom. Needs python3 >= 3.11 with venv, and make.
# `make demo` and `make test` set themselves up; a second run skips that.

MAKEFLAGS += --silent --no-print-directory
PYTHON ?= python3
PORT ?= 8000
SERVE ?= yes
ARGS ?=
ONLY ?=
SCALE ?=
VENV := .venv
RUN := $(VENV)/bin/python
DEMO_READY := $(VENV)/ready-for-demo
DEV_READY := $(VENV)/ready-for-development
# The locks are complete, so nothing is left to resolve: --no-deps spares older pips a bug.
INSTALL := $(RUN) -m pip install --quiet --no-input --disable-pip-version-check \
	--no-deps --require-hashes
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-emit-index-url --no-emit-find-links pyproject.toml

.DEFAULT_GOAL := help
.PHONY: help demo test check format bench soak docs lock

help:
	echo "make demo    try the newsroom on http://127.0.0.1:$(PORT)/ (PORT=, SERVE=no)"
	echo "make test    run the tests (ARGS='-k headline')"
	echo "make check   lint, formatting, types, floors, missing migrations"
	echo "make format  let ruff mend what it can"
	echo "make bench   run the benchmarks (ONLY=name, SCALE=rows)"
	echo "make soak    run the long crash and load series"
	echo "make docs    draw the pictures of the documentation again"
	echo "make lock    pin the dependencies again (needs uv)"

# Its standard output is for the story that SERVE=no prints: the set-up says nothing there.
demo: $(DEMO_READY)
	SITE_URL=$${SITE_URL:-http://127.0.0.1:$(PORT)} \
		exec $(RUN) manage.py demo --port $(PORT) $(if $(filter no,$(SERVE)),--no-serve)

test: $(DEV_READY)
	exec $(RUN) -m pytest -n 2 $(ARGS)

check: $(DEV_READY)
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m mypy .
	$(VENV)/bin/lint-imports
	$(RUN) manage.py makemigrations --check --dry-run

format: $(DEV_READY)
	$(RUN) -m ruff check --fix .
	$(RUN) -m ruff format .

bench: $(DEV_READY)
	ONLY="$(ONLY)" SCALE="$(SCALE)" exec $(RUN) -m benchmarks

soak: $(DEV_READY)
	exec $(RUN) -m benchmarks.soak

docs: $(DEV_READY)
	exec $(RUN) docs/draw.py

# The pins of the larger locks stand first, so that the smaller ones agree with them.
lock:
	command -v uv >/dev/null || { echo "uv is needed: https://docs.astral.sh/uv/" >&2; exit 1; }
	$(LOCK) --extra embedded --extra dev --output-file requirements/dev.txt >/dev/null
	$(LOCK) --extra embedded --output-file requirements/demo.txt >/dev/null
	$(LOCK) --output-file requirements/runtime.txt >/dev/null

$(VENV)/made:
	command -v $(PYTHON) >/dev/null || \
		{ echo "Python 3.11 or newer is needed, and there is no $(PYTHON)." >&2; exit 1; }
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed, and this is $$($(PYTHON) --version)." >&2; exit 1; }
	$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "Python's venv is missing (on Debian and Ubuntu: apt install python3-venv)." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV) >&2
	touch $@

$(DEMO_READY): requirements/demo.txt | $(VENV)/made
	echo "Setting up in $(VENV), this once ..." >&2
	$(INSTALL) --requirement $< >&2
	touch $@

$(DEV_READY): requirements/dev.txt | $(VENV)/made
	echo "Setting up in $(VENV) with the tools for tests, this once ..." >&2
	$(INSTALL) --requirement $< >&2
	touch $(DEMO_READY) $@
