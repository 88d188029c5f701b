# Needs make and Python 3.11 or later; uv is used where it is present.
#   make        set everything up, count London 2021, write its page under build/
#   make test   set everything up and run every test
#   make agreement   compare with two large libraries, in an environment of their own
# Every target can be repeated; the second time only what changed is done.

PYTHON ?= python3
HUSTINGS_DATA ?= $(CURDIR)/../shared/data
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
PAGE := build/london-2021.html
PEERS := .venv-peers
PEERS_STAMP := $(PEERS)/.installed

export HUSTINGS_DATA

.PHONY: demo setup browser test agreement check docs bench pin clean
.DEFAULT_GOAL := demo

demo: setup
	@mkdir -p build
	@$(BIN)/hustings demo london-2021 --html $(PAGE) --force
	@echo "Page: $(CURDIR)/$(PAGE)"

setup: $(STAMP)

# An environment with the package, an extra of it and the versions of a list: $(call install,folder,extra,list)
define install
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "hustings needs Python 3.11 or later: run make PYTHON=/path/to/python3" >&2; exit 1; }
	@echo "Setting up $(1) (once)"
	@{ command -v uv >/dev/null 2>&1 && \
	  uv venv --quiet --seed --allow-existing --python "$$(command -v $(PYTHON))" $(1) && \
	  uv pip install --quiet --python $(1)/bin/python -c $(3) -e '.[$(2)]'; \
	} || { \
	  $(PYTHON) -m venv $(1) && \
	  $(1)/bin/python -m pip install --quiet --disable-pip-version-check -c $(3) -e '.[$(2)]'; \
	}
	@touch $(1)/.installed
endef

$(STAMP): pyproject.toml constraints.txt
	$(call install,$(VENV),dev,constraints.txt)

# pref_voting and VoteKit need older versions of what we use, so they stand apart.
$(PEERS_STAMP): pyproject.toml constraints-peers.txt
	$(call install,$(PEERS),peers,constraints-peers.txt)

browser:
	@tools/chromium.sh

test: setup browser
	$(BIN)/python -m pytest -n 2 --dist worksteal $(ARGS)

agreement: $(PEERS_STAMP)
	$(PEERS)/bin/python -m pytest -n 2 --dist worksteal tests/peers $(ARGS)

check: setup
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(MAKE) --no-print-directory docs

docs: setup
	$(BIN)/python -m sphinx -q -W --keep-going -j auto -b html docs build/docs
	@echo "Docs: $(CURDIR)/build/docs/index.html"

bench: setup $(PEERS_STAMP)
	$(BIN)/python bench/run.py $(ARGS)
	$(BIN)/python bench/ranked.py $(ARGS)
	$(BIN)/python bench/explorer.py
	$(BIN)/python bench/simulation.py $(ARGS)
	$(BIN)/python bench/questions.py

# Renews the pinned versions from what resolves today.
pin:
	$(call pins,dev,constraints.txt)
	$(call pins,peers,constraints-peers.txt)

define pins
	rm -rf build/pin && $(PYTHON) -m venv build/pin
	build/pin/bin/python -m pip install --quiet '.[$(1)]'
	{ echo '# The versions everything is tested with. To renew: make pin'; \
	  build/pin/bin/python -m pip freeze --exclude hustings; } > $(2)
endef

clean:
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis $(VENV) $(PEERS)
