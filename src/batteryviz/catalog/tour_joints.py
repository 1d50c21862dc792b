"""What must fit between a tour and the rest of its pack: pages, claims, events, terms."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from batteryviz.catalog.guessing import Guesses
from batteryviz.catalog.joints import Mismatch

Ids = Mapping[str, Collection[str]]
"""The ids of a pack by what they name: ``claim``, ``term``, ``element``, ``comparison``…"""

_NAMES = {"claims": "claim", "disputed": "claim", "disputed_events": "event", "terms": "term"}
_PAGES = {
    "element": "element",
    "comparison": "comparison",
    "battery": "battery",
    "event": "event",
    "timeline": "element",
    "source": "source",
    "term": "term",
}


def tour_mismatches(tour: dict[str, Any], ids: Ids, guesses: Guesses) -> Iterator[Mismatch]:
    """Yield what a tour's steps name that the pack does not have.

    ``ids`` holds a collection for each of claim, term, element, comparison, battery,
    event and source. Events are checked with the references every file may hold.
    """
    steps = tour.get("steps")
    for number, step in enumerate(steps if isinstance(steps, tuple) else ()):
        if not isinstance(step, dict):
            continue
        for key, noun in _NAMES.items():
            names = step.get(key)
            for place, name in enumerate(names if isinstance(names, tuple) else ()):
                if isinstance(name, str) and name not in ids[noun]:
                    yield Mismatch(
                        ("steps", number, key, place), _missing(key, noun, name, ids, guesses)
                    )
        page = step.get("page")
        if isinstance(page, str) and (fault := _page_fault(page, ids, guesses)):
            yield Mismatch(("steps", number, "page"), fault)


def _page_fault(page: str, ids: Ids, guesses: Guesses) -> str:
    """Return what keeps the pack from having ``page``, or nothing."""
    room, colon, name = page.partition(":")
    if colon and room in _PAGES and name not in ids[_PAGES[room]]:
        return _missing("page", _PAGES[room], name, ids, guesses)
    if room == "battery" and not _composes(ids):
        instead = f"write element:{name}" if name else "name another page"
        return f"page: this pack composes no battery to draw: {instead}, or add a composition"
    return ""


def _composes(ids: Ids) -> bool:
    """Say whether the pack has a composition: a battery file that is no subject of its own."""
    subjects = ids["element"]
    # Of a file that could not be read nothing is known but its name: it may be one.
    known = subjects if isinstance(subjects, Mapping) else dict.fromkeys(subjects, True)
    return any(not known.get(name) for name in ids["battery"])


def _missing(key: str, noun: str, name: str, ids: Ids, guesses: Guesses) -> str:
    guess = guesses.did_you_mean(name, ids[noun])
    return f"{key}: no {noun} {name!r}{guess or '; define it, or leave it out'}"
