"""STAR voting: scores choose two finalists, and the one preferred on more papers is elected.

How a tie for the places of the finalists is broken is a clause: Equal Vote published more than one protocol.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from hustings.contest import Contest
from hustings.counting import Draw, Equality, Papers, Stage, Stages
from hustings.errors import InputError
from hustings.mechanics.grades import given, preferred, rated, scored, totals
from hustings.mechanics.lots import best_of, by_lot, extreme
from hustings.profile import Profile

MOST = 5
"""The most stars that a paper gives."""

Duels = Mapping[tuple[str, str], int]
Split = tuple[tuple[str, ...], tuple[str, ...], str]
"""Those who advance, those who stay tied, and the comparison that told them apart."""

Step = Callable[[tuple[str, ...], int, Duels, Mapping[str, int]], Split | None]
"""One step of breaking a tie: given the tied, the places, the match-ups and the five-star ratings, how they
are told apart, or None where it tells nobody apart."""

Protocol = Callable[[tuple[str, ...]], tuple[Step, ...]]
"""The steps for those who are tied at first; they begin again after each one that tells somebody apart."""


def fewest_lost(tied: tuple[str, ...], places: int, duels: Duels, fives: Mapping[str, int]) -> Split | None:
    """Who lost the most match-ups against the others is eliminated, unless too few would be left."""
    lost = {one: sum(duels[other, one] > duels[one, other] for other in tied if other != one) for one in tied}
    worst = tuple(extreme(lost, lowest=False))
    rest = tuple(one for one in tied if one not in worst)
    if not rest:
        return None
    return ((), rest, "match-ups") if len(rest) >= places else (rest, worst, "match-ups")


def most_fives(tied: tuple[str, ...], places: int, duels: Duels, fives: Mapping[str, int]) -> Split | None:
    """Who has the most five-star ratings advances; where those are too many, the fewest are eliminated."""
    best = best_of(fives, tied)
    if len(best) == len(tied):
        return None
    if len(best) <= places:
        return best, tuple(one for one in tied if one not in best), "five-star ratings"
    fewest = min(fives[one] for one in tied)
    return (), tuple(one for one in tied if fives[one] > fewest), "five-star ratings"


def only_most_fives(
    tied: tuple[str, ...], places: int, duels: Duels, fives: Mapping[str, int]
) -> Split | None:
    """Who has the most five-star ratings advances; where those are too many, they alone stay tied."""
    best = best_of(fives, tied)
    if len(best) == len(tied):
        return None
    rest = tuple(one for one in tied if one not in best)
    return (best, rest, "five-star ratings") if len(best) <= places else ((), best, "five-star ratings")


def star(protocol: Protocol) -> Stages:
    """The stages of STAR voting with a protocol for ties in the scoring round."""

    def stages(papers: Papers, draw: Draw, contest: Contest) -> Iterator[Stage]:
        profile = rated(papers)
        _refuse_other_scales(profile)
        points = totals(profile)

        # Scoring round: the scores of each candidate are added.
        alone = tuple(points) if len(points) == 1 else ()
        yield Stage(step="scores", votes=points, papers=profile.valid, holds="points", elected=alone)
        if len(points) < 2:
            return

        # The two with the greatest totals are the finalists.
        sure, tied = _leaders(points)
        duels, fives = preferred(profile, sure + tied), given(profile, MOST)
        won, equalities = broken(protocol(tied), tied, 2 - len(sure), duels, fives, draw)
        finalists = tuple(one for one in points if one in sure + won)
        yield Stage(
            step="finalists",
            votes={one: points[one] for one in finalists},
            papers=profile.valid,
            holds="points",
            remaining=finalists,
            eliminated=tuple(one for one in points if one not in finalists),
            equalities=equalities,
        )
        yield from _runoff(finalists, points, duels, fives, profile.valid, draw)

    return stages


def _refuse_other_scales(profile: Profile) -> None:
    for scores, _ in scored(profile):
        for one, score in scores.items():
            if not 0 <= score <= MOST:
                raise InputError(
                    "a paper gives a score that is no number of stars",
                    found=f"{one}: {score}",
                    expected=f"0 to {MOST}",
                    hint="correct the score, leave the paper out, or count by the rule score",
                )


def _leaders(points: Mapping[str, int]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who is a finalist for certain, and who is tied for the places that are left."""
    first = best_of(points)
    if len(first) == 2:
        return first, ()
    if len(first) > 2:
        return (), first
    second = best_of(points, [one for one in points if one not in first])
    return (first + second, ()) if len(second) == 1 else (first, second)


def broken(
    steps: tuple[Step, ...],
    tied: tuple[str, ...],
    places: int,
    duels: Duels,
    fives: Mapping[str, int],
    draw: Draw,
) -> tuple[tuple[str, ...], tuple[Equality, ...]]:
    """Who of the tied takes the places, and how each was told apart; raises Awaiting where a lot is left.

    The lot for the place of the second finalist has the key `finalist-2`.
    """
    taken: tuple[str, ...] = ()
    found: list[Equality] = []
    while len(tied) > (left := places - len(taken)) > 0:
        split = next((made for step in steps if (made := step(tied, left, duels, fives))), None)
        if split is None:
            drawn = draw(tied, f"finalist-{3 - left}", "goes to the runoff")
            split = (drawn,), tuple(one for one in tied if one != drawn), "lot"
        advanced, rest, by = split
        chosen = advanced or (rest if len(rest) == left else ())
        found += [Equality(between=tied, chosen=one, by=by) for one in chosen]
        taken, tied = taken + advanced, rest
    return (taken + tied if len(taken) < places else taken), tuple(found)


def _runoff(
    finalists: tuple[str, ...],
    points: Mapping[str, int],
    duels: Duels,
    fives: Mapping[str, int],
    papers: int,
    draw: Draw,
) -> Iterator[Stage]:
    """Yield the runoff, each paper for the finalist it scores higher, and the lot where all is equal."""
    one, other = finalists
    votes = {one: duels[one, other], other: duels[other, one]}
    elected = best_of(votes, finalists)
    equalities: tuple[Equality, ...] = ()
    # A tie goes to the finalist who was scored higher, then to the one with more five-star ratings.
    for by, figures in (("scores", points), ("five-star ratings", fives)):
        if len(elected) == 2 and len(better := best_of(figures, finalists)) == 1:
            elected, equalities = better, (Equality(between=finalists, chosen=better[0], by=by),)
    runoff = Stage(
        step="runoff",
        votes=votes,
        papers=papers,
        accounts={"no_preference": papers - sum(votes.values())},
        remaining=finalists,
        elected=elected if len(elected) == 1 else (),
        equalities=equalities,
    )
    yield runoff
    if len(elected) == 2:
        drawn, equalities = by_lot(finalists, draw, "lot")
        yield Stage(
            step="lot",
            votes=votes,
            papers=papers,
            accounts=runoff.accounts,
            remaining=finalists,
            elected=(drawn,),
            equalities=equalities,
        )
