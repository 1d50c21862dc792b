"""Every way in which the explorer ends, in a real terminal: the terminal comes back.

    PYTHONPATH=tests python -m reliability.endings

After each ending the terminal's own settings must be those from before, each mode that
was switched on must be off again, and the exit code must tell the truth. The terminal has
its own screen back within half a second, and the program is gone within one.
"""

import argparse
import importlib
import json
import os
import pkgutil
import re
import signal
import string
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual.keys import _character_to_key

import batteryviz.tui
from batteryviz.tui.app import Explorer
from batteryviz.tui.over import Over
from batteryviz.tui.pages import PAGES
from program import TOY, of_this_tree
from reliability import report
from reliability.terminals import has_bytes

LEAVES = b"\x1b[?1049l"
"""What gives the terminal its own screen back."""

SOON = 0.5
"""Seconds in which a terminal is to come back."""

GONE = 1.0
"""Seconds in which the program is to be gone, and the shell to be there again."""

PROGRAM = "from batteryviz.cli.main import main; import sys; sys.exit(main(sys.argv[1:]))"
NOW = b"this is the moment"
"""What a session says when it ends itself, so that its time is taken from there."""

IN_SIGHT = "in-sight.json"
"""Where a session notes what was in sight when a signal came."""

NOTING = f"""
import json, pathlib
from batteryviz.tui import pages, running
before = running.Session.end_by_signal
def noted(app, number, frame):
    document = app.page.current_document()
    pathlib.Path({IN_SIGHT!r}).write_text(json.dumps({{
        "page": pages.PAGES[app.page_number].slug,
        "screen": type(app.screen).__name__,
        "document": document.key if document else "",
        "projecting": app.projecting,
    }}))
    return before(app, number, frame)
running.Session.end_by_signal = noted
{PROGRAM}
"""

FAIL = "raise RuntimeError('on purpose')"

SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)

STEPS = {
    "before the first page is sought": "__init__",
    "before the terminal is touched": "_build_driver",
    "before the page is made": "compose",
    "before the page is shown": "turn_to",
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

    def end(self, seconds: float = 60) -> tuple[int, float, float]:
        """Wait for the end; return the exit code, and the seconds until the terminal was back.

        The last number is the seconds until the program was gone. A session that never took
        the screen gives it back with its end.
        """
        start, took, is_over = time.monotonic(), 0.0, False
        while not is_over:
            is_over = self.process.poll() is not None
            gone = time.monotonic() - start
            if gone > seconds:
                raise AssertionError(f"no end: {bytes(self.written[-400:])!r}")
            self.read(0.01)
            if not took and LEAVES in self.written:
                took = time.monotonic() - start
        while self.read(0.05):
            pass
        return self.process.returncode, took or gone, gone

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
    home: Path,
    *,
    code: str = PROGRAM,
    leader: str = "",
    around: Mapping[str, str] | None = None,
    **environment: str,
) -> Iterator[Terminal]:
    """Start the explorer on the toy pack in a terminal; ``leader`` is a shell script around it.

    Without ``around``, variables are those of this process with a home and a name of a terminal;
    those of ``environment`` are added.
    """
    controller, follower = os.openpty()
    termios.tcsetwinsize(follower, (30, 100))
    variables = dict(around or {})
    if around is None:
        kept = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
        rooms = {f"XDG_{name}_HOME": str(home / name) for name in ("CONFIG", "STATE", "DATA")}
        variables = of_this_tree({**kept, "TERM": "xterm-256color", **rooms})
    variables |= environment
    command = [sys.executable, "-c", code, "--specs", str(TOY)]
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
    gone: float
    """From the ending to the end of the program."""
    in_sight: Mapping[str, object] = {}
    """What was in sight when the signal came, in the session's own words."""
    tries: int = 1
    """How often it was tried, as it was late and nothing else was wrong."""

    @property
    def is_late_only(self) -> bool:
        """Whether nothing but the time was wrong."""
        return bool(self.faults) and not self.not_of_time

    @property
    def not_of_time(self) -> list[str]:
        """What was wrong beside the time."""
        return [fault for fault in self.faults if not fault.startswith(LATE)]


LATE = "late: "
"""How a fault begins that a busy machine can cause as well."""

Ending = Callable[[Path], Ended]

MOST_TRIES = 3
"""Tries of an ending that is late: a machine may be busy once, the program is late each time."""


def in_time(ending: Ending, folder: Path) -> Ended:
    """End, each time in a new home within ``folder``; return the first that was not late."""
    for number in range(1, MOST_TRIES + 1):
        with tempfile.TemporaryDirectory(dir=folder) as home:
            ended = ending(Path(home))._replace(tries=number)
        if not ended.is_late_only:
            break
    return ended


SHOWN = b"Elements"


class Place(NamedTuple):
    """Something a session shows, and the keys that lead to it."""

    name: str
    keys: bytes
    page: str = ""
    """The page it is on, by its slug; an action may lead to another."""


