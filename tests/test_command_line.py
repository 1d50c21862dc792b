"""Words typed: commands, formats, options anywhere, exit codes that tell the truth."""

import json
import os
import re
import select
import subprocess
import sys
from pathlib import Path

import pytest

from batteryviz.cli.exits import Exit
from conftest import Ask
from program import REPOSITORY, TOY, run

COMMANDS = {
    "list": ("list",),
    "list of a kind": ("list", "radar-set"),
    "show": ("show", "ol-lmp-2"),
    "compare": ("compare", "ol-lmp-1", "ol-lmp-2"),
    "stored comparison": ("compare", "lamps"),
    "battery": ("battery",),
    "battery by id": ("battery", "southmere-battery"),
    "search": ("search", "lamp"),
    "timeline": ("timeline",),
    "timeline of one": ("timeline", "ol-lmp-1"),
    "glossary": ("glossary",),
    "term": ("glossary", "lmp"),
    "sources": ("sources",),
    "source": ("sources", "wall-poster"),
}
FORMATS = ("text", "plain", "markdown", "json", "csv")
every_command = pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS.keys())


@every_command
@pytest.mark.parametrize("form", FORMATS)
def test_every_command_prints_every_format(ask: Ask, words: tuple[str, ...], form: str) -> None:
    """stdout holds the data, stderr nothing, and the exit code is 0."""
    ran = ask(*words, "--format", form)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.endswith("\n")
    if form == "json":
        json.loads(ran.out)
    if form == "csv":
        assert "," in ran.out.splitlines()[0]
    assert "\x1b" not in ran.out


@every_command
def test_options_for_all_commands_stand_anywhere(ask: Ask, words: tuple[str, ...]) -> None:
    command, *rest = words
    toy = ("--specs", str(TOY))
    after = ask(*words, *toy, "--format", "plain", "--units", "metric", specs=None)
    before = ask(*toy, "--format", "plain", "--units", "metric", *words, specs=None)
    between = ask(command, *toy, *rest, "--units", "metric", "--plain", specs=None)
    assert after.code == 0
    assert after == before == between


@pytest.mark.parametrize(
    "words",
    [
        ("list",),
        ("show", "ol-lmp-2"),
        ("show", "Sunwink"),
        ("show", "OL/LMP-1", "--depth", "label"),
        ("show", "lamp one", "--depth", "summary"),
        ("show", "northmere-battery", "--depth", "full"),
        ("search", "lamp"),
        ("search", "dusk", "watch"),
    ],
    ids=" ".join,
)
def test_the_quick_way_prints_what_the_long_way_prints(ask: Ask, words: tuple[str, ...]) -> None:
    """A plain look-up in its usual form takes a shorter way to the same bytes."""
    assert ask("list", "--plain").code == 0
    quick = ask(*words, "--plain")
    longer = ask(*words, "--plain", "--units", "published")
    assert quick.code == 0
    assert quick == longer


@pytest.mark.parametrize("name", ["Radar set", "radar sets", "RADAR-SET"])
def test_a_kind_is_known_by_the_name_it_is_shown_with(ask: Ask, name: str) -> None:
    """What a list calls a kind can be typed."""
    assert ask("list", name, "--plain") == ask("list", "radar-set", "--plain")


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("show", "nothing-like-it"), 1, "nothing is called 'nothing-like-it'"),
        (("show", "ol-lmp-22"), 1, "did you mean"),
        (("show", "full-battery"), 1, "batteryviz battery full-battery shows it"),
        (("export", "lmp"), 1, "did you mean term:lmp or ol-lmp-1 or ol-lmp-2?"),
        (("export", "gazette"), 1, "did you mean source:lamp-gazette-1921?"),
        (("show",), 2, ""),
        (("show", "a", "b"), 2, "show takes no 'b'"),
        (("show", "fs-1", "--depth", "deep"), 2, "depth"),
        (("list", "radarsett"), 1, "did you mean radar-set?"),
        (("compare", "ol-lmp-1", "ol-lmp-3"), 1, "did you mean"),
        (("compare", "ol-lmp-1"), 2, "2 to 5 different columns, not 1"),
        (("compare", "ol-lmp-1", "OL/LMP-1"), 2, "not 1"),
        (("compare", "fs-1", "fs-2", "flare", "flare-stand", "ol-lmp-1", "ol-lmp-2"), 2, "not 6"),
        (("battery", "fs-1"), 1, "fs-1 is no battery"),
        (("battery", "--launchers", "9"), 2, "a battery has 1 to 8 launching stations"),
        (("battery", "--launchers", "0"), 2, "a battery has 1 to 8 launching stations"),
        (("battery", "--launchers", "3.5"), 2, "whole number"),
        (("battery", "--launchers", "8.0"), 2, "whole number"),
        (("battery", "--launchers", "1e0"), 2, "whole number"),
        (("battery", "--launchers", "eight"), 2, "whole number"),
        (("battery", "--launchers", "٣"), 2, "whole number"),
        (("battery", "--launchers", "-1"), 2, ""),
        (("battery", "--launchers", "True"), 2, "whole number"),
        (("battery", "--load", "ol-lmp-1"), 2, "no source states"),
        (("battery", "--load", "nothing-here"), 1, "nothing is called"),
        (("sources", "lamp-gazette-1922"), 1, "did you mean lamp-gazette-1921?"),
        (("glossary", "lnp"), 1, "did you mean lmp?"),
        (("search", "zzzzqqq"), 1, "nothing found for 'zzzzqqq'"),
        (("timeline", "zzzzqqq"), 1, "nothing is called"),
        (("export",), 2, "say what to export"),
        (("export", "zzzzqqq"), 1, "no page 'zzzzqqq'"),
        (("export", "comparison:nothing"), 1, "there is no element"),
        (("export", "fs-1", "--to", "papyrus"), 2, "papyrus"),
        (("list", "--format", "papyrus"), 2, "papyrus"),
        (("list", "--units", "cubits"), 2, "cubits"),
        (("shwo", "fs-1"), 2, "no command 'shwo'; did you mean show?"),
        (("list", "--colour"), 2, "colour"),
        (("list", "--plain", "--specs"), 2, ""),
    ],
    ids=lambda item: " ".join(item) if isinstance(item, tuple) else "",
)
def test_a_wrong_word_is_answered_in_one_clear_line(
    ask: Ask, words: tuple[str, ...], code: int, told: str
) -> None:
    specs = None if words[-1] == "--specs" else TOY
    ran = ask(*words, specs=specs)
    assert ran.code == code
    assert ran.err.startswith("batteryviz: ")
    assert told in ran.err
    assert "Traceback" not in ran.err
    assert not ran.out


