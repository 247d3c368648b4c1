# What this project can be asked to do. Needs Python 3.11 or newer, git and make (GNU make 3.81 will do); no more.
# `make demo` and `make test` prepare everything themselves, and again after an update.

PORT ?= 8000
export PORT

PYTHON := .venv/bin/python
PYTEST := .venv/bin/pytest -n logical --maxprocesses 4 --dist worksteal -q

# What `make check` pretends: production, with a key that nobody knows. See config/settings.py.
PRODUCTION = INTERDICT_ENV=production INTERDICT_DEBUG= INTERDICT_ALLOWED_HOSTS=interdict.example \
	INTERDICT_SECRET_KEY="$$($(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(50))')"

.PHONY: help setup demo test check format soak lock clean

help:
	@echo 'make demo    the founding example, loaded and served on PORT ($(PORT))'
	@echo 'make test    the whole suite, on SQLite and on PostgreSQL'
	@echo 'make check   style, types, floors, migrations, settings for production'
	@echo 'make format  put the style right where a program can'
	@echo 'make soak    the long versions of the tests (INTERDICT_SOAK)'
	@echo 'make setup   the environment for all of these, in .venv (they call it themselves)'
	@echo 'make lock    the lock files anew; make lock UPGRADE=--upgrade for the newest versions'
	@echo 'make clean   remove the environment and the caches; your database in var/ stays'

setup: .venv/installed-dev

demo: .venv/installed-base
	@$(PYTHON) manage.py demo

# Bytecode is kept, whatever the shell says: without it each process of the suite compiles everything anew, 16 s for 7.
test soak: export PYTHONDONTWRITEBYTECODE =

test: .venv/installed-dev
	@echo '== On SQLite'
	@DATABASE_URL= INTERDICT_ENV=development $(PYTEST)
	@echo '== On PostgreSQL'
	@INTERDICT_ENV=development $(PYTHON) tests/with_postgres.py $(PYTEST)

soak: .venv/installed-dev
	@echo '== On SQLite, at length'
	@DATABASE_URL= INTERDICT_ENV=development INTERDICT_SOAK=on $(PYTEST)
	@echo '== On PostgreSQL, at length'
	@INTERDICT_ENV=development INTERDICT_SOAK=on $(PYTHON) tests/with_postgres.py $(PYTEST)

check: .venv/installed-dev
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports --no-logo
	find templates -name '*.html' -exec .venv/bin/djade --target-version 5.2 --check {} +
	$(PYTHON) manage.py makemigrations --check --dry-run
	@echo 'manage.py check --deploy --fail-level WARNING, with the settings of production'
	@$(PRODUCTION) $(PYTHON) manage.py check --deploy --fail-level WARNING

format: .venv/installed-dev
	-.venv/bin/ruff check --fix .
	.venv/bin/ruff format .
	find templates -name '*.html' -exec .venv/bin/djade --target-version 5.2 {} +

# The lock files name no index and hold for every platform; plain pip reads them too. Each takes its versions from the
# one before it, so that they never disagree.
LOCK = uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-header $(UPGRADE)
lock:
	@command -v uv >/dev/null || { echo 'make lock needs uv on the PATH'; exit 1; }
	$(LOCK) --output-file requirements/base.txt
	$(LOCK) --extra postgres --extra server --constraint requirements/base.txt --output-file requirements/production.txt
	$(LOCK) --extra postgres --extra server --group dev --constraint requirements/production.txt \
		--output-file requirements/dev.txt

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/installed-%: requirements/%.txt requirements/install.sh .venv/bin/python
	@sh requirements/install.sh $*

# No recipe: where the environment's Python is gone (never made, or its own Python was removed), install.sh runs again.
.venv/bin/python:
