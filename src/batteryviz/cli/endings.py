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
    except RefusalError as refusal:
        say(str(refusal))
        return refusal.code
    except NoPackError as error:
        say(f"batteryviz: {error}")
        return Exit.NO_INPUT
    except PackError as error:
        for fault in error.faults:
            say(str(fault))
        faults = "1 fault" if len(error.faults) == 1 else f"{len(error.faults)} faults"
        say(f"batteryviz: the specs do not load: {faults}; see batteryviz check")
        return Exit.BAD_DATA
    except (BrokenPipeError, KeyboardInterrupt, OSError):
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, the reader gets one line
        what = f"{type(error).__name__}: {clean(str(error))[:300]}"
        say(f"batteryviz: our fault, please report it: {what}")
        return Exit.OUR_FAULT
