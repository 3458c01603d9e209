# What a stranger types. Each target first sees to what it needs (tools/setup: silent where nothing is missing).

PYTHON := $(firstword $(wildcard /usr/bin/python3) python3)
STEMMA := build/release/stemma

.DEFAULT_GOAL := help
.PHONY: help demo build test eval bench format clean

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1 | \2/p' Makefile | awk -F'|' '{ printf "%-14s %s\n", $$1, $$2 }'

demo: build ## trace the example texts, write build/demo/levee.html
	@mkdir -p build/demo
	@$(STEMMA) trace examples/levee/documents.jsonl -o build/demo/levee.html --json build/demo/levee.json
	@echo
	@echo "The report: $(CURDIR)/build/demo/levee.html (open it in a browser; it needs no network)"

build: ## the release binary, build/release/stemma
	@tools/setup build
	@tools/build release stemma_cli

test: ## build and run every check; ends with "N passed, N failed"
	@tools/setup test
	@tools/check

eval: build ## score the traces of the data beside the project (../shared)
	@tools/build release align_pairs
	@$(PYTHON) tools/eval.py
	@$(PYTHON) tools/eval_passages.py
	@$(PYTHON) tools/eval_reuse.py

bench: ## time the kernels and the whole program; writes bench/runs/
	@tools/setup build
	@tools/build release all
	@$(PYTHON) bench/run.py

format: ## lay out all C++ sources
	@tools/setup test
	@tools/format

clean: ## remove all that was built
	rm -rf build
