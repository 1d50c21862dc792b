"""The formats, in one visible tuple: a new one is one module and one line here.

The command line, its help, the explorer and the tests read everything from ``FORMATS``.
"""

from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Final, NamedTuple, Protocol, cast

from batteryviz.export.edition import Edition
from batteryviz.views.document import Document, Schematic


class Writer(Protocol):
    """What the module of every format offers."""

    def write(self, edition: Edition) -> bytes:
        """Return ``edition`` as the bytes of one file."""

    def show(self, documents: Sequence[Document]) -> str:
        """Return pages as commands print them; only in formats that ``prints``."""


class MissingExtraError(Exception):
    """A format whose library is not installed; the message says how to install it."""


def any_page(document: Document) -> bool:
    """Fit every page."""
    del document
    return True


def cites_sources(document: Document) -> bool:
    """Fit pages that cite or list a source."""
    return bool(document.references)


def is_drawn(document: Document) -> bool:
    """Fit pages that hold a schematic."""
    return any(isinstance(block, Schematic) for block in document.blocks)


def no_page(document: Document) -> bool:
    """Fit no single page: the format holds the whole encyclopedia."""
    del document
    return False


SCHEMATIC = "it has no schematic: export battery, battalion or blank"


class Format(NamedTuple):
    """One way out: its name on the command line, its files, and the module that writes them."""

    name: str
    suffix: str
    """The end of its file names, unlike that of any other format."""
    title: str
    """What a reader calls it."""
    media_type: str
    module: str
    """The module of this package that is its ``Writer``, imported when it is used."""
    prints: bool = False
    """Whether commands print it, and not only ``export`` writes it."""
    libraries: tuple[str, ...] = ()
    """What it needs beyond a plain install; the extra has the format's name."""
    fits: Callable[[Document], bool] = any_page
    needs: str = "it cites no sources"
    """Why a page does not fit, in a clause."""

    @property
    def is_text(self) -> bool:
        """Whether a terminal can show it."""
        return self.prints or self.media_type.startswith("text/")

    @property
    def is_for_all(self) -> bool:
        """Whether it holds the whole encyclopedia, never single pages."""
        return self.fits is no_page

    @property
    def is_installed(self) -> bool:
        """Whether the libraries it needs are there."""
        return all(find_spec(name) is not None for name in self.libraries)

    def write(self, edition: Edition) -> bytes:
        """Return ``edition`` as the bytes of one file.

        Raises ``MissingExtraError`` when the library it needs is not installed.
        """
        require([self])
        return self._writer.write(edition)

    def show(self, documents: Sequence[Document]) -> str:
        """Return ``documents`` as commands print them."""
        return self._writer.show(documents)

    @property
    def _writer(self) -> Writer:
        return cast("Writer", import_module(f"batteryviz.export.{self.module}"))


FORMATS: Final = (
    Format("text", "txt", "Text", "text/plain", "terminal", prints=True),
    Format("plain", "plain.txt", "Plain text, line by line", "text/plain", "plain", prints=True),
    Format("markdown", "md", "Markdown", "text/markdown", "markdown", prints=True),
    Format("json", "json", "JSON", "application/json", "machine", prints=True),
    Format("csv", "csv", "CSV", "text/csv", "tabular", prints=True),
    Format(
        "xlsx",
        "xlsx",
        "Excel workbook",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "workbook",
        libraries=("openpyxl",),
    ),
    Format("html", "html", "Web page", "text/html", "web_page"),
    Format("pdf", "pdf", "PDF", "application/pdf", "typeset", libraries=("typst",)),
    Format(
        "docx",
        "docx",
        "Word document",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "word",
        # The drawing of a battery goes into it as a picture.
        libraries=("docx", "typst"),
    ),
    Format(
        "bibtex",
        "bib",
        "BibTeX references",
        "application/x-bibtex",
        "bibtex",
        prints=True,
        fits=cites_sources,
    ),
    Format(
        "csl-json",
        "csl.json",
        "CSL-JSON references",
        "application/vnd.citationstyles.csl+json",
        "csl_json",
        prints=True,
        fits=cites_sources,
    ),
    Format("svg", "svg", "Drawing", "image/svg+xml", "svg", fits=is_drawn, needs=SCHEMATIC),
    Format(
        "png",
        "png",
        "Drawing in pixels",
        "image/png",
        "png",
        libraries=("typst",),
        fits=is_drawn,
        needs=SCHEMATIC,
    ),
    Format(
        "mermaid",
        "mmd",
        "Mermaid flowchart",
        "text/vnd.mermaid",
        "mermaid",
        fits=is_drawn,
        needs=SCHEMATIC,
    ),
    Format(
        "dot", "dot", "Graphviz graph", "text/vnd.graphviz", "dot", fits=is_drawn, needs=SCHEMATIC
    ),
    Format(
        "sqlite",
        "sqlite",
        "SQLite database of everything",
        "application/vnd.sqlite3",
        "database",
        fits=no_page,
    ),
    Format(
        "datapackage",
        "datapackage.zip",
        "Data package of everything",
        "application/zip",
        "data_package",
        fits=no_page,
    ),
)
"""In the order help lists them."""


def named(name: str) -> Format:
    """Return the format called ``name``; raise ``KeyError`` when there is none."""
    return {known.name: known for known in FORMATS}[name]


def for_file(name: str) -> Format | None:
    """Return the format whose suffix a file name has, or ``None``."""
    fitting_ones = [known for known in FORMATS if name.casefold().endswith(f".{known.suffix}")]
    return max(fitting_ones, key=lambda known: len(known.suffix), default=None)


def fitting(documents: Sequence[Document]) -> list[Format]:
    """Return the formats that ``documents`` can be written in, in the order of help."""
    return [known for known in FORMATS if any(map(known.fits, documents))]


def require(formats: Sequence[Format]) -> None:
    """Raise ``MissingExtraError`` when a library that one of ``formats`` needs is missing."""
    missing = [known.name for known in formats if not known.is_installed]
    if missing:
        raise MissingExtraError(
            f'{", ".join(missing)}: not installed; pip install "batteryviz[{",".join(missing)}]"'
        )
