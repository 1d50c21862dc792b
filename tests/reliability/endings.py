"""Every way in which the explorer ends, in a real terminal: the terminal comes back.

    PYTHONPATH=tests python -m reliability.endings

After each ending the terminal's own settings must be those from before, each mode that
was switched on must be off again, and the exit code must tell the truth.
"""

import argparse
import os
import re
import signal
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

from program import TOY
from reliability import report
from reliability.terminals import has_bytes

LEAVES = b"\x1b[?1049l"
"""What gives the terminal its own screen back."""

SOON = 0.5
"""Seconds in which a terminal is to come back."""

PROGRAM = "from batteryviz.cli.main import main; import sys; sys.exit(main(sys.argv[1:]))"
NOW = b"this is the moment"
"""What a session says when it ends itself, so that its time is taken from there."""

FAIL = "raise RuntimeError('on purpose')"

SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)

STEPS = {
    "before the first page is sought": "__init__",
    "before the terminal is touched": "_build_driver",
    "before the page is made": "compose",
    "before the page is shown": "show_here",
    "before the first paint": "_draw_frame",
}
"""The steps of the start, in their order, by the name of their method."""


def ending_at(step: str, act: str) -> str:
    """Return a program that tells the moment and then acts, before a step of the explorer."""
    return f"""
import os, signal, batteryviz.tui.app as a
before = a.Explorer.{step}
def act(*words, **named):
    os.write(2, {NOW!r})
    {act}
    return before(*words, **named)
a.Explorer.{step} = act
{PROGRAM}
"""


CRASHES = {
    "in a key": ending_at("action_units", FAIL),
    "while drawing": ending_at("_draw_frame", FAIL),
    "at the start": ending_at("compose", FAIL),
    "in a search": ending_at("_found", FAIL),
}

_MODES = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")
USUALLY_ON = frozenset({7, 25})
"""Line wrap, and the cursor."""


class Terminal:
    """A program in a terminal of its own, and every byte it wrote."""

    def __init__(self, process: "subprocess.Popen[bytes]", controller: int, follower: int) -> None:
        self.process = process
        self.written = bytearray()
        self._controller, self._follower = controller, follower
        self._before = termios.tcgetattr(follower)

    def read(self, seconds: float) -> bool:
        """Read what comes within ``seconds``; say whether anything came."""
        if not has_bytes(self._controller, seconds):
            return False
        try:
            data = os.read(self._controller, 65536)
        except OSError:
            return False
        self.written += data
        return bool(data)

    def read_until(self, wanted: bytes, seconds: float = 60) -> None:
        """Read until ``wanted`` was written; raise ``AssertionError`` after ``seconds``."""
        end = time.monotonic() + seconds
        while wanted not in self.written:
            ended = self.process.poll() is not None and not self.read(0.1)
            if ended or time.monotonic() > end:
                raise AssertionError(f"{wanted!r} did not come: {bytes(self.written[-400:])!r}")
            self.read(0.2)

    def type(self, keys: bytes) -> None:
        """Type ``keys``."""
        os.write(self._controller, keys)

    def end(self, seconds: float = 60) -> tuple[int, float]:
        """Wait for the end; return the exit code, and the seconds until the screen was back.

        A session that never took the screen gives it back with its end.
        """
        start, took, is_over = time.monotonic(), 0.0, False
        while not is_over:
            is_over = self.process.poll() is not None
            if time.monotonic() - start > seconds:
                raise AssertionError(f"no end: {bytes(self.written[-400:])!r}")
            self.read(0.01)
            if not took and LEAVES in self.written:
                took = time.monotonic() - start
        took = took or time.monotonic() - start
        while self.read(0.05):
            pass
        return self.process.returncode, took

    def faults(self) -> list[str]:
        """Return what is not as it was before."""
        found = []
        now = termios.tcgetattr(self._follower)
        if now != self._before:
            found.append("the terminal's settings changed")
        state: dict[int, bool] = {}
        for modes, sign in _MODES.findall(self.written):
            for mode in modes.split(b";"):
                state[int(mode)] = sign == b"h"
        for mode, is_on in state.items():
            if is_on != (mode in USUALLY_ON):
                found.append(f"mode {mode} is {'on' if is_on else 'off'}")
        if self.written.count(b"\x1b[>") > self.written.count(b"\x1b[<u") + _other(self.written):
            found.append("the keyboard protocol is not taken back")
        after = self.written.rpartition(LEAVES)[2]
        if b"Traceback" in after:
            found.append("a traceback")
        return found


