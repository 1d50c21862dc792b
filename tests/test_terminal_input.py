"""What comes from a terminal: no bytes end the explorer, and what was pasted is never a key."""

import re
import time
from pathlib import Path

import pytest
from textual import events
from textual.message import Message

from batteryviz.tui import typed
from batteryviz.tui.typed import LONGEST_PASTE, Typed
from reliability.monkey import IMPOSSIBLE, PASTE, PASTE_ENDS


def keys(messages: list[Message]) -> list[str]:
    return [message.key for message in messages if isinstance(message, events.Key)]


def pastes(messages: list[Message]) -> list[str]:
    return [message.text for message in messages if isinstance(message, events.Paste)]


@pytest.mark.parametrize("data", IMPOSSIBLE, ids=repr)
def test_what_cannot_be_read_is_dropped_and_reading_goes_on(data: bytes) -> None:
    terminal = Typed()
    messages = [*terminal.read(data), *terminal.read(b"u\x1b[B")]
    assert keys(messages)[-2:] == ["u", "down"]
    assert all(message.key.isprintable() for message in messages if isinstance(message, events.Key))
    assert not any(isinstance(message, events.Resize) for message in messages)


def test_a_size_that_cannot_be_does_not_move_the_mouse() -> None:
    terminal = Typed()
    list(terminal.read(b"\x1b[48;30;100;300;1000t\x1b[48;0;0;0;0t"))
    (press,) = terminal.read(b"\x1b[<0;21;31M")
    assert isinstance(press, events.MouseDown)
    assert (press.x, press.y) == (2, 3)


PASTED = "hello \x1b q world\x1b[A\x07\x9b2J\x7f\x1b\x1b[200~end"
KEPT = "hello  q world[A2J[200~end"


@pytest.mark.parametrize("size", range(1, 12))
def test_a_paste_is_one_paste_wherever_it_is_cut(size: int) -> None:
    data = b"a" + PASTE + PASTED.encode() + PASTE_ENDS + b"b"
    terminal = Typed()
    messages: list[Message] = []
    for start in range(0, len(data), size):
        messages += terminal.read(data[start : start + size])
        messages += terminal.tick()
    assert pastes(messages) == [KEPT]
    assert keys(messages) == ["a", "b"]


def test_lines_of_a_paste_stay_lines() -> None:
    assert pastes([*Typed().read(PASTE + b"a\tb\r\nc" + PASTE_ENDS)]) == ["a\tb\r\nc"]


def test_a_paste_holds_no_more_than_it_may_and_costs_no_time() -> None:
    terminal, start = Typed(), time.process_time()
    data = PASTE + b"x \x1b q y " * 300_000 + PASTE_ENDS + b"b"
    messages: list[Message] = []
    for begin in range(0, len(data), 4096):
        messages += terminal.read(data[begin : begin + 4096])
    assert [len(paste) for paste in pastes(messages)] == [LONGEST_PASTE]
    assert keys(messages) == ["b"]
    assert time.process_time() - start < 1


def test_a_paste_that_never_ends_is_over_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Typed()
    assert [*terminal.read(PASTE + b"lamp"), *terminal.tick()] == []
    monkeypatch.setattr(typed, "LONGEST_PAUSE", 0.0)
    assert pastes([*terminal.tick()]) == ["lamp"]
    assert keys([*terminal.read(PASTE_ENDS + b"q")]) == ["q"]


def test_the_escape_key_is_told_when_nothing_follows() -> None:
    terminal = Typed()
    messages = [*terminal.read(b"\x1b")]
    end = time.monotonic() + 5
    while not messages and time.monotonic() < end:
        messages += terminal.tick()
    assert keys(messages) == ["escape"]


# In a real terminal

pytest.importorskip("pty", reason="pseudo-terminals are POSIX")

from reliability.endings import LEAVES, SHOWN, terminal  # noqa: E402

BREAKING = """
import batteryviz.tui.typed as t
def fail(*words): raise RuntimeError('on purpose')
t.Typed.read = fail
from batteryviz.cli.main import main; import sys; sys.exit(main(sys.argv[1:]))
"""
PANICKING = """
import batteryviz.tui.app as a
def give_up(self): self.panic("gave up")
a.Explorer.action_units = give_up
from batteryviz.cli.main import main; import sys; sys.exit(main(sys.argv[1:]))
"""


def test_no_bytes_end_the_explorer(tmp_path: Path) -> None:
    """Each in a read of its own, then all at once; the next key is answered."""
    with terminal(tmp_path) as screen:
        screen.read_until(SHOWN)
        for data in (*IMPOSSIBLE, b"".join(IMPOSSIBLE)):
            screen.type(data)
            screen.read(0.02)
        screen.type(b"2")
        screen.read_until(b"depth", 10)
        screen.type(b"q")
        assert screen.end(10)[0] == 0
        assert screen.faults() == []


def test_what_is_pasted_is_never_a_key(tmp_path: Path) -> None:
    """At home, where q leaves; in the finder it is text."""
    with terminal(tmp_path) as screen:
        screen.read_until(SHOWN)
        screen.type(PASTE + b"hello \x1b q \x11 world" + PASTE_ENDS + b"2")
        screen.read_until(b"depth", 10)
        screen.type(b"/" + PASTE + b"la\x1bmp")
        time.sleep(0.1)
        screen.type(b"s q" + PASTE_ENDS)
        screen.read_until(b"lamps q", 10)
        screen.type(b"\x11")
        assert screen.end(10)[0] == 0
        assert screen.faults() == []


def test_a_fault_in_reading_is_one_line_and_exits_70(tmp_path: Path) -> None:
    with terminal(tmp_path, code=BREAKING) as screen:
        screen.read_until(SHOWN)
        screen.type(b"u")
        assert screen.end(10)[0] == 70
        after = bytes(screen.written).rpartition(LEAVES)[2]
        assert b"our fault, please report it: RuntimeError: on purpose" in after
        assert screen.faults() == []


def test_giving_up_without_an_exception_exits_70_too(tmp_path: Path) -> None:
    with terminal(tmp_path, code=PANICKING) as screen:
        screen.read_until(SHOWN)
        screen.type(b"u")
        assert screen.end(10)[0] == 70
        assert b"our fault, please report it" in bytes(screen.written).rpartition(LEAVES)[2]
        assert screen.faults() == []


@pytest.mark.parametrize("name", ["TEXTUAL_DRIVER", "TEXTUAL_COLOR_SYSTEM"])
def test_a_name_textual_does_not_know_is_refused_in_a_sentence(tmp_path: Path, name: str) -> None:
    with terminal(tmp_path, **{name: "nothing"}) as screen:  # type: ignore[arg-type] # a name it has not
        assert screen.end(10)[0] == 78
        assert re.search(name.encode() + rb": 'nothing' is no", bytes(screen.written))
        assert not re.search(rb"\x1b\[\?1049h", bytes(screen.written))
