"""The shortest promises: it starts, it answers, and the packs are sound."""

from program import SHIPPED, TOY, run


def test_the_toy_pack_has_no_problems() -> None:
    """The invented facts keep every rule that real facts keep."""
    ran = run("check", TOY, specs=None)
    assert (ran.code, ran.out) == (0, "")


def test_the_shipped_pack_has_no_problems() -> None:
    """The shipped facts pass every check of the program itself."""
    ran = run("check", SHIPPED, specs=None)
    assert (ran.code, ran.out) == (0, "")


def test_two_radars_stand_side_by_side() -> None:
    """The shipped comparison of the radars prints both names."""
    ran = run("compare", "radars", "--plain", specs=None)
    assert ran.code == 0
    assert "AN/MPQ-53: " in ran.out
    assert "AN/MPQ-65: " in ran.out


def test_without_a_terminal_the_program_says_what_to_type() -> None:
    """Bare ``batteryviz`` in a pipe names commands that work, and exits 69."""
    ran = run(specs=None)
    assert (ran.code, ran.out) == (69, "")
    assert "batteryviz compare an-mpq-53 an-mpq-65" in ran.err