def test_a_pack_that_is_not_there_is_exit_code_66(ask: Ask, tmp_path: Path) -> None:
    for words in (("list",), ("list", "--plain"), ("check",), ("show", "x", "--plain")):
        ran = ask(*words, specs=tmp_path / "nowhere")
        assert (ran.code, ran.out) == (66, "")
        assert "No such file" in ran.err


def test_a_pack_that_does_not_load_is_65_and_1_for_check(ask: Ask, pack: Path) -> None:
    (pack / "elements" / "fs-1.yaml").write_text("kind: radar-set\n", encoding="utf-8")
    ran = ask("list", specs=pack)
    assert (ran.code, ran.out) == (65, "")
    assert "elements/fs-1.yaml:1:1: name: required, and missing" in ran.err
    assert "the specs do not load" in ran.err
    assert ask("check", specs=pack).code == 1


def test_check_prints_problems_as_json_too(ask: Ask, pack: Path) -> None:
    (pack / "elements" / "fs-1.yaml").write_text("kind: radarset\n", encoding="utf-8")
    data = json.loads(ask("check", "--format", "json", specs=pack).out)
    assert {"file": "elements/fs-1.yaml", "line": 1, "column": 1}.items() <= data[-1].items()
    assert json.loads(ask("check", "--format", "json").out) == []


def test_an_existing_file_is_kept_unless_forced(ask: Ask, tmp_path: Path) -> None:
    target = tmp_path / "sheet.md"
    target.write_text("mine", encoding="utf-8")
    ran = ask("export", "fs-1", "--output", target)
    assert (ran.code, ran.out) == (73, "")
    assert "--force" in ran.err
    assert target.read_text(encoding="utf-8") == "mine"
    assert ask("export", "fs-1", "--output", target, "--force").code == 0
    assert target.read_text(encoding="utf-8").startswith("# FS-1")


def test_a_hyphen_is_standard_output_and_an_option_is_no_file(ask: Ask) -> None:
    usual = ask("export", "fs-1")
    for words in (("--output", "-"), ("--output=-",)):
        assert ask("export", "fs-1", *words) == usual
    ran = ask("export", "fs-1", "--output", "--force")
    assert (ran.code, ran.out) == (2, "")
    assert "--force is no file" in ran.err


