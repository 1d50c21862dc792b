"""The audit of the dependencies, asked of services on the loopback that fail in every way.

PYTHONPATH=tests python -m reliability.audits

pip-audit itself asks, over HTTP, a service made here that speaks OSV. The audit ends well
with one kind of service only: one that answers for every pin and knows nothing against any,
while it does know what harms old versions. The pins, their hashes and the bill of
materials are counted on the way.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from program import REPOSITORY
from reliability import report

AUDIT = REPOSITORY / "scripts" / "audit.py"
PLACE = REPOSITORY / "requirements"
LOCK = PLACE / "all.txt"
HARMED = ("jinja2", "pillow", "pyyaml")
OLD = ("2.10", "8.0.0", "5.1")
"""The old versions that the audit asks for; a service that works knows them."""

Pin: TypeAlias = tuple[str, str]
Reply: TypeAlias = tuple[int, bytes]
Service: TypeAlias = Callable[[Pin], Reply | None]
"""Answers for one pin: a status and a body, or ``None`` to hang up without a word."""


def advisory(name: str) -> bytes:
    affected = [{"package": {"name": name, "ecosystem": "PyPI"}}]
    told = {"id": "OSV-1", "summary": "A hole.", "affected": affected}
    return json.dumps({"vulns": [told]}).encode()


def works(pin: Pin) -> Reply:
    """Know what harms the old versions, and nothing against any other."""
    return 200, advisory(pin[0]) if pin in zip(HARMED, OLD, strict=True) else b"{}"


def _against(harmed: Pin) -> Service:
    return lambda pin: (200, advisory(pin[0])) if pin == harmed else works(pin)


def _for_all(reply: Reply | None) -> Service:
    return lambda _: reply


def _but(missing: Pin, reply: Reply | None) -> Service:
    return lambda pin: reply if pin == missing else works(pin)


def _knows_but(name: str) -> Service:
    return lambda pin: (200, b"{}") if pin[0] == name else works(pin)


def _slow(pin: Pin) -> Reply:
    time.sleep(5)
    return works(pin)


BROKEN: dict[str, Reply | None] = {
    "an error of its own": (500, b""),
    "an error with a page": (503, b"<html>busy</html>"),
    "nothing of the kind": (404, b'{"code": 5}'),
    "a wish to be asked less": (429, b"{}"),
    "a wish to be told who asks": (401, b"{}"),
    "a page to log in": (200, b"<html>log in</html>"),
    "an empty answer": (200, b""),
    "half an answer": (200, advisory("jinja2")[:20]),
    "an answer of another form": (200, b'{"vulns": "none"}'),
    "an answer without a list": (200, b'{"next": 1}'),
    "a number": (200, b"1"),
    "silence": None,
}
"""What a service answers that is out of order, for all pins or for one."""


class Tried(NamedTuple):
    """One audit: which service was asked, and what was wrong with what came of it, if anything."""

    service: str
    code: int
    fault: str


@contextmanager
def serving(service: Service) -> Iterator[str]:
    """Run a service on the loopback; give its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            size = int(self.headers["Content-Length"])
            asked: dict[str, Any] = json.loads(self.rfile.read(size))
            reply = service((asked["package"]["name"], asked["version"]))
            if reply is None:
                self.close_connection = True
                return
            self.send_response(reply[0])
            self.send_header("Content-Length", str(len(reply[1])))
            self.end_headers()
            with suppress(OSError):  # who asked has gone
                self.wfile.write(reply[1])

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
            del format, args

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1/query"
    finally:
        server.shutdown()
        server.server_close()


