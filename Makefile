# The commands are described in README.md; `make` alone lists them.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv/bin
ENVIRONMENT = $(PYTHON) -P config/launcher/environment.py
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help run manage reset test soak check bench lock format screenshots

help: ## What can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST)

run: ## Candour with demonstration data at http://127.0.0.1:8000/ (PORT=9000 for another)
	@$(ENVIRONMENT) run
	@$(VENV)/python -m config.launcher --tied

manage: ## A command while `make run` runs; ARGS="create_api_client NAME --scope ROLE"
	@$(ENVIRONMENT) run
	@$(VENV)/python -m config.launcher.manage $(ARGS)

reset: ## Throw the demonstration data away (YES=1 does not ask)
	@$(ENVIRONMENT) run
	@$(VENV)/python -m config.launcher.reset $(if $(filter 1,$(YES)),--yes)

test: ## The whole suite; ARGS="tests/audit -x" for a part of it
	@$(ENVIRONMENT) test
	@$(VENV)/python -m config.launcher.assets
	@$(VENV)/python -P config/launcher/browser.py
	@$(VENV)/python -m pytest -n 2 $(ARGS)

soak: ## The long runs that `make test` leaves out
	@$(ENVIRONMENT) test
	@$(VENV)/python -m pytest -n 2 -m soak $(ARGS)

check: ## Format, lint, types, imports, migrations, deploy check, drawings
	@$(ENVIRONMENT) test
	@$(VENV)/python -m config.launcher.assets
	@$(VENV)/python -P config/launcher/checks.py

format: ## Put the code into the house format
	@$(ENVIRONMENT) test
	@$(VENV)/ruff format .
	@$(VENV)/ruff check --fix .
	@git ls-files -co --exclude-standard 'templates/*.html' '*/templates/*.html' | xargs -r $(VENV)/djade --target-version 5.2

bench: ## Measure; writes docs/performance.md (CASES=1000000 for the large size)
	@$(ENVIRONMENT) test
	@$(VENV)/python -m config.launcher.assets
	@$(VENV)/python -m benchmarks

screenshots: ## Take the pictures of docs/images anew
	@$(ENVIRONMENT) test
	@$(VENV)/python -m config.launcher.assets
	@CANDOUR_SCREENSHOTS=1 $(VENV)/python -m pytest -q -n 0 tests/journeys/test_screenshots.py

LOCK = $(VENV)/uv pip compile --quiet --universal --generate-hashes --no-header \
	--no-annotate --python-version 3.11 $(UPGRADE)

lock: ## Compile the lock files from pyproject.toml (UPGRADE=--upgrade for newer ones)
	@$(ENVIRONMENT) test
	@$(LOCK) pyproject.toml --group embedded --group dev -o requirements-dev.txt
	@$(LOCK) pyproject.toml -c requirements-dev.txt -o requirements.txt
	@$(LOCK) --group embedded -c requirements-dev.txt -o requirements-embedded.txt
