"""What a reader types, line by line."""

import sys


def typed_line() -> str:
    """Return the next line typed, and nothing at the end of input.

    Bytes that are no text come as replacement characters, which no question takes for an
    answer: an old locale, or a file in the place of a keyboard, ends no quiz.
    """
    data = getattr(sys.stdin, "buffer", None)
    if data is None:
        return sys.stdin.readline()
    line: bytes = data.readline()
    return line.decode(sys.stdin.encoding or "utf-8", "replace")
