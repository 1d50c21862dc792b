"""BibTeX: the sources of a page for programs that keep references."""

from collections.abc import Sequence

from batteryviz.export.bibliography import ARTICLES, closing, date_parts, merged, note, texts
from batteryviz.export.edition import Edition
from batteryviz.views.document import Document, Reference

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    # BibTeX counts braces even behind a backslash: one alone would end the field.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    **{sign: f"\\{sign}" for sign in "%&#$_"},
}


def write(edition: Edition) -> bytes:
    """Return the sources of ``edition`` as BibTeX, with its colophon."""
    return _bibtex(merged(edition.documents), closing(edition)).encode()


def show(documents: Sequence[Document]) -> str:
    """Return the sources of ``documents`` as BibTeX."""
    return _bibtex(merged(documents), documents[0].closing())


def _bibtex(references: Sequence[Reference], colophon: Sequence[str]) -> str:
    # BibTeX counts braces even in a comment.
    comment = "\n".join(f"  {line}" for line in colophon).translate(str.maketrans("{}@", "()-"))
    return "\n".join([f"@comment{{\n{comment}\n}}\n", *map(_entry, references)])


def _entry(reference: Reference) -> str:
    source = texts(reference)
    kind = source["kind"]
    fields = {"title": f"{{{escaped(source['title'])}}}"}
    if source["author"]:
        # Braces keep a name whole: the catalog does not say which word is the family's.
        fields["author"] = f"{{{escaped(source['author'])}}}"
    if kind in ARTICLES:
        fields["journal"] = escaped(source["publisher"])
        fields["entrysubtype"] = "newspaper" if kind == "press" else ""
    else:
        fields["organization"] = escaped(source["publisher"])
    parts = date_parts(source["published"])
    fields["date"] = source["published"] if parts else ""
    fields["year"] = str(parts[0]) if parts else escaped(source["published"])
    fields["month"] = _MONTHS[parts[1] - 1] if len(parts) > 1 else ""
    fields["url"] = source["url"]
    fields["urldate"] = source["read_on"] if source["url"] else ""
    fields["language"] = source["language"]
    fields["keywords"] = escaped(kind)
    fields["note"] = escaped(note(reference, source))
    article = kind in ARTICLES
    entry_type = "article" if article else "online" if source["url"] else "misc"
    body = ",\n".join(
        f"  {name} = {value if name == 'month' else f'{{{value}}}'}"
        for name, value in fields.items()
        if value
    )
    return f"@{entry_type}{{{reference.source},\n{body}\n}}\n"


def escaped(text: str) -> str:
    """Return ``text`` with every sign that BibTeX would read made literal."""
    return "".join(_SPECIAL.get(sign, sign) for sign in text)
