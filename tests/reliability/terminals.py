"""The program in a real pseudo-terminal: keys in, bytes out."""

import os
import select
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from program import of_this_tree

QUIET = 0.15
"""Seconds without a byte after which a key counts as answered."""

ENTER, ESCAPE, DOWN = b"\r", b"\x1b", b"\x1b[B"

ROUND: tuple[bytes, ...] = (
    *(b"2", DOWN, ENTER, ESCAPE, b"v", ESCAPE, b"C", ESCAPE, b"y", b"o", ESCAPE),
    *(b"3", DOWN, b"4", DOWN, b"5", ENTER, b"6", ENTER, b"7", ENTER, b"8", ENTER),
    *(b"/", b"e", ESCAPE, b":", ESCAPE, b"?", ESCAPE, b"e", ESCAPE, b"1", b"q"),
)
"""Keys that open every page and every screen over a page, and leave."""


def in_terminal(words: Sequence[str], home: Path, keys: Sequence[bytes] = ()) -> tuple[int, bytes]:
    """Run the program with ``words`` in a terminal and type ``keys``, each answered first.

    Returns the exit code and every byte that the terminal was sent.
    """
    import pty

    controller, follower = pty.openpty()
    variables = of_this_tree({key: value for key, value in os.environ.items() if key != "NO_COLOR"})
    variables |= {"TERM": "xterm-256color", "COLUMNS": "100", "LINES": "40"}
    variables |= {f"XDG_{name}_HOME": str(home / name) for name in ("CONFIG", "STATE", "DATA")}
    process = subprocess.Popen(
        [sys.executable, "-m", "batteryviz", *words],
        stdin=follower,
        stdout=follower,
        stderr=follower,
        env=variables,
        cwd=home,
        start_new_session=True,
    )
    os.close(follower)
    data = bytearray()
    try:
        if keys:
            _read(controller, data, 30, until=b"Elements")
        before = b""
        for key in keys:
            # An escape and a key that come together are one key: Alt and that one.
            _read(controller, data, QUIET * 4 if before == ESCAPE else QUIET)
            os.write(controller, key)
            before = key
        end = time.monotonic() + 60
        while process.poll() is None:
            if time.monotonic() > end:
                raise AssertionError(f"{words} does not end: {bytes(data[-500:])!r}")
            _read(controller, data, 0.1)
        _read(controller, data, 0.1)
    finally:
        process.kill()
        code = process.wait()
        os.close(controller)
    # The terminal, not the program, ends lines with a return.
    return code, bytes(data).replace(b"\r\n", b"\n")


def has_bytes(descriptor: int, seconds: float) -> bool:
    """Say whether there is something to read, or nothing more to come, within ``seconds``."""
    # Unlike select, it takes descriptors of any number.
    watched = select.poll()
    watched.register(descriptor, select.POLLIN)
    return bool(watched.poll(seconds * 1000))


def _read(controller: int, data: bytearray, seconds: float, until: bytes = b"") -> None:
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        if not has_bytes(controller, left):
            return
        try:
            data += os.read(controller, 65536)
        except OSError:
            return
        if until and until in data:
            return
        if not until:
            end = time.monotonic() + seconds
