# Every command of the course. GNU make; Linux, macOS, and Windows (Git's sh in the PATH).
# Another Python: make lab PYTHON=python3.12

ifeq ($(OS),Windows_NT)
PYTHON ?= python
BIN := .venv/Scripts
TESTS := not browser and not posix
else
PYTHON ?= python3
BIN := .venv/bin
TESTS := not browser
endif

RUN := $(BIN)/python
NEW_ENOUGH := import sys; sys.exit('This course needs Python 3.11 or newer: \
	make lab PYTHON=python3.12' if sys.version_info < (3, 11) else 0)
READY := .venv/.ready
NODE := site/node_modules/.package-lock.json
CLASS := .cache/classroom
START := notebooks/00_start_here.ipynb
# A class for the load test: make class N=30 LESSON=04
N ?= 10
LESSON ?= 01
# One version of each package for every platform and every Python from 3.11 on, with its hashes.
LOCK := $(RUN) -m uv pip compile pyproject.toml --upgrade --universal --python-version 3.11 \
	--fork-strategy fewest --generate-hashes --no-emit-index-url --no-header -q
# Extra arguments: make test ARGS="-k softmax -n 0", make lab ARGS=--no-browser
ARGS ?=

# The matrices of the lessons are small: a second thread of the linear algebra gains nothing, and on
# a busy machine the threads wait for each other (training the digits took 14 s instead of 0.4 s).
export OMP_NUM_THREADS ?= 1

.DEFAULT_GOAL := help
.PHONY: help lab test test-browser bench soak site serve notebooks lock links lint class clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

lab: $(READY) ## open the lessons in JupyterLab
	$(BIN)/jupyter lab $(START) $(ARGS)

test: $(READY) $(NODE) ## every test that needs no browser, every number in every notebook included
	$(RUN) -m pytest -m "$(TESTS)" -n 2 --dist loadscope $(ARGS)

test-browser: site ## the lessons in real browsers, in JupyterLab and on the built site
	$(RUN) -m pytest -m browser tests/browser -n 2 --dist loadscope $(ARGS)

# Each in a process of its own: what one leaves in memory must not help or hinder the next. A missed
# target is news, not a failure; a measurement that did not happen is one.
bench: $(READY) ## speed, measured side by side in one run
	@for part in kernel_move functions training latency; do \
	    echo "== $$part"; $(RUN) -m bench.$$part || broken="$$broken $$part"; \
	done; test -z "$$broken" || { echo "not measured:$$broken" >&2; exit 1; }

soak: $(READY) ## 10,000 random moves of every panel: no exception, no memory lost, same picture
	$(RUN) -m tools.soak $(ARGS)

site: $(READY) $(NODE) ## build the course as a static site with Python in it, into dist/site/
	$(RUN) -m tools.lite.build
	$(RUN) -m tools.lite.measure

serve: site ## look at that site on this machine
	$(RUN) -m tools.lite.serve

notebooks: $(READY) ## run every notebook from top to bottom and store it in normal form
	$(RUN) -m tools.normalise

lock: $(READY) ## write requirements.txt anew from pyproject.toml (newest versions allowed there)
	$(LOCK) --all-extras -o requirements.txt
	$(LOCK) tools/classroom/requirements.in -c requirements.txt -o tools/classroom/requirements.txt

links: $(READY) ## write the links of README.md and for nbgitpuller, from the remote `origin`
	$(RUN) -m tools.links

lint: $(READY) ## style of the code and form of the notebooks, without running either
	$(RUN) -m ruff check
	$(RUN) -m pytest -q tests/notebooks/test_rules.py -k normal_form

class: $(CLASS)/.ready ## a class of N students at once on a JupyterHub: does this machine carry it?
	$(CLASS)/bin/python -m tools.classroom "$(N)" --lesson "$(LESSON)"

clean: ## remove everything that these commands made, the virtual environment included
	rm -rf .venv .cache dist build *.egg-info site/node_modules .pytest_cache .hypothesis .ruff_cache
	$(PYTHON) -Bc "import pathlib, shutil; [shutil.rmtree(path, True) \
	    for name in ('__pycache__', '.ipynb_checkpoints') for path in pathlib.Path().rglob(name)]"

# The environment is made anew when the lock or the project changes.
$(READY): requirements.txt pyproject.toml
	@$(PYTHON) -c "$(NEW_ENOUGH)"
	$(PYTHON) -m venv .venv
	$(RUN) -m pip install --disable-pip-version-check -q --require-hashes -r requirements.txt
	$(RUN) -m pip install --disable-pip-version-check -q --no-deps --no-build-isolation -e .
	$(RUN) -c "open('$(READY)', 'w').close()"

$(NODE): $(READY) site/package-lock.json
	$(RUN) -m tools.node site

# A hub and all that its students' servers need, apart from .venv, without what is optional there:
# breakpoints (debugpy) and a second way to complete names (jedi) take 8 MiB a student. jsonschema
# uses rfc3987-syntax for a check that Jupyter does not ask for; its grammar doubles a server's start.
$(CLASS)/.ready: tools/classroom/requirements.txt tools/classroom/package-lock.json pyproject.toml
	@$(PYTHON) -c "$(NEW_ENOUGH)"
	$(PYTHON) -m venv $(CLASS)
	$(CLASS)/bin/pip install --disable-pip-version-check -q --require-hashes -r $<
	$(CLASS)/bin/pip install --disable-pip-version-check -q --no-deps --no-build-isolation -e .
	$(CLASS)/bin/pip uninstall -q -y debugpy jedi rfc3987-syntax
	cp tools/classroom/package.json tools/classroom/package-lock.json tools/classroom/.npmrc $(CLASS)
	$(CLASS)/bin/python -m tools.node $(CLASS)
	$(CLASS)/bin/python -c "open('$@', 'w').close()"
