"""The battery command: a composition on the command line."""

from pathlib import Path

from batteryviz.cli.app import Settings, app
from batteryviz.cli.choices import PlaceName
from batteryviz.cli.composing import Changes, changed, composition_named
from batteryviz.cli.exits import Exit, RefusalError
from batteryviz.cli.printing import emit
from batteryviz.cli.saving import save as write_files
from batteryviz.safety.text import clean
from batteryviz.views.document import Document


@app.command
def battery(
    *what: str,
    launchers: str | None = None,
    load: str | None = None,
    model: str | None = None,
    group: list[str] | None = None,
    battalion: bool = False,
    save: PlaceName | None = None,
    force: bool = False,
    settings: Settings,
) -> int:
    """Show a battery as a composition, with totals and what they rest on.

    Parameters
    ----------
    what:
        A described battery, a composition, or a file with one; two of them are put side
        by side; without any, the US battery of up to eight.
    launchers:
        How many launching stations, 1 to 8.
    load:
        The interceptor every launcher holds, as a source states it: pac-3-mse, pac-2.
    model:
        The model of every launcher: m901, m903.
    group:
        Some launchers, as COUNT:MODEL:LOAD or COUNT:MODEL; once for each group.
    battalion:
        One level up: what each source counts of a battalion.
    save:
        Write the composition to this file, to open again or to put into a pack.
    force:
        Replace an existing file.

    """
    changes = Changes(launchers, load, model, tuple(group or ()))
    if len(what) > 2:
        raise RefusalError("batteryviz: at most two batteries go side by side", Exit.USAGE)
    if battalion or len(what) == 2:
        if changes.are_asked or save is not None or (battalion and what):
            this = "--battalion" if battalion else "a pair of batteries"
            raise RefusalError(f"batteryviz: {this} takes no other choice", Exit.USAGE)
        document = _battalion(settings) if battalion else _pair(settings, what[0], what[1])
        emit([document], settings.shown)
        return Exit.DONE
    if not what and not changes.are_asked and save is None:
        emit([_ready(settings, "battery")], settings.shown)
        return Exit.DONE
    from batteryviz.catalog.composition_file import as_spec_file
    from batteryviz.views.composition import composition

    library = settings.library()
    composed = changed(library, composition_named(library, what[0] if what else None), changes)
    if save is not None:
        write_files({Path(save): as_spec_file(composed).encode()}, replace=force)
    emit([composition(library.catalog, composed, settings.units)], settings.shown)
    return Exit.DONE


def _ready(settings: Settings, key: str) -> Document:
    try:
        return settings.library().page(key, settings.units)
    except LookupError as error:
        # Imported here: a page that is ready needs no models.
        from batteryviz.views.pages import NoPageError

        if not isinstance(error, NoPageError):
            raise
        raise RefusalError(f"batteryviz: {clean(str(error))}", Exit.NO) from None


def _battalion(settings: Settings) -> Document:
    return _ready(settings, "battalion")


def _pair(settings: Settings, first: str, second: str) -> Document:
    from batteryviz.views.composition_diff import composition_diff

    library = settings.library()
    pair = [composition_named(library, name) for name in (first, second)]
    return composition_diff(library.catalog, pair[0], pair[1], settings.units)
