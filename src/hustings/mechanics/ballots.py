"""Ranked ballot papers as arrays, read as a rule reads doubtful ranks, and where each goes next.

A rule states its `Handling`: what a rank marked for several candidates, ranks that were skipped, and a
candidate ranked again are held to say. A ranking is followed from its first rank to the first candidate who
continues; where it ends, it ends under a name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hustings import views
from hustings.counting import Papers
from hustings.errors import UsageError
from hustings.profile import Profile

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.signedinteger[Any]]

ENDS = ("no_further_preference", "over_marked", "skipped", "repeated", "unread")
"""Why a ranking ends, as the accounts of papers that reach nobody name it."""

NO_FIRST = "no_first_preference"
"""The account of papers whose ranking holds nobody at all."""

PASS = -1
NO_FURTHER, OVER_MARKED, SKIPPED, REPEATED, UNREAD = (-2 - at for at in range(len(ENDS)))
"""What following a ranking comes to where it is no candidate: pass on, or the end, by its reason."""

SKIP_ENDS, REPEAT_ENDS = views.END - 1, views.END - 2
"""Codes that replace a rank at which a ranking ends by a rule's reading."""

OverMarked = Callable[[Sequence[int]], int]
"""What a rank shared by candidates says: given those of them who continue, a candidate, PASS or an end."""

Rewritten = Callable[["Ints", int], "Ints"]
"""Rewrites the codes of rankings where a reading ends them: codes and the number of candidates to codes."""


def ends_there(continuing: Sequence[int]) -> int:
    """A rank marked for several candidates ends the ranking."""
    return OVER_MARKED


def ends_while_any_continue(continuing: Sequence[int]) -> int:
    """A rank marked for several candidates is passed over when none of them continues, else it ends."""
    return OVER_MARKED if continuing else PASS


def counts_for_the_only_one(continuing: Sequence[int]) -> int:
    """A rank marked for several candidates counts for the only one who continues, ends while several do."""
    if len(continuing) > 1:
        return OVER_MARKED
    return continuing[0] if continuing else PASS


def passed_over(continuing: Sequence[int]) -> int:
    """A rank marked for several candidates is passed over."""
    return PASS


def end_at_skips(run: int) -> Rewritten:
    """So many skipped ranks in a row, with somebody ranked after them, end the ranking."""

    def rewrite(codes: Ints, candidates: int) -> Ints:
        import numpy as np

        skipped = codes == views.SKIPPED
        named = np.logical_or.accumulate((codes >= 0)[:, ::-1], axis=1)[:, ::-1]
        gap = skipped & named
        for step in range(1, run):
            gap[:, step:] &= skipped[:, :-step]
            gap[:, :step] = False
        made = codes.copy()
        made[gap] = SKIP_ENDS
        return made

    return rewrite


def end_at_repeats(codes: Ints, candidates: int) -> Ints:
    """A candidate ranked again ends the ranking there."""
    made = codes.copy()
    for rank in range(1, codes.shape[1]):
        column = codes[:, rank]
        again = (codes[:, :rank] == column[:, None]).any(axis=1) & (column >= 0)
        made[again, rank] = REPEAT_ENDS
    return made


@dataclass(frozen=True, kw_only=True)
class Handling:
    """How a rule reads doubtful ranks: `over_marked` ranks, and the `others` (skipped, repeated) in turn.

    Skipped ranks and repeated candidates that no reading ends are passed over.
    """

    over_marked: OverMarked = ends_there
    others: tuple[Rewritten, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Ballots:
    """Rankings as they are read: `codes` (a row each), how many `papers` of each row, and what was doubtful.

    `doubtful` counts the papers on which a rank is shared, skipped, repeated or not told. `ordered` says that
    the rows are single papers in the order in which they were counted.
    """

    candidates: tuple[str, ...]
    codes: Ints
    papers: NDArray[np.int64]
    groups: tuple[tuple[int, ...], ...]
    over_marked: OverMarked
    doubtful: Mapping[str, int]
    ordered: bool = False

    @property
    def total(self) -> int:
        """All papers."""
        return int(self.papers.sum())

    def table(self, continuing: NDArray[np.bool_]) -> Ints:
        """What each code comes to while these candidates continue; negative codes count from its end."""
        import numpy as np

        number = len(self.candidates)
        made = np.empty(number + len(self.groups) + 5, np.int16)
        made[:number] = np.where(continuing, np.arange(number, dtype=np.int16), PASS)
        for at, members in enumerate(self.groups, start=number):
            made[at] = self.over_marked([one for one in members if continuing[one]])
        made[views.SKIPPED] = PASS
        made[views.UNREAD] = PASS if self.over_marked is passed_over else UNREAD
        made[views.END] = NO_FURTHER
        made[SKIP_ENDS], made[REPEAT_ENDS] = SKIPPED, REPEATED
        return made

    def follow(self, rows: Ints, ranks: Ints, table: Ints) -> Ints:
        """Whom each row counts for next, or why it ends; `ranks`, one for every row, move on in place."""
        width, flat = self.codes.shape[1], self.codes.reshape(-1)
        at = rows * width + ranks[rows]
        went: Ints = table[flat[at]]
        on = (went == PASS).nonzero()[0]
        while len(on):
            at[on] += 1
            found = table[flat[at[on]]]
            went[on] = found
            on = on[found == PASS]
        ranks[rows] = at - rows * width
        return went


def ballot_papers(papers: Papers) -> Profile:
    """The ballot papers themselves, which some rules need paper by paper.

    Raises UsageError for figures that are none, such as the pairwise table of a rule that reads both.
    """
    if not isinstance(papers, Profile):
        raise UsageError(
            "what each paper says is not told by these figures",
            found=papers.kind,
            expected="ballot papers",
            hint="choose a rule that reads them (hustings rules list)",
        )
    return papers


def ballots_of(papers: Papers, handling: Handling, *, singly: bool = False) -> Ballots:
    """The rankings of a profile as arrays; `singly` gives each paper a row, in their order if known.

    Raises UsageError where the papers are no rankings.

    >>> profile = Profile.of("ab", {("b", "a"): 2, ("a=b",): 1}, ballots="rankings")
    >>> made = ballots_of(profile, Handling())
    >>> made.total, made.doubtful
    (3, {'level': 1})
    """
    import numpy as np

    papers = ballot_papers(papers)
    papers.wait_for_rulings("first-preferences")
    found, counted = papers.coded, papers.weights
    codes = found.codes
    for rewrite in handling.others:
        codes = rewrite(codes, len(papers.candidates))
    if singly:
        turns = papers.order or np.repeat(np.arange(len(codes)), counted)
        codes = codes[np.asarray(turns, np.int64)]
        counted = np.ones(len(codes), np.int64)
    return Ballots(
        candidates=papers.candidates,
        codes=codes,
        papers=counted,
        groups=found.groups,
        over_marked=handling.over_marked,
        doubtful=papers.doubtful_ranks(),
        ordered=singly and bool(papers.order or not papers.piles),
    )