def test_a_place_that_cannot_be_written_is_73(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    ran = ask("export", "fs-1", "--output", tmp_path / "file" / "sheet.md")
    assert ran.code == 73


def test_a_folder_gets_a_file_for_each_page(ask: Ask, tmp_path: Path) -> None:
    ran = ask("export", "fs-1", "comparison:lamps", "--output", tmp_path)
    assert (ran.code, ran.out) == (0, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "comparison-lamps.md",
        "element-fs-1.md",
    ]
    assert "wrote 2 files" in ran.err


def test_schemas_are_written_and_kept(ask: Ask, tmp_path: Path) -> None:
    assert ask("schema", "--output", tmp_path, specs=None).code == 0
    names = {path.name for path in tmp_path.iterdir()}
    assert names >= {"element.json", "battery.json", "comparison.json", "sources.json"}
    assert ask("schema", "--output", tmp_path, specs=None).code == 73


def test_version_and_help_are_data(ask: Ask) -> None:
    from batteryviz import __version__

    assert ask("--version", specs=None) == (0, f"{__version__}\n", "")
    ran = ask("--help", specs=None)
    assert ran.code == 0
    for command in (
        "list",
        "show",
        "compare",
        "battery",
        "search",
        "sources",
        "check",
        "schema",
        "export",
    ):
        assert command in ran.out
        assert ask(command, "--help", specs=None).code == 0


@pytest.mark.parametrize("words", [("--help",), ("show", "--help"), ("list",)], ids=" ".join)
@pytest.mark.parametrize(
    "size", ["0", "1", "2", "10", "0080", "1000000", "10000000", "1" * 5_000, "²", "-3", "wide"]
)
def test_no_size_of_a_terminal_keeps_help_from_ending(words: tuple[str, ...], size: str) -> None:
    """Libraries believe COLUMNS: two columns never end, a million fill the memory."""
    sizes = {"COLUMNS": size, "LINES": size}
    ran = run(*words, environment=sizes, specs=None if "--help" in words else TOY)
    assert (ran.code, ran.err) == (0, "")
    assert 1_000 < len(ran.out) < 60_000
    assert max(map(len, ran.out.splitlines())) <= 1_000


@pytest.mark.skipif(sys.platform != "linux", reason="terminals of Linux")
@pytest.mark.parametrize("columns", [1, 2, 30_000])
def test_help_ends_in_a_terminal_of_any_width(columns: int) -> None:
    import fcntl
    import pty
    import struct
    import termios

    controller, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    variables = {k: v for k, v in os.environ.items() if k not in {"COLUMNS", "LINES"}}
    program = [sys.executable, "-m", "batteryviz", "show", "--help"]
    with subprocess.Popen(program, stdout=terminal, stdin=terminal, env=variables) as process:
        os.close(terminal)
        written = b""
        try:
            # Linux ends what a terminal says with an error.
            while select.select([controller], [], [], 30)[0] and len(written) < 100_000:
                written += os.read(controller, 65_536)
        except OSError:
            pass
        finally:
            process.kill()
            os.close(controller)
    assert 1_000 < len(written) < 60_000


def test_every_command_says_what_it_does(ask: Ask) -> None:
    """No command, and no option, stands in the help without a word."""
    for command in ("list", "show", "compare", "battery", "search", "sources", "check", "export"):
        text = ask(command, "--help", specs=None).out
        options = [line for line in text.splitlines() if line.startswith("│ --")]
        assert options
        assert all(len(line.strip("│ ").split("  ", 1)) == 2 for line in options), command


# In a process of its own


def test_without_a_terminal_the_explorer_does_not_open() -> None:
    for variables in ({}, {"TERM": "dumb"}):
        ran = run(environment=variables)
        assert (ran.code, ran.out) == (69, "")
        assert "batteryviz --help" in ran.err


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX")
@pytest.mark.parametrize("words", ["list --plain", "list", "export all", "sources --format json"])
def test_a_reader_who_stops_reading_is_left_in_peace(words: str) -> None:
    """``batteryviz … | head -1`` ends quietly, as if killed by SIGPIPE."""
    assert run("list", "--plain").code == 0
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "batteryviz", *words.split(), "--specs", str(TOY)]
    done = subprocess.run(
        command, stdout=write, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, check=False
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="/dev/full of Linux")
@pytest.mark.parametrize("words", ["list --plain", "list", "export all", "--version", "--help"])
def test_a_full_device_is_told_in_one_line(words: str) -> None:
    command = [sys.executable, "-m", "batteryviz", *words.split(), "--specs", str(TOY)]
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - a device, not a path of ours
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 74
    assert done.stderr.decode().splitlines() == ["batteryviz: No space left on device"]


@pytest.mark.skipif(sys.platform == "win32", reason="shells of POSIX")
@pytest.mark.parametrize("words", ["list --plain", "list", "check"])
def test_a_closed_standard_output_is_told_in_one_line(words: str) -> None:
    command = f'"{sys.executable}" -m batteryviz {words} --specs "{TOY}" >&-'
    done = subprocess.run(["sh", "-c", command], capture_output=True, check=False)
    assert (done.returncode, done.stderr.decode().count("\n")) == (74, 1)


@pytest.mark.skipif(sys.platform == "win32", reason="shells of POSIX")
def test_a_closed_standard_error_changes_no_exit_code() -> None:
    command = f'"{sys.executable}" -m batteryviz show nothing-like-it --specs "{TOY}" 2>&-'
    assert subprocess.run(["sh", "-c", command], capture_output=True, check=False).returncode == 1


