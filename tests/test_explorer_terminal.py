"""Terminal manners, in a real pseudo-terminal: it comes back, and says why."""

import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from program import TOY, run

pty = pytest.importorskip("pty", reason="pseudo-terminals are POSIX")

LEAVES = b"\x1b[?1049l"
"""What gives the terminal its own screen back."""

SHOWN = b"Elements"
PROGRAM = "from batteryviz.cli.main import main; import sys; sys.exit(main(sys.argv[1:]))"
CRASHING = (
    "import batteryviz.tui.app as a\n"
    "def fail(self): raise RuntimeError('on purpose')\n"
    "a.Explorer.action_units = fail\n"
) + PROGRAM


class Terminal:
    """A program in a pseudo-terminal, and all that it wrote."""

    def __init__(self, process: "subprocess.Popen[bytes]", controller: int) -> None:
        self.process = process
        self.controller = controller
        self.written = b""

    def read_until(self, wanted: bytes, seconds: float = 60) -> None:
        """Read until ``wanted`` was written; fail after ``seconds``."""
        end = time.monotonic() + seconds
        while wanted not in self.written:
            assert time.monotonic() < end, self.written[-2000:]
            if not self._read(0.5) and self.process.poll() is not None:
                raise AssertionError(self.written[-2000:])

    def _read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self.controller], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self.controller, 65536)
        except OSError:
            return False
        self.written += data
        return bool(data)

    def type(self, keys: bytes) -> None:
        """Type ``keys``."""
        os.write(self.controller, keys)

    def end(self) -> int:
        """Read to the end and return the exit code."""
        end = time.monotonic() + 60
        while self.process.poll() is None:
            assert time.monotonic() < end
            self._read(0.2)
        while self._read(0.2):
            pass
        return self.process.returncode


@contextmanager
def terminal(
    tmp_path: Path, *words: str, code: str = PROGRAM, **environment: str
) -> Iterator[Terminal]:
    controller, follower = pty.openpty()
    variables = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    variables |= {"TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24", **environment}
    variables |= {
        f"XDG_{name}_HOME": str(tmp_path / name.lower()) for name in ("CONFIG", "STATE", "DATA")
    }
    process = subprocess.Popen(
        [sys.executable, "-c", code, *words, "--specs", str(TOY)],
        stdin=follower,
        stdout=follower,
        stderr=follower,
        env=variables,
        start_new_session=True,
    )
    os.close(follower)
    try:
        yield Terminal(process, controller)
    finally:
        process.kill()
        process.wait()
        os.close(controller)


@pytest.mark.parametrize(("columns", "lines"), [("80", "24"), ("100", "30")])
def test_the_first_paint_is_the_page(tmp_path: Path, columns: str, lines: str) -> None:
    """Boxes and pane are there at once: no list is painted first where boxes have room."""
    with terminal(tmp_path, COLUMNS=columns, LINES=lines) as screen:
        screen.read_until(b"The hut from which a battery")
        screen.type(b"q")
        assert screen.end() == 0
    assert "╔═".encode() in screen.written
    assert b"MW 1  Mast wagon" not in screen.written


def test_keys_typed_before_anything_is_painted_move_in_the_page(tmp_path: Path) -> None:
    """The list of elements, and down to the second one."""
    with terminal(tmp_path, COLUMNS="100", LINES="30") as screen:
        screen.type(b"2\x1b[B")
        screen.read_until(b"A battery of signal lamps, as any source speaks of it")
        screen.type(b"q")
        assert screen.end() == 0


def test_the_program_opens_for_a_room_on_request(tmp_path: Path) -> None:
    """--projector: the page alone, and never the names of the others."""
    with terminal(tmp_path, "--projector") as screen:
        screen.read_until(b", 1925")
        screen.type(b"P")
        screen.read_until(SHOWN)
        screen.type(b"q")
        assert screen.end() == 0
    with terminal(tmp_path, "--projector") as screen:
        screen.read_until(b", 1925")
        screen.type(b"q")
        assert screen.end() == 0
        assert SHOWN not in screen.written


@pytest.mark.parametrize(
    ("name", "code"), [("SIGTERM", 143), ("SIGHUP", 129)], ids=["SIGTERM", "SIGHUP"]
)
def test_a_signal_gives_the_terminal_back_and_exits_with_its_code(
    tmp_path: Path, name: str, code: int
) -> None:
    with terminal(tmp_path) as screen:
        screen.read_until(SHOWN)
        screen.process.send_signal(getattr(signal, name))
        assert screen.end() == code
        assert LEAVES in screen.written
        assert b"Traceback" not in screen.written


def test_leaving_is_remembered(tmp_path: Path) -> None:
    with terminal(tmp_path) as screen:
        screen.read_until(SHOWN)
        screen.type(b"2")
        screen.read_until(b"depth")
        screen.type(b"q")
        assert screen.end() == 0
    kept = (tmp_path / "state" / "batteryviz" / "memory.json").read_text(encoding="utf-8")
    assert '"page": "element:' in kept


def test_a_crash_is_one_line_and_exits_70(tmp_path: Path) -> None:
    with terminal(tmp_path, code=CRASHING) as screen:
        screen.read_until(SHOWN)
        screen.type(b"u")
        assert screen.end() == 70
        after = screen.written.rpartition(LEAVES)[2].decode()
        assert "our fault, please report it: RuntimeError: on purpose" in after
        assert "Traceback" not in after


def test_a_crash_shows_its_place_on_request(tmp_path: Path) -> None:
    with terminal(tmp_path, "--debug", code=CRASHING) as screen:
        screen.read_until(SHOWN)
        screen.type(b"u")
        assert screen.end() == 70
        assert b"Traceback" in screen.written.rpartition(LEAVES)[2]


def test_no_colour_means_no_colour_code_at_all_and_the_selection_is_seen(tmp_path: Path) -> None:
    with terminal(tmp_path, NO_COLOR="1") as screen:
        screen.read_until(SHOWN)
        screen.type(b"2")
        screen.read_until(b"depth")
        screen.type(b"q")
        assert screen.end() == 0
        codes = {
            part
            for found in re.findall(rb"\x1b\[([0-9;]*)m", screen.written)
            for part in found.split(b";")
            if part
        }
        coloured = {code for code in codes if int(code) in {*range(30, 50), *range(90, 108)}}
        assert coloured == set()
        assert b"7" in codes


def test_a_bad_settings_file_is_refused_before_anything_is_drawn(tmp_path: Path) -> None:
    folder = tmp_path / "config" / "batteryviz"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text('units = "furlongs"\n')
    with terminal(tmp_path) as screen:
        assert screen.end() == 78
        assert b"config.toml:1: units: " in screen.written
        assert b"\x1b[?1049h" not in screen.written


def test_without_a_keyboard_the_explorer_is_refused() -> None:
    assert run().code == 69
