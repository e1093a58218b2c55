# Two commands do all set-up: `make run` opens the app, `make test` passes the tests. Each makes .venv when missing.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: run test check bench format clean

run: $(READY)
	@$(BIN)/trainer

test: $(READY)
	$(BIN)/pytest -q

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --verbose

bench: $(READY)
	$(BIN)/python bench/all.py

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist

# pip before 25.1 does not know dependency groups, so a fresh environment updates it first.
$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "trainer needs Python 3.11 or newer; say 'make PYTHON=python3.12 $(MAKECMDGOALS)' to name one."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || \
		{ echo "Python cannot make an environment here; on Debian and Ubuntu install python3-venv."; exit 1; }
	@echo "Installing into .venv (once, about a minute) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
	@touch $(READY)