@pytest.mark.parametrize("form", ["text", "plain", "markdown", "json"])
@pytest.mark.parametrize(
    "variables",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "POSIX", "PYTHONIOENCODING": "ascii"},
        {"PYTHONUTF8": "0", "LANG": ""},
    ],
    ids=["C", "ascii", "no UTF-8 mode"],
)
def test_the_locale_changes_no_byte(form: str, variables: dict[str, str]) -> None:
    """What leaves is UTF-8 everywhere; an old locale neither crashes nor garbles it."""
    usual = run("sources", "dusk-review-1923", "--format", form)
    there = run("sources", "dusk-review-1923", "--format", form, environment=variables)
    assert there == usual
    assert "Licht über Nordmeer" in there.out


def test_an_error_in_an_old_locale_is_still_one_line() -> None:
    ran = run("show", "Ölspiegelé", environment={"LC_ALL": "C", "PYTHONIOENCODING": "ascii:strict"})
    assert ran.code == 1
    assert ran.err.startswith("batteryviz: nothing is called")


@pytest.mark.skipif(sys.platform == "win32", reason="arguments are bytes on POSIX only")
@pytest.mark.parametrize("words", [["show"], ["search"], ["export"], ["sources"], ["check"]])
def test_an_argument_that_is_no_text_is_no_crash(words: list[str]) -> None:
    command: list[str | bytes] = [sys.executable, "-m", "batteryviz", *words, b"\xff\x1b]qqzz"]
    if words != ["check"]:
        # Its argument names the pack already.
        command += ["--specs", str(TOY)]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode in {1, 66}
    assert b"\x1b" not in done.stderr
    assert b"\xff" not in done.stderr


def test_neither_home_nor_settings_are_needed(tmp_path: Path) -> None:
    """With no HOME and no place for a cache the answer is the same."""
    usual = run("show", "ol-lmp-2", "--plain")
    bare = {"PATH": "", "XDG_CACHE_HOME": str(tmp_path / "file" / "below")}
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert (
        run("show", "ol-lmp-2", "--plain", environment=bare, without=("HOME", "LOCALAPPDATA"))
        == usual
    )


def test_no_color_and_pipes_mean_no_escape_bytes() -> None:
    for variables in ({"NO_COLOR": "1"}, {"TERM": "dumb"}, {"FORCE_COLOR": "1"}, {}):
        assert "\x1b" not in run("show", "ol-lmp-2", environment=variables).out


def test_any_working_directory_will_do(tmp_path: Path) -> None:
    folder = tmp_path / "mit Leerzeichen und Ölspur"
    folder.mkdir()
    ran = run("show", "an-mpq-65", "--depth", "label", "--plain", specs=None, folder=folder)
    assert ran.code == 0
    assert ran.out.startswith("AN/MPQ-65\n")
    assert list(folder.iterdir()) == []


def test_a_pack_may_lie_under_any_path(pack: Path, tmp_path: Path, ask: Ask) -> None:
    odd = tmp_path / "Über % ? # 'pack' [1]"
    pack.rename(odd)
    first = ask("list", "--plain", specs=odd)
    assert first.code == 0
    assert ask("list", "--plain", specs=odd) == first


def test_the_program_starts_as_a_module_and_as_a_command() -> None:
    command = Path(sys.executable).with_name("batteryviz")
    by_name = run("list", "--plain", program=(str(command),))
    assert by_name == run("list", "--plain")
    assert by_name.code == 0


def test_no_registry_is_named_in_the_repository() -> None:
    """Nothing here depends on one place to install from, so none is named."""
    listed = subprocess.run(
        [
            "git",
            "-C",
            str(REPOSITORY),
            "grep",
            "-nIE",
            r"py[p]i\.org|python[h]osted|npm[j]s\.|deb\.debian",
        ],
        capture_output=True,
        check=False,
    )
    if listed.returncode > 1:
        pytest.skip("no git history here, as in a source distribution")
    assert listed.stdout.decode() == ""


def test_a_composition_is_exported_by_its_bare_id() -> None:
    """As a comparison is; it is one page, however it is asked for."""
    bare = run("export", "full-battery", "battery:full-battery")
    assert (bare.code, bare.err) == (0, "")
    assert bare.out == run("export", "battery:full-battery").out


def test_the_readme_lists_every_exit_code_of_the_program() -> None:
    """All but those of signals, which a shell gives in every program."""
    text = " ".join((REPOSITORY / "README.md").read_text(encoding="utf-8").split())
    sentence = text[text.index("the exit code says what happened:") :].partition(". ")[0]
    listed = [int(number) for number in re.findall(r"[:,] (\d+) ", sentence)]
    assert listed == [int(code) for code in Exit if code < 128]
