"""The pages, in one visible tuple: a new one is one module and one line here."""

from collections.abc import Callable
from typing import Final, NamedTuple

from batteryviz.compiled.opening import Library
from batteryviz.tui.page import Page


class PageEntry(NamedTuple):
    """A page: its key, its name in the header, which documents it shows, its class."""

    key: str
    name: str
    rooms: tuple[str, ...]
    """The first words of the document keys it opens: ``element`` of ``element:m903``."""
    load: Callable[[], type[Page]]

    @property
    def slug(self) -> str:
        """Its name as identifiers are written."""
        return self.name.lower()

    def make(self, library: Library) -> Page:
        """Make the page."""
        return self.load()(library, self.slug)


# Each page is imported when it is first visited: the first screen must not wait for all.
def _battery() -> type[Page]:
    from batteryviz.tui.battery_page import BatteryPage

    return BatteryPage


def _elements() -> type[Page]:
    from batteryviz.tui.elements_page import ElementsPage

    return ElementsPage


def _compare() -> type[Page]:
    from batteryviz.tui.compare_page import ComparePage

    return ComparePage


def _timeline() -> type[Page]:
    from batteryviz.tui.timeline_page import TimelinePage

    return TimelinePage


def _sources() -> type[Page]:
    from batteryviz.tui.sources_page import SourcesPage

    return SourcesPage


def _glossary() -> type[Page]:
    from batteryviz.tui.glossary_page import GlossaryPage

    return GlossaryPage


def _tour() -> type[Page]:
    from batteryviz.tui.tour_page import TourPage

    return TourPage


def _quiz() -> type[Page]:
    from batteryviz.tui.quiz_page import QuizPage

    return QuizPage


PAGES: Final = (
    PageEntry("1", "Battery", ("battery", "battalion"), _battery),
    PageEntry("2", "Elements", ("element",), _elements),
    PageEntry("3", "Compare", ("comparison",), _compare),
    PageEntry("4", "Timeline", ("timeline", "event"), _timeline),
    PageEntry("5", "Sources", ("source", "sources"), _sources),
    PageEntry("6", "Glossary", ("glossary", "term"), _glossary),
    PageEntry("7", "Tour", ("tours", "tour"), _tour),
    PageEntry("8", "Quiz", ("quiz",), _quiz),
)
"""In the order of their keys. The first is home."""
