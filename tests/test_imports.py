"""What a run imports: a look-up does not pay for what it does not use."""

import subprocess
import sys

import pytest

from program import TOY, run

HEAVY = {"pydantic", "rich", "textual", "yaml", "cyclopts", "jinja2", "asyncio", "dataclasses"}


def imported(statement: str) -> set[str]:
    """Return the names of all modules after ``statement`` ran in a new process."""
    code = f"import sys\n{statement}\nprint('\\n' + '\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    return set(done.stdout.decode().rpartition("\n\n")[2].split())


def imported_by(*words: str) -> set[str]:
    """Return the names of all modules that ``batteryviz`` with ``words`` imports."""
    arguments = [*words, "--specs", str(TOY)]
    return imported(
        f"from batteryviz.cli.main import main\nassert main({arguments!r}) == 0\nprint()"
    )


def test_importing_the_package_imports_nothing() -> None:
    before = imported("pass")
    assert imported("import batteryviz") - before == {"batteryviz"}


@pytest.mark.parametrize(
    "words",
    [
        ["show", "ol-lmp-2"],
        ["list", "--format", "json"],
        ["compare", "lamps", "--format", "markdown"],
        ["battery", "--plain"],
        ["search", "lamp"],
        ["export", "all"],
        ["check"],
    ],
    ids=" ".join,
)
def test_no_printing_command_imports_textual(words: list[str]) -> None:
    names = imported_by(*words)
    assert not [name for name in names if name.partition(".")[0] == "textual"]


@pytest.mark.parametrize("words", [["show", "ol-lmp-2"], ["list"]], ids=" ".join)
def test_a_plain_look_up_imports_neither_models_nor_painters(words: list[str]) -> None:
    """From a compiled pack, an answer needs the standard library only."""
    assert run("list", "--plain").code == 0
    names = imported_by(*words, "--plain")
    assert not names & HEAVY
    assert not [
        name for name in names if name.startswith(("batteryviz.model", "batteryviz.catalog"))
    ]


def test_a_formatted_look_up_builds_no_models() -> None:
    """A ready page is read, not made: pydantic stays out."""
    assert run("list", "--plain").code == 0
    for form in ("markdown", "json", "csv", "text"):
        assert "pydantic" not in imported_by("show", "ol-lmp-2", "--format", form)


@pytest.mark.parametrize(
    "words",
    [
        ["quiz", "--seed", "1", "--key"],
        ["quiz", "--seed", "1", "--format", "json"],
        ["quiz", "--seed", "1", "--tour", "lamps", "--plain"],
    ],
    ids=" ".join,
)
def test_a_quiz_builds_no_models(words: list[str]) -> None:
    """Questions are made of what the compiled pack keeps, the quiz of a tour too."""
    assert run("list", "--plain").code == 0
    assert "pydantic" not in imported_by(*words)
