"""Ask an advisory service about every pinned dependency: ``python scripts/audit.py``.

Runs pip-audit over requirements/all.txt. pip-audit ends well when its service is out of
reach, knows a part only, or knows nothing at all; here each of these is a failure. The
exit code is 0 only when every pinned dependency was looked up, nothing is known against
any, and the service does know something against old versions that are known to be harmed.

``--osv-url URL`` asks a service that speaks OSV, in place of the Python Package Index.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

TOP = Path(__file__).resolve().parent.parent
LOCK = TOP / "requirements" / "all.txt"
HARMED = ("jinja2==2.10", "pillow==8.0.0", "pyyaml==5.1")
"""Versions with published advisories: a service that knows none of them is no service."""

_PIN = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==([^\s;\\]+)", re.MULTILINE)


class Answer(NamedTuple):
    """What the service said: ids of advisories by dependency, and what pip-audit remarked."""

    advisories: dict[tuple[str, str], list[str]]
    remark: str


def main() -> int:
    """Audit, say what was found, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lock", type=Path, default=LOCK)
    parser.add_argument("--osv-url")
    parser.add_argument("--timeout", type=int, default=15, help="seconds for one answer")
    asked = parser.parse_args()
    service = ["--timeout", str(asked.timeout)]
    if asked.osv_url:
        service += ["--vulnerability-service", "osv", "--osv-url", asked.osv_url]
    pinned = pins(asked.lock.read_text("utf-8"))
    answer = _ask(asked.lock, service)
    audited = pinned & answer.advisories.keys()
    harmed = {pin: ids for pin, ids in answer.advisories.items() if ids}
    for (name, version), ids in sorted(harmed.items()):
        sys.stdout.write(f"{name} {version}: {', '.join(ids)}\n")
    sys.stdout.write(f"audited {len(audited)} of {len(pinned)}, with advisories {len(harmed)}\n")
    if audited != pinned or not pinned:
        sys.stdout.write(f"this is no audit: {answer.remark or 'the lock pins nothing'}\n")
        return 1
    silent = _unknown(service)
    if silent:
        sys.stdout.write(f"this is no audit: nothing is known there of {', '.join(silent)}\n")
        return 1
    return 1 if harmed else 0


def pins(lock: str) -> set[tuple[str, str]]:
    """Return the names and versions pinned in the text of a lock, names as pip spells them."""
    return {(_named(name), version) for name, version in _PIN.findall(lock)}


def _named(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _unknown(service: list[str]) -> list[str]:
    """Return those of ``HARMED`` against which the service knows nothing."""
    with tempfile.TemporaryDirectory() as folder:
        lock = Path(folder, "harmed.txt")
        lock.write_text("\n".join(HARMED), "utf-8")
        known = _ask(lock, service).advisories
    return [pin for pin in HARMED if not known.get((pin.partition("==")[0], pin.split("==")[1]))]


def _ask(lock: Path, service: list[str]) -> Answer:
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(lock), "--no-deps"]
    command += ["--disable-pip", "--format", "json", "--progress-spinner", "off", *service]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        listed: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return Answer({}, (done.stderr.strip().splitlines() or ["no report"])[-1])
    looked_up = {
        (_named(each["name"]), each["version"]): [advisory["id"] for advisory in each["vulns"]]
        for each in listed
        if "vulns" in each and "skip_reason" not in each
    }
    skipped = next((each["skip_reason"] for each in listed if "skip_reason" in each), "")
    return Answer(looked_up, str(skipped))


if __name__ == "__main__":
    sys.exit(main())
