"""Where benchmarks keep what they make, and which programs they start."""

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

ENVIRONMENT = {"XDG_CACHE_HOME": str(KEPT / "cache")}
"""Compiled packs are kept apart from the reader's own."""
