"""Every action a reader can take on a screen, and the help that lists them."""

from typing import Any, Literal, NamedTuple, TypeAlias

from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen

from batteryviz.safety.words import compact
from batteryviz.tui.choice_list import Choice
from batteryviz.tui.keys import shown
from batteryviz.views.document import Block, Cell, Colophon, Document, Heading, Row, Table

Where: TypeAlias = Literal["selection", "page", "everywhere"]


class Action(NamedTuple):
    """Something a reader can do here: its name, its keys, and who carries it out."""

    id: str
    name: str
    meaning: str
    keys: tuple[str, ...]
    """The keys as they stand on the keyboard."""
    node: DOMNode
    action: str
    where: Where
    hinted: bool
    """Whether the footer names it."""


def actions_on(screen: Screen[Any]) -> list[Action]:
    """Return every action that a key would carry out on ``screen`` now, nearest first."""
    found: dict[tuple[int, str], Action] = {}
    for key, (node, binding, enabled, _) in screen.active_bindings.items():
        if binding.id is None or not enabled:
            continue
        place = (id(node), binding.action)
        before = found.get(place)
        if before is not None:
            found[place] = before._replace(keys=(*before.keys, shown(key)))
            continue
        where: Where = (
            "everywhere"
            if node is screen.app
            else "page"
            if node is not screen.focused
            else "selection"
        )
        found[place] = Action(
            binding.id,
            binding.description,
            binding.tooltip or binding.description,
            (shown(key),),
            node,
            binding.action,
            where,
            binding.show,
        )
    return list(found.values())


def matching(actions: list[Action], words: str) -> list[Choice]:
    """Return the actions whose name or meaning holds all letters of ``words`` in order.

    The key of a choice is the place of its action in ``actions``. What belongs to the
    page comes first, moving the selection last.
    """
    wanted = compact(words)
    order: tuple[Where, ...] = ("page", "everywhere", "selection")
    found = [
        (order.index(action.where), not compact(action.name).startswith(wanted), number, action)
        for number, action in enumerate(actions)
        if _holds(compact(action.name), wanted) or _holds(compact(action.meaning), wanted)
    ]
    # Words typed are answered by the nearest name, whatever place it belongs to.
    found.sort(key=lambda each: (each[1], each[0], each[2]) if wanted else each[:1])
    return [
        Choice(str(number), action.meaning, " ".join(action.keys)) for _, _, number, action in found
    ]


def _holds(text: str, letters: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)


SIGNS = (
    ("≠ 3 voices", "sources disagree: Enter shows who says what, and why they may differ"),
    ("○", "unchecked: widely printed, the work is still to be opened"),
    ("△", "the columns of a comparison do not say the same"),
    ("[1]", "the number of a source at the end of the page"),
    ("—", "not looked for yet"),
    ("not published", "looked for in the sources read, and not found"),
    ("not stated", "the source speaks of the battery and gives no number"),
)


def help_page(actions: list[Action], more: tuple[tuple[str, str], ...], mark: Colophon) -> Document:
    """Return the keys of the page in sight, then those that work everywhere, then the signs.

    ``more`` are gestures of the page that are no actions; ``mark`` is the colophon.
    """
    blocks: list[Block] = []
    headings: tuple[tuple[str, tuple[Where, ...]], ...] = (
        ("On this page", ("page",)),
        ("Moving and opening", ("selection",)),
        ("Everywhere", ("everywhere",)),
    )
    for heading, places in headings:
        rows = [
            _row(" ".join(action.keys), action.meaning)
            for action in actions
            if action.where in places
        ]
        if heading == "On this page":
            rows += [_row(keys, text) for keys, text in more]
        if rows:
            blocks += [Heading(heading), Table(("", ""), tuple(rows))]
    blocks += [Heading("Signs"), Table(("", ""), tuple(_row(sign, text) for sign, text in SIGNS))]
    return Document(key="help", title="Keys and signs", blocks=tuple(blocks), colophon=mark)


def _row(left: str, right: str) -> Row:
    return Row((Cell(left), Cell(right)))


def action_names() -> frozenset[str]:
    """Return the name of every action of every page, as a settings file gives it."""
    from batteryviz.tui.app import Explorer
    from batteryviz.tui.choice_list import ChoiceList
    from batteryviz.tui.document_view import DocumentView
    from batteryviz.tui.overlay import Overlay
    from batteryviz.tui.pages import PAGES

    classes: list[type[DOMNode]] = [
        Explorer,
        DocumentView,
        ChoiceList,
        Overlay,
        *(page.load() for page in PAGES),
    ]
    return frozenset(
        binding.id
        for one in classes
        for family in one.__mro__
        for binding in vars(family).get("BINDINGS", ())
        if isinstance(binding, Binding) and binding.id
    )
