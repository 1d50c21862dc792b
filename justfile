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

# The long runs: the explorer, the terminal, the count rule, the scope
soak:
    {{ python }} scripts/prove.py monkey endings surroundings counts scope

# Odd texts and files, from a seed and led by the code they reach, through every way in and out
fuzz:
    {{ python }} scripts/prove.py packs fuzz guided payloads readers clicks

# Files that fail, are killed or are swapped while they are written
files:
    {{ python }} scripts/prove.py operations kills links

# Change the program sign by sign: safety, or core
mutate AIM="safety":
    {{ python }} scripts/mutate.py {{ AIM }}

# Look up every pinned dependency in the advisory service
audit:
    {{ python }} scripts/audit.py

# Renew the pinned dependencies, the bill of materials and the list of licenses
lock:
    {{ python }} scripts/lock.py

# Every test without a network but the loopback
offline *WORDS:
    {{ python }} scripts/offline.py {{ WORDS }}
