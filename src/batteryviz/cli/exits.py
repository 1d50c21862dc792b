"""Exit codes, after sysexits, so that a script can tell what happened."""

from enum import IntEnum


class Exit(IntEnum):
    """What the program's exit code means."""

    DONE = 0
    NO = 1
    """The answer is no: problems found, unknown id, nothing matched."""
    USAGE = 2
    BAD_DATA = 65
    """The specs are not valid."""
    NO_INPUT = 66
    NO_TERMINAL = 69
    OUR_FAULT = 70
    CANNOT_CREATE = 73
    IO_ERROR = 74
    BAD_CONFIGURATION = 78
    INTERRUPTED = 130
    BROKEN_PIPE = 141


class RefusalError(Exception):
    """A command that ends early: one line for the reader, and the exit code."""

    def __init__(self, message: str, code: Exit) -> None:
        """Say ``message`` on standard error and end with ``code``."""
        super().__init__(message)
        self.code = code
