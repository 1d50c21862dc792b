"""Text made literal: for each format that leaves the program, the signs it would read.

Text is clean when it comes here (``clean``): what is left to disarm is each format's own
grammar. Web pages, drawings and texts for Word and PowerPoint need nothing from here, for
they are built as trees by their libraries, which escape what stands in them.
"""

import html
import re

_BIBTEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    # BibTeX counts braces even behind a backslash: one alone would end the field.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    **{sign: f"\\{sign}" for sign in "%&#$_"},
}
_BIBTEX_COMMENT = str.maketrans("{}@", "()-")

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~&!$])")
# A list, a rule or the line under a heading begins with these.
_MARKDOWN_START = re.compile(r"([-+=])(?=\s|$|\1)|\d+[.)](?=\s|$)")

# Quotes end a label, backquotes begin Markdown, %% and braces a directive that changes
# the whole page, wherever it stands.
_MERMAID = {sign: f"#{ord(sign)};" for sign in '&"<>#`%{}'}

_GIFT = re.compile(r"([~=#{}:\\])")
# Moodle takes [id:…] and [tag:…] of a comment for the number and the tags of the question.
_GIFT_COMMENT = str.maketrans("[]", "()")

# MathJax takes a backslash before a bracket, or two dollar signs, for the begin of TeX.
_JOINER = "&#8288;"
_TEX = re.compile(r"\\|\$(?=\$)")

CODED_SIGN = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""Before the number of a sign: Office reads ``_x003D_`` as the sign it numbers."""

FORMULA_SIGNS = tuple("=+-@\t\r\n＝＋－＠")
"""What a formula begins with; the wide signs do in spreadsheets set to East Asian languages."""

_FORMULA = re.compile(rf'[\s"]*[{re.escape("".join(FORMULA_SIGNS))}]')


def one_line(text: str) -> str:
    """Return ``text`` on one line, for comments and rows that end where the line ends."""
    return " ".join(text.split())


def bibtex_field(text: str) -> str:
    """Return ``text`` with every sign that BibTeX or TeX would read made literal."""
    return "".join(_BIBTEX.get(sign, sign) for sign in text)


def bibtex_comment(text: str) -> str:
    """Return ``text`` for a comment of BibTeX, which counts braces and entries there too."""
    return text.translate(_BIBTEX_COMMENT)


def markdown(text: str) -> str:
    """Return ``text`` with every sign that Markdown or HTML would read made literal.

    Space before it goes: four signs of it would make a block of code.
    """
    escaped = _MARKDOWN.sub(r"\\\1", text.lstrip())
    start = _MARKDOWN_START.match(escaped)
    if start is None:
        return escaped
    # Of a number, what makes it an item of a list is the sign behind it.
    place = start.end() - 1
    return f"{escaped[:place]}\\{escaped[place:]}"


def mermaid_label(text: str) -> str:
    """Return ``text`` as a quoted label in which nothing is code: Mermaid's entities."""
    escaped = "".join(_MERMAID.get(sign, sign) for sign in text)
    return f'"{escaped}"'.replace("\n", "<br/>")


def mermaid_line(text: str) -> str:
    """Return ``text`` for a comment or a description of Mermaid: no directive in it."""
    return re.sub("%(?=%)", "% ", one_line(text)).replace("{", "(").replace("}", ")")


def dot_label(text: str) -> str:
    """Return ``text`` as a quoted label of Graphviz: no quote, backslash or entity is code."""
    escaped = text.replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"')
    escaped = escaped.replace("\n", "\\n")
    return f'"{escaped}"'


def gift(text: str) -> str:
    """Return ``text`` with every sign that GIFT reads made literal."""
    return _GIFT.sub(r"\\\1", one_line(text))


def gift_option(text: str) -> str:
    """Return an option of a question: it begins with no weight, format or arrow of its own."""
    literal = gift(text).replace("->", "→")
    if literal.startswith("%"):
        literal = f"\N{FULLWIDTH PERCENT SIGN}{literal[1:]}"
    return f"[plain]{literal}" if literal.startswith("[") else literal


def gift_category(text: str) -> str:
    """Return the name of a category, which is one and the reader's own.

    A single slash would begin a category inside another, and a name between dollar signs
    is a place of Moodle's: ``$system$`` is the whole site.
    """
    return one_line(text.replace("/", "//").replace("$", "\N{FULLWIDTH DOLLAR SIGN}"))


def gift_comment(text: str) -> str:
    """Return ``text`` for a comment, from which no number and no tag of a question is read."""
    return one_line(text.translate(_GIFT_COMMENT))


def anki_field(text: str) -> str:
    """Return ``text`` as HTML in which Anki finds no tag, and no sound, LaTeX or field.

    MathJax reads what the entities stand for, so a joiner without width parts what would
    begin TeX.
    """
    escaped = one_line(html.escape(text)).replace("[", "&#91;").replace("{", "&#123;")
    return _TEX.sub(rf"\g<0>{_JOINER}", escaped)


def spreadsheet_cell(text: str) -> str:
    """Return ``text`` so that no spreadsheet runs it as a formula, also one that trims it.

    Many spreadsheets take a semicolon for the end of a cell, and quotes do not stop them
    in a row that has commas between its cells: what follows it begins a cell too.
    """
    return ";".join(f"'{part}" if _FORMULA.match(part) else part for part in text.split(";"))


def workbook_text(text: str) -> str:
    """Return ``text`` for a workbook, in which ``_x003D_`` would be read as ``=``."""
    return CODED_SIGN.sub("_x005F_", text)
