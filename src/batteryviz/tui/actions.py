"""Every action by name, the help of the page in sight, and a cell with its citation."""

from typing import TYPE_CHECKING, NamedTuple

from batteryviz.safety.words import compact
from batteryviz.tui.choice_list import Choice
from batteryviz.views.document import Cell, Colophon, Document, Heading, Row, Table

if TYPE_CHECKING:
    from batteryviz.tui.app import Explorer


class Action(NamedTuple):
    """Something a reader can do: the action's words, what it does, its key."""

    action: str
    text: str
    key: str


def all_actions(app: "Explorer") -> list[Action]:
    """Return every action of the page in sight and of the explorer."""
    found = []
    for node, prefix in ((app.page, "page."), (app, "app.")):
        for binding in node._bindings.key_to_bindings.values():
            for one in binding:
                if one.description:
                    action = one.action.removeprefix("app.")
                    found.append(Action(prefix + action, one.description, one.key))
    return list({action.action: action for action in found}.values())


def matching(app: "Explorer", words: str) -> list[Choice]:
    """Return the actions whose name holds all letters of ``words`` in order."""
    wanted = compact(words)
    return [
        Choice(action.action, action.text, action.key)
        for action in all_actions(app)
        if _holds(compact(action.text), wanted)
    ]


def _holds(text: str, letters: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)


def help_page(app: "Explorer", colophon: Colophon) -> Document:
    """Return the keys of the page in sight, then those that work everywhere."""
    everywhere = [
        Row((Cell(action.key), Cell(action.text)))
        for action in all_actions(app)
        if action.action.startswith("app.")
    ]
    here = [Row((Cell(keys), Cell(text))) for keys, text in app.page.KEYS]
    signs = (
        ("≠", "sources disagree: Enter shows every voice"),
        ("○", "unchecked: widely printed, the work is still to be opened"),
        ("△", "the columns of a comparison do not say the same"),
        ("—", "not looked for; “not published” means looked for and not found"),
    )
    return Document(
        key="help",
        title="Keys and signs",
        blocks=(
            Heading("On this page"),
            Table(("", ""), tuple(here)),
            Heading("Everywhere"),
            Table(("", ""), tuple(everywhere)),
            Heading("Signs"),
            Table(("", ""), tuple(Row((Cell(sign), Cell(text))) for sign, text in signs)),
        ),
        colophon=colophon,
    )


def cited(document: Document, cell: Cell) -> str:
    """Return a cell as text with the references behind it."""
    lines = [cell.text]
    for claim in cell.claims:
        voice = document.voices.get(claim)
        if voice is None:
            continue
        state = ", disputed" if voice.disputed else ""
        lines = [f"{voice.subject_name}, {voice.label}: {cell.text} ({voice.evidence}{state})"]
        break
    for claim in cell.claims:
        voice = document.voices.get(claim)
        if voice is not None:
            lines += [
                f"- {line.text} {line.locator[:1].upper()}{line.locator[1:]}. ({line.read})"
                + (f" {line.url}" if line.url else "")
                for line in voice.citations
            ]
    if not cell.claims:
        lines += [
            f"[{reference.number}] {reference.text} {reference.url}".rstrip()
            for reference in document.references
            if reference.number in cell.refs
        ]
    colophon = document.colophon
    lines.append(
        f"From {colophon.pack}, version {colophon.version}, facts as of {colophon.facts_as_of}."
    )
    return "\n".join(lines)
