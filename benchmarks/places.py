"""Where benchmarks keep what they make, and which programs they start."""

import os
import sys
import tempfile
from pathlib import Path

PYTHON = sys.executable
HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent
KEPT = Path(tempfile.gettempdir()) / "batteryviz-benchmarks"
"""Generated packs, peers and caches; safe to delete at any time."""

OURS = (str(Path(PYTHON).with_name("batteryviz")),)
"""The program as readers start it."""

MODULE = (PYTHON, "-m", "batteryviz")

HOME = KEPT / "home"
"""What the explorer remembers and is set to, apart from the reader's own."""

CACHE = KEPT / "cache"

ENVIRONMENT = {
    # A reader's Python keeps its byte code and buffers what it writes.
    **{name: value for name, value in os.environ.items() if not name.startswith("PYTHON")},
    "XDG_CACHE_HOME": str(CACHE),
    **{f"XDG_{kind}_HOME": str(HOME / kind.lower()) for kind in ("CONFIG", "DATA", "STATE")},
}
"""The whole environment of what is measured; compiled packs are kept apart, too."""
