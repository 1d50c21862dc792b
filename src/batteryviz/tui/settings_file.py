"""The settings file: TOML, checked key by key, each fault with its line."""

import re
import tomllib
import unicodedata
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from textual.keys import KEY_NAME_REPLACEMENTS, Keys

from batteryviz.safety.text import clean
from batteryviz.tui.actions import action_names
from batteryviz.tui.keys import RESERVED
from batteryviz.tui.settings import CopyTo, KeySet, Settings, SettingsError
from batteryviz.tui.themes import THEME_NAMES
from batteryviz.views.document import Units

LARGEST_FILE = 64 * 1024

_LONGEST_LINE = 1_024

_MOST_DOTS = 100
"""A setting has one or two; a comment may have more."""


class _File(BaseModel):
    model_config = ConfigDict(
        strict=True,
        extra="forbid",
        frozen=True,
        alias_generator=lambda name: name.replace("_", "-"),
    )

    theme: str | None = None
    units: Units | None = None
    key_set: KeySet = "default"
    keys: dict[str, str] = Field(default_factory=dict)
    copy_to: CopyTo = "terminal"
    remember: bool = True

    @field_validator("theme")
    @classmethod
    def _is_a_theme(cls, name: str | None) -> str | None:
        if name is not None and name not in THEME_NAMES:
            raise ValueError(f"there are {', '.join(THEME_NAMES)}")
        return name

    @field_validator("keys")
    @classmethod
    def _are_actions_and_free_keys(cls, keys: dict[str, str]) -> dict[str, str]:
        known = action_names()
        for action, chosen in keys.items():
            if action not in known:
                raise ValueError(f"{action}: no such action; there are {', '.join(sorted(known))}")
            for key in chosen.split(","):
                if not key.strip():
                    raise ValueError(f"{action}: a key is missing")
                if not _is_key(key.strip()):
                    raise ValueError(f"{action}: no such key; keys are f2, slash, ctrl+k, alt+left")
                if key.strip().lower() in RESERVED:
                    raise ValueError(
                        f"{action}: {key.strip()} belongs to terminals and multiplexers"
                    )
        return keys


_MODIFIERS = frozenset({"ctrl", "alt", "shift", "super", "hyper", "meta"})
_NAMES = frozenset(key.rpartition("+")[2] for key in Keys) | frozenset(
    KEY_NAME_REPLACEMENTS.values()
)


def _is_key(name: str) -> bool:
    """Say whether Textual can send a key of this name; what it shows of it is then harmless."""
    *modifiers, last = name.split("+")
    if not _MODIFIERS.issuperset(modifiers):
        return False
    if len(last) == 1:
        return last.isprintable() and not last.isspace()
    if last in _NAMES:
        return True
    # Signs have the names that Unicode gives them: left_square_bracket.
    try:
        unicodedata.lookup(last.replace("_", " "))
    except KeyError:
        return False
    return last.isascii() and last == last.lower()


def read(path: Path) -> Settings:
    """Return the settings in the file ``path``; raise ``SettingsError``."""
    shown = clean(str(path))
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
        if len(data) > LARGEST_FILE:
            raise SettingsError(f"{shown}: larger than {LARGEST_FILE // 1024} KiB")
        text = data.decode("utf-8-sig")
        _refuse_what_bloats(text, shown)
        values = tomllib.loads(text)
    except OSError as error:
        raise SettingsError(f"{shown}: {clean(error.strerror or 'cannot be read')}") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{shown}: not UTF-8 text") from None
    except RecursionError:
        raise SettingsError(f"{shown}: nested too deep") from None
    except tomllib.TOMLDecodeError as error:
        message, _, rest = str(error).rpartition(" (at line ")
        place = rest.partition(",")[0] if message else "1"
        raise SettingsError(f"{shown}:{place}: {clean(message or str(error))}") from None
    try:
        file_settings = _File.model_validate(values)
    except ValidationError as error:
        detail = error.errors(include_url=False)[0]
        key = str(detail["loc"][0])
        line = _line(text, key, detail["msg"])
        sentence = clean(_sentence(detail["type"], detail["msg"]))
        raise SettingsError(f"{shown}:{line}: {clean(key)}: {sentence}") from None
    return Settings(
        theme=file_settings.theme,
        units=file_settings.units,
        key_set=file_settings.key_set,
        keys=file_settings.keys,
        copy_to=file_settings.copy_to,
        remember=file_settings.remember,
    )


def _refuse_what_bloats(text: str, shown: str) -> None:
    """Refuse a line that no setting needs, before it is read.

    A key of many dots is a table within a table for each: 20,000 of them take ten seconds
    and gigabytes.
    """
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > _LONGEST_LINE:
            raise SettingsError(f"{shown}:{number}: a line of more than {_LONGEST_LINE} characters")
        if line.count(".") > _MOST_DOTS:
            raise SettingsError(f"{shown}:{number}: a line of more than {_MOST_DOTS} dots")


def _sentence(kind: str, message: str) -> str:
    if kind == "extra_forbidden":
        names = ", ".join(sorted(field.alias or name for name, field in _File.model_fields.items()))
        return f"no such setting; there are {names}"
    plain = message.removeprefix("Value error, ").removeprefix("Input ")
    return plain[:1].lower() + plain[1:]


def _line(text: str, key: str, message: str) -> int:
    """Return the line on which ``key`` is set, or the action a message of ``keys`` names."""
    named = re.match(r"Value error, ([^:]+): ", message)
    for name in ([named[1]] if named else []) + [key]:
        wanted = re.compile(rf"""^\s*(\[\s*)?["']?{re.escape(name)}["']?\s*[=\].]""")
        for number, line in enumerate(text.splitlines(), 1):
            if wanted.match(line):
                return number
    return 1
