# `make run` and `make test` need Python 3.11 or later and nothing else; the rest is for developers.
PYTHON ?= python3
VENV ?= .venv
PORT ?= 8000
MANAGE = $(VENV)/bin/python manage.py
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: help setup run test check fix messages lock prove-count bench-counting prove-plan-page prove-who-speaks prove-matching bench-matching prove-money prove-paid-once reference

help:
	@echo "make run     serve on http://127.0.0.1:$(PORT) with the demonstration (PORT= changes it)"
	@echo "make test    the whole suite; PostgreSQL, Redis and browser legs where they are found"
	@echo "make check   lint, format, types, imports, translations, migrations, deployment"
	@echo "make fix     format, and put right what the linter can"
	@echo "make messages  collect the strings to translate, and compile the translations"
	@echo "make prove-plan-page CASE=  the pages of a long plan against their budget of time and size"
	@echo "make prove-who-speaks  the pages of a large network's seats against theirs"
	@echo "make prove-matching  plans, certificates, re-plans, backups and fairness, held to what is promised (PART= one)"
	@echo "make bench-matching  the matching engine beside plain HiGHS, an expert's rule and networkx (PART= one)"
	@echo "make prove-count     the counting of votes against official tables, naive counters, damaged files"
	@echo "make bench-counting  the counting beside other programs, in an environment of their own"
	@echo "make reference  write docs/reference from the code (make messages does too)"
	@echo "make prove-one-vote  many votes of one elector at once, and votes against the close, on both databases"
	@echo "make prove-secrecy   who has everything but the key cannot link papers to electors"
	@echo "make prove-grid      a county's whole year of elections"
	@echo "make prove-evidence  every tampering with an election's rows is found and named, and packs are recounted"
	@echo "make prove-recount   evidence packs counted again by a program that others wrote"
	@echo "make prove-money     sums, books, payment files and statements, held to what is promised of them"
	@echo "make prove-paid-once what is owed is paid once, whoever is killed meanwhile"
	@echo "make lock    pin every dependency, by hash"

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("needs Python 3.11 or later")'
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }

$(VENV)/.ready: requirements.txt | $(VENV)/bin/python
	@echo "Installing what Manyhands needs; this takes a minute, once."
	@$(VENV)/bin/python -m pip install -q --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.ready-dev: requirements-dev.txt $(VENV)/.ready
	@echo "Installing what the tests need, once."
	@$(VENV)/bin/python -m pip install -q --require-hashes -r requirements-dev.txt
	@touch $@

setup: $(VENV)/.ready-dev

run: export MANYHANDS_DEMO ?= 1
run: $(VENV)/.ready
	@exec $(MANAGE) run --port $(PORT)

test: $(VENV)/.ready-dev
	@$(VENV)/bin/python -m tests.legs

check: $(VENV)/.ready-dev
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports
	$(VENV)/bin/python -m tests.translations
	$(MANAGE) makemigrations --check --dry-run
	$(VENV)/bin/python -m tests.deployment

fix: $(VENV)/.ready-dev
	$(VENV)/bin/ruff check --fix
	$(VENV)/bin/ruff format

messages: reference
	$(MANAGE) makemessages --locale cy --no-wrap --no-location --no-obsolete --ignore '.venv*' --ignore 'tests/*'
	$(MANAGE) compilemessages --locale cy --ignore '.venv*'

reference: $(VENV)/.ready-dev
	@$(VENV)/bin/python -m tests.reference

LOCK = -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate
lock: $(VENV)/.ready-dev
	$(VENV)/bin/uv pip compile $(LOCK) pyproject.toml -o requirements.txt
	$(VENV)/bin/uv pip compile $(LOCK) --group dev -c requirements.txt pyproject.toml -o requirements-dev.txt

# Each proof and comparison ends with one line of JSON, and fails where a figure falls short.
prove-plan-page: $(VENV)/.ready-dev
	@$(VENV)/bin/python -m bench.pages.plan_page $(CASE)

prove-who-speaks: $(VENV)/.ready-dev
	@$(VENV)/bin/python -m bench.pages.who_speaks

prove-matching: $(VENV)/.ready-dev
	@$(VENV)/bin/python -m bench.matching.prove $(if $(PART),--part $(PART))

bench-matching: $(VENV)/.ready-dev
	@$(VENV)/bin/python -m bench.matching.compare $(PART) --gap $${MANYHANDS_DATA:-../shared/data}/gap

prove-count: $(VENV)/.ready-dev
	@$(VENV)/bin/python -m bench.counting.prove

prove-money: $(VENV)/.ready-dev
	@$(VENV)/bin/python -m bench.money.prove_money

prove-paid-once: $(VENV)/.ready-dev
	@$(VENV)/bin/python -m bench.money.prove_paid_once

PEERS = .venv-peers
$(PEERS)/.ready: bench/counting/peers.txt
	@$(PYTHON) -m venv $(PEERS)
	@$(PEERS)/bin/python -m pip install -q -r bench/counting/peers.txt
	@touch $@

bench-counting: $(PEERS)/.ready
	@$(PEERS)/bin/python -m bench.counting.peers

.PHONY: prove-one-vote prove-secrecy prove-grid prove-evidence prove-recount
prove-one-vote: $(VENV)/.ready-dev
	@$(VENV)/bin/python -m bench.elections.one_vote

prove-secrecy: $(VENV)/.ready-dev
	@$(VENV)/bin/python -m bench.elections.secrecy

prove-grid: $(VENV)/.ready-dev
	@$(VENV)/bin/python -m bench.elections.grid

prove-evidence: prove-recount
	@$(VENV)/bin/python -m bench.elections.tampering

prove-recount: $(VENV)/.ready-dev $(PEERS)/.ready
	@$(VENV)/bin/python -m bench.elections.recounts --python $(PEERS)/bin/python
