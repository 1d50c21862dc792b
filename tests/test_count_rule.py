"""A battery has 1 to 8 launching stations, whichever way a number comes in.

``python scripts/prove.py counts`` tries every number through every way.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from batteryviz.catalog.composition_file import read_composition
from batteryviz.catalog.loading import load
from batteryviz.model.dates import PartialDate
from program import REPOSITORY, TOY
from reader import reading
from reliability.counts import JSON, PYTHON, WORDS, YAML, tries


def test_there_are_thirty_bad_numbers_for_each_kind_of_way_in() -> None:
    for numbers in (YAML, JSON, WORDS, [repr(value) for value in PYTHON]):
        assert len(set(numbers)) == len(numbers) >= 30


def test_no_bad_number_passes_by_any_way(tmp_path: Path) -> None:
    """A file, a pack, JSON, the command line, copies, assignment, and the page's own call."""
    passed = [tried for tried in tries(tmp_path, step=4) if not tried.refused]
    assert passed == []


async def test_no_key_of_the_page_leads_out_of_the_rule(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However often a launcher is added or taken, what is saved loads again."""
    monkeypatch.chdir(tmp_path)
    catalog = load(TOY)
    async with reading() as reader:
        for key, count in (("plus", 8), ("minus", 1)):
            for _ in range(12):
                await reader.pilot.press(key)
            await reader.settle()
            await reader.press("s")
            await reader.type(f"kept {count}")
            await reader.press("enter")
            kept = read_composition(tmp_path / f"kept-{count}.yaml", catalog)
            assert kept.launcher_count == count


# No call in the program skips validation

FORBIDDEN = {
    "model_construct": "makes a model without looking at a rule",
    "construct": "the old name of model_construct",
    "setattr": "writes into what is frozen",
    "delattr": "takes from what is frozen",
    "__setattr__": "writes into what is frozen",
    "__delattr__": "takes from what is frozen",
    "__setstate__": "fills a model without looking at a rule",
    "__dict__": "is the back door of a frozen object",
    "__pydantic_fields_set__": "is pydantic's own",
    "__pydantic_validator__": "is pydantic's own",
    "SkipValidation": "switches a rule off",
    "SkipJsonSchema": "hides a field",
    "from_orm": "the old name of model_validate",
    "parse_obj": "the old name of model_validate",
}
ALLOWED = {
    ("model/dates.py", "__setattr__"): "test_a_date_cannot_be_changed",
    ("export/lesson/slides.py", "setattr"): "test_lesson.py: margins of a slide, no model of ours",
    (
        "views/record.py",
        "setattr",
    ): "test_record.py: methods of the records of pages, not of models",
    ("model/base.py", "super().model_copy"): "test_a_copy_without_changes_is_an_equal_model",
}
"""Each with the test that shows it to be safe."""


def _breaches(file: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if name := _breach(node):
            yield name, getattr(node, "lineno", 0)


def _breach(node: ast.AST) -> str:
    """Return the name under which a node skips validation, or nothing."""
    name = ""
    if isinstance(node, ast.Attribute):
        name = node.attr
    elif isinstance(node, (ast.Name, ast.FunctionDef)):
        name = node.id if isinstance(node, ast.Name) else node.name
    elif isinstance(node, ast.alias):
        name = node.name
    elif isinstance(node, ast.Call):
        return _lax_call(node)
    return name if name in FORBIDDEN else ""


def _lax_call(node: ast.Call) -> str:
    called = ast.unparse(node.func)
    if called == "super().model_copy":
        return called
    if called == "vars" and not isinstance(node.args[0], ast.Name):
        return called
    for word in node.keywords:
        value = ast.unparse(word.value)
        # zip() has a word of the same name, with another meaning.
        if word.arg == "strict" and value != "True" and called != "zip":
            return "strict"
        if word.arg == "frozen" and value == "False":
            return "frozen"
    return ""


def test_nothing_in_the_program_skips_validation() -> None:
    """A list of what is allowed stands above, each entry with the test that shows why."""
    source = REPOSITORY / "src" / "batteryviz"
    found = {
        (file.relative_to(source).as_posix(), name): line
        for file in sorted(source.rglob("*.py"))
        for name, line in _breaches(file)
    }
    assert {place: line for place, line in found.items() if place not in ALLOWED} == {}
    assert set(found) == set(ALLOWED), "an entry that allows nothing is to be removed"


@pytest.mark.parametrize(
    "code",
    [
        "Battery.model_construct(launching_stations=())",
        "object.__setattr__(group, 'count', 9)",
        "setattr(group, 'count', 9)",
        "group.__dict__['count'] = 9",
        "vars(battery.group)['count'] = 9",
        "adapter.validate_python(9, strict=False)",
        "Battery.model_validate(data, strict=lax)",
        "ConfigDict(frozen=False)",
        "from pydantic import SkipValidation",
        "class A(Battery):\n    def __setattr__(self, name, value): pass",
        "super().model_copy(update={'count': 9})",
    ],
)
def test_the_search_for_such_calls_finds_them(tmp_path: Path, code: str) -> None:
    file = tmp_path / "bad.py"
    file.write_text(code, "utf-8")
    assert list(_breaches(file))


def test_a_copy_without_changes_is_an_equal_model() -> None:
    """pydantic's own copy is used only where nothing is changed."""
    battery = load(TOY).compositions["full-battery"]
    for copied in (battery.model_copy(), battery.model_copy(deep=True)):
        assert copied == battery
    with pytest.raises(ValueError, match="launching stations"):
        battery.model_copy(update={"launching_stations": ()})


def test_a_date_cannot_be_changed() -> None:
    """It writes its own fields once, while it is made."""
    date = PartialDate("2026-05")
    with pytest.raises(AttributeError):
        date.text = "1926"
