# Tollbook: every target sets up what it needs. `make extract` reads corpus/articles unless IN names something else.
PYTHON ?= python3
VENV ?= .venv
IN ?= corpus/articles
OUT ?= out/records.jsonl
WORKERS ?= 1
TREEBANKS ?= ../shared/data/treebanks
COLLECTIONS ?= ../shared/data/dev
BUILD ?= out/training
RECORDS ?= 100000

BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: setup extract load evaluate gold test lint types bench models score assemble check lock clean

setup: $(READY)

$(READY): pyproject.toml .ci/requirements.lock
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Tollbook needs Python 3.11 or later: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r .ci/requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	$(BIN)/python -m tollbook.place.gazetteer
	touch $(READY)

# Records into a database: make load TO=postgresql://user@host/name
TO ?= out/tollbook.db
load: extract
	$(BIN)/tollbook load $(OUT) --to $(TO)

extract: $(READY)
	mkdir -p $(dir $(OUT))
	$(BIN)/tollbook extract $(IN) -o $(OUT) --workers $(WORKERS)

evaluate: $(READY)
	$(BIN)/tollbook evaluate --collections $(COLLECTIONS)

test: $(READY)
	$(BIN)/python -m pytest

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

# Compile the settled annotations into gold records: after a change to an annotation, to the gazetteer or to the record.
gold: $(READY)
	$(BIN)/tollbook gold corpus/annotation/settled/train -o corpus/gold/train/gold.jsonl
	$(BIN)/tollbook gold corpus/annotation/settled/test -o corpus/gold/test/gold.jsonl

types: $(READY)
	$(BIN)/mypy

bench: $(READY)
	$(BIN)/python tests/bench.py $(COLLECTIONS)
	$(BIN)/python tests/bench_rooms.py $(COLLECTIONS)
	$(BIN)/python tests/bench_store.py $(RECORDS)

check: lint types test

# The language model: convert the treebanks, train (about an hour on one core), score, put the pipeline together.
models: $(READY)
	$(BIN)/python models/recipe/treebanks.py $(TREEBANKS) $(BUILD)/treebanks
	$(BIN)/python -m spacy train models/en_tollbook.cfg --code models/recipe/augment.py --output $(BUILD)/first \
		--paths.train $(BUILD)/treebanks/train.spacy --paths.dev $(BUILD)/treebanks/dev.spacy
	$(BIN)/python -m spacy train models/en_tollbook_second.cfg --code models/recipe/augment.py --output $(BUILD)/language \
		--paths.first $(BUILD)/first/model-last \
		--paths.train $(BUILD)/treebanks/train.spacy --paths.dev $(BUILD)/treebanks/dev.spacy
	$(BIN)/python models/recipe/score.py $(BUILD)/language/model-last $(BUILD)/treebanks models/en_tollbook/scores.json
	$(BIN)/python models/recipe/assemble.py $(BUILD)/language/model-last

# Score the shipped language model again, without training.
score: $(READY)
	$(BIN)/python models/recipe/treebanks.py $(TREEBANKS) $(BUILD)/treebanks
	$(BIN)/python models/recipe/score.py models/en_tollbook/syntax/language $(BUILD)/treebanks models/en_tollbook/scores.json

# Write the rooms' settings into models/en_tollbook again, keeping the language model.
assemble: $(READY)
	$(BIN)/python models/recipe/assemble.py

lock:
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --upgrade \
		-o .ci/requirements.lock

clean:
	rm -rf $(VENV) out build pipeline/*.egg-info

# Write the computed parts of the README anew.
.PHONY: readme
readme: $(READY)
	mkdir -p out
	$(BIN)/tollbook evaluate --collections $(COLLECTIONS) --markdown > out/evaluation.md || true
	$(BIN)/python tests/readme.py
	$(BIN)/python tests/readme.py --table out/evaluation.md
