"""The battery command: a composition on the command line."""

from typing import TYPE_CHECKING

from batteryviz.cli.app import Settings, app, subject
from batteryviz.cli.exits import Exit, RefusalError
from batteryviz.cli.printing import emit
from batteryviz.compiled.opening import Library
from batteryviz.safety.text import clean

if TYPE_CHECKING:
    from batteryviz.model.battery import Battery


@app.command
def battery(
    id: str | None = None,
    /,
    *,
    launchers: str | None = None,
    load: str | None = None,
    settings: Settings,
) -> int:
    """Show a battery as a composition, with totals and what they rest on.

    Parameters
    ----------
    id:
        A described battery or a composition; without it, the US battery of up to eight.
    launchers:
        How many launching stations, 1 to 8.
    load:
        The interceptor every launcher holds, as a source states it: pac-3-mse, pac-2.

    """
    from batteryviz.views.composing import with_launchers, with_load
    from batteryviz.views.composition import composition

    library = settings.library()
    base = _battery(library, id)
    try:
        if launchers is not None:
            base = with_launchers(library.catalog, base, _whole_number(launchers))
        if load is not None:
            base = with_load(library.catalog, base, subject(library, load))
        document = composition(library.catalog, base, settings.units)
    except ValueError as error:
        raise RefusalError(f"batteryviz: {clean(str(error))}", Exit.USAGE) from None
    emit([document], settings.shown)
    return Exit.DONE


def _battery(library: Library, name: str | None) -> "Battery":
    from batteryviz.model.battery import DescribedBattery
    from batteryviz.views.seeding import default_battery, seeded

    catalog = library.catalog
    if name is None:
        base = default_battery(catalog)
        if base is None:
            raise RefusalError("batteryviz: this pack has no composition of a battery", Exit.NO)
        return base
    if name in catalog.compositions:
        return catalog.compositions[name]
    found = subject(library, name)
    if not isinstance(catalog.subjects[found], DescribedBattery):
        batteries = [entry.id for entry in library.store.entries("described-battery")]
        raise RefusalError(
            f"batteryviz: {found} is no battery; there are {', '.join(batteries)}", Exit.NO
        )
    return seeded(catalog, found)


def _whole_number(text: str) -> int | str:
    """Return a number only when it is written as one: 8.0 and 3.5 are no counts."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else text
