"""Files are written whole, the same everywhere, and load again; refusals are one clear line."""

import json
import os
import pty
import shlex
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest

from batteryviz.export.formats import FORMATS, require
from program import TOY, run


def test_the_same_facts_give_the_same_bytes_everywhere(tmp_path: Path, pack: Path) -> None:
    """Another folder, time zone, locale, hash seed and cache change no byte of any format."""
    first, second = tmp_path / "first", tmp_path / "other place"
    one = run(
        *("export", "all", "--to", "every", "--output", first),
        environment={"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    )
    two = run(
        *("export", "all", "--to", "every", "--output", second),
        specs=pack,
        environment={
            "TZ": "Asia/Tokyo",
            "LC_ALL": "C.UTF-8",
            "PYTHONHASHSEED": "77",
            "XDG_CACHE_HOME": str(tmp_path / "cache"),
        },
    )
    assert (one.code, two.code) == (0, 0), one.err + two.err
    for path in sorted(first.iterdir()):
        assert path.read_bytes() == (second / path.name).read_bytes(), path.name


def test_a_given_moment_dates_the_files(tmp_path: Path) -> None:
    """SOURCE_DATE_EPOCH is honoured; what is no moment is refused."""
    target = tmp_path / "page.xlsx"
    words = ("export", "ol-lmp-2", "--output", target, "--force")
    assert run(*words, environment={"SOURCE_DATE_EPOCH": "1000000000"}).code == 0
    assert openpyxl.load_workbook(target).properties.modified is not None
    with zipfile.ZipFile(target) as archive:
        assert {info.date_time for info in archive.infolist()} == {(2001, 9, 9, 1, 46, 40)}
    ran = run(*words, environment={"SOURCE_DATE_EPOCH": "soon"})
    assert (ran.code, ran.err.count("\n")) == (78, 1)


def test_the_json_of_everything_loads_again_as_the_same_pack(tmp_path: Path) -> None:
    """Exported, checked, read as a pack and exported again: not a byte differs."""
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    assert run("export", "all", "--output", first).code == 0
    assert run("check", first, specs=None).code == 0
    assert run("export", "all", "--output", second, specs=first).code == 0
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("subject", ["ol-lmp-2", "fs-2", "northmere-battery", "signal-system"])
def test_the_json_of_one_page_loads_again(tmp_path: Path, subject: str) -> None:
    """The specs in the JSON of a page give the same page."""
    target = tmp_path / "page.json"
    assert run("export", subject, "--output", target).code == 0
    assert run("check", target, specs=None).code == 0
    again = run("show", subject, "--format", "json", specs=target)
    assert again.out == run("show", subject, "--format", "json").out


def test_a_broken_json_pack_names_the_line(tmp_path: Path) -> None:
    """A fault in a pack of one file is reported with its file, line and column."""
    target = tmp_path / "pack.json"
    assert run("export", "all", "--output", target).code == 0
    text = target.read_text()
    target.write_text(text.replace('"classification": "public"', '"classification": "secret"'))
    line = text[: text.index('"classification"')].count("\n") + 1
    ran = run("check", target, specs=None)
    assert (ran.code, f"pack.json:{line}:" in ran.out) == (1, True)


def test_checked_only_leaves_out_and_says_so(tmp_path: Path) -> None:
    """No unchecked claim, event or term is left, the number is told, and it loads as a pack."""
    target = tmp_path / "checked.json"
    assert run("export", "all", "--checked-only", "--output", target).code == 0
    whole = json.loads(target.read_text())
    assert whole["colophon"]["unchecked"] == []
    assert whole["colophon"]["left_out"] == {"claims": 6, "events": 1, "terms": 1}
    assert "ol-lmp-2.beam-poster" not in target.read_text()
    assert run("check", target, specs=None).code == 0
    ran = run("export", "ol-lmp-2", "--checked-only", "--to", "markdown")
    assert "6 unchecked claims" in ran.out


def test_a_silence_made_by_leaving_out_is_told_apart() -> None:
    """A cell whose claim was left out is neither not published nor not looked for."""
    ran = run("export", "comparison:lamps", "--checked-only", "--to", "plain")
    assert ran.code == 0
    assert "not looked for" not in ran.out.replace("— not looked for", "")


def test_an_existing_file_is_kept(tmp_path: Path) -> None:
    """Without --force nothing is written, not even the files that are still free."""
    kept = tmp_path / "encyclopedia.bib"
    kept.write_text("mine")
    words = ("export", "ol-lmp-2", "ol-lmp-1", "all", "--to", "every", "--output", tmp_path)
    ran = run(*words)
    assert (ran.code, ran.err.count("\n")) == (73, 1)
    assert [path.name for path in tmp_path.iterdir()] == ["encyclopedia.bib"]
    assert kept.read_text() == "mine"


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    """A file in a folder that is not there cannot be created."""
    ran = run("export", "ol-lmp-2", "--output", tmp_path / "none" / "page.html")
    assert (ran.code, ran.err.count("\n")) == (73, 1)
    assert "no such folder" in ran.err


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are POSIX")
def test_a_full_disk_leaves_no_half_file(tmp_path: Path) -> None:
    """When writing fails there is one line, the right code, and neither file nor part."""
    words = [sys.executable, "-m", "batteryviz", "export", "all", "--to", "html", "--force"]
    words += ["--specs", str(TOY), "--output", str(tmp_path / "page.html")]
    command = f"ulimit -f 8; exec {shlex.join(words)}"
    (tmp_path / "page.html").write_text("before")
    done = subprocess.run(
        ["bash", "-c", f"trap '' XFSZ; {command}"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr.count("\n")) == (74, 1), done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]
    assert (tmp_path / "page.html").read_text() == "before"


@pytest.mark.skipif(sys.platform == "win32", reason="signals of pipes are POSIX")
def test_a_closed_pipe_is_quiet() -> None:
    """Whoever stops reading gets no complaint."""
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "batteryviz", "export", "all", "--to", "json", "--specs", str(TOY)],
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="terminals of their own are POSIX")
def test_many_files_show_a_bar_on_a_terminal_only(tmp_path: Path) -> None:
    """Standard error shows progress when someone looks at it, and one line in a pipe."""
    words = ("export", "all", "--to", "plain", "--output")
    piped = run(*words, f"{tmp_path}/piped/")
    assert piped.err.count("\n") == 1
    outside, inside = pty.openpty()
    command = [sys.executable, "-m", "batteryviz", *words, f"{tmp_path}/shown/"]
    process = subprocess.Popen(
        [*command, "--specs", str(TOY)],
        stderr=inside,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "TERM": "xterm"},
    )
    os.close(inside)
    seen = b""
    while True:
        try:
            piece = os.read(outside, 65536)
        except OSError:
            break
        if not piece:
            break
        seen += piece
    os.close(outside)
    assert process.wait() == 0
    assert b"files" in seen
    assert b"\x1b[" in seen


