"""Signals, suspending and a terminal that goes away, in a real terminal: it comes back."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytest.importorskip("pty", reason="pseudo-terminals are POSIX")

from program import TOY
from reliability.endings import SHOWN, SOON, Terminal, terminal
from reliability.terminals import has_bytes

SHELL = 'set -m; stty -g; "$@"; echo "left:$?"; stty -g; {then}; echo "ended:$?"; stty -g'
"""A shell that starts the explorer as its job, and looks at the terminal before and after."""

WHERE = {
    "help": (b"?", b"Keys and signs"),
    "finder": (b"/", b"Search names"),
    "palette": (b":", b"All actions"),
    "spec file": (b"2\rv", b"scroll"),
    "export": (b"e", b"Write"),
    "question": (b"4\ro", b"in the browser"),
}
"""What lies over the page, by the keys that lead there and words that it shows."""


def go(screen: Terminal, where: str) -> None:
    """Open what is called ``where``."""
    keys, words = WHERE[where]
    screen.read_until(SHOWN)
    for key in keys:
        screen.type(bytes((key,)))
        settle(screen)
    assert words in screen.written


def settle(screen: Terminal) -> None:
    """Read until nothing comes for a moment."""
    while screen.read(0.3):
        pass


def job_of(screen: Terminal) -> int:
    """Return the process that the shell of ``screen`` started."""
    children = Path(f"/proc/{screen.process.pid}/task/{screen.process.pid}/children")
    return int(children.read_text().split()[0])


def settings_told(screen: Terminal) -> set[bytes]:
    """Return the different settings that the shell told."""
    return set(re.findall(rb"[0-9a-f]+(?::[0-9a-f]+){20,}", bytes(screen.written)))


def threads_reading(screen: Terminal) -> int:
    """Return how many threads read the terminal."""
    tasks = Path(f"/proc/{screen.process.pid}/task")
    return len(list(tasks.iterdir()))


def test_quit_from_the_keyboard_of_another_is_an_ending_like_any_other(tmp_path: Path) -> None:
    with terminal(tmp_path) as screen:
        screen.read_until(SHOWN)
        screen.process.send_signal(signal.SIGQUIT)
        code, seconds, _ = screen.end(10)
        assert code == 128 + signal.SIGQUIT
        assert seconds < SOON
        assert screen.faults() == []


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="threads are counted in /proc")
@pytest.mark.parametrize("is_stopped", [True, False])
def test_going_on_begins_nothing_a_second_time(tmp_path: Path, is_stopped: bool) -> None:
    """Stopped by another or not: the modes are set again, and the screen is drawn again."""
    with terminal(tmp_path) as screen:
        screen.read_until(SHOWN)
        settle(screen)
        before, drawn = threads_reading(screen), len(screen.written)
        if is_stopped:
            screen.process.send_signal(signal.SIGSTOP)
            time.sleep(0.1)
        screen.process.send_signal(signal.SIGCONT)
        settle(screen)
        assert SHOWN in screen.written[drawn:]
        assert b"\x1b[?1000h" in screen.written[drawn:]
        assert threads_reading(screen) == before
        screen.type(b"q")
        assert screen.end(10)[0] == 0
        assert screen.faults() == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("pause", [0, 0.1])
def test_who_ends_a_process_may_tell_it_to_go_on_too(
    tmp_path: Path, number: signal.Signals, pause: float
) -> None:
    with terminal(tmp_path) as screen:
        screen.read_until(SHOWN)
        screen.process.send_signal(number)
        time.sleep(pause)
        screen.process.send_signal(signal.SIGCONT)
        assert screen.end(10)[0] == 128 + number
        assert screen.faults() == []


@pytest.mark.proofs
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_terminal_that_has_stopped_reading_does_not_keep_a_session(
    tmp_path: Path, number: signal.Signals
) -> None:
    """Nobody reads what is drawn, until nothing more can be written; then a signal comes."""
    with terminal(tmp_path) as screen:
        screen.read_until(SHOWN)
        settle(screen)
        for key in "123456812T" * 12:
            screen.type(key.encode())
            time.sleep(0.01)
        time.sleep(0.5)
        start = time.monotonic()
        screen.process.send_signal(number)
        assert screen.process.wait(10) == 128 + number
        # A tenth of a second for the machine, which does other things as well.
        assert time.monotonic() - start < SOON + 0.1
        assert "the terminal's settings changed" not in screen.faults()


def test_a_terminal_that_reports_pixels_is_told_to_stop(tmp_path: Path) -> None:
    """Such a one answers the question about sizes, and is then asked for more."""
    with terminal(tmp_path) as screen:
        screen.read_until(SHOWN)
        screen.type(b"\x1b[?2048;2$y\x1b[?2026;2$y")
        screen.read_until(b"\x1b[?1016h", 10)
        screen.type(b"q")
        assert screen.end(10)[0] == 0
        assert screen.faults() == []


@pytest.mark.proofs
@pytest.mark.parametrize("where", WHERE)
def test_suspending_works_wherever_the_reader_is(tmp_path: Path, where: str) -> None:
    leader = SHELL.format(then="read waits; fg")
    with terminal(tmp_path, leader=leader) as screen:
        go(screen, where)
        # A terminal that reports pixels has one more thing to be told to stop.
        screen.type(b"\x1b[?2048;2$y")
        settle(screen)
        screen.type(b"\x1a")
        screen.read_until(b"left:", 10)
        settle(screen)
        assert screen.faults() == []
        drawn = len(screen.written)
        screen.type(b"\n")
        settle(screen)
        assert b"\x1b[?1049h" in screen.written[drawn:]
        screen.type(b"\x11")
        screen.read_until(b"ended:0", 10)
        settle(screen)
        assert len(settings_told(screen)) == 1
        assert screen.faults() == []


@pytest.mark.proofs
@pytest.mark.parametrize("where", WHERE)
def test_leaving_works_wherever_the_reader_is(tmp_path: Path, where: str) -> None:
    with terminal(tmp_path) as screen:
        go(screen, where)
        screen.type(b"\x11")
        assert screen.end(10)[0] == 0
        assert screen.faults() == []


def test_the_key_that_ends_other_programs_is_answered_over_help(tmp_path: Path) -> None:
    with terminal(tmp_path) as screen:
        screen.read_until(SHOWN)
        screen.type(b"?")
        settle(screen)
        drawn = len(screen.written)
        screen.type(b"\x03")
        settle(screen)
        assert b"to quit the app" in screen.written[drawn:]
        screen.type(b"\x11")
        assert screen.end(10)[0] == 0


def test_without_a_shell_suspending_is_refused_in_a_sentence(tmp_path: Path) -> None:
    """The explorer is the terminal's own command: nobody would tell it to go on."""
    with terminal(tmp_path) as screen:
        screen.read_until(SHOWN)
        screen.type(b"\x1a")
        screen.read_until(b"to go back to", 10)
        screen.type(b"q")
        assert screen.end(10)[0] == 0
        assert screen.faults() == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_suspended_session_can_be_ended(tmp_path: Path, number: signal.Signals) -> None:
    """As ``kill %1`` does it: the signal, and then the word to go on. Nothing is drawn again."""
    leader = SHELL.format(then="kill -$number %1; fg")
    with terminal(tmp_path, leader=leader, number=str(number.value)) as screen:
        screen.read_until(SHOWN)
        screen.type(b"\x1a")
        screen.read_until(b"left:", 10)
        drawn = len(screen.written)
        screen.read_until(b"ended:%d" % (128 + number), 10)
        settle(screen)
        assert b"\x1b[?1049h" not in screen.written[drawn:]
        assert len(settings_told(screen)) == 1
        assert screen.faults() == []


