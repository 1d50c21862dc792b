"""Flash cards in Anki's text format.

The first column is the card's own id: a later import of the same lesson updates cards
instead of adding them again. Fields are HTML, so all text is escaped.
"""

from batteryviz.export.lesson.words import closing_words
from batteryviz.safety.escaping import anki_field, one_line
from batteryviz.views.lesson import Card, Lesson

PREFIX = "batteryviz:"
"""Before every id, so that no card of another collection has the same, and every remark."""


def to_anki(lesson: Lesson) -> bytes:
    """Return the cards of ``lesson``, one a line, behind the headers Anki reads."""
    headers = [
        "#separator:tab",
        "#html:true",
        "#guid column:1",
        "#notetype:Basic",
        f"#deck:{one_line(lesson.title.replace('::', ': '))}",
        "#columns:guid\tFront\tBack\tTags",
        "#tags column:4",
        # Anki passes over a header it does not know. Without our name before the first colon,
        # the name of a pack could be a header it does know.
        f"#{PREFIX}{one_line(lesson.colophon.catalog_line())}",
        *(f"#{PREFIX}{one_line(words)}" for words in closing_words(lesson.colophon)),
    ]
    rows = ["\t".join(_fields(lesson, card)) for card in lesson.cards]
    return ("\n".join([*headers, *rows]) + "\n").encode()


def _fields(lesson: Lesson, card: Card) -> tuple[str, ...]:
    source = f"Source: {card.source}. Facts as of {lesson.colophon.facts_as_of}."
    return (
        one_line(f"{PREFIX}{card.id}"),
        anki_field(card.front),
        f"{anki_field(card.back)}<br><br><small>{anki_field(source)}</small>",
        f"batteryviz {lesson.id} {card.kind}",
    )
