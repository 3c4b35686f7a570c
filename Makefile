# Two commands do everything: each makes .venv with this machine's python3 and installs what it needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test test-slow lint format docs speed agreement routing edge clean

demo: $(VENV)/.installed
	$(BIN)/postil demo

test: $(VENV)/.developer
	$(BIN)/pytest -n 2 -m "not slow and not network" --cov --cov-report=term:skip-covered --cov-fail-under=95

test-slow: $(VENV)/.developer
	$(BIN)/pytest -m "slow or network"

lint: $(VENV)/.developer
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.developer
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(VENV)/.developer
	$(BIN)/postil schema -o docs/schema
	$(BIN)/postil corpora schema -o docs/schema/corpora
	$(BIN)/postil rules -o docs/rules
	$(BIN)/python -m postil.text.glossary_index

speed: $(VENV)/.developer
	$(BIN)/python benchmarks/speed/startup.py
	$(BIN)/python benchmarks/speed/throughput.py

routing: $(VENV)/.developer
	$(BIN)/python benchmarks/routing/measure.py

edge: $(VENV)/.developer
	$(BIN)/python benchmarks/speed/edge_limits.py
	$(BIN)/python benchmarks/speed/ianvs_case.py

clean:
	rm -rf $(VENV) dist build .coverage .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/.developer: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[dev]"
	touch $@ $(VENV)/.installed
