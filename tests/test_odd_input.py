"""Input that is closed or odd, and words no reader would type: one line, never a crash."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from batteryviz.cli import quick
from conftest import Ask
from program import TOY, run

NINES = "9" * 5_000


def _typed(text: str, *words: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "batteryviz", *words, "--specs", str(TOY)],
        input=text.encode(),
        capture_output=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="shells of POSIX")
@pytest.mark.parametrize("words", ["quiz --seed 1 --questions 2", "tour lamps --walk"])
def test_a_closed_standard_input_is_one_at_its_end(words: str) -> None:
    command = f'"{sys.executable}" -m batteryviz {words} --specs "{TOY}" <&-'
    done = subprocess.run(["sh", "-c", command], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    first = done.stdout.decode().split("\n\n")[0]
    assert first == run(*words.split()).out.split("\n\n")[0]


@pytest.mark.parametrize("word", ["0001" + "0" * 5_000, "00019", "5" * 13, "0", "²"])
def test_a_number_that_is_no_step_is_answered_with_those_there_are(word: str) -> None:
    code, out, err = _typed(f"{word}\n", "tour", "lamps", "--walk")
    assert (code, err) == (0, "")
    assert out.count("There are steps 1 to 4.") == 1


@pytest.mark.parametrize("words", ["quiz --seed 1 --questions 1", "tour lamps --walk"])
def test_bytes_that_are_no_text_are_no_answer_and_no_crash(words: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "batteryviz", *words.split(), "--specs", str(TOY)],
        input=b"\xff\n",
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "utf-8:strict"},
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Not understood" in done.stdout or b"There are steps" in done.stdout


def test_a_step_may_be_written_with_noughts() -> None:
    assert _typed("0003\n", "tour", "lamps", "--walk") == _typed("3\n", "tour", "lamps", "--walk")


@pytest.mark.skipif(sys.platform == "win32", reason="terminals of POSIX")
@pytest.mark.parametrize("size", [NINES, "wide", "0", "-1", "99999", "٣"])
@pytest.mark.parametrize("words", ["show ol-lmp-1", "--help"])
def test_an_odd_size_of_the_terminal_is_no_crash(size: str, words: str) -> None:
    """What is no number of columns counts as not told."""
    import pty

    command = [sys.executable, "-m", "batteryviz", "--specs", str(TOY), *words.split()]
    master, terminal = pty.openpty()
    started = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=terminal,
        stderr=subprocess.PIPE,
        env={**os.environ, "TERM": "xterm", "COLUMNS": size, "LINES": size},
    )
    os.close(terminal)
    try:
        while os.read(master, 65536):
            pass
    except OSError:
        pass
    os.close(master)
    _, err = started.communicate()
    assert (started.returncode, err) == (0, b"")


def test_a_fault_of_ours_ends_the_quick_way_as_the_long_one(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: object) -> str:
        raise ValueError("something\x1b broke")

    monkeypatch.setattr(quick, "answer", broken)
    ran = ask("list", "--plain")
    assert (ran.code, ran.out) == (70, "")
    assert ran.err == "batteryviz: our fault, please report it: ValueError: something␛ broke\n"


@pytest.mark.parametrize(
    "words",
    [
        ["lamp e" + "\u0301" * 60],
        ["lamp"] * 2_000,
        ["lamp", "u\u0308ber"],
        ["lamp\u202e"],
        ["lamp", "über"],
        ["lamp " * 30],
    ],
    ids=["marks", "many", "decomposed", "bidirectional", "composed", "spaces"],
)
@pytest.mark.parametrize("form", ["plain", "text"])
def test_odd_words_are_printed_the_same_both_ways(words: list[str], form: str) -> None:
    """What may not be printed as typed goes the long way."""
    shorter = run("search", *words, "--format", form)
    assert shorter == run("search", *words, "--format", form, "--units", "published")


def test_an_export_refuses_the_comparisons_that_compare_refuses(ask: Ask) -> None:
    """By the same sentence and the same code."""
    for columns, code in [
        (["ol-lmp-1"], 2),
        (["ol-lmp-1", "ol-lmp-1"], 2),
        (["ol-lmp-1", "fs-1"], 2),
        (["fs-1", "fs-2", "flare", "flare-stand", "ol-lmp-1", "ol-lmp-2"], 2),
    ]:
        refused = ask("export", f"comparison:{'+'.join(columns)}")
        assert refused == ask("compare", *columns)
        assert refused.code == code
    mixed = ask("export", "comparison:ol-lmp-1+fs-1", "--mixed", "--to", "plain")
    assert mixed.code == 0
    assert ask("export", "comparison:ol-lmp-1+ol-lmp-2", "--to", "plain").code == 0


@pytest.mark.parametrize("form", ["csv", "bibtex", "csl-json", "markdown"])
def test_check_takes_only_the_formats_it_prints_problems_in(ask: Ask, form: str) -> None:
    ran = ask("check", "--format", form)
    assert (ran.code, ran.out) == (2, "")
    assert f"text, plain or json, not as {form}" in ran.err
    assert ask("check", "--report", "--format", form).code == 0


def test_a_failure_nobody_foresaw_names_its_file(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(_: object) -> str:
        raise PermissionError(13, "Permission denied", str(tmp_path / "x"))

    monkeypatch.setattr(quick, "answer", failing)
    ran = ask("list")
    assert (ran.code, ran.err) == (74, f"batteryviz: {tmp_path / 'x'}: Permission denied\n")
