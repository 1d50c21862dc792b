"""Running all promises over a pack, with the place of every problem."""

from collections.abc import Iterable
from pathlib import Path

from batteryviz.catalog.checks.places import Check
from batteryviz.catalog.faults import Fault, PackError
from batteryviz.catalog.loading import load_with_locators


def run(promises: Iterable[Check], place: Path) -> list[Fault]:
    """Return every problem of the pack at ``place``, in the order of files and lines.

    A pack that does not load gives its faults only. Raises ``NoPackError``.
    """
    try:
        catalog, locators = load_with_locators(place)
    except PackError as error:
        return error.faults
    faults = []
    for promise in promises:
        for problem in promise(catalog):
            room, _, name = problem.file.rpartition("/")
            faults.append(locators[room, name].fault(problem.path, False, problem.message))
    return sorted(set(faults))
