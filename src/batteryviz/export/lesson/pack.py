"""Which files a lesson pack holds, in one visible tuple: a new one is one line here."""

from collections.abc import Callable
from importlib.util import find_spec
from typing import Final, NamedTuple, cast

from batteryviz.catalog.catalog import Catalog
from batteryviz.export.edition import Edition, Paper
from batteryviz.export.formats import MissingExtraError
from batteryviz.views.document import Document, Schematic
from batteryviz.views.lesson import Lesson
from batteryviz.views.lesson_sheets import (
    answers,
    handout,
    questions,
    teachers_page,
    worksheet,
    worksheet_key,
)

LIBRARIES = ("docx", "pptx", "typst")
"""What a pack needs beyond a plain install."""


class Order(NamedTuple):
    """A pack that was asked for."""

    lesson: Lesson
    catalog: Catalog
    paper: Paper

    def edition(self, document: Document) -> Edition:
        """Return ``document`` on its way into a file."""
        return Edition([document], self.catalog, paper=self.paper)


def _nothing_lacks(_lesson: Lesson) -> str:
    return ""


class Piece(NamedTuple):
    """One file of a pack: its name after the tour's id, what it is for, and its maker."""

    name: str
    purpose: str
    make: Callable[[Order], bytes]
    lack: Callable[[Lesson], str] = _nothing_lacks
    """Says why a lesson is without it, or nothing when it is there."""


# Each maker imports its library when it runs: only a lesson needs them.
def _deck(order: Order) -> bytes:
    from batteryviz.export.lesson.deck import to_deck

    return to_deck(order.lesson, order.edition(handout(order.lesson)).moment)


def _handout(order: Order) -> bytes:
    from batteryviz.export.lesson.paper import to_paper

    return to_paper(order.edition(handout(order.lesson)), halves=True, size=11.5)


def _word_handout(order: Order) -> bytes:
    from batteryviz.export.lesson.word_handout import to_word_handout

    return to_word_handout(order.lesson, order.edition(handout(order.lesson)))


def _drawing_lack(lesson: Lesson) -> str:
    from batteryviz.export.lesson.paper import fits_page

    sheet = worksheet(lesson)
    if sheet is None:
        return "the facts compose no battery to draw"
    drawings = [block for block in sheet.blocks if isinstance(block, Schematic)]
    # Without its boxes, a sheet asks for names and shows nothing to name.
    return "" if all(map(fits_page, drawings)) else "the battery has too many parts to draw"


def _quiz_lack(lesson: Lesson) -> str:
    return "" if lesson.quiz.questions else "the facts give no question"


# Of a lesson without a battery, neither the sheet nor its key is made.
def _worksheet(order: Order) -> bytes:
    from batteryviz.export.lesson.paper import to_paper

    sheet = cast("Document", worksheet(order.lesson))
    return to_paper(order.edition(sheet), size=12, air=14)


def _worksheet_key(order: Order) -> bytes:
    from batteryviz.export.lesson.paper import to_paper

    return to_paper(order.edition(cast("Document", worksheet_key(order.lesson))))


def _quiz(order: Order) -> bytes:
    from batteryviz.export.lesson.paper import to_paper

    return to_paper(order.edition(questions(order.lesson)), size=11)


def _quiz_key(order: Order) -> bytes:
    from batteryviz.export.lesson.paper import to_paper

    return to_paper(order.edition(answers(order.lesson)), size=9.5)


def _cards(order: Order) -> bytes:
    from batteryviz.export.lesson.cards import to_anki

    return to_anki(order.lesson)


def _gift(order: Order) -> bytes:
    from batteryviz.export.lesson.gift import to_gift

    return to_gift(order.lesson)


def _teacher(order: Order) -> bytes:
    from batteryviz.export.lesson.paper import to_paper

    files = {f"{order.lesson.id}-{piece.name}": piece.purpose for piece in _pieces_of(order.lesson)}
    return to_paper(order.edition(teachers_page(order.lesson, files)), size=9.5)


PIECES: Final = (
    Piece("teacher.pdf", "this page: aims, timing, what to say, sources", _teacher),
    Piece("deck.pptx", "slides to show and to change; what to say is in their notes", _deck),
    Piece("handout.pdf", "two pages for the class to take home", _handout),
    Piece("handout.docx", "the same two pages, to change before printing", _word_handout),
    Piece("worksheet.pdf", "the drawing with numbered boxes to name", _worksheet, _drawing_lack),
    Piece("worksheet-key.pdf", "the names of the boxes", _worksheet_key, _drawing_lack),
    Piece("quiz.pdf", "the quiz on paper", _quiz, _quiz_lack),
    Piece("quiz-key.pdf", "the answers, each with its sources", _quiz_key, _quiz_lack),
    Piece("quiz.gift", "the same quiz for Moodle: import it in the format GIFT", _gift, _quiz_lack),
    Piece("cards.txt", "flash cards for Anki: File, Import; later imports update them", _cards),
)


def lesson_files(
    lesson: Lesson, catalog: Catalog, paper: Paper = "a4"
) -> dict[str, Callable[[], bytes]]:
    """Return what makes each file of the pack of ``lesson``, by its name.

    Raises ``MissingExtraError`` when a library it needs is not installed.
    """
    if any(find_spec(library) is None for library in LIBRARIES):
        raise MissingExtraError('a lesson pack: not installed; pip install "batteryviz[lesson]"')
    order = Order(lesson, catalog, paper)

    def maker(piece: Piece) -> Callable[[], bytes]:
        return lambda: piece.make(order)

    return {f"{lesson.id}-{piece.name}": maker(piece) for piece in _pieces_of(lesson)}


def _pieces_of(lesson: Lesson) -> list[Piece]:
    return [piece for piece in PIECES if not piece.lack(lesson)]


def left_out(lesson: Lesson) -> dict[str, list[str]]:
    """Return the files that the pack of ``lesson`` is without, by the reason."""
    found: dict[str, list[str]] = {}
    for piece in PIECES:
        if why := piece.lack(lesson):
            found.setdefault(why, []).append(f"{lesson.id}-{piece.name}")
    return found
