# Two commands from nothing: `make site` builds README and website, `make test` runs all tests, the browser's included.
# While you work: `make quick`.
# Each target makes what it needs, says what it does, and can be run again.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN := $(BIN)/vlm-survey
INSTALL := $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps
# Tests write many small files. A file system in memory takes less time for them, if it has enough room.
IN_MEMORY := $(shell test -w /dev/shm && df -Pk /dev/shm | awk 'NR == 2 && $$4 > 4000000 { print "TMPDIR=/dev/shm" }')
PYTEST := $(IN_MEMORY) $(BIN)/python -m pytest --numprocesses=auto --maxprocesses=8 --dist=worksteal
LATER := PYTHONPATH="$(CURDIR)/tests/later" $(PYTEST) -m "not browser" -W "ignore:Module already imported so cannot be rewritten"
LOCK := $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet --upgrade

unexport PYTHONDONTWRITEBYTECODE  # compiled code is kept, or every process of the tests compiles all of it anew

.PHONY: site book release share quick test coverage test-whole test-later serve check fix bench lock lint browser clean help

help: ## say what there is
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/^([a-z]+):.*## /  make \1\t/'

site: $(VENV)/.site ## build README.md, lists/ and the website in build/site
	$(RUN) build

serve: $(VENV)/.site ## look at the website while editing
	$(RUN) serve

book: $(VENV)/.test ## write the chapters as a PDF and an EPUB in build/book
	$(RUN) book

release: $(VENV)/.test ## build a version to publish in build/release: one archive, the offline website, the book, sums
	$(RUN) check
	$(RUN) build
	$(RUN) book
	$(RUN) release

check: $(VENV)/.site ## check every record
	$(RUN) check

fix: $(VENV)/.site ## mend what is safe to mend
	$(RUN) check --fix

quick: lint ## lint, types and all tests but those in a browser, in parallel
	$(PYTEST) --ignore=tests/browser

test: lint browser ## run all tests, in a real browser too
	$(PYTEST)

coverage: $(VENV)/.test ## measure what the tests (but those in a browser) cover; it doubles the time they take
	$(PYTEST) --ignore=tests/browser --cov --cov-report=term:skip-covered

test-whole: $(VENV)/.test browser ## run the browser tests on the website of all papers, not of a third
	VLM_SURVEY_LIBRARY="$(CURDIR)" $(PYTEST) -m browser

test-later: $(VENV)/.test ## run the tests (but those in a browser) on three later days, in other time zones
	TZ=Pacific/Kiritimati VLM_SURVEY_TEST_DAYS=1 $(LATER)
	TZ=America/Los_Angeles VLM_SURVEY_TEST_DAYS=366 $(LATER)
	TZ=Asia/Kathmandu VLM_SURVEY_TEST_DAYS=3653 $(LATER)

lint: $(VENV)/.test ## lint the code, check its types (Python and JavaScript) and the import contract
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	DENO_DIR="$(CURDIR)/$(VENV)/deno" DENO_NO_UPDATE_CHECK=1 $(BIN)/deno check --quiet --config docs/assets/js/deno.json docs/assets/js/*/*.js

browser: $(VENV)/.test
	@$(BIN)/python tests/browser/chromium.py

bench: $(VENV)/.bench browser ## measure builds, checks, website and other programs on made-up papers (OPTIONS=--quick: minutes)
	$(BIN)/python -m benchmarks $(OPTIONS)

share: browser ## draw docs/assets/share.png anew, the picture beside links to this website
	$(BIN)/python -m tests.browser.share_picture

lock: $(VENV)/.test ## choose newer versions of what is installed
	$(BIN)/pip install --quiet uv
	$(LOCK) --extra site --extra intake --group build -o requirements/site.txt
	$(LOCK) --all-extras --group build --group test -c requirements/site.txt -o requirements/test.txt
	$(subst pip compile pyproject.toml,pip compile,$(LOCK)) --group bench -o requirements/bench.txt

clean: ## remove what was built; installed packages stay
	rm -rf build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or later is needed; found $$($(PYTHON) --version). Try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 2; }
	@echo "making a virtual environment in $(VENV)"
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.site: $(VENV)/.python requirements/site.txt pyproject.toml
	@echo "installing locked packages (requirements/site.txt)"
	@$(INSTALL) -r requirements/site.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@$(BIN)/pip check --disable-pip-version-check
	@touch $@

$(VENV)/.test: $(VENV)/.site requirements/test.txt
	@echo "installing locked packages for tests (requirements/test.txt)"
	@$(INSTALL) -r requirements/test.txt
	@$(BIN)/pip check --disable-pip-version-check
	@touch $@

$(VENV)/.bench: $(VENV)/.test requirements/bench.txt
	@echo "installing what is compared with (requirements/bench.txt)"
	@$(INSTALL) -r requirements/bench.txt && touch $@ || echo "Hugo cannot be installed here; its rows will say so"