LEAVING = frozenset({"quit", "suspend", "back", "forward"})
"""Actions that lead away from where they are carried out."""


def places() -> Iterator[Place]:
    """Yield every page, what opens in it, and every action on it, by their own keys."""
    for entry in PAGES:
        yield Place(f"on {entry.name}", entry.key.encode(), entry.slug)
        yield Place(f"in {entry.name}", f"{entry.key}\r".encode())
        for action, key in (*_keys(entry.load()), *_keys(Explorer)):
            yield Place(f"{action} on {entry.name}", entry.key.encode() + key)
        for action, key in _keys(Explorer):
            yield Place(f"{action} in {entry.name}", f"{entry.key}\r".encode() + key)


def _keys(kind: type) -> Iterator[tuple[str, bytes]]:
    """Yield what ``kind`` itself can do and stays where it is, and a key that does it."""
    for family in kind.__mro__:
        if not family.__module__.startswith("batteryviz."):
            continue
        for binding in vars(family).get("BINDINGS", ()):
            action = binding.id or binding.action
            if action not in LEAVING and not action.startswith("page-"):
                yield action, next(filter(None, map(_typed, binding.key.split(","))))


def _typed(name: str) -> bytes:
    """Return what a terminal sends for the key ``name``, or nothing if none does."""
    if name in _CODES:
        return _CODES[name].encode()
    letters = {_character_to_key(letter): letter for letter in string.printable}
    return letters.get(name, "").encode()


_CODES = {
    key.value: code
    for code, keys in reversed(list(ANSI_SEQUENCES_KEYS.items()))
    if isinstance(keys, tuple) and len(keys) == 1
    for key in keys
}
"""What a terminal sends for each key that is no letter, as Textual reads it."""


def overlays() -> set[str]:
    """Return the name of every screen the explorer can lay over a page."""
    for module in pkgutil.iter_modules(batteryviz.tui.__path__, "batteryviz.tui."):
        importlib.import_module(module.name)
    return {kind.__name__ for kind in _below(Over)}


def _below(kind: type[Any]) -> Iterator[type[Any]]:
    below: type[Any]
    for below in kind.__subclasses__():
        yield below
        yield from _below(below)


def unseen(ended: Sequence[Ended]) -> set[str]:
    """Return what the explorer can show and none of ``ended`` had in sight."""
    sights = [one.in_sight for one in ended if one.in_sight]
    wanted = {*(page.slug for page in PAGES), *overlays(), "battalion", "projecting"}
    seen = {sight[name] for sight in sights for name in ("page", "screen", "document")}
    return wanted - seen - {"projecting" for sight in sights if sight["projecting"]}


def judged(name: str, screen: Terminal, code: int) -> Ended:
    """Wait for the end of a session, which is to have the exit code ``code``, and judge it."""
    got, seconds, gone = screen.end()
    # A shell tells the code of who was ended by the kernel: 128 and the signal.
    is_untouched = not _MODES.search(screen.written)
    shown = 128 - got if got < 0 and is_untouched else got
    faults = [] if shown == code else [f"exit code {got}, not {code}"]
    faults += screen.faults()
    if seconds > SOON:
        faults.append(f"{LATE}the terminal was back after {seconds:.2f} s")
    if gone > GONE:
        faults.append(f"{LATE}the program was gone after {gone:.2f} s")
    return Ended(name, faults, seconds, gone)


def by_signal(number: signal.Signals, place: Place) -> Ending:
    """End by a signal, with ``place`` in sight."""

    def ending(home: Path) -> Ended:
        note = home / IN_SIGHT
        note.unlink(missing_ok=True)
        with terminal(home, code=NOTING) as screen:
            screen.read_until(SHOWN)
            screen.type(place.keys)
            while screen.read(0.3):
                pass
            screen.process.send_signal(number)
            ended = judged(f"{number.name} {place.name}", screen, 128 + number)
        in_sight = json.loads(note.read_text()) if note.exists() else {}
        if place.page not in {"", in_sight.get("page")}:
            ended.faults.append(f"in sight was {in_sight}, not {place.page}")
        return ended._replace(in_sight=in_sight)

    return ending


def by_signal_after(number: signal.Signals, seconds: float) -> Ending:
    """End by a signal, so many seconds after the start: perhaps before the first paint."""

    def ending(home: Path) -> Ended:
        with terminal(home) as screen:
            end = time.monotonic() + seconds
            while (left := end - time.monotonic()) > 0:
                screen.read(left)
            screen.process.send_signal(number)
            ended = judged(f"{number.name} after {seconds:.2f} s", screen, 128 + number)
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
            return judged(f"{number.name} {step}", screen, 128 + number)

    return ending


