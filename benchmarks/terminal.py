"""A real terminal, emulated: what is written to it, when, and what is then on the screen.

Bytes are only collected, each piece with its time, while a program runs; the screen is
worked out afterwards, so that the emulation cannot slow the program it watches.
"""

import contextlib
import fcntl
import os
import select
import signal
import struct
import termios
import time
from collections.abc import Container, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pyte

from benchmarks.places import ENVIRONMENT

WIDTH, HEIGHT = 100, 30

Screen = list[str]
"""The lines of the screen, as text."""


class Piece(NamedTuple):
    """Bytes that a program wrote, and when they were read."""

    moment: float
    data: bytes


class Key(NamedTuple):
    """A key that was pressed, and the pieces that came until all was quiet again."""

    moment: float
    pieces: list[Piece]


class Session:
    """A program in a terminal of 100 columns and 30 lines."""

    def __init__(self, words: Sequence[str]) -> None:
        """Start ``words``; the time counts from here."""
        self.started = time.perf_counter()
        self.process, self._master = _fork(words)
        self.pieces: list[Piece] = []
        self.keys: list[Key] = []

    def read(self, quiet: float, longest: float, patience: float = 0.0) -> list[Piece]:
        """Collect what is written until nothing comes for ``quiet`` seconds.

        The first piece may take ``patience`` seconds, when that is longer.
        """
        pieces: list[Piece] = []
        end = time.perf_counter() + longest
        while time.perf_counter() < end:
            wait = quiet if pieces else max(quiet, patience)
            ready, _, _ = select.select([self._master], [], [], wait)
            if not ready:
                break
            try:
                data = os.read(self._master, 1 << 16)
            except OSError:
                break
            if not data:
                break
            pieces.append(Piece(time.perf_counter(), data))
        self.pieces += pieces
        return pieces

    def begin(self, expected: str, longest: float = 20.0) -> None:
        """Wait until ``expected`` has been written and the screen is quiet."""
        end = time.perf_counter() + longest
        while time.perf_counter() < end:
            self.read(0.3, 1.0)
            if expected in self.shown():
                return
        raise TimeoutError(f"{expected!r} never came to the screen")

    def press(self, key: str, quiet: float = 0.08) -> None:
        """Press ``key`` and collect what it changes."""
        moment = time.perf_counter()
        os.write(self._master, key.encode())
        self.keys.append(Key(moment, self.read(quiet, 5.0, patience=1.0)))

    def memory(self) -> float:
        """Return the peak resident memory of the program, MiB."""
        for line in Path(f"/proc/{self.process}/status").read_text().splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 1024
        raise RuntimeError("the system does not tell the peak memory")

    def close(self) -> None:
        """End the program."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self._master)

    def screens(self) -> list[tuple[float, Screen, str]]:
        """Return each moment with the text and the whole state of the screen after it."""
        return list(_replayed(self.pieces))

    def shown(self) -> str:
        """Return the text of the last screen."""
        screens = self.screens()
        return "\n".join(screens[-1][1]) if screens else ""

    def painted(self, expected: str) -> float:
        """Return the seconds from the start until ``expected`` stood on the screen."""
        for moment, lines, _ in _replayed(self.pieces):
            if any(expected in line for line in lines):
                return moment - self.started
        raise TimeoutError(f"{expected!r} never came")

    def latencies(self, start: int = 0) -> list[float]:
        """Return the seconds each key from number ``start`` took until the screen showed it.

        That is the first piece after which the screen, colours included, is another
        than before the key. A key that changes nothing is left out.
        """
        owners = {piece.moment: key.moment for key in self.keys[start:] for piece in key.pieces}
        found: dict[float, float] = {}
        state = before = ""
        current = 0.0
        for moment, _, after in _replayed(self.pieces, set(owners)):
            key = owners.get(moment, 0.0)
            if key != current:
                current, before = key, state
            if key and key not in found and after != before:
                found[key] = moment - key
            state = after
        return list(found.values())


def _replayed(
    pieces: Sequence[Piece], wanted: Container[float] | None = None
) -> Iterator[tuple[float, Screen, str]]:
    """Yield the moment, the lines and the whole state of the screen after each piece.

    With ``wanted`` moments, the state is worked out for those, and for the piece right
    before each, only: it costs more than the emulation.
    """
    screen = pyte.Screen(WIDTH, HEIGHT)
    stream = pyte.ByteStream(screen)
    for number, piece in enumerate(pieces):
        stream.feed(_readable(piece.data))
        following = pieces[number + 1].moment if number + 1 < len(pieces) else 0.0
        state = ""
        if wanted is None or piece.moment in wanted or following in wanted:
            state = _state(screen)
        yield piece.moment, list(screen.display) if wanted is None else [], state


def _state(screen: pyte.Screen) -> str:
    return repr(
        [
            [(cell.data, cell.fg, cell.bg, cell.bold, cell.reverse) for cell in row.values()]
            for _, row in sorted(screen.buffer.items())
        ]
    )


def _readable(data: bytes) -> bytes:
    """Return ``data`` without the sequences that pyte prints as text."""
    # Private-parameter forms (CSI > … u, CSI < … u, CSI = … u) of the kitty keyboard protocol.
    for start in (b"\x1b[>", b"\x1b[<", b"\x1b[="):
        while (at := data.find(start)) >= 0:
            end = at + len(start)
            while end < len(data) and not 0x40 <= data[end] <= 0x7E:
                end += 1
            data = data[:at] + data[end + 1 :]
    return data


def _fork(words: Sequence[str]) -> tuple[int, int]:
    master, slave = os.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", HEIGHT, WIDTH, 0, 0))
    wanted = {
        **ENVIRONMENT,
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "COLUMNS": str(WIDTH),
        "LINES": str(HEIGHT),
    }
    process = os.fork()
    if process == 0:
        try:
            os.close(master)
            os.setsid()
            fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
            for number in (0, 1, 2):
                os.dup2(slave, number)
            os.closerange(3, 64)
            os.execve(words[0], list(words), wanted)
        finally:
            os._exit(127)
    os.close(slave)
    return process, master
