# The front door: `make` sets up and builds the graph, `make test` tests, `make help` lists the rest.
PYTHON ?= python3
EXTRAS ?= dev
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: graph test lint format bench docs wheel clean help

graph: $(READY)  ## set up a virtual environment, build the graph from sources/, validate and check it
	$(BIN)/trackrecord build sources --graph graph
	$(BIN)/trackrecord validate --graph graph
	$(BIN)/trackrecord check --graph graph

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[$(EXTRAS)]'
	@touch $@

test: $(READY) lint  ## lint, type-check and run every test
	$(BIN)/python -m pytest -n auto

lint: $(READY)  ## check style and types
	$(BIN)/ruff format --check src tests scripts benchmarks
	$(BIN)/ruff check src tests scripts benchmarks
	$(BIN)/mypy

format: $(READY)  ## put the code in the house style
	$(BIN)/ruff format src tests scripts benchmarks
	$(BIN)/ruff check --fix src tests scripts benchmarks

bench: $(READY)  ## run all benchmarks at modest sizes; the report is bench/report.md and bench/report.json
	$(BIN)/python -m benchmarks --output bench

docs: $(READY)  ## regenerate what is generated: the references and the command output in the README and docs
	$(BIN)/python -m trackrecord.reference ontology > docs/ontology.md
	$(BIN)/python -m trackrecord.reference checks > docs/checks.md
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/cog -r README.md docs/tables.md docs/python.md

wheel: $(READY)  ## build the wheel into dist/
	$(BIN)/hatchling build -t wheel

clean:  ## remove what was built, but for the graph
	rm -rf $(VENV) dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

help:  ## list these targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/ —/'
