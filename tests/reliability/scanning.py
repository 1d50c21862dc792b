"""Reading what was written to a terminal or a pipe, byte by byte."""

import base64
import re
import unicodedata
from collections.abc import Iterable
from functools import cache

_SEQUENCE = re.compile(
    rb"\x1b(?:"
    rb"\[[0-?]*[ -/]*[@-~]"  # control sequences
    rb"|[\]P^_X][^\x07\x1b]*(?:\x07|\x1b\\)"  # commands and strings, to their end
    rb"|[ -/]+[0-~]"  # escapes with letters between
    rb"|[0-OQ-WYZ\\`-~]"  # two-letter escapes
    rb")"
)
_STYLE = re.compile(rb"\x1b\[[0-9;:]*m")
_PLACE = re.compile(rb"\x1b\[[0-9;]*H")
_CLIPBOARD = re.compile(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07")

_JOINERS = "\u200c\u200d"
_PLAIN = re.compile(rb"[\x20-\x7e\n]*")


def written(data: bytes) -> set[bytes]:
    """Return each escape sequence in ``data`` as it was written, places and colours too."""
    return set(_SEQUENCE.findall(data))


def copied(data: bytes) -> list[str]:
    """Return each text that ``data`` puts into the clipboard."""
    return [base64.b64decode(text).decode() for text in _CLIPBOARD.findall(data)]


def sequences(data: bytes) -> set[bytes]:
    """Return the kinds of escape sequence in ``data``: places and colours count as one each.

    What the clipboard is given counts as one kind too; its text is looked at by ``foreign``.
    """
    kinds = set()
    for found in _SEQUENCE.findall(data):
        if _STYLE.fullmatch(found):
            kinds.add(b"a colour or a style")
        elif _PLACE.fullmatch(found):
            kinds.add(b"a place of the cursor")
        elif _CLIPBOARD.fullmatch(found):
            kinds.add(b"a text for the clipboard")
        else:
            kinds.add(found)
    return kinds


def foreign(data: bytes, ours: Iterable[bytes] = (), controls: str = "\n") -> list[str]:
    """Say what in ``data`` the program would not have written with a harmless pack.

    ``ours`` are the kinds of escape sequence it writes with one; ``controls`` the
    control signs that stand between them. A return among these ends a line: one that
    no line feed follows goes back over what was written, and is never ours. An empty list
    is a clean output.
    """
    if "\r" in controls:
        data = data.replace(b"\r\n", b"\n")
        controls = controls.replace("\r", "")
    if _PLAIN.fullmatch(data):
        return []
    faults = [f"a foreign sequence {kind!r}" for kind in sequences(data) - set(ours)]
    for text in _CLIPBOARD.findall(data):
        faults += [f"in the clipboard: {fault}" for fault in foreign(base64.b64decode(text))]
    try:
        rest = _SEQUENCE.sub(b"", data).decode()
    except UnicodeDecodeError as error:
        return [*faults, f"no UTF-8: {error.object[error.start : error.start + 8]!r}"]
    for sign in set(rest):
        if sign not in controls and (fault := _fault(sign)):
            faults.append(fault)
    return faults


@cache
def _fault(sign: str) -> str:
    category = unicodedata.category(sign)
    if category in {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"}:
        return f"U+{ord(sign):04X} ({category})"
    if category == "Cf" and sign not in _JOINERS:
        return f"U+{ord(sign):04X} ({category})"
    return ""