def by_signal_while_busy(home: Path) -> Ended:
    """End by a signal while one step of the program takes very long."""
    act = f"os.kill(os.getpid(), {signal.SIGTERM.value}); import time; time.sleep(5)"
    with terminal(home, code=ending_at("action_units", act)) as screen:
        screen.read_until(SHOWN)
        screen.type(b"u")
        screen.read_until(NOW)
        return judged("SIGTERM in a long step", screen, 128 + signal.SIGTERM)


def by_keys(*bursts: bytes) -> Ending:
    """End by keys; what the last burst is meant for has been drawn before it is typed."""

    def ending(home: Path) -> Ended:
        with terminal(home) as screen:
            screen.read_until(SHOWN)
            for burst in bursts[:-1]:
                screen.type(burst)
                while screen.read(0.5):
                    pass
            screen.type(bursts[-1])
            return judged(f"keys {b' '.join(bursts)!r}", screen, 0)

    return ending


def by_crash(name: str) -> Ending:
    """End by a fault of the program."""

    def ending(home: Path) -> Ended:
        with terminal(home, code=CRASHES[name]) as screen:
            if name in {"in a key", "in a search"}:
                screen.read_until(SHOWN)
                screen.type(b"u/")
            screen.read_until(NOW)
            ended = judged(f"a crash {name}", screen, 70)
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
        if seconds > SOON:
            faults.append(f"{LATE}the terminal was lent after {seconds:.2f} s")
        drawn = len(screen.written)
        screen.type(b"\n")
        end = time.monotonic() + 60
        while SHOWN not in screen.written[drawn:] and time.monotonic() < end:
            screen.read(0.2)
        if SHOWN not in screen.written[drawn:]:
            faults.append("not drawn again after going on")
        screen.type(b"q")
        ended = judged(name, screen, 0)
        if b"ended:0" not in screen.written:
            faults.append(f"ended wrongly: {bytes(screen.written[-80:])!r}")
        settings = re.findall(rb"[0-9a-f]+(?::[0-9a-f]+){20,}", screen.written)
        if len(settings) != 3 or len(set(settings)) != 1:
            faults.append("the terminal's settings changed")
        return ended._replace(faults=[*faults, *ended.faults], seconds=max(seconds, ended.seconds))


def endings(moments: int) -> Iterator[Ending]:
    """Yield every ending; signals come at ``moments`` moments of the start."""
    for turn, place in enumerate(places()):
        # Each page, by each signal; of what can be done on a page, each by one of them.
        is_page = place.name.startswith(("on ", "in "))
        for number in SIGNALS if is_page else (SIGNALS[turn % 3],):
            yield by_signal(number, place)
    for number in SIGNALS:
        for step in STEPS:
            yield by_signal_at(number, step)
    yield by_signal_while_busy
    for bursts in ((b"q",), (b"\x11",), (b"qq",), (b"2q",), (b"/", b"\x1b[27u", b"q")):
        yield by_keys(*bursts)
    for name in CRASHES:
        yield by_crash(name)
    yield by_suspending
    yield by_suspending_key
    for moment in range(moments):
        yield by_signal_after(SIGNALS[moment % 3], 0.05 + 1.2 * moment / moments)


def _of_many(number: int, moments: int) -> Ended:
    """Carry out one of ``endings`` in a home of its own: no session remembers another."""
    ending = list(endings(moments))[number]
    with tempfile.TemporaryDirectory() as folder:
        try:
            return in_time(ending, Path(folder))
        except AssertionError as error:
            return Ended(f"ending {number}", [str(error)], 0, 0)


def main() -> int:
    """End in every way, tell what was wrong, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--moments", type=int, default=60)
    parser.add_argument("--jobs", type=int, default=1, help="sessions at a time")
    parser.add_argument("--part", type=int, default=1, help="end in every so many-th way only")
    asked = parser.parse_args()
    start = time.monotonic()
    every = range(0, len(list(endings(asked.moments))), asked.part)
    done: list[Ended] = []
    with ProcessPoolExecutor(asked.jobs, mp_context=get_context("spawn")) as pool:
        for ended in pool.map(partial(_of_many, moments=asked.moments), every):
            done.append(ended)
            sys.stderr.write(f"{ended.seconds:.2f} s, {ended.gone:.2f} s: {ended.name}\n")
            for fault in ended.faults:
                sys.stderr.write(f"  {fault}\n")
    missing = unseen(done) if asked.part == 1 else set()
    if missing:
        sys.stderr.write(f"never in sight: {', '.join(sorted(missing))}\n")
    return report(
        "7 terminal",
        checks=len(done),
        failures=sum(bool(ended.faults) for ended in done) + len(missing),
        seconds=time.monotonic() - start,
        places=len(list(places())),
        slowest=f"{max(ended.seconds for ended in done):.2f} s",
        late_at_first=sum(ended.tries > 1 for ended in done),
        slowest_end=f"{max(ended.gone for ended in done):.2f} s",
    )


if __name__ == "__main__":
    sys.exit(main())
