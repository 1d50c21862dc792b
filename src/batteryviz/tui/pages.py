"""The pages, in one visible tuple: a new one is one module and one line here."""

from collections.abc import Callable
from typing import Final, NamedTuple

from batteryviz.compiled.opening import Library
from batteryviz.tui.page import Page


class PageEntry(NamedTuple):
    """A page: its key, its name in the footer, which documents it shows, how it is made."""

    key: str
    name: str
    rooms: tuple[str, ...]
    """The first words of the document keys it opens: ``element`` of ``element:m903``."""
    make: Callable[[Library], Page]


# Each page is imported when it is first visited: the first screen must not wait for all.
def _battery(library: Library) -> Page:
    from batteryviz.tui.battery_page import BatteryPage

    return BatteryPage(library, "battery")


def _elements(library: Library) -> Page:
    from batteryviz.tui.elements_page import ElementsPage

    return ElementsPage(library, "elements")


def _compare(library: Library) -> Page:
    from batteryviz.tui.compare_page import ComparePage

    return ComparePage(library, "compare")


def _timeline(library: Library) -> Page:
    from batteryviz.tui.single_page import SinglePage

    return SinglePage(library, "timeline")


def _sources(library: Library) -> Page:
    from batteryviz.tui.sources_page import SourcesPage

    return SourcesPage(library, "sources")


def _glossary(library: Library) -> Page:
    from batteryviz.tui.single_page import SinglePage

    return SinglePage(library, "glossary")


PAGES: Final = (
    PageEntry("1", "Battery", ("battery", "battalion"), _battery),
    PageEntry("2", "Elements", ("element",), _elements),
    PageEntry("3", "Compare", ("comparison",), _compare),
    PageEntry("4", "Timeline", ("timeline", "event"), _timeline),
    PageEntry("5", "Sources", ("source", "sources"), _sources),
    PageEntry("6", "Glossary", ("glossary", "term"), _glossary),
)
"""In the order of their keys. The first is home."""
