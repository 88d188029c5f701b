"""Recorded rulings on papers that wait: each paper once, in its own area, and no more than there are."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from hustings.errors import InputError
from hustings.formats._rulings import Ruled, apply_rulings
from hustings.paper import RecordedRuling, Ruling
from hustings.profile import Referred

VOTE = Ruling(vote=("a", "-"))
REJECT = Ruling(code="uncertain")
NORTH = Referred(area="n", pattern="A~ / B", why="struck", papers=3, ids=("p1", "p2", "p3"))
SOUTH = Referred(area="s", pattern="A~ / B", why="struck", papers=2)
OTHER = Referred(area="n", pattern="? / B", why="unread", papers=4)
WAITING = (NORTH, SOUTH, OTHER)
ALL = {"p1", "p2", "p3", "p9"}


def on(where: str = "d.toml:1", ruling: Ruling = VOTE, **what: object) -> RecordedRuling:
    return RecordedRuling(ruling=ruling, where=where, **what)  # type: ignore[arg-type]  # what is a dict


def apply(
    *rulings: RecordedRuling, waiting: Sequence[Referred] = WAITING
) -> tuple[list[Ruled], tuple[Referred, ...]]:
    return apply_rulings(waiting, rulings, exists=ALL.__contains__)


def refused(words: str, *rulings: RecordedRuling) -> InputError:
    with pytest.raises(InputError, match=words) as error:
        apply(*rulings)
    assert error.value.where == rulings[-1].where
    return error.value


def test_nothing_is_ruled_where_nothing_is_recorded() -> None:
    assert apply() == ([], WAITING)


def test_one_paper_by_its_id() -> None:
    held, waiting = apply(on(paper="p2"))
    assert held == [Ruled(area="n", ruling=VOTE, papers=1)]
    assert (waiting[0].papers, waiting[0].ids) == (2, ("p1", "p3")) and waiting[1:] == (SOUTH, OTHER)
    held, waiting = apply(on(paper="p1"), on(paper="p3", ruling=REJECT, area="n"), on(paper="p2"))
    assert [one.ruling for one in held] == [VOTE, REJECT, VOTE] and waiting == (SOUTH, OTHER)


def test_all_papers_of_a_pattern_in_every_area() -> None:
    held, waiting = apply(on(pattern=" A~  /  B ", papers=5))
    assert held == [Ruled(area="n", ruling=VOTE, papers=3), Ruled(area="s", ruling=VOTE, papers=2)]
    assert waiting == (OTHER,)


def test_papers_of_a_pattern_in_one_area() -> None:
    held, waiting = apply(
        on(pattern="A~ / B", area="s", papers=1), on("d:2", REJECT, pattern="A~ / B", area="s")
    )
    assert held == [Ruled(area="s", ruling=VOTE, papers=1), Ruled(area="s", ruling=REJECT, papers=1)]
    assert waiting == (NORTH, OTHER)
    held, waiting = apply(on(pattern="? / B", papers=3))
    assert held == [Ruled(area="n", ruling=VOTE, papers=3)]
    assert waiting[-1].papers == 1


def test_single_papers_are_taken_before_those_of_a_pattern_wherever_they_stand() -> None:
    several = on(pattern="A~ / B", area="n", papers=2)
    single = on(paper="p2", ruling=REJECT)
    for rulings in ((several, single), (single, several)):
        held, waiting = apply(*rulings)
        assert sorted((one.papers, one.ruling.code or "") for one in held) == [(1, "uncertain"), (2, "")]
        assert waiting == (SOUTH, OTHER)


def test_what_fits_no_paper_is_refused() -> None:
    assert "correct the id" in refused("no such paper", on(paper="p7")).hint
    assert "remove the ruling" in refused("was not referred", on(paper="p9")).hint
    refused("another area", on(paper="p1", area="s"))
    assert refused("no paper that was referred", on(pattern="A~ / C")).hint == "did you mean A~ / B?"
    refused("no paper that was referred", on(pattern="? / B", area="s"))


def test_a_paper_is_ruled_on_once() -> None:
    error = refused("two rulings are on one paper", on(paper="p1"), on("d.toml:5", paper="p1"))
    assert error.found == "paper p1 again, after d.toml:1"


@pytest.mark.parametrize(("area", "papers", "most"), [("s", 3, "2"), ("", 6, "5"), ("n", 4, "3")])
def test_no_more_papers_than_wait(area: str, papers: int, most: str) -> None:
    error = refused("more papers than carry", on(pattern="A~ / B", area=area, papers=papers))
    assert error.expected == f"{most} at most"
    again = on("d.toml:2", pattern="A~ / B", area="s", papers=2)
    refused("more papers than carry", on(pattern="A~ / B", area="s", papers=1), again)


def test_which_papers_a_ruling_is_on_must_be_said() -> None:
    """Some of two areas' papers, or some of those that have ids: nobody could tell which."""
    assert refused("does not say which", on(pattern="A~ / B", papers=4)).hint == "name the area"
    assert "its id" in refused("does not say which", on(pattern="A~ / B", area="n", papers=2)).hint
    assert "its id" in refused("does not say which", on(pattern="A~ / B", area="n", papers=1)).hint
    bare = (SOUTH, Referred(area="w", pattern="A~ / B", why="struck", papers=2))  # no ids at all
    with pytest.raises(InputError, match="does not say which") as error:
        apply(on(pattern="A~ / B", papers=3), waiting=bare)
    assert error.value.expected == "one of the areas s, w"
