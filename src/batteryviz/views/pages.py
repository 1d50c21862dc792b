"""Every page by its key: the one place that says which view makes which page."""

from collections.abc import Mapping

from batteryviz.catalog.catalog import Catalog
from batteryviz.model.battery import Battery, DescribedBattery
from batteryviz.views.battalion import BATTALION, battalion, battalion_of
from batteryviz.views.blank import BLANK, KEY, blank, key_of
from batteryviz.views.comparison import comparison
from batteryviz.views.composition import composition
from batteryviz.views.document import Document, Units
from batteryviz.views.kinds import KIND_NAMES
from batteryviz.views.listing import glossary, source_list, source_sheet, subject_list, timeline
from batteryviz.views.seeding import default_battery, seeded
from batteryviz.views.sheet import sheet
from batteryviz.views.term_sheet import term_sheet
from batteryviz.views.tours import tour_list, tour_page, tour_step


class NoPageError(LookupError):
    """There is no page of that name."""


def page(catalog: Catalog, key: str, units: Units = "published") -> Document:
    """Return the page ``key``: ``element:m903``, ``comparison:radars``, ``sources``.

    ``comparison:a+b`` compares any elements, ``battery`` is the default composition and
    ``battery:ID`` a composition or one seeded from a described battery; ``blank`` and
    ``blank-key`` are its boxes to be named and the answers. Raises ``NoPageError``.
    """
    room, _, name = key.partition(":")
    match room:
        case "list":
            return subject_list(catalog, _known(name, KIND_NAMES, key) if name else None)
        case "sources":
            return source_list(catalog)
        case "glossary":
            return glossary(catalog)
        case "timeline":
            return timeline(catalog, _known(name, catalog.subjects, key) if name else None)
        case "element":
            return sheet(catalog, _known(name, catalog.subjects, key), units)
        case "source":
            return source_sheet(catalog, _known(name, catalog.sources, key), units)
        case "term":
            return term_sheet(catalog, _known(name, catalog.terms, key))
        case "comparison":
            return _comparison(catalog, name, units)
        case "battery" | "blank" | "blank-key" | "battalion":
            return _battery_page(catalog, room, name, units)
        case "tours":
            return tour_list(catalog)
        case "tour":
            return _tour(catalog, name, units)
        case _:
            raise NoPageError(f"there is no page {key!r}")


def _known(name: str, ids: Mapping[str, object], key: str) -> str:
    if name not in ids:
        raise NoPageError(f"there is no page {key!r}")
    return name


def _battery(catalog: Catalog, name: str) -> Battery:
    battery = catalog.compositions.get(name) if name else default_battery(catalog)
    if battery is None and isinstance(catalog.subjects.get(name), DescribedBattery):
        battery = seeded(catalog, name)
    if battery is None:
        raise NoPageError(
            f"there is no battery {name!r}" if name else "this pack has no composition of a battery"
        )
    return battery


def _battery_page(catalog: Catalog, room: str, name: str, units: Units) -> Document:
    if room == BATTALION:
        if battalion_of(catalog) is None:
            raise NoPageError("this pack has no formation above the battery")
        return battalion(catalog, units)
    document = composition(catalog, _battery(catalog, name), units)
    if room == BLANK:
        return blank(document)
    return key_of(document) if room == KEY else document


def _tour(catalog: Catalog, name: str, units: Units) -> Document:
    tour, _, number = name.partition(":")
    _known(tour, catalog.tours, f"tour:{tour}")
    if not number:
        return tour_page(catalog, tour, units)
    try:
        return tour_step(catalog, tour, int(number), units)
    except (ValueError, IndexError):
        raise NoPageError(f"there is no step {number!r} of the tour {tour}") from None


def _comparison(catalog: Catalog, name: str, units: Units) -> Document:
    if name in catalog.comparisons:
        stored = catalog.comparisons[name]
        return comparison(
            catalog,
            stored.columns,
            name=stored.name,
            summary=stored.summary,
            comparison_id=stored.id,
            units=units,
        )
    columns = name.split("+")
    for column in columns:
        if column not in catalog.subjects:
            raise NoPageError(f"there is no element {column!r}")
    return comparison(catalog, columns, units=units)


def all_pages(catalog: Catalog) -> list[str]:
    """Return the key of every page of the encyclopedia, in reading order."""
    return [
        *(f"battery:{battery}" for battery in catalog.compositions),
        *([BATTALION] if battalion_of(catalog) else []),
        *(f"element:{subject.id}" for subject in catalog.in_reading_order()),
        *(f"comparison:{name}" for name in catalog.comparisons),
        *(f"tour:{name}" for name in catalog.tours),
        "timeline",
        "glossary",
        "sources",
    ]
