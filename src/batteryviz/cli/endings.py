"""What becomes of every failure: a line for the reader, and the exit code."""

from collections.abc import Callable

from batteryviz.catalog.faults import NoPackError, PackError
from batteryviz.cli.exits import Exit, RefusalError
from batteryviz.cli.printing import say
from batteryviz.safety.text import clean


def ended(action: Callable[[], int]) -> int:
    """Carry out ``action`` and return its exit code, or that of its failure."""
    try:
        return action()
    except Exception as error:  # noqa: BLE001 - whatever it is, the reader gets one line
        return end_of(error)


def end_of(error: Exception) -> int:
    """Tell a failure and return its exit code; what the door of the program ends is raised."""
    if isinstance(error, RefusalError):
        say(str(error))
        return error.code
    if isinstance(error, NoPackError):
        say(f"batteryviz: {error}")
        return Exit.NO_INPUT
    if isinstance(error, PackError):
        for fault in error.faults:
            say(str(fault))
        faults = "1 fault" if len(error.faults) == 1 else f"{len(error.faults)} faults"
        say(f"batteryviz: the specs do not load: {faults}; see batteryviz check")
        return Exit.BAD_DATA
    if isinstance(error, OSError):
        raise error
    what = f"{type(error).__name__}: {clean(str(error))[:300]}"
    say(f"batteryviz: our fault, please report it: {what}")
    return Exit.OUR_FAULT