def test_every_format_has_a_name_and_a_suffix_of_its_own() -> None:
    """The command line and its file names can tell formats apart, and help names each."""
    assert len({known.name for known in FORMATS}) == len(FORMATS)
    assert len({known.suffix for known in FORMATS}) == len(FORMATS)
    text = "".join(run("export", "--help").out.split())
    assert all(known.name in text for known in FORMATS)


def test_a_missing_library_is_named_with_the_command() -> None:
    """Without an extra, the message says exactly what to install."""
    lacking = [
        known._replace(libraries=("no_such_library",)) for known in FORMATS if known.name == "pdf"
    ]
    with pytest.raises(Exception, match=r'pip install "batteryviz\[pdf\]"'):
        require(lacking)


def test_data_is_never_a_formula_nor_markup(tmp_path: Path) -> None:
    """A value that looks like a formula stays text in the workbook, and escaped in HTML."""
    assert run("export", "sunwink", "--output", tmp_path / "page.xlsx").code == 0
    book = openpyxl.load_workbook(tmp_path / "page.xlsx")
    kinds = {
        cell.data_type
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith("=")
    }
    assert kinds <= {"s", "f"}
    with zipfile.ZipFile(tmp_path / "page.xlsx") as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        assert not any(b"<f>" in archive.read(name) for name in sheets)


def test_the_encyclopedia_formats_want_everything() -> None:
    """A database of one page is refused with the command that works."""
    ran = run("export", "ol-lmp-2", "--to", "sqlite")
    assert (ran.code, "export all --to sqlite" in ran.err) == (2, True)


@pytest.mark.parametrize("form", ["bibtex", "csl-json"])
def test_sources_print_as_references(form: str) -> None:
    """The list of sources comes in the forms that reference managers read."""
    ran = run("sources", "--format", form)
    assert ran.code == 0
    assert "lamp-gazette-1921" in ran.out


WIDE_LETTER, MARGINS = 120, 216
"""Twentieths of a point that a letter of 10.5 points takes in a wide font, and a cell's edges."""


def test_no_short_word_is_broken_by_its_column_in_a_word_document(tmp_path: Path) -> None:
    """The timeline has the narrowest columns beside the widest one."""
    ran = run("export", "timeline", "--to", "docx", "--output", tmp_path / "t.docx", specs=None)
    assert ran.code == 0
    table = docx.Document(str(tmp_path / "t.docx")).tables[0]
    words = 0
    for row in table.rows[1:]:
        for cell in row.cells[:2]:
            assert cell.width is not None
            for word in cell.text.split():
                words += 1
                assert len(word) * WIDE_LETTER + MARGINS <= cell.width.twips, word
    assert words > 200


def test_checked_facts_alone_keep_no_name_and_no_quarrel_that_an_unchecked_claim_brought(
    tmp_path: Path,
) -> None:
    """What is left of the shipped facts loads as a pack; a label may miss a term left out."""
    target = tmp_path / "checked.json"
    words = ("export", "all", "--checked-only", "--output", target)
    assert run(*words, specs=None).code == 0
    told = run("check", target, specs=None).out.splitlines()
    assert [line for line in told if "is not in the glossary" not in line] == []
    specs = json.loads(target.read_text("utf-8"))["specs"]
    names = {name: spec.get("aliases", []) for name, spec in specs["elements"].items()}
    assert "OE-349" not in names["antenna-mast-group"]
    assert not {"AN/MSQ-104", "MSQ-104"} & set(names["engagement-control-station"])
    assert "RS" in names["radar-set"]
    assert "GhostEye" in names["ltamds"]


def test_a_search_of_checked_facts_finds_no_term_that_is_left_out() -> None:
    """The words of the glossary that nobody opened are in no page of such an export."""
    found = run("export", "search:cri", "--to", "json", specs=None).out
    left = run("export", "search:cri", "--to", "json", "--checked-only", specs=None).out
    assert "cri" in {item["id"] for item in json.loads(found)["items"]}
    assert "cri" not in {item["id"] for item in json.loads(left)["items"]}
