"""A battery has 1 to 8 launching stations, whichever way a number comes in.

``python scripts/prove.py counts`` tries every number through every way.
"""

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from batteryviz.catalog.composition_file import read_composition
from batteryviz.catalog.loading import load
from batteryviz.model import battery, element, evidence, quantity, tour
from batteryviz.model.base import Strict
from batteryviz.model.battery import Battery, LauncherGroup
from batteryviz.model.dates import PartialDate
from program import REPOSITORY, TOY
from reader import reading
from reliability.counts import BAD_TOTALS, JSON, PYTHON, WORDS, YAML, tries


def test_there_are_thirty_bad_numbers_for_each_kind_of_way_in() -> None:
    for numbers in (YAML, JSON, WORDS, [repr(value) for value in PYTHON]):
        assert len(set(numbers)) == len(numbers) >= 30


def test_no_bad_number_passes_by_any_way(tmp_path: Path) -> None:
    """A file, a pack, JSON, the command line, copies, assignment, and the page's own call."""
    passed = [tried for tried in tries(tmp_path, step=4) if not tried.refused]
    assert passed == []


def test_the_bad_totals_are_made_of_good_numbers() -> None:
    """Else they would be refused for a number, and say nothing of the sum."""
    assert len(set(BAD_TOTALS)) == len(BAD_TOTALS)
    for counts in BAD_TOTALS:
        assert all(1 <= count <= 8 for count in counts)
        assert not 1 <= sum(counts) <= 8


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
    "__replace__": "is called by copy.replace alone",
    "BaseModel": "copies itself unseen, unless a model of ours says otherwise",
    "RootModel": "copies itself unseen",
}
ONLY_CALLED = {"vars", "model_copy"}
"""What is looked at where it is called: under another name it could not be."""

COPIES = {"update", "deep"}
"""The words of a copy. Whatever else it is given is the model, which then is not our own."""

ALLOWED = {
    ("model/dates.py", "__setattr__"): "test_a_date_cannot_be_changed",
    ("export/lesson/slides.py", "setattr"): "test_lesson.py: margins of a slide, no model of ours",
    (
        "views/record.py",
        "setattr",
    ): "test_record.py: methods of the records of pages, not of models",
    ("tui/typed.py", "setattr"): "test_terminal_input.py: what a reader of keys knew before",
    ("model/base.py", "super().model_copy"): "test_a_copy_without_changes_is_an_equal_model",
    ("model/base.py", "BaseModel"): "test_no_copy_of_a_model_goes_unseen",
    ("catalog/records.py", "BaseModel"): "a type in an annotation alone: mypy",
    ("catalog/checks/orphans.py", "BaseModel"): "test_catalog.py: asks what a value is",
    ("tui/settings_file.py", "BaseModel"): "test_state.py: settings, no battery",
    ("catalog/validating.py", "BaseModel"): "test_loading.py: asks what a class is",
    ("catalog/validating.py", "vars(module)"): "test_loading.py: reads the names of a module",
    ("compiled/codec.py", "vars(blocks)"): "test_compiled.py: reads the names of a module",
    ("views/record.py", "vars(made)"): "test_record.py: reads the slots of a class",
    ("tui/actions.py", "vars(family)"): "test_explorer_comfort.py: reads the keys of a class",
}
"""Each with the test that shows it to be safe."""


def _breaches(file: Path) -> Iterator[tuple[str, int]]:
    nodes = list(ast.walk(ast.parse(file.read_text("utf-8"))))
    called = {id(node.func) for node in nodes if isinstance(node, ast.Call)}
    for node in nodes:
        if name := _breach(node, is_called=id(node) in called):
            yield name, getattr(node, "lineno", 0)


def _breach(node: ast.AST, *, is_called: bool) -> str:
    """Return the name under which a node skips validation, or nothing."""
    name = ""
    if isinstance(node, ast.Attribute):
        name = node.attr
    elif isinstance(node, (ast.Name, ast.FunctionDef)):
        name = node.id if isinstance(node, ast.Name) else node.name
    elif isinstance(node, ast.alias):
        name = node.name
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        # Such a word is looked up with getattr, or is a key.
        name = node.value if node.value.startswith(("model_", "__")) else ""
    elif isinstance(node, ast.Call):
        return _lax_call(node)
    is_made = isinstance(node, ast.FunctionDef)
    if name in ONLY_CALLED and not is_called and not is_made:
        return name
    return name if name in FORBIDDEN else ""


def _lax_call(node: ast.Call) -> str:
    called = ast.unparse(node.func)
    words = {word.arg for word in node.keywords}
    if called.endswith("model_copy") and (node.args or words - COPIES or "super" in called):
        # Without the model among its words, a copy is one of ours: test_no_copy_… below.
        return called
    if called == "vars":
        # What it gives can be written into; each that only reads is allowed by its words.
        return ast.unparse(node)
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
        "vars(group)['count'] = 9",
        "vars()['group'] = other",
        "fields = vars; fields(group)['count'] = 9",
        "getattr(group, '__dict__')['count'] = 9",
        "BaseModel.model_copy(group, update={'count': 9})",
        "Above.model_copy(group, update={'count': 9})",
        "Above.model_copy(self=group, update={'count': 9})",
        "Above.model_copy(**words)",
        "super(Strict, group).model_copy(update={'count': 9})",
        "copied = Above.model_copy",
        "getattr(Above, 'model_copy')(group, update={'count': 9})",
        "from pydantic import BaseModel as Base",
        "class Group(pydantic.BaseModel): pass",
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


def test_no_copy_of_a_model_goes_unseen() -> None:
    """Every model of a pack makes its copies as ``Strict`` does: with every rule."""
    models = {
        kind
        for module in (battery, element, evidence, quantity, tour)
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, BaseModel) and kind is not BaseModel
    }
    assert {LauncherGroup, Battery} < models
    for kind in models:
        assert inspect.getattr_static(kind, "model_copy") is vars(Strict)["model_copy"]


def test_a_copy_without_changes_is_an_equal_model() -> None:
    """pydantic's own copy is used only where nothing is changed."""
    whole = load(TOY).compositions["full-battery"]
    for copied in (whole.model_copy(), whole.model_copy(deep=True)):
        assert copied == whole
    with pytest.raises(ValueError, match="launching stations"):
        whole.model_copy(update={"launching_stations": ()})


def test_a_date_cannot_be_changed() -> None:
    """It writes its own fields once, while it is made."""
    date = PartialDate("2026-05")
    with pytest.raises(AttributeError):
        date.text = "1926"
