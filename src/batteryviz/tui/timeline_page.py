"""Timeline: dated events, all or those of one subject or one kind of happening."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from batteryviz.compiled.opening import Library
from batteryviz.tui.bar import Bar
from batteryviz.tui.document_view import DocumentView
from batteryviz.tui.frame import clickable
from batteryviz.tui.page import Page
from batteryviz.views.narrowing import event_types, narrowed_timeline, subjects_of_events


class TimelinePage(Page):
    """The timeline; a bar above it says what is left out and lets it back in."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "subject", "Filter", tooltip="Only events of one subject", id="by-subject"),
        Binding("t", "type", "Type", tooltip="Only one type of event", id="by-type"),
        Binding("x,escape", "everything", "All", tooltip="Show all events again", id="all-events"),
    ]

    def __init__(self, library: Library, name: str) -> None:
        """Show the events of ``library``."""
        super().__init__(library, name)
        self._key = "timeline"
        self._subject = ""
        self._type = ""
        self._names = {entry.id: entry.name for entry in library.store.entries()}

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        yield Bar(id="timeline-bar", classes="bar")
        yield DocumentView(id="timeline-view")

    def begin(self) -> None:
        """Show every event."""
        self._show()

    @property
    def way_back(self) -> str:
        """The key of the events in sight, with the type the reader chose."""
        return self._key

    def open(self, key: str) -> None:
        """Go to the event the key names, or to the events of a subject and of a type.

        ``event:pac-1`` selects one, ``timeline:m903`` and ``timeline:m903:test`` filter,
        ``timeline`` shows all.
        """
        self._key = key
        room, _, name = key.partition(":")
        if room == "timeline":
            self._subject, _, self._type = name.partition(":")
            self._show()
        elif name:
            if self._subject or self._type:
                self._subject = self._type = ""
                self._show()
            self.query_one(DocumentView).select_key(name)

    def _narrow(self, subject: str, kind: str) -> None:
        """Show the events of a subject and of a type, and come back to them."""
        key = f"timeline:{subject}:{kind}".rstrip(":")
        self.host.passed_on(self._key, key)
        self.open(key)

    def _show(self) -> None:
        whole = self.library.page("timeline")
        shown = narrowed_timeline(whole, self._subject, self._type)
        self.query_one(DocumentView).show(shown, keep_place=True)
        # A pack that was compiled anew meanwhile may have subjects that had no name before.
        subject = self._subject
        about = self._names.get(subject, subject) if subject else "all subjects"
        kind = self._type or "all types"
        self.query_one("#timeline-bar", Bar).say(
            Content.assemble(
                Content.styled(f"{shown.subtitle.partition(';')[0]}   ", "bold"),
                clickable(f"f: {about}", "app.act('by-subject')"),
                "   ",
                clickable(f"t: {kind}", "app.act('by-type')"),
            )
        )

    def action_subject(self) -> None:
        """Let the reader pick the subject whose events are shown."""
        choices = subjects_of_events(self.library.page("timeline"), self._names)
        self.host.ask_for_choice(
            "Events of which subject?", choices, lambda subject: self._narrow(subject, self._type)
        )

    def action_type(self) -> None:
        """Let the reader pick the type of event that is shown."""
        kinds = event_types(self.library.page("timeline"))
        self.host.ask_for_choice(
            "Which type of event?",
            [(kind, kind) for kind in kinds],
            lambda kind: self._narrow(self._subject, kind),
        )

    def action_everything(self) -> None:
        """Show all events again."""
        self._narrow("", "")
