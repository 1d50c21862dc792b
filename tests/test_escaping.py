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
    gift_comment,
    gift_option,
    markdown,
    mermaid_label,
    mermaid_line,
    one_line,
    spreadsheet_cell,
    workbook_text,
)
from batteryviz.safety.text import clean

TEXTS = (
    st.text(alphabet="\\`*_{}[]<>#|~&!$^%@=:;-+.0123456789()/\"' abxé", max_size=60) | st.text()
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
    # Graphviz takes the entities of web pages out of a label, last of all.
    assert html.unescape(re.sub(r"\\(.)", r"\1", told[1:-1])) == text


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("a", '"a"'),
        ('a"b', '"a\\"b"'),
        ("a\\N", '"a\\\\N"'),
        ("a\nb", '"a\\nb"'),
        ("&#x202e;&", '"&amp;#x202e;&amp;"'),
    ],
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


def test_a_category_of_gift_is_no_place_of_moodle() -> None:
    assert gift_category("$system$/x") == "＄system＄//x"
    assert gift_category("it cost $3") == "it cost ＄3"


def test_a_comment_of_gift_numbers_and_tags_no_question() -> None:
    assert gift_comment("a\n[id:x] [tag:y] {z}") == "a (id:x) (tag:y) {z}"


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("[sound:x] {{c1::y}}", "&#91;sound:x] &#123;&#123;c1::y}}"),
        ("a\tb\nc", "a b c"),
        ('"<b>&', "&quot;&lt;b&gt;&amp;"),
        (r"\(x\)", r"\&#8288;(x\&#8288;)"),
        (r"\[x\\]", r"\&#8288;&#91;x\&#8288;\&#8288;]"),
        (r"\begin{x}", r"\&#8288;begin&#123;x}"),
        ("$3, $$x$$$", "$3, $&#8288;$x$&#8288;$&#8288;$"),
    ],
)
def test_a_field_of_a_card_holds_no_command_of_anki(text: str, field: str) -> None:
    assert anki_field(text) == field


@given(TEXTS)
@tried
def test_a_field_of_a_card_says_the_text_and_begins_no_tex(text: str) -> None:
    """MathJax looks for TeX in what the entities stand for; a cleaned text has no joiner."""
    shown = html.unescape(anki_field(text))
    assert not re.search(r"\\[^\u2060]|\\$|\$\$", shown)
    assert shown.replace("\N{WORD JOINER}", "") == one_line(text)


# Tables


@pytest.mark.parametrize("sign", FORMULA_SIGNS)
def test_a_leading_sign_gets_an_apostrophe(sign: str) -> None:
    assert spreadsheet_cell(f"{sign}1") == f"'{sign}1"
    assert spreadsheet_cell(f'a; "{sign}1;2') == f"a;' \"{sign}1;2"
    assert spreadsheet_cell(f"  {sign}1") == f"'  {sign}1" or not sign.strip()
    assert spreadsheet_cell(f"a{sign}1") == f"a{sign}1"


def test_the_signs_of_formulas_are_those_of_all_spreadsheets() -> None:
    assert set(FORMULA_SIGNS) == {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"}


@given(TEXTS)
@tried
def test_no_cell_begins_a_formula_and_none_loses_its_text(text: str) -> None:
    line = _csv_line("start", spreadsheet_cell(text), "end")
    (row,) = csv.reader(io.StringIO(line, newline=""), strict=True)
    assert row[1].replace("'", "") == text.replace("'", "")
    assert not row[1].strip().startswith(FORMULA_SIGNS)
    assert row[2] == "end"
    # A spreadsheet that parts cells by semicolons finds other cells, and no formula in them.
    for row in csv.reader(io.StringIO(line, newline=""), delimiter=";"):
        assert not [cell for cell in row if cell.strip().startswith(FORMULA_SIGNS)]


def test_quotes_alone_would_not_keep_a_cell_from_being_parted() -> None:
    """Why what follows a semicolon gets an apostrophe, and is not only quoted."""
    (row,) = csv.reader(['"start","a;=1+1","end"'], delimiter=";")
    assert row[1].startswith("=")


def _csv_line(*cells: str) -> str:
    stream = io.StringIO()
    csv.writer(stream).writerow(cells)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("_x003D_1", "_x005F_x003D_1"),
        ("_xaF09_", "_x005F_xaF09_"),
        ("_x0041_x0042_", "_x005F_x0041_x005F_x0042_"),
        ("_x005F_", "_x005F_x005F_"),
        ("__x0041_", "__x005F_x0041_"),
        ("_x041_ _X0041_ _x0041 x0041_ _x00G1_", "_x041_ _X0041_ _x0041 x0041_ _x00G1_"),
    ],
)
def test_a_text_of_a_workbook_has_no_numbered_sign(text: str, written: str) -> None:
    assert workbook_text(text) == written


@given(TEXTS | st.lists(st.sampled_from(["_", "x", "_x", "003D", "005F", "a"])).map("".join))
@tried
def test_a_text_of_a_workbook_is_read_back_as_it_was(text: str) -> None:
    """By the rule of the format: each ``_xHHHH_``, from the left, is the sign of that number."""
    read = re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), workbook_text(text))
    assert read == text
