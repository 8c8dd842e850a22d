# Two commands do all: `make` builds everything and shows the answers, `make test` tests everything.

PYTHON ?= python3
ENV := .venv
BIN := $(ENV)/bin
PAGES := build/pages
RUN := $(BIN)/clustereval

.PHONY: all build answers pages test lint benchmark explore wheel browser clean lock

all: answers pages
	@echo
	@echo "The interactive pages are in $(PAGES)/. Open $(PAGES)/ambiguity.en.html in a browser."

$(ENV)/installed: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("clustereval needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Say which one to use: make PYTHON=python3.12") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(ENV)
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

build: $(ENV)/installed
	$(RUN) build

answers: build
	@echo; echo "== Who cooperates with whom? The ties between the six clusters (all: clustereval cooperation)"
	$(RUN) query ties_between_clusters --limit 12
	@echo; echo "== Where do networks overlap? Themes that clusters share (all: clustereval overlaps)"
	$(RUN) overlaps --by themes --limit 12
	@echo; echo "== How do the clusters stand against the ideal profile? Rated by this project (all: clustereval evaluation)"
	$(RUN) evaluation --limit 12
	@echo; echo "== Where are roles ambiguous? The gravest cases (all: clustereval ambiguities)"
	$(RUN) ambiguities --limit 12

pages: build
	@for view in cooperation reciprocity brokerage overlap ambiguity quadrants evaluation governance markets recommendations scenario ontology; do for lang in de en; do \
	  $(RUN) visualise $$view --lang $$lang -o $(PAGES)/$$view.$$lang.html || exit 1; done; done

# The web application, on this machine only; it says where it is.
explore: build
	$(RUN) explore

# The tests drive a real browser: Chromium from the system, from Debian's packages, or Playwright's own.
browser: $(ENV)/installed
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null \
	  || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && apt-get install -y -qq chromium >/dev/null; } \
	  || $(BIN)/playwright install chromium

test: $(ENV)/installed browser
	$(BIN)/python -m pytest

lint: $(ENV)/installed
	$(BIN)/ruff check .
	$(BIN)/mypy

benchmark: build
	$(BIN)/python benchmarks/cold_start.py
	$(BIN)/python benchmarks/explorer.py

wheel: $(ENV)/installed
	$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir build/wheel .

clean:
	rm -rf build $(ENV)

# Pin every package with its hashes, for all platforms; needs uv.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --no-emit-index-url --no-emit-find-links --group dev --extra explore --extra reasoner --extra report pyproject.toml -o requirements.lock
