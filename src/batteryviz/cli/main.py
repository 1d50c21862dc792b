"""The door of the program: its exit code is always the truth."""

import os
import sys

TYPE_CHECKING = False
"""Importing ``typing`` costs a tenth of a look-up; checkers know this name too."""

if TYPE_CHECKING:
    from batteryviz.cli.exits import Exit


def main(arguments: list[str] | None = None) -> int:
    """Run the program and return its exit code."""
    words = sys.argv[1:] if arguments is None else arguments
    # Before anything reads them; mostly a shell keeps them to itself.
    if "COLUMNS" in os.environ or "LINES" in os.environ:
        from batteryviz.cli.sizes import bound_environment

        bound_environment()
    # Python has no stream object for a descriptor that the shell closed. The lowest free
    # one is taken first: whatever is opened later is not read as if it had been typed.
    if getattr(sys, "stdin", None) is None:
        sys.stdin = os.fdopen(os.open(os.devnull, os.O_RDONLY))
    if getattr(sys, "stderr", None) is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")
    if getattr(sys, "stdout", None) is None:
        sys.stderr.write("batteryviz: standard output is closed\n")
        return _exits().IO_ERROR
    try:
        code = _run(words)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has seen enough. Nothing more may be written, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _exits().BROKEN_PIPE
    except KeyboardInterrupt:
        return _exits().INTERRUPTED
    except OSError as error:
        from batteryviz.safety.text import clean

        named = f"{error.filename}: " if isinstance(error.filename, str) else ""
        _last_words(f"batteryviz: {clean(named + (error.strerror or str(error)))}")
        return _exits().IO_ERROR
    return code


def _run(words: list[str]) -> int:
    from batteryviz.cli import quick

    try:
        text = quick.answer(words)
    except Exception as error:  # noqa: BLE001 - it ends as on the long way
        # Only a failure needs what that way ends by.
        from batteryviz.cli.endings import end_of

        return end_of(error)
    if text is not None:
        quick.write(text)
        return 0
    pack = quick.explored(words)
    if pack is not None:
        from batteryviz.cli.endings import ended
        from batteryviz.cli.exploring import open_explorer

        return ended(lambda: open_explorer(pack or None))
    from batteryviz.cli.program import run

    return run(words)


def _exits() -> "type[Exit]":
    # An answer that comes the quick way needs no name for its exit code.
    from batteryviz.cli.exits import Exit

    return Exit


def _last_words(message: str) -> None:
    try:
        sys.stderr.write(f"{message}\n")
        # What is still buffered cannot be written either, and must not fail again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError:
        pass
