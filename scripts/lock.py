"""Renew the pinned dependencies: ``python scripts/lock.py``.

Writes requirements/all.txt and requirements/dev.txt, every version pinned by hash and no
place to install from named, and from a fresh environment made of the first one, which
proves that it installs, requirements/bom.json, a bill of materials in CycloneDX without
a time or a random number, and requirements/licenses.md. Needs the dependency group
``release`` and the package index that pip uses.
"""

import json
import re
import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path
from typing import Any

TOP = Path(__file__).resolve().parent.parent
PLACE = TOP / "requirements"
PROJECT = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))
NAME = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==(\S+)", re.MULTILINE)


def main() -> int:
    """Write all four files."""
    PLACE.mkdir(exist_ok=True)
    extras = [name for name in PROJECT["project"]["optional-dependencies"] if name != "all"]
    _compile("all.txt", *(word for extra in extras for word in ("--extra", extra)))
    _compile("dev.txt", *(word for extra in extras for word in ("--extra", extra)), dev=True)
    bom = _bill_of_materials(PLACE / "all.txt")
    (PLACE / "bom.json").write_text(json.dumps(bom, indent=1, sort_keys=True) + "\n", "utf-8")
    (PLACE / "licenses.md").write_text(_licenses(bom), "utf-8")
    return 0


def _compile(name: str, *words: str, dev: bool = False) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = TOP / "pyproject.toml"
        given = [str(source), *words]
        if dev:
            group = Path(folder, "dev.in")
            group.write_text("\n".join(PROJECT["dependency-groups"]["dev"]), "utf-8")
            given.append(str(group))
        target = Path(folder, name)
        command = [
            *(sys.executable, "-m", "piptools", "compile", "--quiet", "--generate-hashes"),
            *("--no-header", "--no-annotate", "--strip-extras", "--allow-unsafe"),
            *("--no-emit-index-url", "--no-emit-trusted-host", "--no-emit-find-links"),
            *("--output-file", str(target), *given),
        ]
        subprocess.run(command, cwd=TOP, check=True)
        text = re.sub(r"^#.*\n", "", target.read_text("utf-8"), flags=re.MULTILINE)
    if re.search(r"://|file:|^-", text, re.MULTILINE):
        sys.exit(f"{name} names a place to install from")
    head = "# Written by scripts/lock.py. Install with: pip install --require-hashes -r\n"
    (PLACE / name).write_text(head + text, "utf-8")


def _bill_of_materials(lock: Path) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = str(Path(folder, "Scripts" if sys.platform == "win32" else "bin", "python"))
        install = [python, "-m", "pip", "install", "--quiet", "--require-hashes", "--no-deps"]
        subprocess.run([*install, "-r", str(lock)], check=True)
        written = Path(folder, "bom.json")
        command = [sys.executable, "-m", "cyclonedx_py", "environment", python]
        command += ["--pyproject", str(TOP / "pyproject.toml"), "--output-reproducible"]
        subprocess.run([*command, "--of", "JSON", "-o", str(written)], check=True)
        bom: dict[str, Any] = json.loads(written.read_text("utf-8"))
    pinned = {name.lower().replace("_", "-") for name, _ in NAME.findall(lock.read_text("utf-8"))}
    components = bom["components"]
    kept = [part for part in components if part["name"].lower().replace("_", "-") in pinned]
    refs = {part["bom-ref"] for part in kept}
    for part in kept:
        for key in ("externalReferences", "properties", "evidence"):
            part.pop(key, None)
        part["licenses"] = [_named(each) for each in part.get("licenses", ())]
    bom["components"] = kept
    bom["dependencies"] = [
        {**each, "dependsOn": [name for name in each.get("dependsOn", ()) if name in refs]}
        for each in bom.get("dependencies", ())
        if each["ref"] in refs
    ]
    for key in ("serialNumber", "$schema"):
        bom.pop(key, None)
    metadata = bom["metadata"]
    metadata.pop("timestamp", None)
    metadata.pop("tools", None)
    metadata.get("component", {}).pop("externalReferences", None)
    return bom


def _named(license_: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Return a licence without its text, which may be long and hold addresses."""
    inner = license_.get("license")
    if inner is None:
        return license_
    return {"license": {key: inner[key] for key in ("id", "name") if key in inner}}


def _licenses(bom: dict[str, Any]) -> str:
    components = bom["components"]
    lines = ["# Licenses of what the program may install", ""]
    lines += ["Written by `scripts/lock.py` from the bill of materials beside it.", ""]
    lines += ["| library | version | license |", "| --- | --- | --- |"]
    for part in sorted(components, key=lambda part: part["name"].lower()):
        told = {_word(each) for each in part["licenses"]}
        lines.append(f"| {part['name']} | {part['version']} | {'; '.join(sorted(told))} |")
    return "\n".join(lines) + "\n"


def _word(license_: dict[str, Any]) -> str:
    inner = license_.get("license", {})
    return str(inner.get("id") or inner.get("name") or license_.get("expression", "not stated"))


if __name__ == "__main__":
    sys.exit(main())
