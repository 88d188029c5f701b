"""Ballot papers of the Australian Senate, with the examples that the Act itself prints."""

from hustings.mechanics.senate_papers import in_sequence, senate_paper

GROUPS = {one: tuple(f"{one}{at}" for at in range(1, 4)) for one in "ABCDEFGHIJ"}


def squares(numbers, names):
    return dict(zip(names, numbers, strict=False))


def test_the_examples_printed_in_section_268a():
    below = [one for people in GROUPS.values() for one in people]
    # "1, 2, 3, 3, 4, 5 and 6 ... only 2 squares have been numbered": informal.
    assert senate_paper({}, squares([1, 2, 3, 3, 4, 5, 6], below), GROUPS) is None
    # "1 to 9 and then 11, 12, 13 and 14 ... only the squares numbered from 1 to 9 are counted".
    made = senate_paper({}, squares([*range(1, 10), 11, 12, 13, 14], below), GROUPS)
    assert made == tuple(below[:9])


def test_the_examples_printed_in_section_269():
    # "1, 1, 2 and 3 ... no squares have been numbered": informal.
    assert senate_paper(squares([1, 1, 2, 3], "ABCD"), {}, GROUPS) is None
    # "1 to 9 and then 11, 12, 13 and 14 ... only the squares numbered from 1 to 9 are counted".
    made = senate_paper(squares([*range(1, 10), 11], "ABCDEFGHIJ"), {}, GROUPS)
    assert made is not None and len(made) == 27 and made[:4] == ("A1", "A2", "A3", "B1")


def test_one_square_above_the_line_is_enough_and_below_prevails_where_both_are_formal():
    below = {f"A{at}": 7 - at for at in range(1, 4)} | {f"B{at}": 4 - at for at in range(1, 4)}
    assert senate_paper({"C": 1}, {}, GROUPS) == ("C1", "C2", "C3")
    assert senate_paper({"C": 1}, below, GROUPS) == ("B3", "B2", "B1", "A3", "A2", "A1")
    # Five squares below the line are too few, and the vote above it counts.
    assert senate_paper({"C": 1}, {one: at for one, at in below.items() if at < 6}, GROUPS) == GROUPS["C"]
    assert senate_paper({}, {}, GROUPS) is None


def test_with_fewer_than_six_candidates_every_square_below_the_line_is_needed():
    groups = {"A": ("a", "b"), "": ("c",)}
    assert senate_paper({}, {"a": 2, "b": 1, "c": 3}, groups) == ("b", "a", "c")
    assert senate_paper({}, {"a": 2, "b": 1}, groups) is None


def test_numbers_that_are_missed_or_repeated_end_the_sequence():
    assert in_sequence({"a": 2, "b": 3}) == []
    assert in_sequence({"a": 1, "b": 2, "c": 4}) == ["a", "b"]
