"""One cleaner for every character that comes out of a spec file.

Whatever a spec file holds may come to stand anywhere: in a table cell, a window
title, a file name, an error message. Text is therefore made harmless once, where
it is loaded, and never again.
"""

import re
import unicodedata

LONGEST_TEXT = 4_000
"""Characters kept of one text; what is longer is cut and ends in an ellipsis."""

MOST_WITHOUT_WIDTH = 4
"""Combining marks and joiners kept in a row; no living script stacks more."""

MOST_NORMALISED = 30
"""Signs without width in a row that are normalised: as many as Unicode's stream-safe form has.

Normalising puts a row of them in order by insertion, which takes time by its square.
"""

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

# Unicode category Cf holds the bidirectional controls, and also soft hyphens, tags
# and zero-width signs. Only the two joiners change how Arabic, Persian and Indic
# words are written, so only they stay.
_JOINERS = frozenset("\u200c\u200d")

# Hangul vowels and finals that no syllable took up are drawn over what stands before.
_JAMO = frozenset(
    map(chr, (*range(0x1160, 0x1200), *range(0xD7B0, 0xD7C7), *range(0xD7CB, 0xD7FC)))
)

# All signs without width stand behind these, and few texts have a long row of such signs.
_LONG_ROW = re.compile(f"[^\\0-\u02ff]{{{MOST_NORMALISED + 1}}}")

_PICTURES = {code: 0x2400 + code for code in range(0x20)} | {0x7F: 0x2421}


def clean(text: str) -> str:
    """Return ``text`` with nothing in it that could drive a terminal or a layout.

    Tabs and line ends become a space (a spec's text is one paragraph); the other C0
    controls become their visible pictures; C1 and bidirectional controls, surrogates,
    private-use characters and noncharacters become U+FFFD; the result is in NFC, with
    a bounded number of signs without width in a row and a bounded length.
    """
    if text.isascii() and text.isprintable():
        return _cut(text)
    kept: list[str] = []
    stacked = 0
    # Normalising a bounded piece keeps the cost of a hostile megabyte bounded too.
    for character in unicodedata.normalize("NFC", _unstacked(text[: LONGEST_TEXT * 2])):
        if _has_no_width(character):
            stacked += 1
            if stacked <= MOST_WITHOUT_WIDTH:
                kept.append(character)
            continue
        stacked = 0
        kept.append(_harmless(character))
    # What was dropped or replaced may have stood between two that compose.
    return _cut(unicodedata.normalize("NFC", "".join(kept)))


def _unstacked(text: str) -> str:
    """Return ``text`` without the signs that stand too deep in a row without width."""
    if _LONG_ROW.search(text) is None:
        return text
    kept: list[str] = []
    stacked = 0
    for character in text:
        # Some that combine with nothing themselves (U+0F73) are made of two that do.
        stacked = stacked + 1 if _has_no_width(character) else 0
        if stacked <= MOST_NORMALISED:
            kept.append(character)
    return "".join(kept)


def is_seen(text: str) -> bool:
    """Say whether a reader sees anything of ``text``: a sign with width that is no space."""
    return any(not sign.isspace() and not _has_no_width(sign) for sign in text)


def _has_no_width(character: str) -> bool:
    """Say whether terminals draw ``character`` over the one before it."""
    return (
        character in _JOINERS
        or character in _JAMO
        or unicodedata.category(character) in {"Mn", "Mc", "Me"}
        or unicodedata.combining(character) != 0
    )


def _harmless(character: str) -> str:
    if character in "\t\n\r\x0b\x0c\x85\u2028\u2029":
        return " "
    code = ord(character)
    if code in _PICTURES:
        return chr(_PICTURES[code])
    category = unicodedata.category(character)
    if category == "Zs":
        return " "
    return REPLACEMENT if category in {"Cc", "Cf", "Cs", "Co", "Cn"} else character


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"
