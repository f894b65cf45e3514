# Pinprick. `make serve` and `make test` are all a newcomer needs.

PYTHON ?= python3.11
HOST   ?= 127.0.0.1
PORT   ?= 8080
BIN    := .venv/bin
DONE   := .venv/.installed
# What `make bench` runs beside Pinprick, each installed from its own lock file.
PEERS  := tests/benchmarks/side_by_side/peers
HEALTHCHAIN := $(PEERS)/healthchain/.venv
# What the tests install with npm: an independent FHIR server, the Markdown
# renderer of a page that shows cards, the accessibility checks of the pages, and
# the rule engines whose rules have to be right before they are timed.
NODE   := tests/service/fhir_server/medplum tests/service/sandbox tests/browser $(PEERS)/node
NODES  := $(NODE:%=%/node_modules/.installed)
ROUNDS ?= 3

.DEFAULT_GOAL := help
.PHONY: help install serve test check demo bench audit screenshots clean lock

help: ## List the commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

install: $(DONE) ## Build .venv with everything pinned

serve: $(DONE) ## Install and serve on 127.0.0.1:8080
	@$(BIN)/pinprick serve --host $(HOST) --port $(PORT)

test: $(DONE) $(NODES) ## Install, check and run all tests
	@deploy/check-machine.sh "$(PYTHON)" tests
	@$(MAKE) --no-print-directory check
	@$(BIN)/pytest -n 2

check: $(DONE) ## Format, lint, types, import layers, rule files
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/pinprick rules check
	@$(BIN)/pinprick rules test
	@$(BIN)/pinprick rules mutate

demo: $(DONE) ## Three patients, three answers
	@deploy/demo.sh

bench: $(DONE) $(PEERS)/node/node_modules/.installed $(HEALTHCHAIN)/.installed ## Beside its peers, into docs/performance.md (ROUNDS=1 QUICK=1, LONG=1)
	@PYTHONPATH=tests/benchmarks $(BIN)/python -m side_by_side \
	  --rounds $(ROUNDS) $(if $(QUICK),--quick) $(if $(LONG),--long)

audit: $(DONE) ## Known weaknesses of the pinned packages (needs their database)
	@$(PYTHON) -m venv .venv-audit && .venv-audit/bin/pip install --quiet pip-audit
	@.venv-audit/bin/pip-audit --requirement requirements.lock --no-deps --disable-pip
	@rm -rf .venv-audit

screenshots: $(DONE) ## Every page of the review room into docs/screenshots
	@$(BIN)/python tests/browser/take_screenshots.py docs/screenshots

lock: ## Pin every dependency again, with hashes
	@$(PYTHON) -m venv .venv-lock && .venv-lock/bin/pip install --quiet pip-tools
	@.venv-lock/bin/pip-compile --quiet --extra dev --generate-hashes --strip-extras \
	  --allow-unsafe --no-header --no-emit-index-url --no-emit-trusted-host \
	  --no-emit-find-links --output-file requirements.lock pyproject.toml
	@cd $(PEERS)/healthchain && $(CURDIR)/.venv-lock/bin/pip-compile --quiet \
	  --generate-hashes --strip-extras --allow-unsafe --no-header \
	  --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
	  --output-file requirements.lock requirements.in
	@rm -rf .venv-lock

clean: ## Remove .venv and caches
	@rm -rf $(NODE:%=%/node_modules) $(HEALTHCHAIN) .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(DONE): requirements.lock pyproject.toml
	@deploy/check-machine.sh "$(PYTHON)"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing the pinned packages into .venv (a minute or two) ..."
	@# The lock lists everything, so nothing is resolved again: an older pip would
	@# look for the newest "coverage[toml]" beside the pinned "coverage".
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check \
	  --no-deps --require-hashes --requirement requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check \
	  --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m pip check --quiet --disable-pip-version-check
	@touch $(DONE)

%/node_modules/.installed: %/package-lock.json
	@deploy/check-machine.sh "$(PYTHON)" tests
	@cd $* && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

$(HEALTHCHAIN)/.installed: $(PEERS)/healthchain/requirements.lock
	@$(PYTHON) -m venv $(@D)
	@$(@D)/bin/python -m pip install --quiet --disable-pip-version-check \
	  --no-deps --require-hashes --requirement $<
	@touch $@
