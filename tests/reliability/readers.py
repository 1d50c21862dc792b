"""Promise 4: an export cannot hurt who opens it.

``PYTHONPATH=tests python -m reliability.readers`` plants every payload in every field,
exports everything in every format and a lesson pack, and reads each file back by a
strict reader; web pages and drawings are opened in Chromium, in which a script or an
outside request would be met. ``--part N`` tries every N-th shift of the payloads.
"""

import argparse
import io
import sys
import time
import zipfile
from functools import cache
from pathlib import Path

from reliability import report
from reliability.browser import CHROMIUM, open_unguarded
from reliability.doors import run
from reliability.payloads import Ledger, own_folders
from reliability.planting import planted, read_content, write_pack
from reliability.signs import PAYLOADS
from reliability.strict import read

TRAP = """<!DOCTYPE html><html><head><title>trap</title></head><body>
<script>document.title='ran'</script><img src="http://beacon.example/beacon"></body></html>"""
"""A page that does what no page of ours may: the trap must meet it."""

MEDIA_TYPES = {"html": "text/html", "svg": "image/svg+xml"}
OPENED = [
    ("all", "html"),
    ("battery", "html"),
    *((name, "svg") for name in ("battery", "blank")),
]
"""What is opened in the browser: the pages, and the drawings with names in them."""

PLAIN = {"plain words": "lamp"}


def exported(payloads: dict[str, str], shift: int, folder: Path) -> dict[str, bytes]:
    """Plant ``payloads``, export everything, and return the files by name."""
    content, _ = planted(read_content(), payloads, shift)
    pack = write_pack(content, folder / "pack")
    specs = ["--specs", str(pack), "--force"]
    for words in (
        ["export", "all", "--to", "every", "--output", str(folder / "all")],
        ["export", "battery", "--to", "every", "--output", str(folder / "one")],
        ["export", "blank", "--to", "svg", "--output", str(folder / "blank.svg")],
        ["lesson", "--output", str(folder / "lesson")],
    ):
        done = run([*words, *specs])
        assert done.code == 0, done.err
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "pack" not in path.relative_to(folder).parts
    }


@cache
def parts_of_ours(kind: str) -> frozenset[str]:
    """Return the parts that files called ``kind`` have when every text is a plain word."""
    return _parts_of_plain_words()[kind]


@cache
def _parts_of_plain_words() -> dict[str, frozenset[str]]:
    files = exported(PLAIN, 0, Path("plain").absolute())
    found: dict[str, frozenset[str]] = {}
    for name, data in files.items():
        parts, faults = read(name, data)
        assert not faults, (name, faults)
        kind = _kind(name)
        found[kind] = found.get(kind, frozenset()) | parts
    return found


def _kind(name: str) -> str:
    """Return the end of a file's name: what files must have in common to be compared."""
    return name.rpartition("/")[2].partition(".")[2]


def _unpacked(data: bytes) -> bytes:
    """Return what a file holds, in which a marker can be looked for."""
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return b"".join(map(file.read, file.namelist()))


def open_pages(ledger: Ledger, shift: int) -> None:
    """Export web pages and drawings with payloads, and open each in the browser."""
    folder = Path(f"pages-{shift}").absolute()
    content, record = planted(read_content(), PAYLOADS, shift)
    pack = write_pack(content, folder / "pack")
    for what, form in OPENED:
        done = run(["export", what, "--to", form, "--specs", str(pack)])
        faults = [] if done.code == 0 else [f"exit {done.code}: {done.err!r:.200}"]
        opened = open_unguarded(done.out, MEDIA_TYPES[form])
        faults += opened.faults
        if not any(marker in opened.shown for marker in record.markers):
            faults.append("no text of the pack is shown")
        ledger.checks.add((str(shift), f"{what} {form}", "Chromium"))
        ledger.failures += [f"{shift} {what} {form}: {fault}" for fault in faults]


def read_back(ledger: Ledger, shift: int) -> None:
    """Export with payloads and read each file strictly."""
    folder = Path(f"export-{shift}").absolute()
    content, record = planted(read_content(), PAYLOADS, shift)
    del content
    for name, data in exported(PAYLOADS, shift, folder).items():
        parts, faults = read(name, data)
        more = sorted(parts - parts_of_ours(_kind(name)))
        faults += [f"text became structure: {part}" for part in more]
        ledger.checks.add((str(shift), "whole", name))
        shown = _unpacked(data)
        for marker, (payload, place) in record.markers.items():
            if marker.encode() in shown:
                ledger.checks.add((payload, place, _kind(name)))
        ledger.failures += [f"{shift} {name}: {fault}" for fault in faults]


def main(words: list[str]) -> int:
    """Try every shift, or the part asked for, and report the figures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--part", type=int, default=1, help="try every so many-th shift only")
    asked.add_argument("--seconds", type=float, default=0, help="stop after this time")
    options = asked.parse_args(words)
    began, ledger, files = time.monotonic(), Ledger(), 0
    with own_folders():
        for shift in range(0, len(PAYLOADS), options.part):
            if options.seconds and time.monotonic() - began > options.seconds:
                break
            read_back(ledger, shift)
            if CHROMIUM:
                open_pages(ledger, shift)
            files += 1
            sys.stderr.write(f"{shift}: {len(ledger.checks)} {len(ledger.failures)}\n")
    for failure in ledger.failures[:60]:
        sys.stderr.write(f"{failure.encode('unicode_escape').decode()}\n")
    return report(
        "4 exports",
        checks=len(ledger.checks),
        failures=len(ledger.failures),
        seconds=time.monotonic() - began,
        exports_of_everything=files,
        opened_in_chromium=sum(way == "Chromium" for _, _, way in ledger.checks),
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
