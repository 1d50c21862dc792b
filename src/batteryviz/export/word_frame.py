"""The Word document around the pages: paper, styles, header, footer, properties."""

import io
from datetime import datetime
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from batteryviz.export import word_parts as make
from batteryviz.export.edition import Edition

_PAPERS = {"a4": (210, 297), "letter": (215.9, 279.4)}
_TEXT_WIDTH = make.TABLE_WIDTH / 20 / 72 * 25.4
_SERIF = "Georgia"
_HEADINGS = {1: 22, 2: 17, 3: 13.5, 4: 11.5}
_LANGUAGE = "en-US"


def new_document(edition: Edition) -> Any:
    """Return an empty document for ``edition``."""
    document = docx.Document()
    _set_styles(document)
    section = document.sections[0]
    width, height = _PAPERS[edition.paper]
    section.page_width, section.page_height = Mm(width), Mm(height)
    # The text is as wide on either paper.
    section.left_margin = section.right_margin = Mm((width - _TEXT_WIDTH) / 2)
    section.top_margin, section.bottom_margin = Mm(24), Mm(22)
    look = make.Look(colour=make.QUIET, half_points=17)
    header = section.header.paragraphs[0]._p
    header.append(make.run(edition.colophon.pack, look))
    footer = section.footer.paragraphs[0]._p
    colophon = edition.colophon
    dated = f"Facts as of {colophon.facts_as_of}, version {colophon.version} · page "
    for piece in (
        make.run(dated, look),
        make.field("PAGE", look),
        make.run(" of ", look),
        make.field("NUMPAGES", look),
    ):
        footer.append(piece)
    _set_properties(document, edition)
    return document


def web_link(document: Any, url: str) -> Any:
    """Return ``url`` as a link out of ``document``."""
    identity = document.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    made = make.element("w:hyperlink", [make.run(url, make.Look(colour=make.LINK))], history="1")
    made.set(qn("r:id"), identity)
    return made


def image(document: Any, data: bytes, spoken: str) -> Any:
    """Return a PNG picture as wide as the text, as a run; ``spoken`` is for who hears it."""
    inline = document.part.new_pic_inline(io.BytesIO(data), width=Mm(_TEXT_WIDTH))
    # Without them some programs keep a distance from the text.
    for side in "TBLR":
        inline.set(f"dist{side}", "0")
    inline.docPr.set("name", "Schematic")
    inline.docPr.set("descr", spoken)
    return make.element("w:r", [make.element("w:drawing", [inline])])


def _set_properties(document: Any, edition: Edition) -> None:
    # Word keeps moments without a time zone, in UTC.
    moment: datetime = edition.moment.replace(tzinfo=None)
    properties = document.core_properties
    properties.title = edition.title[:250]
    properties.author = properties.last_modified_by = edition.colophon.pack[:250]
    properties.subject = edition.colophon.scope[:250]
    properties.comments = edition.colophon.cite_as(edition.title)[:250]
    properties.keywords = "public sources"
    properties.language = _LANGUAGE
    properties.created = properties.modified = moment
    properties.revision = 1


def _set_styles(document: Any) -> None:
    styles = document.styles
    normal = styles["Normal"]
    _set_font(normal, 10.5, "1D1C1A")
    language = make.element("w:lang", val=_LANGUAGE)
    normal.element.get_or_add_rPr().append(language)
    normal.paragraph_format.space_after = Pt(7)
    normal.paragraph_format.line_spacing = 1.12
    for level, size in _HEADINGS.items():
        style = styles[f"Heading {level}"]
        _set_font(style, size, "1D1C1A")
        style.font.bold, style.font.italic = True, False
        style.paragraph_format.space_before = Pt(4 if level == 1 else 16)
        style.paragraph_format.space_after = Pt(6)
        style.paragraph_format.keep_with_next = True
    _set_font(styles["Title"], 24, "1D1C1A")
    borders = styles["Title"].element.pPr.find(qn("w:pBdr"))
    if borders is not None:
        styles["Title"].element.pPr.remove(borders)
    _set_font(styles["Subtitle"], 12, make.QUIET)
    styles["Subtitle"].font.italic = False
    for name in ("Title", "Subtitle"):
        for spacing in styles[name].element.rPr.findall(qn("w:spacing")):
            styles[name].element.rPr.remove(spacing)
    reference = styles.add_style("Reference", WD_STYLE_TYPE.PARAGRAPH)
    reference.base_style = normal
    reference.font.size = Pt(9.5)
    reference.paragraph_format.left_indent = Mm(9)
    reference.paragraph_format.first_line_indent = Mm(-9)
    reference.paragraph_format.tab_stops.add_tab_stop(Mm(9))
    reference.paragraph_format.space_after = Pt(4)


def _set_font(style: Any, size: float, colour: str) -> None:
    style.font.name = _SERIF
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    # A theme's font would win over the one named here.
    for name in [name for name in fonts.attrib if "Theme" in name]:
        del fonts.attrib[name]
    for name in ("w:ascii", "w:hAnsi", "w:cs"):
        fonts.set(qn(name), _SERIF)
    style.font.size = Pt(size)
    style.font.color.rgb = RGBColor.from_string(colour)
