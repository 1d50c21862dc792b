"""The garbage collector, held while a whole pack is read: all that is made then is kept."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collector(*, for_good: bool = False) -> Iterator[None]:
    """Hold the garbage collector: what reads a whole pack allocates only what it keeps.

    What is kept ``for_good`` is not looked through later either. Else the first
    collection afterwards looks through all that was made, which takes seconds of a large
    pack: keep the collector held until the pack is needed no more.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
        if for_good and was_enabled:
            gc.freeze()
    finally:
        if was_enabled:
            gc.enable()