def test_a_session_ends_with_its_terminal(tmp_path: Path) -> None:
    """Without a controlling terminal no signal tells of it."""
    controller, follower = os.openpty()
    variables = os.environ | {"TERM": "xterm-256color", "XDG_STATE_HOME": str(tmp_path)}
    process = subprocess.Popen(
        [sys.executable, "-m", "batteryviz", "--specs", str(TOY)],
        stdin=follower,
        stdout=follower,
        stderr=follower,
        env=variables,
        start_new_session=True,
    )
    try:
        os.close(follower)
        screen = b""
        while SHOWN not in screen and has_bytes(controller, 30):
            screen += os.read(controller, 65536)
        os.close(controller)
        assert process.wait(5) == 128 + signal.SIGHUP
    finally:
        process.kill()
        process.wait()


BROWSER = """#!/bin/sh
echo "$1" >> "$OPENED"
test -t 0 -o -t 1 -o -t 2 && echo "has a terminal" >> "$OPENED"
exec sleep 3
"""


@pytest.mark.proofs
def test_a_browser_gets_neither_the_terminal_nor_the_time_of_the_session(tmp_path: Path) -> None:
    """One that runs in the foreground, as $BROWSER may name it: keys are answered meanwhile."""
    browser, opened = tmp_path / "browser", tmp_path / "opened"
    browser.write_text(BROWSER)
    browser.chmod(0o755)
    with terminal(tmp_path, BROWSER=str(browser), OPENED=str(opened)) as screen:
        go(screen, "question")
        screen.type(b"y")
        end = time.monotonic() + 10
        while not opened.exists() and time.monotonic() < end:
            screen.read(0.05)
        start = time.monotonic()
        screen.type(b"q")
        assert screen.end(10)[0] == 0
        assert time.monotonic() - start < 2
        assert screen.faults() == []
    (address,) = opened.read_text().splitlines()
    assert address.startswith("https://")


@pytest.mark.proofs
def test_without_a_browser_the_reader_is_told_what_to_do(tmp_path: Path) -> None:
    with terminal(tmp_path, PATH=str(tmp_path), BROWSER="", DISPLAY="") as screen:
        go(screen, "question")
        screen.type(b"y")
        screen.read_until(b"no browser was found", 30)
        screen.type(b"q")
        assert screen.end(10)[0] == 0
