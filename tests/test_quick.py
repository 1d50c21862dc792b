"""The quick way of the command line prints what the long way prints."""

import subprocess
import sys

import pytest

from batteryviz.cli import quick
from program import TOY, run

QUICK = [
    ["list"],
    ["search", "lamp"],
    ["search", "white", "flare"],
    ["search", "1 found"],
    ["show", "fs-2"],
    ["show", "FS 2"],
    ["show", "fs-2", "--depth", "label"],
    ["show", "fs-2", "--depth", "summary"],
    ["compare", "ol-lmp-1", "ol-lmp-2"],
    ["compare", "fs-2", "FS 1", "fs-2"],
    ["compare", "lamps"],
    ["compare", "fs-2"],
    ["compare", "fs-2", "fs-2"],
    ["compare", "fs-2", "flare"],
    ["compare", "fs-1+fs-2"],
]


@pytest.mark.parametrize("form", ["plain", "text"])
@pytest.mark.parametrize("words", QUICK, ids=" ".join)
def test_both_ways_print_the_same(words: list[str], form: str) -> None:
    """An option that the quick way does not know changes the way, not the answer."""
    run("list", specs=TOY)
    long = run(*words, "--format", form, "--units", "published")
    quickly = quick.answer([*words, "--format", form, "--specs", str(TOY)])
    if long.code == 0:
        assert quickly == long.out
    else:
        assert quickly is None


@pytest.mark.parametrize(
    "words",
    [
        ["--depth", "label", "show", "fs-1"],
        ["show", "fs-1", "--plain", "--plain"],
        ["--plain", "show", "fs-1", "--format", "plain"],
        ["list", "--depth", "label"],
    ],
    ids=" ".join,
)
def test_what_the_long_way_refuses_is_not_answered_quickly(words: list[str]) -> None:
    """Else it would depend on a compiled pack at hand whether a line is a command."""
    run("list", specs=TOY)
    quickly = quick.answer([*words, "--specs", str(TOY)])
    long = run(*words, "--units", "published", specs=TOY)
    assert quickly is None
    assert run(*words, specs=TOY) == long


@pytest.mark.parametrize("module", ["typing", "enum", "json", "dataclasses", "pydantic", "re"])
def test_a_plain_look_up_imports_nothing_heavy(module: str) -> None:
    """What a look-up does not need is not imported for it."""
    run("list", specs=TOY)
    program = (
        f"import sys; sys.path[:0] = {sys.path!r}\n"
        "from batteryviz.cli.main import main\n"
        f"main(['show', 'fs-2', '--plain', '--specs', {str(TOY)!r}])\n"
        f"sys.exit({module!r} in sys.modules)"
    )
    # Without site, which may import whatever an installation asks for.
    done = subprocess.run([sys.executable, "-S", "-I", "-c", program], check=False)
    assert done.returncode == 0
