"""The tour command: a tour in plain lines, step by step, and the presenter's notes."""

import sys
import time
from typing import TYPE_CHECKING

from batteryviz.cli.app import Settings, app, guess
from batteryviz.cli.exits import Exit, RefusalError
from batteryviz.cli.numbers import is_short_number
from batteryviz.cli.printing import emit, paints, write
from batteryviz.cli.typed import typed_line
from batteryviz.safety.text import clean

if TYPE_CHECKING:
    from batteryviz.catalog.catalog import Catalog
    from batteryviz.tui.podium import Podium

_WAITING = 0.2
"""Seconds between two looks at where the presenter stands."""

_KEYS = "Enter: next   b: back   a number: that step   n: notes   q: end"


@app.command
def tour(
    id: str | None = None, /, *, walk: bool = False, notes: bool = False, settings: Settings
) -> int:
    """List the tours, or print one.

    Parameters
    ----------
    id:
        The id of a tour.
    walk:
        One step at a time, as you press Enter.
    notes:
        The presenter's notes. On a terminal they follow the tour that runs in another
        terminal, in the explorer or with --walk.

    """
    if walk and settings.shown not in {"text", "plain"}:
        raise RefusalError(
            f"batteryviz: --walk prints text or plain, not {settings.shown}", Exit.USAGE
        )
    if id is None and (walk or notes):
        this = "--walk" if walk else "--notes"
        raise RefusalError(
            f"batteryviz: {this} needs a tour: batteryviz tour ID {this}", Exit.USAGE
        )
    library = settings.library()
    if id is None:
        emit([library.page("tours")], settings.shown)
        return Exit.DONE
    known = list(library.catalog.tours)
    if id not in known:
        raise RefusalError(f"batteryviz: no tour {clean(id)!r}{guess(id, known)}", Exit.NO)
    if walk:
        return _walk(library.catalog, id, settings)
    if notes and settings.shown in {"text", "plain"} and sys.stdout.isatty():
        return _follow(library.catalog, id, settings)
    if notes:
        from batteryviz.views.tours import tour_page

        emit([tour_page(library.catalog, id, settings.units, notes=True)], settings.shown)
        return Exit.DONE
    emit([library.page(f"tour:{id}", settings.units)], settings.shown)
    return Exit.DONE


def _walk(catalog: "Catalog", tour_id: str, settings: Settings) -> int:
    from batteryviz.safety.folders import podium_file
    from batteryviz.tui.podium import Podium

    podium = Podium(podium_file())
    steps = len(catalog.tours[tour_id].steps)
    began = time.monotonic()
    step = 1
    try:
        while step <= steps:
            podium.stand(tour_id, step)
            _print_step(catalog, tour_id, step, settings, began)
            step = _next_step(catalog, tour_id, step)
    finally:
        podium.leave(tour_id)
    return Exit.DONE


def _next_step(catalog: "Catalog", tour_id: str, step: int) -> int:
    """Return the step the presenter asks for; one beyond the last ends the tour."""
    steps = catalog.tours[tour_id].steps
    while True:
        _print(_KEYS)
        line = typed_line()
        word = line.strip().casefold()
        if not line or word == "q":
            return len(steps) + 1
        if not word:
            return step + 1
        if word == "b":
            return max(1, step - 1)
        if word == "n":
            _print(steps[step - 1].notes)
        elif is_short_number(word) and 1 <= int(word) <= len(steps):
            return int(word)
        else:
            _print(f"There are steps 1 to {len(steps)}.")


def _follow(catalog: "Catalog", tour_id: str, settings: Settings) -> int:
    from batteryviz.safety.folders import podium_file
    from batteryviz.tui.podium import Podium

    podium = Podium(podium_file())
    _print(f"Waiting for the tour {tour_id} to begin in another terminal. Ctrl+C ends.")
    try:
        _follow_steps(catalog, tour_id, settings, podium)
    except KeyboardInterrupt:
        return Exit.DONE
    return Exit.DONE


def _follow_steps(catalog: "Catalog", tour_id: str, settings: Settings, podium: "Podium") -> None:
    steps = catalog.tours[tour_id].steps
    shown = 0
    began = time.monotonic()
    while True:
        standing = podium.where()
        if standing and standing.tour == tour_id and standing.step != shown:
            if standing.step == 0 and shown:
                _print("The tour has ended.")
                return
            if 1 <= standing.step <= len(steps):
                if not shown:
                    began = time.monotonic()
                shown = standing.step
                if settings.shown == "text" and paints():
                    # Clear, so that the notes of one step fill the screen alone.
                    _print("\x1b[2J\x1b[H", end="")
                _print_step(catalog, tour_id, shown, settings, began, notes=True)
        time.sleep(_WAITING)


def _print_step(
    catalog: "Catalog",
    tour_id: str,
    step: int,
    settings: Settings,
    began: float,
    *,
    notes: bool = False,
) -> None:
    from batteryviz.export.plain import body
    from batteryviz.views.tours import minutes, tour_step

    tour = catalog.tours[tour_id]
    planned = sum((earlier.minutes for earlier in tour.steps[:step]), start=0)
    gone = round(time.monotonic() - began)
    document = tour_step(catalog, tour_id, step, settings.units, notes=notes)
    clock = (
        f"{gone // 60}:{gone % 60:02d} gone; this step is planned to end at "
        f"{minutes(planned)} of {minutes(tour.minutes)}"
    )
    _print("\n".join(["", *body(document), "", clock]))


def _print(text: str, end: str = "\n") -> None:
    write(f"{text}{end}".encode())