def audit(address: str, lock: Path = LOCK, *words: str) -> tuple[int, str]:
    """Audit ``lock`` at ``address``; return the exit code and what was said."""
    command = [sys.executable, str(AUDIT), "--lock", str(lock), "--osv-url", address]
    done = subprocess.run(
        [*command, "--timeout", "2", *words], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def pinned(lock: Path = LOCK) -> list[Pin]:
    """Return the pins of a lock, read in another way than the audit does."""
    lines = (line.split(" ")[0] for line in lock.read_text("utf-8").splitlines())
    return [
        (name.lower().replace("_", "-").replace(".", "-"), version)
        for name, mark, version in (line.partition("==") for line in lines)
        if mark
    ]


def tries(step: int = 1) -> Iterator[Tried]:
    """Audit with each service in turn; with ``step``, with some of those for a single pin."""
    every = pinned()
    some = every[::step]
    count = f"audited {len(every)} of {len(every)}, with advisories "
    yield _tried("one that works", works, 0, f"{count}0\n")
    for name, version in some:
        told = f"{name} {version}: OSV-1\n{count}1\n"
        yield _tried(f"one that warns of {name}", _against((name, version)), 1, told)
    for name in HARMED:
        told = "this is no audit: nothing is known there of " + name
        yield _tried(f"one that knows nothing of {name}", _knows_but(name), 1, told)
    yield _tried("one that knows nothing", _for_all((200, b"{}")), 1, "this is no audit")
    for what, reply in BROKEN.items():
        yield _tried(f"{what} for all", _for_all(reply), 1, "this is no audit")
    for number, (what, reply) in enumerate(list(BROKEN.items())[::step]):
        pin = every[number * 5 % len(every)]
        yield _tried(f"{what} for {pin[0]}", _but(pin, reply), 1, "this is no audit")
    yield _tried("one that is too slow", _slow, 1, "this is no audit")
    yield _judged("nobody there", audit("http://127.0.0.1:9/"), 1, "this is no audit")
    yield from _other_locks()


def _other_locks() -> Iterator[Tried]:
    with tempfile.TemporaryDirectory() as folder, serving(works) as address:
        for name, text in {
            "empty": "",
            "of comments": "# nothing\n",
            "that pins nothing": "jinja2>=3\n",
            "that cannot be read by pip": "jinja2==3.1.6\n==\n",
        }.items():
            lock = Path(folder, "lock.txt")
            lock.write_text(text, "utf-8")
            yield _judged(f"a lock {name}", audit(address, lock), 1, "this is no audit")


def _tried(name: str, service: Service, code: int, told: str) -> Tried:
    with serving(service) as address:
        return _judged(name, audit(address), code, told)


def _judged(name: str, got: tuple[int, str], code: int, told: str) -> Tried:
    fine = got[0] == code and told in got[1] and "Traceback" not in got[1]
    return Tried(name, got[0], "" if fine else f"exit {got[0]}, said {got[1]!r}")


def material_faults() -> Iterator[str]:
    """Yield what is wrong with the pins: one without hash, or missing in the bill."""
    stanzas = re.split(r"\n(?=\S)", LOCK.read_text("utf-8").partition("\n")[2].strip())
    for stanza in stanzas:
        first, *rest = (line.strip(" \\") for line in stanza.splitlines())
        if not rest or not all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", line) for line in rest):
            yield f"{first} has no hash, or another line"
    listed = {(name.lower().replace("_", "-"), version) for name, version in _listed()}
    for pin in set(pinned()) ^ listed:
        yield f"{pin} stands in one of the pins and the bill of materials, not in both"


def _listed() -> list[Pin]:
    bom = json.loads((PLACE / "bom.json").read_text("utf-8"))
    return [(part["name"], part["version"]) for part in bom["components"]]


def main() -> int:
    """Audit with every service, and print the figures."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    start = time.monotonic()
    faults = list(material_faults())
    done = []
    for tried in tries():
        done.append(tried)
        sys.stderr.write(f"{tried.service}: {tried.fault or 'as it should be'}\n")
    faults += [f"{tried.service}: {tried.fault}" for tried in done if tried.fault]
    for fault in faults:
        sys.stderr.write(f"{fault}\n")
    return report(
        "11 quiet",
        checks=len(done) + 2 * len(pinned()),
        failures=len(faults),
        seconds=time.monotonic() - start,
        audits=len(done),
        ended_well=sum(tried.code == 0 for tried in done),
        pins=len(pinned()),
        hashes=LOCK.read_text("utf-8").count("--hash=sha256:"),
        listed_in_the_bill=len(_listed()),
    )


if __name__ == "__main__":
    sys.exit(main())
