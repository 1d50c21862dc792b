"""Running all promises over a pack, with the place of every problem."""

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from batteryviz.catalog.checks.places import Check
from batteryviz.catalog.collector import without_collector
from batteryviz.catalog.faults import Fault, Faults, PackError, Problem
from batteryviz.catalog.loading import load_with_locators


def run(promises: Iterable[Check], place: Path) -> list[Fault]:
    """Return every problem of the pack at ``place``, in the order of files and lines.

    A pack that does not load gives its faults only. Raises ``NoPackError``.
    """
    with without_collector():
        return _found(promises, place)


def _found(promises: Iterable[Check], place: Path) -> list[Fault]:
    try:
        catalog, locators = load_with_locators(place)
    except PackError as error:
        return error.faults
    problems = {problem for promise in promises for problem in promise(catalog)}
    faults = Faults()
    # File by file, as each is parsed once more to find the lines.
    for file, group in groupby(sorted(problems, key=_file), key=_file):
        room, _, name = file.rpartition("/")
        locator = locators[room, name]
        for problem in group:
            if not faults.full:
                faults.add(locator.shown, locator.place(problem.path), problem.message)
        locator.forget()
    return list(faults)


def _file(problem: Problem) -> str:
    return problem.file
