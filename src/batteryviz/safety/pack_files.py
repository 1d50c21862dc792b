"""What the files and folders of a pack are called: nothing else in its folder is opened.

Free of every import: whether a pack has changed is asked before a look-up answers.
"""

ROOMS = ("elements", "batteries", "comparisons", "tours")
"""Folders that hold one thing a file."""

LISTS = ("sources", "parameters", "terms", "events", "disagreements")
"""Single files that hold many stanzas, each under its id."""

PACK = "pack"
"""The single file in which a pack speaks of itself."""

SUFFIX = ".yaml"
"""What the names of spec files end in."""
