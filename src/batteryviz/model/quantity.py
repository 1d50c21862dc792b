"""Numbers as sources print them: exact, about, a range, at least, at most."""

from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import Discriminator, PlainValidator, Tag, WithJsonSchema, model_validator

from batteryviz.model.base import Line, Strict

MOST_DIGITS = 15


def _number(value: Any) -> int | Decimal:
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise ValueError(f"a number is written as 12 or 5.20, not {value!r}")
    if isinstance(value, int):
        fits = abs(value) < 10**MOST_DIGITS
    else:
        fits = value.is_finite() and len(value.as_tuple().digits) <= MOST_DIGITS
    if not fits:
        raise ValueError(f"a number has at most {MOST_DIGITS} digits")
    return value


Number = Annotated[int | Decimal, PlainValidator(_number), WithJsonSchema({"type": "number"})]
"""A whole number, or a decimal that keeps the digits its source printed."""

Form = Literal["exact", "about", "range", "at least", "at most"]


class Quantity(Strict):
    """A number, or what a source leaves of one; its unit stands beside it, in the claim.

    ``min`` alone is "at least", ``max`` alone "at most", both alike an exact number.
    Spec files write ``4``, ``{about: 120}``, ``{min: 6, max: 8}``, ``{min: 150}``,
    ``{max: 8}`` or ``{min: 70, max: 90, about: true}``.
    """

    min: Number | None = None
    """The least the source allows; alone it means "at least"."""
    max: Number | None = None
    """The most the source allows; alone it means "at most"."""
    about: bool = False
    """The source says "about", "roughly", "some"."""

    @model_validator(mode="before")
    @classmethod
    def _short_forms(cls, data: Any) -> Any:
        if isinstance(data, (int, Decimal)) and not isinstance(data, bool):
            return {"min": data, "max": data}
        if isinstance(data, dict) and "about" in data and not isinstance(data["about"], bool):
            if "min" in data or "max" in data:
                raise ValueError("with min or max, about is true or false")
            return {**data, "min": data["about"], "max": data["about"], "about": True}
        return data

    @model_validator(mode="after")
    def _has_bounds_in_order(self) -> Self:
        if self.min is None and self.max is None:
            raise ValueError("a quantity has a number, or a min, or a max")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError(f"min {self.min} is greater than max {self.max}")
        return self

    @property
    def form(self) -> Form:
        """Which of the five ways of speaking of a number this is."""
        if self.max is None:
            return "at least"
        if self.min is None:
            return "at most"
        if self.min != self.max:
            return "range"
        return "about" if self.about else "exact"


def _is_text(value: Any) -> str:
    return "text" if isinstance(value, str) else "quantity"


Value = Annotated[
    Annotated[Quantity, Tag("quantity")] | Annotated[Line, Tag("text")],
    Discriminator(_is_text),
]
"""What a claim says: a quantity, or words."""
