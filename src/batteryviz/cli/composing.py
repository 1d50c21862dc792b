"""From words typed to a composition: what it starts from, and what is changed in it."""

import stat
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from batteryviz.cli.app import subject
from batteryviz.cli.exits import Exit, RefusalError
from batteryviz.cli.printing import say
from batteryviz.compiled.opening import Library
from batteryviz.safety.text import clean

if TYPE_CHECKING:
    from batteryviz.model.battery import Battery


class Changes(NamedTuple):
    """What a reader asks to be different, as typed."""

    launchers: str | None
    load: str | None
    model: str | None
    groups: tuple[str, ...]

    @property
    def are_asked(self) -> bool:
        """Whether anything is asked to be different: an empty word asks too."""
        return bool(self.groups) or any(word is not None for word in self[:3])


def composition_named(library: Library, name: str | None) -> "Battery":
    """Return the composition called ``name``: an id, a described battery, or a file.

    Refuses what is none of them, and a file that breaks the rule or the facts.
    """
    from batteryviz.model.battery import DescribedBattery
    from batteryviz.views.seeding import default_battery, seeded

    catalog = library.catalog
    base = default_battery(catalog)
    if base is None:
        raise RefusalError("batteryviz: this pack has no composition of a battery", Exit.NO)
    if name is None:
        return base
    if name in catalog.compositions:
        return catalog.compositions[name]
    if name.endswith(".yaml") or (library.store.find(name) is None and _is_file(name)):
        return _from_file(library, Path(name))
    found = subject(library, name)
    if not isinstance(catalog.subjects[found], DescribedBattery):
        batteries = [entry.id for entry in library.store.entries("described-battery")]
        raise RefusalError(
            f"batteryviz: {found} is no battery; there are {', '.join(batteries)}", Exit.NO
        )
    return seeded(catalog, found)


def _is_file(name: str) -> bool:
    """Say whether ``name`` is a file; one that nobody may look at counts, and is named later."""
    try:
        return stat.S_ISREG(Path(name).stat().st_mode)
    except PermissionError:
        return True
    except (OSError, ValueError):
        return False


def _from_file(library: Library, path: Path) -> "Battery":
    from batteryviz.catalog.composition_file import read_composition
    from batteryviz.catalog.faults import PackError
    from batteryviz.model.battery import BATTERY_RULE
    from batteryviz.safety.reading import UnreadableError
    from batteryviz.views.composing import who_says_so

    try:
        return read_composition(path, library.catalog)
    except UnreadableError as error:
        raise RefusalError(f"batteryviz: {clean(str(path))}: {error}", Exit.NO_INPUT) from None
    except PackError as error:
        for fault in error.faults:
            say(str(fault))
        rule = any(BATTERY_RULE in fault.message for fault in error.faults)
        source = f". {who_says_so(library.catalog)}" if rule else ""
        raise RefusalError(
            f"batteryviz: {clean(path.name)} is no composition of a battery{source}", Exit.BAD_DATA
        ) from None


def changed(library: Library, base: "Battery", changes: Changes) -> "Battery":
    """Return ``base`` with ``changes``; refuse what the rule or the sources do not allow."""
    from batteryviz.views.composing import with_groups, with_launchers, with_load, with_model

    catalog = library.catalog
    launchers, load, model, groups = changes
    if groups and changes._replace(groups=()).are_asked:
        raise RefusalError(
            "batteryviz: --group says number, model and load: leave the other choices out",
            Exit.USAGE,
        )
    try:
        if groups:
            return with_groups(catalog, base, [_group(library, words) for words in groups])
        if launchers is not None:
            base = with_launchers(catalog, base, whole_number(launchers))
        wanted = subject(library, load) if load is not None else None
        if model is not None:
            return with_model(catalog, base, subject(library, model), wanted)
        return base if wanted is None else with_load(catalog, base, wanted)
    except ValueError as error:
        raise RefusalError(f"batteryviz: {clean(str(error))}", Exit.USAGE) from None


def _group(library: Library, words: str) -> tuple[int, str, str | None]:
    count, *names = words.split(":")
    number = whole_number(count)
    if not isinstance(number, int) or number < 1 or not 1 <= len(names) <= 2:
        raise RefusalError(
            f"batteryviz: {clean(words)!r} is no group: write 4:m903:pac-3-mse or 4:m903",
            Exit.USAGE,
        )
    model, *load = (subject(library, name) for name in names)
    return number, model, load[0] if load else None


def whole_number(text: str) -> int | str:
    """Return a number only when it is written as one: 8.0, 3.5 and 08 are no counts."""
    is_one = text.isascii() and text.isdigit() and len(text) < 10
    return int(text) if is_one and text == str(int(text)) else text
