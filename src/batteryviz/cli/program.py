"""The whole command line: every command."""

import os

from cyclopts import CycloptsError, UnusedCliTokensError

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
from batteryviz.cli.endings import ended
from batteryviz.cli.exits import Exit
from batteryviz.cli.exploring import open_explorer
from batteryviz.cli.printing import say, width
from batteryviz.cli.sizes import bounded
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
    return open_explorer(settings.specs, settings.units, projector=projector)


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
    return ended(lambda: _command(words))


def _command(words: list[str]) -> int:
    if not set(app.help_flags).isdisjoint(words):
        # Only help is laid out by a library that falls over a terminal two columns wide.
        os.environ["COLUMNS"] = str(bounded(width()))
    try:
        result = app.meta(
            words, exit_on_error=False, print_error=False, result_action="return_value"
        )
    except CycloptsError as error:
        say(f"batteryviz: {clean(_usage(error))}")
        say("batteryviz: see batteryviz --help")
        return Exit.USAGE
    except SystemExit:
        # Rich ends the program in a way of its own when nobody reads the help.
        raise BrokenPipeError from None
    return int(result) if isinstance(result, int) else Exit.DONE
