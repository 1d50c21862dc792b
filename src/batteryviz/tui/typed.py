"""What comes from a terminal, read: whatever the bytes are, reading goes on.

Textual's own reader ends at a code that no sign has, and takes an escape inside a paste for
the end of it: what was pasted after it would be typed. So pastes are taken out before it.
"""

import time
from codecs import getincrementaldecoder
from collections.abc import Iterator
from typing import Final

from textual import events
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.message import Message

LONGEST_PASTE: Final = 65_536
"""Signs of a paste that are kept: the rest of it is dropped."""

LONGEST_PAUSE: Final = 5.0
"""Seconds of silence after which a paste is over, though the terminal did not say so."""

MOST_CELLS: Final = 1_000_000
"""Cells of a window: a terminal that tells of more is not believed."""

_DROPPED = dict.fromkeys({*range(0x20), *range(0x7F, 0xA0)} - {0x09, 0x0A, 0x0D})
"""Signs that no paste holds: they steer a terminal and mean nothing in a text."""


class Typed:
    """Turns the bytes of a terminal into keys, the mouse, pastes and reports."""

    def __init__(self, *, debug: bool = False) -> None:
        """Begin to read."""
        self._decode = getincrementaldecoder("utf-8")(errors="replace").decode
        self._debug = debug
        self._parser = XTermParser(debug)
        self._last = ""
        """The end of what was read, which may be the beginning of a mark."""
        self._paste: list[str] | None = None
        """The paste that goes on."""
        self._pasted = 0
        self._heard = 0.0

    def read(self, data: bytes) -> Iterator[Message]:
        """Yield what ``data`` means, together with what came before it."""
        self._heard = time.monotonic()
        text = self._decode(data)
        while text:
            if self._paste is None:
                messages, text = self._outside(text)
            else:
                messages, text = self._inside(text)
            yield from messages

    def tick(self) -> Iterator[Message]:
        """Yield what is settled because nothing came after it: an escape is the key."""
        if self._paste is not None:
            if time.monotonic() - self._heard > LONGEST_PAUSE:
                yield from self._pasted_so_far()
            return
        try:
            messages = list(self._parser.tick())
        except Exception:  # noqa: BLE001 - whatever it cannot read, it is dropped
            messages = self._begin_anew()
        yield from _believed(messages)

    def _outside(self, text: str) -> tuple[list[Message], str]:
        """Read up to the beginning of a paste; return what it means, and what is left."""
        known = len(self._last)
        before, mark, rest = (self._last + text).partition(BRACKETED_PASTE_START)
        if not mark:
            self._last = _beginning(before, BRACKETED_PASTE_START)
            return self._parsed(text), ""
        # What of the mark came earlier has been parsed as far as it went, and is forgotten.
        messages = self._parsed(before[known:])
        messages += self._begin_anew()
        self._last, self._paste, self._pasted = "", [], 0
        return messages, rest

    def _inside(self, text: str) -> tuple[list[Message], str]:
        """Read up to the end of a paste; return it, if it is over, and what is left."""
        text = self._last + text
        before, mark, rest = text.partition(BRACKETED_PASTE_END)
        self._last = "" if mark else _beginning(before, BRACKETED_PASTE_END)
        kept = before[: len(before) - len(self._last)].translate(_DROPPED)
        kept = kept[: LONGEST_PASTE - self._pasted]
        self._pasted += len(kept)
        if kept and self._paste is not None:
            self._paste.append(kept)
        return (self._pasted_so_far(), rest) if mark else ([], "")

    def _pasted_so_far(self) -> list[Message]:
        paste, self._paste, self._last = "".join(self._paste or ()), None, ""
        return [events.Paste(paste)] if paste else []

    def _parsed(self, text: str) -> list[Message]:
        messages: list[Message] = []
        # One sign at a time: after an error it is known where to go on.
        for sign in text:
            before = self._parser.terminal_size, self._parser.terminal_pixel_size
            try:
                found = list(self._parser.feed(sign))
            except Exception:  # noqa: BLE001 - whatever it cannot read, it is dropped
                found = self._begin_anew()
            believed = _believed(found)
            if len(believed) < len(found):
                self._parser.terminal_size, self._parser.terminal_pixel_size = before
            messages += believed
        return messages

    def _begin_anew(self) -> list[Message]:
        """Forget a sequence that was begun, and what it could have meant."""
        before, self._parser = self._parser, XTermParser(self._debug)
        for name in ("last_x", "last_y", "mouse_pixels", "terminal_size", "terminal_pixel_size"):
            setattr(self._parser, name, getattr(before, name))
        return []


def _beginning(text: str, mark: str) -> str:
    """Return the end of ``text`` that is a beginning of ``mark``."""
    longest = range(min(len(text), len(mark) - 1), 0, -1)
    return next((mark[:size] for size in longest if text.endswith(mark[:size])), "")


def _believed(messages: list[Message]) -> list[Message]:
    return [message for message in messages if not _is_impossible(message)]


def _is_impossible(message: Message) -> bool:
    if isinstance(message, events.Key):
        # Half of a pair is no sign: nothing can write it.
        return any("\ud800" <= sign <= "\udfff" for sign in message.key + (message.character or ""))
    if isinstance(message, events.Resize):
        cells = message.size.width * message.size.height
        return not 0 < cells <= MOST_CELLS
    return False
