"""Where a reader's own files lie: settings, what the program remembers, what was saved.

Nothing needs a home: without one, each answer is ``None`` and the program runs on.
"""

from pathlib import Path

from platformdirs import PlatformDirs

_FOLDERS = PlatformDirs("batteryviz", appauthor=False)


def settings_file() -> Path | None:
    """Return the place of the settings file, whether or not there is one."""
    return _inside(_FOLDERS.user_config_dir, "config.toml")


def memory_file() -> Path | None:
    """Return the place of what the program remembers between two sessions."""
    return _inside(_FOLDERS.user_state_dir, "memory.json")


def podium_file() -> Path | None:
    """Return the place in which the step of a running tour is kept."""
    return _inside(_FOLDERS.user_state_dir, "tour.json")


def saved_folder(room: str) -> Path | None:
    """Return the folder for what a reader saves: ``comparisons``, ``copies``."""
    return _inside(_FOLDERS.user_data_dir, room)


def _inside(folder: str, name: str) -> Path | None:
    path = Path(folder, name)
    return path if path.is_absolute() else None
