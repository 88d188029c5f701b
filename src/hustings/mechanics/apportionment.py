"""Seats shared among lists: the highest averages by a row of divisors, the largest remainders by a quota.

Both loops give one seat a stage, to all lists that are equal as long as there are seats for all of them.
Where there are not, the rule's own comparison is made, and if that leaves them equal a person draws a lot.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from operator import lt

from hustings.awaiting import fresh_election
from hustings.contest import Candidate, Contest
from hustings.counting import Draw, Equality, Number, Papers, Stage, Stages
from hustings.mechanics.lots import best_of, by_lot


@dataclass(frozen=True, kw_only=True)
class Preference:
    """How a law compares lists that are equal for the last seats, before any lot: the greater `figure` wins.

    `figure` is made of a list's votes and the divisor it stands at; `by` says in words what is compared.
    """

    by: str
    figure: Callable[[int, Number], Number]


def highest_averages(
    *,
    divisor: Callable[[int], Number],
    already: Callable[[Candidate, Contest], int] | None = None,
    threshold: Fraction | None = None,
    too_few: Callable[[Number, Number], bool] = lt,
    prefer: Preference | None = None,
) -> Stages:
    """The stages of a rule that divides votes by a row of divisors, one seat at a time.

    `divisor` gives the divisor of a list that holds so many seats, `already` the seats that a list brings
    from elsewhere (it may raise Awaiting), `threshold` the share needed where the contest's facts say none,
    and `too_few` compares a list's votes with that share of all.

    >>> from hustings.counting import Rule, count
    >>> from hustings.profile import Profile
    >>> from hustings.rules.dhondt import RULE
    >>> [str(one) for one in count(RULE, Profile.of("ab", {("a",): 5, ("b",): 4})).stages[1].votes.values()]
    ['5', '4']
    """

    def stages(papers: Papers, draw: Draw, contest: Contest) -> Iterator[Stage]:
        votes = papers.first_preferences()
        share = threshold if contest.threshold is None else contest.threshold
        opening = _opening(votes, share, too_few)
        yield opening
        _refuse_nobody(opening)
        brought = {
            one: already(contest.candidate(one), contest) if already else 0 for one in opening.remaining
        }
        seats = dict.fromkeys(opening.remaining, 0)
        while (left := contest.seats - sum(seats.values())) and (ready := _with_room(seats, contest)):
            at = {one: divisor(seats[one] + brought[one]) for one in ready}
            quotients = {one: Fraction(votes[one]) / at[one] for one in ready}
            figures = {one: prefer.figure(votes[one], at[one]) for one in ready} if prefer else {}
            takers, equalities = _takers(
                quotients, left, draw, contest.seats - left + 1, figures, prefer.by if prefer else ""
            )
            yield _given("seat", quotients, takers, seats, equalities, opening.papers)
        yield from _vacant(seats, contest, opening.papers)

    return stages


def largest_remainders(*, quota: Callable[[int, int], Number]) -> Stages:
    """The stages of a rule that gives a seat for each whole quota, and the rest by the largest remainders.

    `quota` is made of the votes of the lists that take part and of the seats. Nobody takes a second seat by
    a remainder before each list that can has taken one.
    """

    def stages(papers: Papers, draw: Draw, contest: Contest) -> Iterator[Stage]:
        votes = papers.first_preferences()
        opening = _opening(votes, contest.threshold, lt)
        yield opening
        _refuse_nobody(opening)
        votes = {one: votes[one] for one in opening.remaining}
        size = Fraction(quota(sum(votes.values()), contest.seats))

        # As many seats as whole quotas; no more than there are persons on the list.
        seats = {one: int(number // size) if size else 0 for one, number in votes.items()}
        left_over = {one: votes[one] - size * full for one, full in seats.items()}
        seats = {one: min(full, _room(one, contest, full)) for one, full in seats.items()}
        winners = tuple(sorted((one for one in seats if seats[one]), key=lambda one: -votes[one]))
        yield Stage(
            step="quotas",
            votes=votes,
            papers=opening.papers,
            holds="seats",
            quota=size,
            whose=winners,
            elected=winners,
            seats=dict(seats),
        )
        waiting: dict[str, None] = {}
        while (left := contest.seats - sum(seats.values())) and (ready := _with_room(seats, contest)):
            waiting = {one: None for one in ready if one in waiting} or dict.fromkeys(ready)
            remainders = {one: left_over[one] for one in waiting}
            takers, equalities = _takers(remainders, left, draw, contest.seats - left + 1)
            yield _given("remainder", remainders, takers, seats, equalities, opening.papers)
            for one in takers:
                del waiting[one]
        yield from _vacant(seats, contest, opening.papers)

    return stages


def _opening(
    votes: Mapping[str, int], share: Fraction | None, too_few: Callable[[Number, Number], bool]
) -> Stage:
    """The votes of every list, and who has too few of them to take part."""
    valid = sum(votes.values())
    below = tuple(one for one, number in votes.items() if share and too_few(number, share * valid))
    remaining = tuple(one for one in votes if one not in below)
    return Stage(step="votes", votes=votes, papers=valid, eliminated=below, remaining=remaining)


def _refuse_nobody(opening: Stage) -> None:
    if not opening.remaining:
        why = "no list has the share of the votes that is needed" if opening.votes else "nobody stands"
        raise fresh_election(why)


def _room(id: str, contest: Contest, otherwise: int) -> int:
    """How many persons on a list may take a seat; `otherwise` where that is not said."""
    listed = contest.candidate(id).listed
    return otherwise if listed is None else listed


def _with_room(seats: Mapping[str, int], contest: Contest) -> list[str]:
    """The lists that are not exhausted."""
    return [one for one, held in seats.items() if held < _room(one, contest, held + 1)]


def _takers(
    figures: Mapping[str, Number],
    left: int,
    draw: Draw,
    seat: int,
    compared: Mapping[str, Number] | None = None,
    by: str = "",
) -> tuple[tuple[str, ...], tuple[Equality, ...]]:
    """Who takes the seat: all with the greatest figure, unless they are more than the seats left."""
    equal = best_of(figures)
    if len(equal) <= left:
        return equal, ()
    narrowed = best_of(compared, equal) if compared else equal
    if len(narrowed) <= left:
        return narrowed, tuple(Equality(between=equal, chosen=one, by=by) for one in narrowed)
    drawn, equalities = by_lot(narrowed, draw, f"seat-{seat}", f"takes seat {seat}")
    return (drawn,), equalities


def _given(
    step: str,
    figures: Mapping[str, Number],
    takers: tuple[str, ...],
    seats: dict[str, int],
    equalities: tuple[Equality, ...],
    papers: int,
) -> Stage:
    """The stage at which the takers get a seat each; `seats` is brought up to date."""
    first = tuple(one for one in takers if not seats[one])
    for one in takers:
        seats[one] += 1
    return Stage(
        step=step,
        votes=figures,
        papers=papers,
        holds="seats",
        whose=takers,
        elected=first,
        seats=dict(seats),
        equalities=equalities,
    )


def _vacant(seats: Mapping[str, int], contest: Contest, papers: int) -> Iterator[Stage]:
    """A last stage where seats stay vacant, because nobody is left on any list."""
    if sum(seats.values()) < contest.seats:
        yield Stage(step="vacant", votes={}, papers=papers, holds="seats", seats=dict(seats))
