"""Packs with a payload in each text field, and packs with one where no text belongs.

The models are asked which fields are free text, so that a field that comes later is
planted too, or the planting fails and says so.
"""

import copy
import json
import math
import re
import shutil
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias, get_args, get_origin, get_type_hints

import yaml

from batteryviz.model.base import Line, Prose, Strict
from batteryviz.model.battery import Battery, Comparison, DescribedBattery, LauncherGroup
from batteryviz.model.element import ElementBase, LaunchingStation, Link, Load
from batteryviz.model.evidence import Citation, Claim, Silence, Source
from batteryviz.model.quantity import Value
from batteryviz.model.tour import Step, Tour
from batteryviz.model.vocabulary import Disagreement, Event, Pack, Parameter, Question, Term
from batteryviz.safety.pack_files import ROOMS
from program import TOY

Tree: TypeAlias = dict[str, Any]
Content: TypeAlias = "dict[str, Tree]"
"""The files of a pack by their path inside it, as plain values."""

_LIST_MODELS: dict[str, type[Strict]] = {
    "sources": Source,
    "parameters": Parameter,
    "terms": Term,
    "events": Event,
    "disagreements": Disagreement,
}
_INNER: dict[str, type[Strict]] = {
    "claims": Claim,
    "silences": Silence,
    "cited": Citation,
    "links": Link,
    "loads": Load,
    "steps": Step,
    "launching_stations": LauncherGroup,
}
_REFERENCES = {("Disagreement", "claims")}
"""Written as lines in the models, and yet the ids of something else."""

_ENDS = ((Line, ""), (Prose, "."), (Question, "?"), (Value, ""))
"""The types of free text, and the sign a text of each ends in."""

_CONTROLS = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")

_MARKER = re.compile(rb"zq\d+qz")

_SHORT = "short_name"

_LINE = 240
"""Characters that fit into the shortest of the fields that take a marker."""

_EXCLUDED = {"no_url": "url"}
"""A field that may not stand beside another one."""


class _Quoting(yaml.SafeDumper):
    """Writes every text in quotes: 1e999 is a text here, and no number."""


def _quoted(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')


_Quoting.add_representer(str, _quoted)


@dataclass(frozen=True)
class Slot:
    """A place for a free text: the mapping that holds it, its key, and the model's field."""

    holder: Tree
    key: str
    name: str
    """``Model.field``."""
    end: str
    """The sign a text of this field ends in."""
    is_list: bool

    @property
    def is_short(self) -> bool:
        """Whether six characters are all that fits, and no marker does."""
        return self.key == _SHORT

    def put(self, text: str) -> None:
        """Write ``text`` there."""
        self.holder[self.key] = [text] if self.is_list else text


@dataclass
class Planted:
    """What was planted where: the payload's name and the field, by its marker."""

    markers: dict[str, tuple[str, str]] = field(default_factory=dict)

    def met(self, data: bytes) -> set[tuple[str, str]]:
        """Return the payload and the field of each marker that ``data`` shows."""
        shown = set(_MARKER.findall(data))
        return {met for marker, met in self.markers.items() if marker.encode() in shown}


def free_fields(model: type[Strict]) -> dict[str, tuple[str, bool]]:
    """Return the free-text fields of ``model``: the sign each ends in, and if it is a list."""
    found: dict[str, tuple[str, bool]] = {}
    for name, hint in get_type_hints(model, include_extras=True).items():
        if (model.__name__, name) in _REFERENCES:
            continue
        parts = list(_parts(hint))
        for kind, end in _ENDS:
            if kind in parts or name == _SHORT:
                found[name] = (end, any(get_origin(part) is tuple for part in parts))
                break
    return found


def _parts(hint: Any) -> Iterator[Any]:
    yield hint
    if any(hint == kind for kind, _ in _ENDS):
        return
    for part in get_args(hint):
        yield from _parts(part)


def read_content(pack: Path = TOY) -> Content:
    """Read the files of a sound pack."""
    return {
        str(path.relative_to(pack)): yaml.safe_load(path.read_text(encoding="utf-8"))
        for path in sorted(pack.rglob("*.yaml"))
    }


def slots(content: Content) -> list[Slot]:
    """Return every place for a free text in ``content``, absent optional ones included."""
    found: list[Slot] = []
    for name, tree in content.items():
        room = name.partition("/")[0].removesuffix(".yaml")
        if room in _LIST_MODELS:
            for stanza in tree.values():
                _collect(stanza, _LIST_MODELS[room], found)
        else:
            _collect(tree, _model_of(room, tree), found)
    return found


def _model_of(room: str, tree: Tree) -> type[Strict]:
    if room == "pack":
        return Pack
    if room == "batteries":
        return Battery if tree["kind"] == "composition" else DescribedBattery
    if room == "elements":
        return LaunchingStation if tree["kind"] == "launching-station" else ElementBase
    return Comparison if room == "comparisons" else Tour


def _collect(tree: Tree, model: type[Strict], found: list[Slot]) -> None:
    for key, (end, is_list) in free_fields(model).items():
        if key in _EXCLUDED and _EXCLUDED[key] in tree:
            continue
        if key == "value" and not isinstance(tree[key], str):
            continue
        found.append(Slot(tree, key, f"{model.__name__}.{key}", end, is_list))
    for key, inner in _INNER.items():
        if key in model.model_fields:
            for part in tree.get(key, ()):
                if isinstance(part, dict):
                    _collect(part, inner, found)


def write_pack(content: Content, place: Path) -> Path:
    """Write ``content`` as a pack of YAML files to ``place``, which is emptied first."""
    shutil.rmtree(place, ignore_errors=True)
    for room in ROOMS:
        (place / room).mkdir(parents=True)
    for name, tree in content.items():
        text = yaml.dump(tree, Dumper=_Quoting, sort_keys=False, width=math.inf)
        (place / name).write_text(text, encoding="ascii")
    return place


def write_json(content: Content, file: Path) -> Path:
    """Write ``content`` as the one JSON file a pack can also be."""
    specs: Tree = {room: {} for room in ROOMS}
    for name, tree in content.items():
        room, slash, rest = name.partition("/")
        if slash:
            specs[room][rest.removesuffix(".yaml")] = tree
        else:
            specs[room.removesuffix(".yaml")] = tree
    text = json.dumps({"specs": specs}, default=str, ensure_ascii=False)
    # YAML, which reads it, knows no surrogates and takes no control sign as it is.
    file.write_text(_CONTROLS.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text), encoding="utf-8")
    return file


