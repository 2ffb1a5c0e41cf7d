# make run    the main job on the bundled sample outlet
# make airflow  Airflow with the DAGs on this machine, until Ctrl-C
# make env    .env with this machine's own secrets, for docker-compose.yml
# make test   the tests
# make test-live  a real Airflow, driven by REST
# make test-cluster  Airflow with PostgreSQL, Redis and two Celery workers, one killed
# make test-browser  the web page in Debian's Chromium
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin

.PHONY: install run airflow env test test-live test-browser test-cluster lint format bench bench-text bench-warehouse bench-fetch bench-page docs clean

install: .venv/.installed

.venv/.installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -q pipeline # a third of a second of each start where no bytecode is written
	touch $@

run: install
	$(BIN)/broadsheet demo

airflow: install
	$(BIN)/python scripts/airflow_standalone.py

env:
	$(PYTHON) scripts/make_env.py

test: install
	$(BIN)/python -m pytest -n 2 --dist loadgroup

test-live: install
	$(BIN)/python -m pytest -m live tests/live

test-browser: install
	$(BIN)/python -m pytest -m browser tests/browser

test-cluster: install
	$(BIN)/python -m pytest -s -m cluster tests/cluster

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: install
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock:
	uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-header -o requirements.lock

clean:
	rm -rf .venv data build dist .airflow .mypy_cache .ruff_cache .pytest_cache

# docs: the pages made from the database's own comments and the cookbook
docs: install
	$(BIN)/python -m pipeline.load.document docs

# bench-text: quotes, dates, mentions and credits against a benchmark's scorers (BENCHMARK=folder)
BENCHMARK ?= ../shared/benchmark
bench-text: install
	$(BIN)/python benchmarks/text.py $(BENCHMARK)

# bench-warehouse: load, search, queries and sizes on generated articles (ARTICLES=200000)
ARTICLES ?= 200000
bench-warehouse: install
	$(BIN)/python -m benchmarks.warehouse $(ARTICLES)

# bench-page: how long each view takes over generated articles (PAGE_ARTICLES=1000000)
PAGE_ARTICLES ?= 1000000
bench-page: install
	$(BIN)/python -m benchmarks.page $(PAGE_ARTICLES)

# bench-fetch: a thousand pages of a hundred hosts against the ideal of their paces (PACE=seconds)
bench-fetch: install
	$(BIN)/python -m benchmarks.fetching $(PACE)

# bench-extraction: body, fields, speed and memory on the development sets (PACK=folder of scorer and
# data; TRAFILATURA=a Python that has it, in an environment of its own, for the ratio)
bench-extraction: install
	TRAFILATURA=$(TRAFILATURA) $(BIN)/python -m benchmarks.extraction $(PACK)
	$(BIN)/python -m benchmarks.plain_text $(PACK)

# bench: pages per CPU-second of parse against trafilatura, and the rate of load (PAGES=folder)
bench: install
	$(BIN)/python -m benchmarks.pipeline $(PAGES)
