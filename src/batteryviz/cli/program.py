"""The whole command line: every command, and what becomes of every failure."""

import os
import sys

from cyclopts import CycloptsError, UnusedCliTokensError

from batteryviz.catalog.faults import NoPackError, PackError
from batteryviz.cli import (
    battery,
    comparing,
    exporting,
    packs,
    quizzing,
    reading,
    teaching,
    touring,
)
from batteryviz.cli.app import Settings, app, guess
from batteryviz.cli.exits import Exit, RefusalError
from batteryviz.cli.printing import say
from batteryviz.safety.text import clean

COMMANDS = (reading, comparing, battery, touring, quizzing, teaching, packs, exporting)
"""The modules whose import gives the app its commands."""


@app.default
def explore(*, projector: bool = False, settings: Settings) -> int:
    """Open the explorer.

    Parameters
    ----------
    projector:
        One idea a screen, at most 30 rows, high contrast, no key hints; P goes back.

    """
    if not _has_terminal():
        raise RefusalError(
            "batteryviz: no terminal to draw on; try: batteryviz list, batteryviz show an-mpq-65, "
            "batteryviz compare an-mpq-53 an-mpq-65, batteryviz --help",
            Exit.NO_TERMINAL,
        )
    from batteryviz.tui.running import run
    from batteryviz.tui.settings import SettingsError

    chosen = settings.units if settings.units != "published" else None
    try:
        return run(settings.library(), chosen, projector=projector)
    except SettingsError as error:
        raise RefusalError(f"batteryviz: {error}", Exit.BAD_CONFIGURATION) from None


def _has_terminal() -> bool:
    """Say whether there is a terminal to read keys from and to draw on."""
    # Textual draws on standard error. A stream is None when its descriptor is closed.
    streams = (sys.stdin, sys.stdout, sys.stderr)
    return os.environ.get("TERM") != "dumb" and all(
        stream is not None and stream.isatty() for stream in streams
    )


def _usage(error: CycloptsError) -> str:
    """Say in one line which word does not fit."""
    if isinstance(error, UnusedCliTokensError) and error.unused_tokens:
        word = error.unused_tokens[0]
        if error.command_chain:
            return f"{' '.join(error.command_chain)} takes no {word!r}"
        return f"no command {word!r}{guess(word, [name for name in app if name[0] != '-'])}"
    return " ".join(str(error).split())


def run(words: list[str]) -> int:
    """Run the command in ``words`` and return the exit code."""
    try:
        result = app.meta(
            words, exit_on_error=False, print_error=False, result_action="return_value"
        )
        return int(result) if isinstance(result, int) else Exit.DONE
    except CycloptsError as error:
        say(f"batteryviz: {clean(_usage(error))}")
        say("batteryviz: see batteryviz --help")
        return Exit.USAGE
    except RefusalError as refusal:
        say(str(refusal))
        return refusal.code
    except NoPackError as error:
        say(f"batteryviz: {error}")
        return Exit.NO_INPUT
    except PackError as error:
        for fault in error.faults:
            say(str(fault))
        say(f"batteryviz: the specs do not load: {len(error.faults)} faults; see batteryviz check")
        return Exit.BAD_DATA
    except (BrokenPipeError, KeyboardInterrupt, OSError):
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, the reader gets one line
        what = f"{type(error).__name__}: {clean(str(error))[:300]}"
        say(f"batteryviz: our fault, please report it: {what}")
        return Exit.OUR_FAULT
