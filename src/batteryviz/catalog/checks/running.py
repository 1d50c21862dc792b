"""Running all promises over a pack, with the place of every problem."""

from collections.abc import Iterable
from pathlib import Path

from batteryviz.catalog.checks.places import Check
from batteryviz.catalog.faults import Fault, PackError
from batteryviz.catalog.files import SpecFile, UnreadableError, find, read_text
from batteryviz.catalog.loading import load
from batteryviz.catalog.validating import Locator


def run(promises: Iterable[Check], directory: Path) -> list[Fault]:
    """Return every problem of the pack in ``directory``, in the order of files and lines.

    A pack that does not load gives its faults only. Raises ``NoPackError``.
    """
    try:
        catalog = load(directory)
    except PackError as error:
        return error.faults
    files = {_name(file): file for file in find(directory)[0]}
    locators: dict[str, Locator] = {}
    faults = []
    for promise in promises:
        for problem in promise(catalog):
            if problem.file not in locators:
                locators[problem.file] = _locator(files[problem.file])
            faults.append(locators[problem.file].fault(problem.path, False, problem.message))
    return sorted(set(faults))


def _name(file: SpecFile) -> str:
    return f"{file.room}/{file.id}" if file.room else file.id


def _locator(file: SpecFile) -> Locator:
    try:
        return Locator(file.shown, read_text(file.path))
    except UnreadableError:
        # It was read a moment ago; only its lines are out of reach now.
        return Locator(file.shown, "")
