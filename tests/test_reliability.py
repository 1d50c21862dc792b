"""The table of promises says what the last runs of the proofs said, and nothing else."""

import json
import subprocess
import sys
import tomllib

import prove

from program import REPOSITORY

DOCS = REPOSITORY / "docs"
PROVE = [sys.executable, str(REPOSITORY / "scripts" / "prove.py")]
PROOFS = tomllib.loads((DOCS / "proofs.toml").read_text("utf-8"))
KEPT = json.loads((DOCS / "reliability.json").read_text("utf-8"))


def test_the_table_is_what_the_kept_figures_say() -> None:
    assert subprocess.run([*PROVE, "--check"], check=False).returncode == 0


def test_each_kept_figure_comes_from_the_command_that_is_named() -> None:
    """A proof whose command was changed is to be run again before its figure is shown."""
    assert KEPT.keys() == PROOFS["proof"].keys()
    for name, run in KEPT.items():
        assert run["command"] == PROOFS["proof"][name]["command"], name
        assert run["figures"]


def test_each_kept_figure_is_as_much_as_was_promised() -> None:
    """The least that counts as a proof stands beside its command; a failure is too many."""
    for name, proof in prove.proofs().items():
        assert proof.shortfalls(KEPT[name]["figures"]) == [], name


def test_figures_that_fall_short_are_told() -> None:
    proof = prove.Proof("name", 1, "how", "command", {"checks": 10, "score": 90})
    assert proof.shortfalls({"checks": 10, "score": "90.0 %", "failures": 0}) == []
    assert proof.shortfalls({"checks": 9, "score": "89.9 %"}) == [
        "checks is 9, not 10 or more",
        "score is '89.9 %', not 90 or more",
    ]
    assert proof.shortfalls({"score": "none"}) == [
        "checks is None, not 10 or more",
        "score is 'none', not 90 or more",
    ]
    assert proof.shortfalls({"checks": 10, "score": 90, "failures": 1}) == ["failures is 1"]


def test_each_proof_belongs_to_a_promise_and_its_command_is_there() -> None:
    for name, proof in PROOFS["proof"].items():
        assert str(proof["promise"]) in PROOFS["promise"], name
        program, script, *_ = proof["command"].split()
        assert program == "python"
        assert script == "-m" or (REPOSITORY / script).is_file(), name
