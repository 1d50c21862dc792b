"""The handout as a Word document of two pages, to be changed before it is printed."""

import io
from typing import Any

import docx
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from batteryviz.export.edition import Edition
from batteryviz.export.lesson.paper import halved, to_picture
from batteryviz.export.lesson.words import closing_words, drawing_words
from batteryviz.export.words import reference_line
from batteryviz.export.zips import settled
from batteryviz.views.lesson import Lesson, Stop

_PAPERS = {"a4": (210.0, 297.0, 18.0), "letter": (215.9, 279.4, 12.0)}
"""Width, height, and the margins above and below: the shorter paper holds as many lines."""

_MARGIN, _FOOTER = 18.0, 7.0
_BODY, _SMALL, _SMALLER = 10.5, 8.2, 7.0
_MANY = 20
"""Sources beyond which they are set smaller, so that they stay on their page."""

_GREY = RGBColor(0x46, 0x46, 0x46)


def to_word_handout(lesson: Lesson, edition: Edition) -> bytes:
    """Return the handout of ``lesson``; ``edition`` says paper, title and moment."""
    document: Any = docx.Document()
    _set_styles(document)
    width, height, above = _PAPERS[edition.paper]
    section = document.sections[0]
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = Mm(_MARGIN)
    section.top_margin = section.bottom_margin = Mm(above)
    section.footer_distance = Mm(_FOOTER)
    document.add_heading(lesson.title, level=1)
    document.add_paragraph(f"Handout · {lesson.minutes}").runs[0].font.color.rgb = _GREY
    document.add_paragraph(lesson.summary)
    if lesson.drawing is not None:
        words, png = drawing_words(lesson.drawing), to_picture(lesson.drawing)
        if png is None:
            document.add_paragraph(words)
        else:
            picture = document.add_picture(io.BytesIO(png), width=Mm(width - 2 * _MARGIN))
            picture._inline.docPr.set("descr", words)
    _columns(document.add_section(WD_SECTION.CONTINUOUS), 2)
    for stop in lesson.stops:
        _add_stop(document, stop)
    # Columns are made of like length only where a section goes on below them.
    _columns(document.add_section(WD_SECTION.CONTINUOUS), 1)
    headings = [document.add_heading("Words to know", level=2)] if lesson.words else []
    if lesson.words:
        for word, meaning in lesson.words:
            line = document.add_paragraph()
            line.add_run(f"{word}: ").bold = True
            line.add_run(meaning)
    headings.append(document.add_heading("Sources", level=2))
    headings[0].paragraph_format.page_break_before = True
    _columns(document.add_section(WD_SECTION.CONTINUOUS), 2)
    colophon = lesson.colophon
    # In one paragraph: the longest list of sources leaves few lines of the page.
    closing = " ".join((f"Cite as: {colophon.cite_as(lesson.title)}", *closing_words(colophon)))
    lines = [f"[{item.number}] {reference_line(item)} {item.url}" for item in lesson.references]
    points = _SMALLER if len(lines) > _MANY else _SMALL
    left, right = halved(lines, len)
    for text in left:
        _set_small(document.add_paragraph(text.rstrip()), points)
    for number, text in enumerate(right):
        line = document.add_paragraph()
        if number == 0:
            # Not every program makes columns of like length by itself.
            line.add_run().add_break(WD_BREAK.COLUMN)
        line.add_run(text.rstrip())
        _set_small(line, points)
    _columns(document.add_section(WD_SECTION.CONTINUOUS), 1)
    _set_small(document.add_paragraph(closing), points)
    footer = document.sections[0].footer.paragraphs[0]
    footer.text = (
        f"{colophon.pack} · facts as of {colophon.facts_as_of}, version {colophon.version}"
    )
    _set_small(footer, _SMALL)
    _set_properties(document, lesson, edition)
    stream = io.BytesIO()
    document.save(stream)
    return settled(stream.getvalue(), edition.moment)


def _add_stop(document: Any, stop: Stop) -> None:
    document.add_heading(f"{stop.number}. {stop.title}", level=3)
    line = document.add_paragraph(stop.text)
    numbers = line.add_run("".join(f"[{number}]" for number in stop.refs))
    numbers.font.superscript = True
    if len(stop.voices) > 1:
        for voice in stop.voices:
            document.add_paragraph(f"{voice.value} ({voice.speaker})", style="List Bullet")


def _set_styles(document: Any) -> None:
    for name, size, before, after in (
        ("Normal", _BODY, 0, 3),
        ("List Bullet", _BODY, 0, 1),
        ("Heading 1", 20, 0, 2),
        ("Heading 2", 13, 8, 3),
        ("Heading 3", 11, 6, 1),
    ):
        style = document.styles[name]
        style.font.size, style.font.name = Pt(size), "Times New Roman"
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(after)
        fonts = style.element.rPr.rFonts
        for theme in ("w:asciiTheme", "w:hAnsiTheme"):
            fonts.attrib.pop(qn(theme), None)


def _columns(section: Any, count: int) -> None:
    columns = section._sectPr.xpath("./w:cols")
    element = columns[0] if columns else OxmlElement("w:cols")
    if not columns:
        section._sectPr.append(element)
    element.set(qn("w:num"), str(count))
    element.set(qn("w:space"), "400")


def _set_small(paragraph: Any, points: float) -> None:
    paragraph.paragraph_format.space_after = Pt(2)
    for run in paragraph.runs:
        run.font.size = Pt(points)


def _set_properties(document: Any, lesson: Lesson, edition: Edition) -> None:
    # Word keeps moments without a time zone, in UTC.
    moment = edition.moment.replace(tzinfo=None)
    properties = document.core_properties
    properties.title, properties.author = lesson.title[:250], lesson.colophon.pack[:250]
    properties.last_modified_by = properties.author
    properties.subject, properties.language = lesson.summary[:250], "en-US"
    properties.comments = f"Facts as of {lesson.colophon.facts_as_of}"
    properties.created = properties.modified = moment
    properties.revision = 1
