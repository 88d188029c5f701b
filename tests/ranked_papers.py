"""What the tests of ranked papers share: reading a text, and rankings to be written in each dialect."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence

from hypothesis import strategies as st

from hustings.contest import Contest
from hustings.formats._format import Facts, Format, Opened
from hustings.paper import Vote
from hustings.profile import Profile
from hustings.returns import Reading

IDS = ("ann-archer", "bert-fry", "clara-hill", "dora-lang")
NAMES = ("Ann Archer", "Bert Fry", "Clara Hill", "Dora Lang")


def read(
    format: Format, text: str | bytes, contest: Contest | None = None, *, in_order: bool = False
) -> Reading:
    data = text if isinstance(text, bytes) else text.encode()
    opened = Opened(name="v", stream=io.BytesIO(data))
    return format.read(opened, Facts(contest=contest, in_order=in_order))


def votes(reading: Reading) -> dict[Vote, int]:
    assert isinstance(reading.papers, Profile)
    return {pile.vote: pile.papers for pile in reading.papers.piles}


def in_turn(reading: Reading) -> list[Vote]:
    """The papers one by one, as they were kept."""
    assert isinstance(reading.papers, Profile)
    return [reading.papers.piles[at].vote for at in reading.papers.order]


def trimmed(places: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    held = [tuple(sorted(place, key=IDS.index)) for place in places]
    while held and not held[-1]:
        held.pop()
    return tuple(held)


# A ranking as the candidates at each rank, none where it was skipped; candidates may repeat.
place = st.lists(st.sampled_from(IDS), max_size=2, unique=True)
ranking = st.lists(place, max_size=5).map(trimmed)
papers = st.lists(st.tuples(ranking, st.integers(1, 4)), min_size=1, max_size=12)
strict = st.lists(st.sampled_from(IDS), unique=True).map(lambda ids: tuple((id,) for id in ids))

Ranking = tuple[tuple[str, ...], ...]


def vote(ranking: Ranking) -> Vote:
    return tuple("=".join(place) or "-" for place in ranking)


def expected(rows: Sequence[tuple[Ranking, int]]) -> dict[Vote, int]:
    held: Counter[Vote] = Counter()
    for one, number in rows:
        held[vote(one)] += number
    return dict(held)


def one_by_one(rows: Sequence[tuple[Ranking, int]]) -> list[Vote]:
    return [vote(one) for one, number in rows for _ in range(number)]


def numbers(ranking: Ranking, between: str = " ") -> str:
    return between.join("=".join(str(IDS.index(id) + 1) for id in place) or "-" for place in ranking)