def _other(written: bytearray) -> int:
    # Queries of the terminal's name begin alike.
    return len(re.findall(rb"\x1b\[>[0-9]*[qc]", written))


def _begin(follower: int) -> None:
    """Become the program of a terminal, which hears every signal: a shell's job may not."""
    os.login_tty(follower)
    for number in SIGNALS:
        signal.signal(number, signal.SIG_DFL)


@contextmanager
def terminal(
    home: Path, *words: str, code: str = PROGRAM, leader: str = "", **environment: str
) -> Iterator[Terminal]:
    """Start the explorer on the toy pack in a terminal; ``leader`` is a shell script around it."""
    controller, follower = os.openpty()
    termios.tcsetwinsize(follower, (30, 100))
    variables = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    variables |= {"TERM": "xterm-256color", **environment}
    variables |= {f"XDG_{name}_HOME": str(home / name) for name in ("CONFIG", "STATE", "DATA")}
    command = [sys.executable, "-c", code, *words, "--specs", str(TOY)]
    if leader:
        command = ["dash", "-c", leader, "dash", *command]
    process = subprocess.Popen(
        command,
        stdin=follower,
        stdout=follower,
        stderr=follower,
        env=variables,
        cwd=home,
        preexec_fn=partial(_begin, follower),
        pass_fds=(follower,),
    )
    try:
        yield Terminal(process, controller, follower)
    finally:
        process.kill()
        process.wait()
        os.close(controller)
        os.close(follower)


class Ended(NamedTuple):
    """How one session ended."""

    name: str
    faults: list[str]
    seconds: float
    """From the ending to the moment the terminal has its own screen back."""


Ending = Callable[[Path], Ended]

SHOWN = b"Elements"
WHERE: dict[str, bytes] = {
    "at home": b"",
    "on a sheet": b"2\r",
    "in a comparison": b"3",
    "in the finder": b"/lamp",
    "over a card": b"3\r",
    "over a spec file": b"2\rv",
    "in a tour": b"7\r",
}


def _ended(name: str, screen: Terminal, code: int) -> Ended:
    got, seconds = screen.end()
    # A shell tells the code of who was ended by the kernel: 128 and the signal.
    is_untouched = not _MODES.search(screen.written)
    shown = 128 - got if got < 0 and is_untouched else got
    wrong = [] if shown == code else [f"exit code {got}, not {code}"]
    return Ended(name, wrong + screen.faults(), seconds)


def by_signal(number: signal.Signals, where: str) -> Ending:
    """End by a signal, with ``where`` in sight."""

    def ending(home: Path) -> Ended:
        with terminal(home) as screen:
            screen.read_until(SHOWN)
            if WHERE[where]:
                screen.type(WHERE[where])
                while screen.read(0.3):
                    pass
            screen.process.send_signal(number)
            return _ended(f"{number.name} {where}", screen, 128 + number)

    return ending


def by_signal_after(number: signal.Signals, seconds: float) -> Ending:
    """End by a signal, so many seconds after the start: perhaps before the first paint."""

    def ending(home: Path) -> Ended:
        with terminal(home) as screen:
            end = time.monotonic() + seconds
            while (left := end - time.monotonic()) > 0:
                screen.read(left)
            screen.process.send_signal(number)
            ended = _ended(f"{number.name} after {seconds:.2f} s", screen, 128 + number)
            # Python itself says so when it is interrupted before a line of ours runs.
            is_ours = b"batteryviz" in screen.written or b"<frozen site>" not in screen.written
            return ended if is_ours else ended._replace(faults=[])

    return ending


def by_signal_at(number: signal.Signals, step: str) -> Ending:
    """End by a signal at a step of the start."""
    act = f"os.kill(os.getpid(), {number.value})"

    def ending(home: Path) -> Ended:
        with terminal(home, code=ending_at(STEPS[step], act)) as screen:
            screen.read_until(NOW)
            return _ended(f"{number.name} {step}", screen, 128 + number)

    return ending


def by_signal_while_busy(home: Path) -> Ended:
    """End by a signal while one step of the program takes very long."""
    act = f"os.kill(os.getpid(), {signal.SIGTERM.value}); import time; time.sleep(5)"
    with terminal(home, code=ending_at("action_units", act)) as screen:
        screen.read_until(SHOWN)
        screen.type(b"u")
        screen.read_until(NOW)
        return _ended("SIGTERM in a long step", screen, 128 + signal.SIGTERM)


