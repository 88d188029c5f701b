"""What an audit tests: claims of one candidate's lead over another that together prove who is elected.

Source: Stark, Sets of half-average nulls generate risk-limiting audits (2020), for assertions and what a
paper is worth to each; the sets for the supplementary vote are our own, proved in docs/explanation/audit.md.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from hustings.mechanics.known import Known
from hustings.paper import Vote

Kind = Literal["first", "left", "before"]


@dataclass(frozen=True, kw_only=True)
class Assertion:
    """That `over` has more votes than `under`, in one of three ways.

    `first`: of first preferences. `left`: where only the candidates in `left` remain (for the supplementary
    vote these two alone). `before`: even if only first preferences count for `over`, and for `under` every
    paper that does not prefer `over`; then `over` is never excluded while `under` remains.
    """

    kind: Kind
    over: str
    under: str
    left: tuple[str, ...] = ()

    def words(self, name: Callable[[str], str]) -> str:
        """The assertion as a claim for people."""
        over, under = name(self.over), name(self.under)
        if self.kind == "first":
            return f"{over} has more first preferences than {under}"
        if self.kind == "before":
            return f"{over}'s first preferences are more than all papers that do not put {over} above {under}"
        others = [name(one) for one in self.left if one not in (self.over, self.under)]
        if not others:
            return f"{over} has more votes than {under} where only these two remain"
        return f"{over} has more votes than {under} where only they and {', '.join(others)} remain"


@dataclass(frozen=True, kw_only=True)
class Claim:
    """An assertion with the papers reported for `over` and for `under`; the rest count for neither.

    `exact` is False where more was published of neither: then the lead is at least that.
    """

    assertion: Assertion
    over: int
    under: int
    exact: bool = True

    @property
    def margin(self) -> int:
        """The reported lead in votes, or the least it can be."""
        return self.over - self.under


def worth(assertion: Assertion, vote: Vote) -> int:
    """What a paper of one or two columns is worth to an assertion: 1 for it, -1 against it, else 0.

    >>> runoff = Assertion(kind="left", over="a", under="b", left=("a", "b"))
    >>> [worth(runoff, vote) for vote in (("a", "b"), ("c", "b"), ("c", "d"), ("c", "-"), ())]
    [1, -1, 0, 0, 0]
    """
    pair = (assertion.over, assertion.under)
    looked_at = vote[:1] if assertion.kind == "first" else vote[:2]
    reached = next((one for one in looked_at if one in pair), None)
    return 0 if reached is None else 1 if reached == assertion.over else -1


Leads = Callable[[Assertion], Claim]
"""An assertion with the papers reported for and against it."""


def leads(known: Known) -> Leads:
    """Claims from what was published: exact where it tells them, else the least lead that it allows."""
    place = {id: at for at, id in enumerate(known.candidates)}

    def lead(assertion: Assertion) -> Claim:
        a, b = place[assertion.over], place[assertion.under]
        first = known.first
        if assertion.kind == "first":
            return Claim(assertion=assertion, over=first[a], under=first[b])
        if known.table is not None:
            totals = known.table.totals((a, b))
            return Claim(assertion=assertion, over=totals[a], under=totals[b])
        told = known.totals() or {}
        if set(told) == {a, b}:
            return Claim(assertion=assertion, over=told[a], under=told[b])
        # Nothing is known of the others' second preferences: all of them may be for the other one.
        return Claim(assertion=assertion, over=first[a], under=known.valid - first[a], exact=False)

    return lead


def plurality(candidates: Sequence[str], winner: str) -> tuple[Assertion, ...]:
    """That the winner has more votes than each other candidate."""
    return tuple(Assertion(kind="first", over=winner, under=one) for one in candidates if one != winner)


def classic(candidates: Sequence[str], winner: str, other: str) -> tuple[Assertion, ...]:
    """That these two alone remain, and that the winner then leads.

    If both lead everybody else on first preferences they and nobody else remain, so the last assertion is the
    last comparison of the count. True whatever ties there are among the rest.
    """
    finalists = (winner, other)
    return (
        *(
            Assertion(kind="first", over=one, under=rival)
            for one in finalists
            for rival in candidates
            if rival not in finalists
        ),
        runoff(winner, other),
    )


def runoff(winner: str, other: str) -> Assertion:
    """That the winner has more votes than the other where only these two remain."""
    return Assertion(kind="left", over=winner, under=other, left=(winner, other))


def economy(candidates: Sequence[str], winner: str, lead: Leads) -> tuple[Assertion, ...]:
    """The set with the greatest smallest lead that proves the winner unless there is a tie at the cut.

    The winner leads all but at most one on first preferences, and so remains. Whoever else may remain is
    beaten where only these two do, or cannot remain because the winner and a third one are ahead on first
    preferences. Where exactly two remain that is everybody; where several are level for the second place it
    is not, and the set proves nothing then.
    """
    rivals = [one for one in candidates if one != winner]
    first = {one: Assertion(kind="first", over=winner, under=one) for one in rivals}

    def size(some: Collection[Assertion]) -> tuple[int, int]:
        return min(lead(one).margin for one in some), -len(set(some))

    def shut_out(rival: str) -> tuple[Assertion, ...]:
        """How a rival is kept from winning, by the assertion or two with the greatest smallest lead."""
        ways: list[tuple[Assertion, ...]] = [(runoff(winner, rival),)]
        ways += [
            (first[rival], Assertion(kind="first", over=third, under=rival))
            for third in rivals
            if third != rival
        ]
        return max(ways, key=size)

    beaten = [one for rival in rivals for one in shut_out(rival)]
    sets = []
    for spared in (None, *rivals):
        ahead = [first[rival] for rival in rivals if rival != spared]
        sets.append(tuple(dict.fromkeys([*ahead, *beaten])))
    return max((one for one in sets if one), key=size)


def claims(assertions: Sequence[Assertion], lead: Leads) -> tuple[Claim, ...]:
    """The assertions with what was reported of each, the narrowest first."""
    found = [lead(one) for one in dict.fromkeys(assertions)]
    return tuple(sorted(found, key=lambda one: one.margin))
