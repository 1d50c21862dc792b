"""Files and folders named on the command line: refused by name, and before anything is lost."""

import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from batteryviz.catalog import one_file
from batteryviz.cli import quizzing, saving
from batteryviz.cli.exits import Exit, RefusalError
from batteryviz.cli.packs import BEGIN, END
from batteryviz.safety.files import write_atomically
from conftest import Ask
from program import TOY, Ran, run

TOO_LONG = "x" * 300
posix = pytest.mark.skipif(sys.platform == "win32", reason="files of POSIX")


# The report in a file of someone else's


def test_a_report_leaves_the_rest_of_the_file_byte_by_byte(ask: Ask, tmp_path: Path) -> None:
    """Line ends, a byte order mark and what stands around stay as they are."""
    page = tmp_path / "README.md"
    around = (f"\ufeff# Ours\r\n\r\n{BEGIN}\r\n", f"{END}\r\n\r\nEnd\r\n")
    page.write_bytes("old\r\n".join(around).encode())
    assert ask("check", "--report", "--into", page).code == 0
    written = page.read_bytes().decode()
    assert written.startswith(around[0])
    assert written.endswith(around[1])
    assert "old" not in written
    assert written.count("\n") == written.count("\r\n") > 6


@posix
@pytest.mark.parametrize("kind", ["pipe", "link", "folder", "no text"])
def test_a_report_goes_into_a_text_file_only(tmp_path: Path, kind: str) -> None:
    """A pipe is never waited for, and a link neither read through nor replaced."""
    page, other = tmp_path / "page.md", tmp_path / "other.md"
    other.write_text(f"{BEGIN}\n{END}\n", encoding="utf-8")
    if kind == "pipe":
        os.mkfifo(page)
    elif kind == "link":
        page.symlink_to(other)
    elif kind == "folder":
        page.mkdir()
    else:
        page.write_bytes(b"\xff" + other.read_bytes())
    before = page.lstat().st_ino
    ran = run("check", "--report", "--into", page)
    assert (ran.code, ran.out, ran.err.count("\n")) == (66, "", 1)
    assert "page.md: " in ran.err
    assert page.lstat().st_ino == before
    assert other.read_text(encoding="utf-8") == f"{BEGIN}\n{END}\n"


# Many files at once


@pytest.mark.parametrize(
    "words", [("export", "all", "--to", "every"), ("lesson",)], ids=["export", "lesson"]
)
def test_a_moment_that_is_none_writes_no_file_at_all(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "x")
    ran = ask(*words, "--output", tmp_path / "new")
    assert ran.code == 78
    assert "SOURCE_DATE_EPOCH" in ran.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "taken"),
    [
        (("export", "all", "--to", "every"), "encyclopedia.json"),
        (("lesson",), "lamps-quiz.gift"),
        (("schema",), "tour.json"),
    ],
    ids=["export", "lesson", "schema"],
)
def test_a_folder_in_the_way_of_one_file_keeps_all_from_being_written(
    ask: Ask, tmp_path: Path, words: tuple[str, ...], taken: str
) -> None:
    """With --force too: the files that could be replaced stay as they are."""
    (tmp_path / taken).mkdir()
    ran = ask(*words, "--output", tmp_path, "--force")
    assert (ran.code, ran.out) == (73, "")
    assert f"{taken}: no regular file, and is kept" in ran.err
    assert [path.name for path in tmp_path.iterdir()] == [taken]


@pytest.mark.parametrize(
    "words", [("export", "all", "--to", "every"), ("lesson",), ("schema",)], ids=lambda it: it[0]
)
def test_when_writing_fails_midway_what_was_written_is_named(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    write = write_atomically
    left = [2]

    def full(target: Path, data: bytes, *, replace: bool = False) -> None:
        if not left[0]:
            raise OSError(28, "No space left on device")
        left[0] -= 1
        write(target, data, replace=replace)

    monkeypatch.setattr(saving, "write_atomically", full)
    ran = ask(*words, "--output", tmp_path)
    assert ran.code == 74
    *told, last = ran.err.splitlines()
    there = sorted(str(path) for path in tmp_path.iterdir())
    assert sorted(line.removeprefix("wrote ") for line in told) == there
    assert len(there) == 2
    assert "No space left on device; 2 of " in last


# The scores of a quiz


@posix
@pytest.mark.parametrize("kind", ["dangling link", "folder", "folder below a file"])
def test_scores_that_cannot_be_kept_are_refused_before_the_first_question(
    ask: Ask, tmp_path: Path, kind: str
) -> None:
    target = tmp_path / "scores.csv"
    force: tuple[str, ...] = ()
    if kind == "dangling link":
        target.symlink_to(tmp_path / "nowhere")
    elif kind == "folder":
        target.mkdir()
        force = ("--force",)
    else:
        target.write_text("", encoding="utf-8")
        target = target / "new" / "scores.csv"
    ran = ask("quiz", "--seed", "1", "--questions", "1", "--save", target, *force)
    assert (ran.code, ran.out) == (73, "")
    assert str(target) in ran.err


def test_scores_that_cannot_be_written_in_the_end_are_printed(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise RefusalError("batteryviz: s.csv: No space left on device", Exit.IO_ERROR)

    monkeypatch.setattr(sys, "stdin", io.StringIO())
    target = tmp_path / "scores.csv"
    words = ("quiz", "--seed", "1", "--questions", "1", "--save", target)
    assert ask(*words).code == 0
    kept = target.read_text(encoding="utf-8")
    target.unlink()
    monkeypatch.setattr(quizzing, "save_files", full)
    ran = ask(*words)
    assert ran.code == 74
    assert ran.out.replace("\r\n", "\n").endswith(f"\n{kept}".replace("\r\n", "\n"))


@pytest.mark.parametrize("words", [("--key",), ("--format", "json")], ids=" ".join)
def test_a_quiz_that_asks_nothing_saves_no_scores(
    ask: Ask, tmp_path: Path, words: tuple[str, ...]
) -> None:
    ran = ask("quiz", *words, "--save", tmp_path / "scores.csv")
    assert (ran.code, ran.out) == (2, "")
    assert "no scores to --save" in ran.err


# Places that cannot be looked at


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("export", "fs-1", "--output", TOO_LONG), 73, f"{TOO_LONG}: "),
        (("quiz", "--save", TOO_LONG), 73, f"{TOO_LONG}: "),
        (("lesson", "--output", TOO_LONG), 73, TOO_LONG),
        (("battery", TOO_LONG), 1, "nothing is called"),
        (("battery", f"{TOO_LONG}.yaml"), 66, f"{TOO_LONG}.yaml: "),
        (("list", "--specs", f"{TOO_LONG}.json"), 66, f"{TOO_LONG}.json: "),
        (("check", "--report", "--into", TOO_LONG), 66, f"{TOO_LONG}: "),
    ],
    ids=lambda item: " ".join(item)[:20] if isinstance(item, tuple) else "",
)
def test_a_name_too_long_for_a_file_is_refused_by_that_name(
    ask: Ask, words: tuple[str, ...], code: int, told: str
) -> None:
    ran = ask(*words, specs=None if "--specs" in words else TOY)
    assert (ran.code, ran.out) == (code, "")
    assert told in ran.err


