# Needs make and Python 3.11 or later; uv is used where it is present.
#   make        set everything up, count London 2021, write its page under build/
#   make test   set everything up and run every test
# Every target can be repeated; the second time only what changed is done.

PYTHON ?= python3
HUSTINGS_DATA ?= $(CURDIR)/../shared/data
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
PAGE := build/london-2021.html

export HUSTINGS_DATA

.PHONY: demo setup browser test check docs bench pin clean
.DEFAULT_GOAL := demo

demo: setup
	@mkdir -p build
	@$(BIN)/hustings demo london-2021 --html $(PAGE) --force
	@echo "Page: $(CURDIR)/$(PAGE)"

setup: $(STAMP)

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "hustings needs Python 3.11 or later: run make PYTHON=/path/to/python3" >&2; exit 1; }
	@echo "Setting up $(VENV) (once)"
	@{ command -v uv >/dev/null 2>&1 && \
	  uv venv --quiet --seed --allow-existing --python "$$(command -v $(PYTHON))" $(VENV) && \
	  uv pip install --quiet --python $(BIN)/python -c constraints.txt -e '.[dev]'; \
	} || { \
	  $(PYTHON) -m venv $(VENV) && \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'; \
	}
	@touch $@

browser:
	@tools/chromium.sh

test: setup browser
	$(BIN)/python -m pytest -n 2 --dist worksteal $(ARGS)

check: setup
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(MAKE) --no-print-directory docs

docs: setup
	$(BIN)/python -m sphinx -q -W --keep-going -j auto -b html docs build/docs
	@echo "Docs: $(CURDIR)/build/docs/index.html"

bench: setup
	$(BIN)/python bench/run.py $(ARGS)

# Renews the pinned versions from what resolves today.
pin:
	rm -rf build/pin && $(PYTHON) -m venv build/pin
	build/pin/bin/python -m pip install --quiet '.[dev]'
	{ echo '# The versions everything is tested with. To renew: make pin'; \
	  build/pin/bin/python -m pip freeze --exclude hustings; } > constraints.txt

clean:
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis $(VENV)