def by_keys(keys: bytes, code: int = 0) -> Ending:
    """End by keys."""

    def ending(home: Path) -> Ended:
        with terminal(home) as screen:
            screen.read_until(SHOWN)
            screen.type(keys)
            return _ended(f"keys {keys!r}", screen, code)

    return ending


def by_crash(name: str) -> Ending:
    """End by a fault of the program."""

    def ending(home: Path) -> Ended:
        with terminal(home, code=CRASHES[name]) as screen:
            if name in {"in a key", "in a search"}:
                screen.read_until(SHOWN)
                screen.type(b"u/")
            screen.read_until(NOW)
            ended = _ended(f"a crash {name}", screen, 70)
            after = bytes(screen.written).rpartition(LEAVES)[2]
            if b"our fault, please report it: RuntimeError: on purpose" not in after:
                return ended._replace(faults=[*ended.faults, f"said: {after[-200:]!r}"])
            return ended

    return ending


def by_suspending(home: Path) -> Ended:
    """Suspend by a signal, look at the terminal, go on, and leave."""
    return _suspended(home, "SIGTSTP and SIGCONT")


def by_suspending_key(home: Path) -> Ended:
    """Suspend by the key that every terminal has for it."""
    return _suspended(home, "Ctrl+Z and fg", b"\x1a")


def _suspended(home: Path, name: str, key: bytes = b"") -> Ended:
    leader = (
        'set -m; stty -g; "$@"; echo "left:$?"; stty -g; read waits; fg; echo "ended:$?"; stty -g'
    )
    with terminal(home, leader=leader) as screen:
        screen.read_until(SHOWN)
        children = Path(f"/proc/{screen.process.pid}/task/{screen.process.pid}/children")
        child = int(children.read_text().split()[0])
        start = time.monotonic()
        if key:
            screen.type(key)
        else:
            os.kill(child, signal.SIGTSTP)
        screen.read_until(b"left:")
        seconds = time.monotonic() - start
        while screen.read(0.2):
            pass
        faults = [f"while suspended, {fault}" for fault in screen.faults()]
        drawn = len(screen.written)
        screen.type(b"\n")
        end = time.monotonic() + 60
        while SHOWN not in screen.written[drawn:] and time.monotonic() < end:
            screen.read(0.2)
        if SHOWN not in screen.written[drawn:]:
            faults.append("not drawn again after going on")
        screen.type(b"q")
        screen.read_until(b"ended:")
        code, _ = screen.end()
        if code or b"ended:0" not in screen.written:
            faults.append(f"ended wrongly: {bytes(screen.written[-80:])!r}")
        settings = re.findall(rb"[0-9a-f]+(?::[0-9a-f]+){20,}", screen.written)
        if len(settings) != 3 or len(set(settings)) != 1:
            faults.append("the terminal's settings changed")
        return Ended(name, faults + screen.faults(), seconds)


def endings(moments: int) -> Iterator[Ending]:
    """Yield every ending; signals come at ``moments`` moments of the start."""
    for number in SIGNALS:
        for where in WHERE:
            yield by_signal(number, where)
        for step in STEPS:
            yield by_signal_at(number, step)
    yield by_signal_while_busy
    for keys in (b"q", b"\x11", b"qq", b"2q", b"/\x1b[27uq"):
        yield by_keys(keys)
    for name in CRASHES:
        yield by_crash(name)
    yield by_suspending
    yield by_suspending_key
    for moment in range(moments):
        yield by_signal_after(SIGNALS[moment % 3], 0.05 + 1.2 * moment / moments)


def main() -> int:
    """End in every way, tell what was wrong, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--moments", type=int, default=60)
    asked = parser.parse_args()
    start = time.monotonic()
    failures, slowest, checks = 0, 0.0, 0
    with tempfile.TemporaryDirectory() as folder:
        for ending in endings(asked.moments):
            checks += 1
            try:
                ended = ending(Path(folder))
            except AssertionError as error:
                ended = Ended("an ending", [str(error)], 0)
            faults = list(ended.faults)
            if ended.seconds > SOON:
                faults.append(f"took {ended.seconds:.2f} s")
            slowest = max(slowest, ended.seconds)
            failures += bool(faults)
            sys.stderr.write(f"{ended.seconds:.2f} s: {ended.name}\n")
            if faults:
                sys.stderr.write(f"{ended.name}: {'; '.join(faults)}\n")
    return report(
        "7 terminal",
        checks=checks,
        failures=failures,
        seconds=time.monotonic() - start,
        slowest=f"{slowest:.2f} s",
    )


if __name__ == "__main__":
    sys.exit(main())
