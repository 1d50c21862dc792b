"""What the papers tell a reader to type works, and what they show as an example is valid."""

import re
import shlex
from pathlib import Path

import pytest

from batteryviz.catalog.checks import check
from batteryviz.catalog.loading import load
from conftest import Ask
from program import REPOSITORY

PAPERS = ("README.md", "CONTRIBUTING.md", "specs/README.md", "docs/decisions.md", "CHANGELOG.md")


def paper(name: str) -> str:
    """Return the text of a paper."""
    return (REPOSITORY / name).read_text(encoding="utf-8")


def blocks(text: str, language: str) -> list[str]:
    """Return the code blocks of ``text`` in ``language``."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


EXAMPLES = [
    line
    for block in blocks(paper("README.md"), "sh")
    for line in block.splitlines()
    if line.startswith("batteryviz ")
]


@pytest.mark.parametrize("line", EXAMPLES)
def test_an_example_of_the_readme_runs(
    ask: Ask, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = ask(*shlex.split(line)[1:], specs=None)
    assert ran.code == 0, ran.err
    assert ran.out or ran.err


def test_every_command_stands_in_the_papers(ask: Ask) -> None:
    """A command that nobody tells of is found by nobody."""
    text = paper("README.md") + paper("CONTRIBUTING.md")
    listed = re.findall(r"^│ ([a-z]+) {2,}", ask("--help", specs=None).out, re.MULTILINE)
    assert len(listed) >= 13
    for command in listed:
        assert f"batteryviz {command}" in text, command


def test_the_element_that_opens_contributing_is_valid(pack: Path) -> None:
    """A reader who starts from the example starts from a file without a fault."""
    (example,) = blocks(paper("CONTRIBUTING.md"), "yaml")
    assert paper("CONTRIBUTING.md").index("```yaml") < 400
    (pack / "elements" / "ol-lmp-3.yaml").write_text(example, encoding="utf-8")
    assert check(pack) == []
    lamp = load(pack).subjects["ol-lmp-3"]
    assert [claim.evidence for claim in lamp.claims] == ["checked", "unchecked"]
    assert len(lamp.silences) == 1


def test_the_fault_that_contributing_shows_is_the_one_a_reader_gets(pack: Path) -> None:
    (example,) = blocks(paper("CONTRIBUTING.md"), "yaml")
    (shown,) = blocks(paper("CONTRIBUTING.md"), "text")
    broken = example.replace("parameter: height", "parameter: heigth")
    (pack / "elements" / "ol-lmp-3.yaml").write_text(broken, encoding="utf-8")
    assert [str(fault) for fault in check(pack)] == shown.splitlines()


@pytest.mark.parametrize("name", PAPERS)
def test_links_inside_the_repository_lead_somewhere(name: str) -> None:
    folder = (REPOSITORY / name).parent
    for target in re.findall(r"\]\((?!https?://)([^)#]+)\)", paper(name)):
        assert (folder / target).exists(), target


def test_the_readme_names_every_place_it_speaks_of() -> None:
    for name in ("scripts/check.py", "specs/README.md", "LICENSE", "LICENSE-DATA"):
        assert name in paper("README.md")
        assert (REPOSITORY / name).exists()
