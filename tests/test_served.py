"""The explorer shown in a browser: it speaks over pipes, and hands files to its reader."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO

import pytest

from program import TOY

TEXT, ABOUT, FILE = b"D", b"M", b"P"
"""What a packet holds: signs for the screen, words between the ends, a piece of a file."""


class Browser:
    """The far end of the pipes, as a server of Textual apps is one."""

    def __init__(self, taken: IO[bytes], given: IO[bytes]) -> None:
        self._taken, self._given = taken, given
        while line := taken.readline():
            if line == b"__GANGLION__\n":
                return
        pytest.fail("the explorer did not begin to speak")

    def say(self, kind: bytes, data: bytes) -> None:
        """Send one packet."""
        self._given.write(kind + len(data).to_bytes(4, "big") + data)
        self._given.flush()

    def until(self, wanted: Callable[[bytes, bytes], bool]) -> bytes:
        """Read packets up to the one wanted, and return what it holds."""
        while kind := self._taken.read(1):
            data = self._taken.read(int.from_bytes(self._taken.read(4), "big"))
            if wanted(kind, data):
                return data
        pytest.fail("the explorer fell silent")

    def shows(self, words: str) -> None:
        """Wait until ``words`` are drawn."""
        self.until(lambda kind, data: kind == TEXT and words.encode() in data)


def test_an_export_is_handed_to_the_browser_and_not_kept_by_the_server(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "batteryviz", "--specs", str(TOY)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=tmp_path,
        env={
            **os.environ,
            "TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver",
            "COLUMNS": "100",
            "ROWS": "30",
            "XDG_STATE_HOME": str(tmp_path / "state"),
        },
    ) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        browser = Browser(program.stdout, program.stdin)
        browser.say(ABOUT, json.dumps({"type": "resize", "width": 100, "height": 30}).encode())
        browser.shows("export")
        browser.say(TEXT, b"e")
        browser.shows("Write")
        browser.say(TEXT, b"BibTeX")
        browser.shows("BibTeX references")
        browser.say(TEXT, b"\r")
        start = json.loads(browser.until(lambda kind, data: kind == ABOUT and b"deliver" in data))
        assert start["type"] == "deliver_file_start"
        assert start["mime_type"] == "application/x-bibtex"
        request = {"type": "deliver_chunk_request", "key": start["key"], "size": 1_000_000}
        browser.say(ABOUT, json.dumps(request).encode())
        assert b"@online{" in browser.until(lambda kind, _: kind == FILE)
        browser.say(ABOUT, b'{"type": "quit"}')
        program.stdout.read()
        assert program.wait(timeout=30) == 0
    assert not list(tmp_path.glob("*.bib"))
