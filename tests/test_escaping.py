"""Text made literal for each format, told by readers who know nothing of our writer."""

import csv
import html
import io
import re

import pydot
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from pybtex.database import parse_string  # type: ignore[import-untyped]  # it has no types

from batteryviz.safety.escaping import (
    FORMULA_SIGNS,
    anki_field,
    bibtex_comment,
    bibtex_field,
    dot_label,
    gift,
    gift_category,
    gift_option,
    markdown,
    mermaid_label,
    mermaid_line,
    one_line,
    spreadsheet_cell,
)
from batteryviz.safety.text import clean

TEXTS = (
    st.text(alphabet="\\`*_{}[]<>#|~&!$^%@=:-+.0123456789()/\"' abé", max_size=60) | st.text()
).map(clean)
"""Cleaned texts, as the writers get them; most of their signs mean something somewhere."""

tried = settings(max_examples=300, deadline=None)


@pytest.mark.parametrize(
    ("text", "line"), [("a\n b\t c ", "a b c"), ("", ""), (" ", ""), ("a", "a")]
)
def test_one_line_has_no_line_end_and_no_space_to_spare(text: str, line: str) -> None:
    assert one_line(text) == line


# BibTeX


@pytest.mark.parametrize(
    ("text", "literal"),
    [
        ("plain", "plain"),
        (r"\input", r"\textbackslash{}input"),
        ("a~b", r"a\textasciitilde{}b"),
        ("a^b", r"a\textasciicircum{}b"),
        ("{}", r"\textbraceleft{}\textbraceright{}"),
        ("%&#$_", r"\%\&\#\$\_"),
        ("@misc", "@misc"),
    ],
)
def test_a_field_of_bibtex_holds_no_command(text: str, literal: str) -> None:
    assert bibtex_field(text) == literal


@given(TEXTS)
@tried
def test_no_brace_of_the_data_ends_a_field_or_a_comment_of_bibtex(text: str) -> None:
    """BibTeX counts braces behind a backslash too, and in comments."""
    source = (
        f"@comment{{{bibtex_comment(text)}}}\n@misc{{key,\n title = {{{bibtex_field(text)}}}\n}}"
    )
    found = parse_string(source, "bibtex").entries
    assert list(found) == ["key"]
    assert set(found["key"].fields) == {"title"}


def test_a_comment_of_bibtex_holds_no_brace_and_no_entry() -> None:
    assert bibtex_comment("a {b} @misc{c}") == "a (b) -misc(c)"


# Markdown


@pytest.mark.parametrize(
    ("text", "literal"),
    [
        ("- item", r"\- item"),
        ("-", r"\-"),
        ("---", r"\---"),
        ("===", r"\==="),
        ("+ item", r"\+ item"),
        ("1. item", r"1\. item"),
        ("23) item", r"23\) item"),
        ("1.", r"1\."),
        ("    four spaces", "four spaces"),
        ("a - b", "a - b"),
        ("a 1. b", "a 1. b"),
        ("5.20 m", "5.20 m"),
        ("-5", "-5"),
        ("=5", "=5"),
        ("<script>", r"\<script\>"),
        ("a|b", r"a\|b"),
        ("![x](y)", r"\!\[x\](y)"),
        ("&amp;", r"\&amp;"),
        (r"a\b", r"a\\b"),
        ("~~no~~", r"\~\~no\~\~"),
        ("`*_{}#$", r"\`\*\_\{\}\#\$"),
    ],
)
def test_markdown_escapes_what_it_would_read(text: str, literal: str) -> None:
    assert markdown(text) == literal


