"""What every model shares: strict, frozen, closed; and the plain types they are made of."""

from collections.abc import Mapping
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

from batteryviz.safety.names import is_slug
from batteryviz.safety.text import is_seen


class Strict(BaseModel):
    """A model that coerces nothing, changes never, and knows all its keys."""

    model_config = ConfigDict(
        strict=True,
        frozen=True,
        extra="forbid",
        allow_inf_nan=False,
        use_attribute_docstrings=True,
    )

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy; with ``update``, one that has passed every rule again.

        pydantic's own copy skips validation, which would let a ninth launcher in.
        """
        if not update:
            return super().model_copy(deep=deep)
        fields = {name: getattr(self, name) for name in type(self).model_fields}
        return type(self).model_validate({**fields, **update})


def _slug(text: str) -> str:
    if not is_slug(text):
        raise ValueError(
            f"{text!r} is not an id: use lower-case letters, digits and single hyphens"
        )
    return text


def _claim_id(text: str) -> str:
    subject, dot, claim = text.partition(".")
    if not dot:
        raise ValueError(f"{text!r} is not a claim id: write subject.claim")
    _slug(subject)
    _slug(claim)
    return text


def _sentence(text: str) -> str:
    if not text.endswith((".", "?", "!")):
        raise ValueError("a sentence ends with a full stop")
    return text


def _seen(text: str) -> str:
    if not is_seen(text):
        raise ValueError("nothing of it can be seen: write a word")
    return text


Slug = Annotated[str, AfterValidator(_slug)]
"""An id: also a file name, an address fragment and a command-line word."""

ClaimId = Annotated[str, AfterValidator(_claim_id)]
"""``subject.claim``: unique over a whole pack. In a spec file the part after the dot."""

Line = Annotated[str, StringConstraints(min_length=1, max_length=240), AfterValidator(_seen)]
"""A short text on one line: a name, a locator, a qualifier."""

Prose = Annotated[str, StringConstraints(min_length=1, max_length=2_000), AfterValidator(_sentence)]
"""One or more whole sentences."""
