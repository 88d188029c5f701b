"""Debian's rule from 1998 to 2003 (Concorde vote counting), by which its leader of 2002 was elected.

Source: Debian Constitution 1.0 of December 1998, A.6 and 4.2, read whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from hustings.awaiting import Awaited, Awaiting
from hustings.contest import Contest
from hustings.counting import Draw, Papers, Rule, Stage
from hustings.errors import UsageError
from hustings.mechanics import recount
from hustings.mechanics.acceptance import quorum
from hustings.mechanics.duels import READING, among, defeats, duels, first_stage
from hustings.mechanics.examples import TENNESSEE


def stages(papers: Papers, draw: Draw, contest: Contest) -> Iterator[Stage]:
    """Yield the duels, the options that nobody dominates, exclusions between several, and the quorum."""
    _refuse_majorities(contest)
    cells = duels(papers)
    first = first_stage(papers, cells)
    yield first

    # (2)-(3) All options that at least one other dominates are discarded.
    dominated = {loser for _, loser in defeats(cells)}
    left = tuple(one for one in papers.candidates if one not in dominated)
    winner: tuple[str, ...] = left if len(left) == 1 else ()
    passed = _reaches(winner, cells, contest)
    yield Stage(
        step="undominated",
        votes={},
        papers=first.papers,
        holds="duels",
        duels=among(cells, left),
        remaining=left,
        eliminated=tuple(one for one in papers.candidates if one in dominated),
        elected=winner if passed else (),
    )
    if not left:
        words = "every option is dominated by another: the Secretary decides (7.1(3)), the text does not say"
        raise Awaiting(Awaited(what="ruling", step="undominated", words=words))

    # (5) Between several the single transferable vote is applied; (6) ties are for the casting vote.
    if not winner:
        now = recount.firsts(recount.rankings_of(papers), left)
        shown = recount.stage_of(now, "first-preferences")
        for stage in recount.hare(now, draw, recount.more_than_half, shown, 3):
            winner, passed = stage.elected, _reaches(stage.elected, cells, contest)
            yield stage if passed else replace(stage, elected=())

    # (8) The default option wins after all where too few prefer the winner to it.
    if winner and not passed:
        yield Stage(
            step="quorum",
            votes={winner[0]: cells[winner[0], contest.default]},
            papers=first.papers,
            holds="duels",
            quota=Fraction(quorum(contest.electorate or 0)),
            eliminated=winner,
            elected=(contest.default,),
        )


def _refuse_majorities(contest: Contest) -> None:
    if any(one.majority is not None for one in contest.candidates):
        raise UsageError(
            "supermajorities of version 1.0 (A.6(7)) are not counted",
            found="a majority for an option",
            expected="options without one",
            hint="count by the rule debian-2003 or debian",
        )


def _reaches(winner: tuple[str, ...], cells: dict[tuple[str, str], int], contest: Contest) -> bool:
    """Whether the quorum of votes prefer the winner to the default option; true where none is needed."""
    if not winner or not contest.default or winner == (contest.default,) or contest.electorate is None:
        return True
    return cells[winner[0], contest.default] >= quorum(contest.electorate)


RULE = Rule(
    key="debian-1998",
    name="Debian Constitution, 1998 to 2003 (Concorde vote counting)",
    version=1,
    source="Debian Constitution 1.0, A.6 and 4.2",
    elects="one option that no other dominates, or the default option where it lacks a quorum",
    ties="lots stand for the casting vote; where every option is dominated the count waits for a ruling",
    arithmetic="whole numbers; the quorum by squares, without a root",
    cites={
        "duels": "A.6(2): an option dominates another if more ballots prefer it",
        "undominated": "A.6(3)-(4): options that another dominates are discarded",
        "first-preferences": "A.6(5): first preferences between several that are left; more than half wins",
        "exclusion": "A.6(5): the lowest number of first preferences is eliminated",
        "quorum": "A.6(8): too few prefer the winning option to the default option, which wins after all",
    },
    stages=stages,
    family="condorcet",
    reads=("rankings", "preferences", "duels"),
    known="read",
    clauses={
        **READING,
        **recount.READING,
        "quorum": "three times half the root of the electorate (4.2), only where a default option is named",
        "supermajority": "A.6(7) is not counted: an option that needs one is refused",
    },
    example=TENNESSEE,
    checked="Debian Project Leader 2002 from the official table, with its quorum",
)
