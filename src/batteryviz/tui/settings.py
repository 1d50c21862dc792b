"""What a reader may settle in the settings file, and what holds without one."""

from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from typing import Literal

from batteryviz.tui.keys import KEY_SETS
from batteryviz.views.document import Units
from batteryviz.views.record import record

CopyTo = Literal["terminal", "file"]
KeySet = Literal["default", "vim"]


class SettingsError(ValueError):
    """A settings file that does not hold: one line with file, line and key."""


@record
class Settings:
    """The settings of one session."""

    theme: str | None = None
    units: Units | None = None
    key_set: KeySet = "default"
    keys: Mapping[str, str] = field(default_factory=dict)
    """Keys of a reader's own by the name of the action: ``{"search": "ctrl+f"}``."""
    copy_to: CopyTo = "terminal"
    """Whether copied text goes to the terminal's clipboard or to a file."""
    remember: bool = True
    """Whether page, units and theme are those of the last session."""

    @property
    def keymap(self) -> dict[str, str]:
        """The keys that differ from what the pages declare."""
        return {**KEY_SETS[self.key_set], **self.keys}


def read_settings(path: Path | None) -> Settings:
    """Return the settings in ``path``, or the usual ones when there is no such file.

    Raises ``SettingsError``.
    """
    try:
        is_there = path is not None and path.is_file()
    except OSError:
        # In a folder that is closed there is none for this reader.
        is_there = False
    if path is None or not is_there:
        return Settings()
    # Only a reader with a settings file pays for reading and checking one.
    from batteryviz.tui.settings_file import read

    return read(path)
