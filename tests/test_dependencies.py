"""What the program is made of: pinned, listed, and audited or not called audited."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from program import REPOSITORY

PLACE = REPOSITORY / "requirements"
PINNED = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==(\S+) \\$", re.MULTILINE)


def named(requirement: str) -> str:
    """Return the name in a requirement, in the spelling that all spellings share."""
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found, requirement
    return re.sub(r"[-_.]+", "-", found.group()).lower()


def pins(name: str) -> dict[str, str]:
    text = (PLACE / name).read_text("utf-8")
    return {named(each): version for each, version in PINNED.findall(text)}


@pytest.mark.parametrize("name", ["all.txt", "dev.txt"])
def test_every_pin_has_a_hash_and_no_place_to_install_from_is_named(name: str) -> None:
    text = (PLACE / name).read_text("utf-8")
    assert "://" not in text
    stanzas = re.split(r"\n(?=\S)", text.partition("\n")[2].strip())
    assert len(stanzas) == len(pins(name)) > 10
    for stanza in stanzas:
        first, *hashes = (line.strip(" \\") for line in stanza.splitlines())
        assert "==" in first
        assert hashes
        assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", each) for each in hashes)


def test_what_the_project_asks_for_is_pinned() -> None:
    """``python scripts/lock.py`` renews the pins after a change of pyproject.toml."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))
    extras = project["project"]["optional-dependencies"].values()
    asked = [*project["project"]["dependencies"], *(each for extra in extras for each in extra)]
    wanted = {named(each) for each in asked} - {"batteryviz"}
    assert wanted <= pins("all.txt").keys()
    assert pins("all.txt").items() <= pins("dev.txt").items()


def test_the_bill_of_materials_lists_every_pin_and_neither_time_nor_chance() -> None:
    text = (PLACE / "bom.json").read_text("utf-8")
    bom = json.loads(text)
    assert bom["bomFormat"] == "CycloneDX"
    listed = {named(part["name"]): part["version"] for part in bom["components"]}
    assert listed.items() <= pins("all.txt").items()
    assert not {"serialNumber"} & bom.keys()
    assert not {"timestamp", "tools"} & bom["metadata"].keys()
    assert not re.search(r"://|/home|/tmp", text)
    licenses = (PLACE / "licenses.md").read_text("utf-8")
    for part in bom["components"]:
        assert part["licenses"], part["name"]
        assert f"| {part['name']} | {part['version']} |" in licenses


def audit(folder: Path, report: object) -> tuple[int, str]:
    lock = folder / "lock.txt"
    lock.write_text("one==1.0 \\\n    --hash=sha256:0\ntwo==2.0 \\\n    --hash=sha256:0\n", "utf-8")
    file = folder / "report.json"
    file.write_text(report if isinstance(report, str) else json.dumps(report), "utf-8")
    script = str(REPOSITORY / "scripts" / "audit.py")
    done = subprocess.run(
        [sys.executable, script, "--report", str(file), "--lock", str(lock)],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


CLEAN_ONE = {"name": "one", "version": "1.0", "vulns": []}
CLEAN_TWO = {"name": "two", "version": "2.0", "vulns": []}
HARMED = {"name": "two", "version": "2.0", "vulns": [{"id": "ADVISORY-1"}]}
SKIPPED = {"name": "two", "version": "2.0", "skip_reason": "could not be audited"}


@pytest.mark.parametrize(
    ("report", "code", "told"),
    [
        ({"dependencies": [CLEAN_ONE, CLEAN_TWO]}, 0, '"audited": 2'),
        ({"dependencies": [CLEAN_ONE, HARMED]}, 1, "two 2.0: ADVISORY-1"),
        ({"dependencies": [CLEAN_ONE, SKIPPED]}, 1, "audited 1 of 2: this is no audit"),
        ({"dependencies": [SKIPPED]}, 1, "audited 0 of 2: this is no audit"),
        ({"dependencies": []}, 1, "audited 0 of 2: this is no audit"),
        ({}, 1, "audited nothing"),
        ("", 1, "audited nothing"),
        ("no JSON", 1, "audited nothing"),
    ],
)
def test_an_audit_that_audited_less_than_all_is_a_failure(
    report: object, code: int, told: str, tmp_path: Path
) -> None:
    """The tool below ends well when its service is out of reach; this one does not."""
    got, out = audit(tmp_path, report)
    assert got == code
    assert told in out