@given(TEXTS)
@tried
def test_text_of_any_kind_is_one_paragraph_of_markdown_and_says_the_same(text: str) -> None:
    """A reader of CommonMark with tables and struck words finds text and nothing else."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tokens = parser.parse(markdown(text))
    found = [inner for token in tokens for inner in token.children or ()]
    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
    assert {inner.type for inner in found} <= {"text", "text_special"}
    assert "".join(inner.content for inner in found) == text.strip()


# Drawings


# The parser that pydot uses has newer names for what pydot calls.
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@given(TEXTS)
@tried
def test_a_label_of_graphviz_says_the_text_and_nothing_else(text: str) -> None:
    graph = pydot.graph_from_dot_data(f"graph g {{ a [label={dot_label(text)}]; }}")
    assert graph is not None
    (node,) = graph[0].get_nodes()
    assert set(node.get_attributes()) == {"label"}
    told = node.get_attributes()["label"]
    assert told[0] == told[-1] == '"'
    assert re.sub(r"\\(.)", r"\1", told[1:-1]) == text


@pytest.mark.parametrize(
    ("text", "label"),
    [("a", '"a"'), ('a"b', '"a\\"b"'), ("a\\N", '"a\\\\N"'), ("a\nb", '"a\\nb"')],
)
def test_a_label_of_graphviz_is_quoted(text: str, label: str) -> None:
    assert dot_label(text) == label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("a b", '"a b"'),
        ("a\nb", '"a<br/>b"'),
        ('"', '"#34;"'),
        ("%%{init: {}}%%", '"#37;#37;#123;init: #123;#125;#125;#37;#37;"'),
        ("`*b*`", '"#96;*b*#96;"'),
        ("<b>&#35;", '"#60;b#62;#38;#35;35;"'),
    ],
)
def test_a_label_of_mermaid_is_made_of_entities(text: str, label: str) -> None:
    assert mermaid_label(text) == label


def test_a_line_of_mermaid_holds_no_directive() -> None:
    assert mermaid_line("a\n%%{init}%% b") == "a % %(init)% % b"
    assert "%%" not in mermaid_line("%%%%%")


# Questions and cards


@pytest.mark.parametrize(
    ("text", "literal"),
    [("a = b", r"a \= b"), ("~#{}:\\", r"\~\#\{\}\:\\"), ("a\n\nb", "a b"), ("a", "a")],
)
def test_gift_escapes_what_it_would_read(text: str, literal: str) -> None:
    assert gift(text) == literal


@pytest.mark.parametrize(
    ("text", "option"),
    [
        ("%50%right", "％50%right"),
        ("a %50%", "a %50%"),
        ("[html]<b>", "[plain][html]<b>"),
        ("a [b]", "a [b]"),
        ("a -> b -> c", "a → b → c"),
        ("=", r"\="),
    ],
)
def test_an_option_of_gift_has_no_weight_format_or_arrow_of_its_own(text: str, option: str) -> None:
    assert gift_option(text) == option


def test_a_category_of_gift_is_one() -> None:
    assert gift_category("a/b\n//c") == "a//b ////c"


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("[sound:x] {{c1::y}}", "&#91;sound:x] &#123;&#123;c1::y}}"),
        ("a\tb\nc", "a b c"),
        ('"<b>&', "&quot;&lt;b&gt;&amp;"),
    ],
)
def test_a_field_of_a_card_holds_no_command_of_anki(text: str, field: str) -> None:
    assert anki_field(text) == field
    assert html.unescape(field) == one_line(text)


# Tables


@pytest.mark.parametrize("sign", FORMULA_SIGNS)
def test_a_leading_sign_gets_an_apostrophe(sign: str) -> None:
    assert spreadsheet_cell(f"{sign}1") == f"'{sign}1"
    assert spreadsheet_cell(f"  {sign}1") == f"'  {sign}1" or not sign.strip()
    assert spreadsheet_cell(f"a{sign}1") == f"a{sign}1"


def test_the_signs_of_formulas_are_those_of_all_spreadsheets() -> None:
    assert set(FORMULA_SIGNS) == {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"}


@given(TEXTS)
@tried
def test_no_cell_begins_a_formula_and_none_loses_its_text(text: str) -> None:
    stream = io.StringIO()
    csv.writer(stream).writerow([spreadsheet_cell(text), "end"])
    (row,) = csv.reader(io.StringIO(stream.getvalue(), newline=""), strict=True)
    assert row[0].removeprefix("'").strip() == text.removeprefix("'").strip()
    assert not row[0].strip().startswith(FORMULA_SIGNS)
    assert row[1] == "end"