def _without_rights(folder: Path, *words: str) -> Ran:
    """Run the program in ``folder`` as one whom the system keeps out of folders, root too."""
    program: tuple[str, ...] = (sys.executable, "-m", "batteryviz")
    if os.geteuid() == 0:
        dropped = "--bounding-set=-dac_override,-dac_read_search"
        tool = shutil.which("setpriv")
        works = tool and subprocess.run([tool, dropped, "true"], check=False).returncode == 0
        if not works:
            pytest.skip("root is let in everywhere")
        program = (str(tool), dropped, *program)
    specs = None if "--specs" in words else TOY
    return run(*words, specs=specs, folder=folder, program=program)


@pytest.mark.skipif(sys.platform != "linux", reason="rights of Linux")
@pytest.mark.parametrize(
    ("words", "code", "named"),
    [
        ("export fs-1 --output closed/x.md", 73, "closed/x.md"),
        ("export fs-1 fs-2 --output closed/", 73, "closed"),
        ("quiz --save closed/s.csv", 73, "closed/s.csv"),
        ("lesson --output closed/new", 73, "closed/new"),
        ("battery --save closed/new/x.yaml", 73, "closed/new"),
        ("battery closed/x", 66, "closed/x"),
        ("list --specs closed/x.json", 66, "closed/x.json"),
        ("export fs-1 --output barred/x.md", 73, "barred/x.md"),
        ("quiz --save barred/new/s.csv", 73, "barred/new/s.csv"),
    ],
)
def test_a_folder_without_permission_is_refused_by_its_name(
    tmp_path: Path, words: str, code: int, named: str
) -> None:
    closed, barred = tmp_path / "closed", tmp_path / "barred"
    closed.mkdir(mode=0o000)
    barred.mkdir(mode=0o555)
    ran = _without_rights(tmp_path, *words.split())
    closed.chmod(0o700)
    assert (ran.code, ran.out) == (code, "")
    assert named in ran.err.splitlines()[-1]
    assert list(barred.iterdir()) == []


# Empty words


@pytest.mark.parametrize(
    "words",
    [
        ("check", ""),
        ("check", "--report", "--into", ""),
        ("export", "fs-1", "--output", ""),
        ("lesson", "--output", ""),
        ("schema", "--output", ""),
        ("quiz", "--save", ""),
        ("battery", "--save", ""),
        ("list", "--specs", ""),
        ("list", "--plain", "--specs", ""),
        ("--specs", ""),
    ],
    ids=" ".join,
)
def test_an_empty_word_names_no_place(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    """It is neither left out nor the folder one stands in."""
    monkeypatch.chdir(tmp_path)
    ran = ask(*words, specs=None if "--specs" in words else TOY)
    assert (ran.code, ran.out) == (2, "")
    assert "names no file and no folder" in ran.err
    assert list(tmp_path.iterdir()) == []


# A pack in one file that has grown too large


def test_an_export_too_large_to_be_read_back_says_so(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And when it is read, only that is told: what it lacks is not known."""
    target = tmp_path / "everything.json"
    assert "read" not in ask("export", "all", "--output", target).err
    assert ask("check", target, specs=None).code == 0
    monkeypatch.setattr(one_file, "LARGEST_FILE", 1024 * 1024 // 64)
    printed = ask("export", "all", "--to", "json")
    assert "cannot read this file back as a pack" in printed.err
    assert "larger than" not in ask("export", "fs-1", "--to", "json").err
    assert "cannot read" in ask("export", "all", "--output", target, "--force").err
    ran = ask("list", specs=target)
    assert ran.code == 65
    assert ran.err.count("everything.json:1:1: larger than") == 1
    assert "1 fault;" in ran.err
