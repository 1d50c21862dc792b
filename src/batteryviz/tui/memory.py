"""What the explorer remembers from one session to the next; losing it costs nothing."""

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from batteryviz.safety.reading import UnreadableError, read_text

LARGEST_FILE = 64 * 1024


@dataclass
class Memory:
    """The last page and the choices of the last session; empty means no choice."""

    pack: str = ""
    """The folder of the pack the page belongs to."""
    page: str = ""
    units: str = ""
    theme: str = ""
    form: str = ""
    """The format last exported to."""


def recall(path: Path | None) -> Memory:
    """Return what was kept in ``path``; whatever cannot be read is forgotten."""
    if path is None:
        return Memory()
    try:
        kept = json.loads(read_text(path, LARGEST_FILE))
    except (UnreadableError, ValueError, RecursionError):
        return Memory()
    if not isinstance(kept, dict):
        return Memory()
    names = [field.name for field in fields(Memory)]
    return Memory(**{name: kept[name] for name in names if isinstance(kept.get(name), str)})


def keep(path: Path | None, memory: Memory) -> None:
    """Keep ``memory`` in ``path`` for the next session, if that place can be written."""
    if path is None:
        return
    from batteryviz.safety.files import write_atomically

    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # In ASCII: the name of a folder may be no text, and is kept as what Python makes of it.
        data = json.dumps(asdict(memory), indent=1).encode()
        write_atomically(path, data, replace=True)