def planted(
    whole: Content,
    payloads: dict[str, str],
    shift: int,
    groups: Sequence[Sequence[str]] = (),
    change: Callable[[str], str] = str,
) -> tuple[Content, Planted]:
    """Return ``whole`` with payloads in every free-text field, each with a marker.

    The group of payloads of a field is told by its number and ``shift``: as many shifts as
    there are groups bring each payload into each field. Without ``groups`` each payload
    is alone. The first of a group stands at both ends of the field. ``change`` is made to
    each text before it is planted.
    """
    content, record = copy.deepcopy(whole), Planted()
    groups = groups or [[name] for name in payloads]
    for number, slot in enumerate(slots(content)):
        group = groups[(number + shift) % len(groups)]
        if slot.is_short:
            slot.put(change(payloads[group[0]][:5]))
            continue
        text = ""
        for name in group:
            marker = f"zq{len(record.markers)}qz"
            record.markers[marker] = (name, slot.name)
            text += f"{payloads[name]} {marker} "
        slot.put(change(f"{text}{payloads[group[0]]}{slot.end}"))
    return content, record


def grouped(payloads: dict[str, str]) -> list[list[str]]:
    """Part ``payloads`` into few groups that each fit into one field, with their markers."""
    groups: list[list[str]] = []
    for name in sorted(payloads, key=lambda name: len(payloads[name]), reverse=True):
        for group in groups:
            # The shortest comes first, and last once more.
            texts = [payloads[other] for other in (name, *group, name)]
            if len(" zq1234qz ".join(texts)) < _LINE:
                group.insert(0, name)
                break
        else:
            groups.append([name])
    return groups


def harmless(text: str) -> str:
    """Return how the program must show ``text``.

    Written apart from the program's own cleaner, and by other means, so that what that
    one lets pass differs here.
    """
    pictures = "".join(map(chr, range(0x2400, 0x2420)))
    spaced = re.sub(r"[\t\n\r\v\f\x85\u2028\u2029\u00a0\u2003\u3000]", " ", text)
    drawn = re.sub(r"[\0-\x1f]", lambda sign: pictures[ord(sign[0])], spaced)
    drawn = drawn.replace("\x7f", "\u2421")
    kept = re.sub(r"(%s{4})%s+" % ((_WIDTHLESS,) * 2), r"\1", unicodedata.normalize("NFC", drawn))
    shown = "".join(
        sign if sign.isprintable() or sign in "\u200c\u200d" else "\ufffd" for sign in kept
    )
    return unicodedata.normalize("NFC", shown)


_WIDTHLESS = (
    "[\u200c\u200d\u0300-\u036f\u20d0-\u20f0\ufe00-\ufe0f\U000e0100-\U000e01ef\u1160-\u11ff]"
)
"""The signs without width that the payloads hold."""


Breaking: TypeAlias = Callable[[str], None]


def places_for_no_text(content: Content) -> list[tuple[str, str, Breaking]]:
    """Return each value, key and list in ``content`` that a text makes faulty.

    Each comes with its file, with the name of its place, and with what puts a text there.
    """
    free = {(id(slot.holder), slot.key) for slot in slots(content)}
    found: list[tuple[str, str, Breaking]] = []

    def walk(file: str, tree: Any, where: str) -> None:
        if isinstance(tree, dict):
            for key, value in list(tree.items()):
                if (id(tree), key) not in free:
                    found.append((file, f"{where}{key}", _setter(tree, key)))
                    walk(file, value, f"{where}{key}.")
            found.append((file, f"{where}<new key>", _key_setter(tree)))
        elif isinstance(tree, list):
            for number, value in enumerate(tree):
                found.append((file, f"{where}{number}", _setter(tree, number)))
                walk(file, value, where)

    for name, tree in content.items():
        walk(name, tree, f"{name.partition('/')[0]}:")
    return found


def _setter(holder: Any, key: Any) -> Breaking:
    def put(text: str) -> None:
        holder[key] = text

    return put


def _key_setter(holder: Tree) -> Breaking:
    def put(text: str) -> None:
        holder[text] = text

    return put
