"""Records: they are equal, told apart, shown and replaced as dataclasses are."""

from dataclasses import fields, replace

from batteryviz.views.document import Cell, Heading, Paragraph


def test_records_are_equal_when_class_and_fields_are() -> None:
    assert Cell("20", refs=(1,)) == Cell("20", refs=(1,))
    assert Cell("20", refs=(1,)) != Cell("20", refs=(2,))
    like_it: tuple[object, ...] = (("20", 2), Paragraph("20", "plain"))
    assert Heading("20", 2) not in like_it


def test_equal_records_are_one_in_a_set() -> None:
    assert len({Cell("20"), Cell("20"), Cell("21")}) == 2


def test_a_record_says_what_it_holds() -> None:
    assert repr(Heading("Size", 3)) == "Heading(text='Size', level=3)"


def test_a_record_can_be_made_anew_with_another_value() -> None:
    cell = Cell("20", claims=("m903:weight",))
    other = replace(cell, text="21")
    assert (other.text, other.claims, cell.text) == ("21", ("m903:weight",), "20")
    assert [field.name for field in fields(Heading)] == ["text", "level"]
