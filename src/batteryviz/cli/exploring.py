"""The door of the explorer, which opens without the option parser."""

import gc
import os
import sys
from typing import TYPE_CHECKING

from batteryviz.cli.exits import Exit, RefusalError
from batteryviz.compiled.opening import open_library

if TYPE_CHECKING:
    from batteryviz.views.document import Units


def open_explorer(
    specs: str | None = None, units: "Units" = "published", *, projector: bool = False
) -> int:
    """Explore the pack in ``specs``, or the shipped one, and return the exit code."""
    if not (_has_terminal() or _is_served()):
        raise RefusalError(
            "batteryviz: no terminal to draw on; try: batteryviz list, batteryviz show an-mpq-65, "
            "batteryviz compare an-mpq-53 an-mpq-65, batteryviz --help",
            Exit.NO_TERMINAL,
        )
    # Textual reads it once: a key is painted at the next of so many moments a second.
    os.environ.setdefault("TEXTUAL_FPS", "240")
    # All that is imported and built before the first paint stays: looking through it is waste.
    gc.disable()
    from batteryviz.tui.running import run
    from batteryviz.tui.settings import SettingsError

    library = open_library(specs)
    try:
        chosen = units if units != "published" else None
        return run(library, chosen, projector=projector)
    except SettingsError as error:
        raise RefusalError(f"batteryviz: {error}", Exit.BAD_CONFIGURATION) from None
    finally:
        library.close()


def _has_terminal() -> bool:
    """Say whether there is a terminal to read keys from and to draw on."""
    # Textual draws on standard error. A stream is None when its descriptor is closed.
    streams = (sys.stdin, sys.stdout, sys.stderr)
    return os.environ.get("TERM") != "dumb" and all(
        stream is not None and stream.isatty() for stream in streams
    )


def _is_served() -> bool:
    """Say whether a server shows the explorer in a browser, over pipes in place of a terminal."""
    return os.environ.get("TEXTUAL_DRIVER", "").endswith(":WebDriver")
