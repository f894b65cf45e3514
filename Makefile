# Pinprick. `make serve` and `make test` are all a newcomer needs.

PYTHON ?= python3.11
HOST   ?= 127.0.0.1
PORT   ?= 8080
BIN    := .venv/bin
DONE   := .venv/.installed
VERSION  := $(shell sed -n 's/^version = "\(.*\)"/\1/p' pyproject.toml)
REVISION := $(shell git rev-parse --short HEAD 2>/dev/null || echo unknown)
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
.PHONY: help install serve test check demo bench audit screenshots clean lock image \
  image-check server-check sbom licences

help: ## List the commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

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

site: $(DONE) ## The documentation as pages, into build/site
	@$(BIN)/sphinx-build -q -W docs build/site && echo "build/site/index.html"

audit: $(DONE) ## Known weaknesses of the pinned packages (needs their database)
	@$(PYTHON) -m venv .venv-audit && .venv-audit/bin/pip install --quiet pip-audit
	@.venv-audit/bin/pip-audit --requirement requirements.lock --no-deps --disable-pip
	@rm -rf .venv-audit

screenshots: $(DONE) ## Every page of the review room into docs/screenshots
	@$(BIN)/python tests/browser/take_screenshots.py docs/screenshots

PIN := $(CURDIR)/.venv-lock/bin/pip-compile --quiet --generate-hashes --strip-extras \
  --allow-unsafe --no-header --no-emit-index-url --no-emit-trusted-host \
  --no-emit-find-links

lock: ## Pin every dependency again, with hashes
	@$(PYTHON) -m venv .venv-lock && .venv-lock/bin/pip install --quiet pip-tools
	@$(PIN) --extra dev --output-file requirements.lock pyproject.toml
	@# What runs in a hospital is what the tests ran with.
	@$(PIN) --extra telemetry --constraint requirements.lock \
	  --output-file requirements-runtime.lock pyproject.toml
	@cd $(PEERS)/healthchain && $(PIN) \
	  --output-file requirements.lock requirements.in
	@rm -rf .venv-lock

image: ## Build the image pinprick with docker
	@docker build --file deploy/container/Dockerfile --tag pinprick:$(VERSION) \
	  --build-arg VERSION=$(VERSION) --build-arg REVISION=$(REVISION) .

image-check: $(DONE) ## Replay the image's steps in an empty Debian, as root, and use it
	@$(BIN)/pytest -q tests/deploy/image_check.py

server-check: $(DONE) ## Carry out the operator's tutorial in an empty Debian, as root
	@$(BIN)/pytest -q -s tests/deploy/server_check.py

sbom: build/runtime/.installed ## What is in the image, as CycloneDX: build/sbom.json
	@$(BIN)/cyclonedx-py environment --pyproject pyproject.toml --mc-type application \
	  --output-reproducible --output-format JSON --output-file build/sbom.json \
	  build/runtime/bin/python
	@echo build/sbom.json

licences: build/runtime/.installed ## Under which licences it is: build/licences.md
	@$(BIN)/pip-licenses --python build/runtime/bin/python --from mixed --with-urls \
	  --order license --format markdown --output-file build/licences.md
	@echo build/licences.md

build/runtime/.installed: requirements-runtime.lock deploy/install.sh pyproject.toml
	@mkdir -p build && PYTHON=$(PYTHON) deploy/install.sh build/runtime
	@touch $@

clean: ## Remove .venv and caches
	@rm -rf $(NODE:%=%/node_modules) $(HEALTHCHAIN) build .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

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
