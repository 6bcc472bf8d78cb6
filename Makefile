# Two commands do everything: make demo, make test. make help lists the rest.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

BIN := .venv/bin
RUNTIME_PACKAGES := libreoffice-writer-nogui python3-uno python3-venv
# libatomic1: what drives the browser needs it and does not bring it.
TEST_PACKAGES := chromium libatomic1 poppler-utils qpdf openjdk-17-jdk-headless maven

.PHONY: help demo test test-fast show lint format lock serve clean

help: ## List what there is to make
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)$$/make \1\t\2/' | expand -t 18

demo: .make/runtime ## Install what is missing, run the main job on sample data, say how to go on
	$(BIN)/pielikums demo --dir build/demo

test: .make/test ## Install what tests need, run every check and every test
	$(MAKE) --no-print-directory lint
	$(BIN)/pytest -n 2 --dist worksteal

test-fast: .make/test ## Only the tests that need no LibreOffice, browser, Java or other processes
	$(BIN)/pytest -n 2 -m "not slow"

show: .make/runtime ## Make afresh, under build/show/, the things that are asked to be seen
	rm -rf build/show
	$(BIN)/pielikums demo --dir build/show

serve: .make/runtime ## Run the web service
	$(BIN)/pielikums serve

lint: .make/test ## Style, types and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: .make/test ## Put the code into its form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: .make/test ## Pin the dependencies anew (needs uv)
	uv pip compile pyproject.toml --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --group build -o requirements.lock
	uv pip compile pyproject.toml --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --group build --group dev -o requirements-dev.lock

clean: ## Remove what was made; data in var/ stays
	rm -rf build .make .venv tests/interop/target

.make/runtime: requirements.lock pyproject.toml | .make/system-runtime
	@mkdir -p .make
	@test -x $(BIN)/python || $$(docker/find-python) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.make/test: requirements-dev.lock pyproject.toml | .make/system-runtime .make/system-test
	@mkdir -p .make
	@test -x $(BIN)/python || $$(docker/find-python) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.make/system-runtime: docker/system-packages
	@docker/system-packages $(RUNTIME_PACKAGES)
	@mkdir -p .make && touch $@

.make/system-test: docker/system-packages
	@docker/system-packages $(TEST_PACKAGES)
	@mkdir -p .make && touch $@
