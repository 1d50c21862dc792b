# Each recipe is one plain command, which CONTRIBUTING.md names too.

python := if path_exists(".venv/bin/python") == "true" { ".venv/bin/python" } else { "python3" }

# List the recipes
default:
    @just --list

# Every check and test
check *WORDS:
    {{ python }} scripts/check.py {{ WORDS }}

# Run one or more proofs of docs/proofs.toml and keep their figures
prove *NAMES:
    {{ python }} scripts/prove.py {{ NAMES }}

# Measure every figure about speed and size
bench *WORDS:
    {{ python }} -m benchmarks {{ WORDS }}
