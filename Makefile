# All a newcomer needs: `make demo` and `make test`. `make help` lists the rest.

PORT ?= 8000
ARGS ?=
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(firstword $(foreach name,python3.11 python3.12 python3.13 python3.14 python3,$(shell command -v $(name))))
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help setup chromium checkers demo test check bench pins clean

help: ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/' | expand -t 12

setup: $(VENV)/ready chromium checkers ## environment, dependencies and what the tests need of the machine

demo: $(VENV)/ready ## the whole site with an invented Flanders, on 127.0.0.1:PORT
	@exec $(BIN)/duaal demo --port $(PORT)

test: setup ## all tests, browser journeys included (ARGS= goes to pytest)
	@exec $(BIN)/pytest $(ARGS)

check: $(VENV)/ready ## lint, types, import contracts, migrations, templates, security
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports
	DATABASE_URL=postgresql:///not-asked-for $(BIN)/mypy
	DJANGO_SETTINGS_MODULE=config.settings.test $(BIN)/python -m django makemigrations --check --dry-run
	$(BIN)/djlint --quiet --lint duaal/interfaces/web/templates
	$(BIN)/bandit --quiet --recursive --configfile pyproject.toml duaal config

bench: $(VENV)/ready ## every figure beside its reference, also in bench/results.json
	@exec $(BIN)/python -m bench.run $(ARGS)

pins: ## writes requirements/*.txt again from requirements/*.in
	$(PYTHON) -m venv var/pins
	var/pins/bin/pip install --quiet pip-tools
	cd requirements && for part in base dev; do ../var/pins/bin/pip-compile --quiet --upgrade --generate-hashes \
	  --allow-unsafe --strip-extras --no-header --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
	  --output-file $$part.txt $$part.in; done

clean: ## the environment and what tools left; the data of the demo stays in var/
	rm -rf $(VENV) .pytest_cache .ruff_cache .mypy_cache .hypothesis .import_linter_cache *.egg-info bench/results.json
	find duaal config tests bench -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/ready: requirements/dev.txt requirements/base.in pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "duaal needs Python 3.11 or newer; give it with PYTHON=..." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -qq --require-hashes --requirement requirements/dev.txt
	$(BIN)/pip install -qq --no-deps --no-build-isolation --editable .
	@touch $@

chromium:
	@requirements/chromium.sh

checkers:
	@requirements/checkers.sh
