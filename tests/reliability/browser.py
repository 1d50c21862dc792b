"""A page opened in a real browser, by which scripts and outside requests are met."""

import re
import shutil
import socket
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
RAN = "ran"
"""The title that a payload's script gives a page."""

_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--disable-extensions",
    "--virtual-time-budget=3000",
    "--dump-dom",
)


class Host:
    """A server on the loopback that gives one page and notes every other request."""

    def __init__(self, page: bytes, media_type: str) -> None:
        """Serve ``page``."""
        self._answer = (
            f"HTTP/1.1 200 OK\r\nContent-Type: {media_type}; charset=utf-8\r\n"
            f"Content-Length: {len(page)}\r\nConnection: close\r\n\r\n"
        ).encode() + page
        self.asked: list[str] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            with connection:
                connection.settimeout(5)
                try:
                    head = connection.recv(4096)
                    self._note(head)
                    if head:
                        connection.sendall(self._answer)
                except OSError:
                    continue

    def _note(self, head: bytes) -> None:
        line = head.split(b"\r\n")[0].decode(errors="replace")
        if re.search(rb"google|gstatic|gvt1", head):
            # The browser's own errands: for updates, for the time.
            return
        if head and not re.match(r"GET /(page|favicon\.ico) ", line):
            self.asked.append(line[:120])

    def close(self) -> None:
        """End serving."""
        self._socket.close()


@contextmanager
def _served(page: bytes, media_type: str) -> Iterator[Host]:
    host = Host(page, media_type)
    try:
        yield host
    finally:
        host.close()


class Opened(NamedTuple):
    """What came of a page: what it did that it may not, and all that it showed."""

    faults: list[str]
    shown: str


def open_in_browser(page: bytes, media_type: str) -> Opened:
    """Open ``page``; note scripts that ran and outside requests.

    Every name a page could ask for leads to our own server.
    """
    assert CHROMIUM is not None
    with _served(page, media_type) as host, tempfile.TemporaryDirectory() as profile:
        done = subprocess.run(
            [
                CHROMIUM,
                *_FLAGS,
                f"--user-data-dir={Path(profile, 'profile')}",
                f"--host-resolver-rules=MAP * 127.0.0.1:{host.port}",
                f"http://127.0.0.1:{host.port}/page",
            ],
            capture_output=True,
            timeout=120,
            check=False,
        )
        shown = done.stdout.decode(errors="replace")
        faults = [f"asked for {line!r}" for line in host.asked]
    if not shown.strip():
        faults.append(f"the browser showed nothing: {done.stderr[-300:]!r}")
    if re.search(rf"<title>\s*({RAN}|1)\s*</title>", shown) or 'id="ran"' in shown:
        faults.append("a script ran")
    return Opened(faults, shown)


_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')


def open_unguarded(page: bytes, media_type: str) -> Opened:
    """Open ``page`` once as it is and once without its policy, and put both together.

    With the policy, the browser would stop what an escaper let through.
    """
    opened = [open_in_browser(page, media_type)]
    bare, count = _POLICY.subn(b"", page)
    if media_type == "text/html" and count != 1:
        opened[0].faults.append(f"{count} policies in a web page")
    if count:
        opened.append(open_in_browser(bare, media_type))
    return Opened([fault for each in opened for fault in each.faults], opened[-1].shown)
