"""Why rules disagree on the same papers, in sentences each of which is true of the figures it names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from hustings.comparison import Outcome
from hustings.contest import Contest
from hustings.counting import Count, Stage
from hustings.mechanics.duels import Cells, Pair, condorcet_winner, defeats, margins, winning_votes
from hustings.mechanics.sets import smith
from hustings.remarks import listed

STRENGTHS = ("-winning-votes", "-margins")
"""How a rule's key ends that names the strength of a defeat."""

NAMED = 6
"""So many rules, or duels, are named in a sentence; more are counted."""


def reasons(
    contest: Contest, outcomes: Sequence[Outcome], counts: Mapping[str, Count], cells: Cells | None
) -> tuple[str, ...]:
    """Why these outcomes differ; nothing where they do not."""
    if len(outcomes) < 2:
        return ()
    if contest.seats > 1:
        return tuple(_places(contest, outcomes, counts))
    if cells is None:
        return tuple(_figures(contest, outcomes, counts))
    winner = condorcet_winner(contest.ids, cells)
    told = _passed_over(contest, winner, outcomes, counts) if winner else _circle(contest, outcomes, cells)
    return (*told, *_losers(contest, outcomes, cells))


def _names(contest: Contest, ids: Sequence[str]) -> str:
    return listed([contest.label(id) for id in ids])


def _rules(keys: Sequence[str]) -> str:
    """The rules by key, or how many there are; which they are stands beside each outcome."""
    return listed(list(keys)) if len(keys) <= NAMED else f"{len(keys)} of these rules"


def _under(outcome: Outcome) -> str:
    return f"under {_rules(outcome.rules)}"


def _places(contest: Contest, outcomes: Sequence[Outcome], counts: Mapping[str, Count]) -> Iterator[str]:
    """Who is elected whatever the rule, and who only by some."""
    always = set.intersection(*(set(one.elected) for one in outcomes))
    if always:
        waits = any(counted.awaiting for counted in counts.values())
        which = "every rule that comes to a result" if waits else "every rule"
        yield f"Elected under {which}: {_names(contest, [id for id in contest.ids if id in always])}."
    for id in contest.ids:
        by = [key for one in outcomes if id in one.elected for key in one.rules]
        if by and id not in always:
            yield f"{contest.label(id)} is elected only under {_rules(by)}."


def _figures(contest: Contest, outcomes: Sequence[Outcome], counts: Mapping[str, Count]) -> Iterator[str]:
    """Where candidates cannot be compared two by two: what the last figures of each outcome's rules say."""
    first, *others = outcomes
    for outcome in others:
        for key in outcome.rules:
            how = "; ".join(_how(contest, one, counts[key]) for one in first.elected)
            yield f"Under {key} {_names(contest, outcome.elected) or 'nobody'} is elected: {how}."


def _passed_over(
    contest: Contest, winner: str, outcomes: Sequence[Outcome], counts: Mapping[str, Count]
) -> Iterator[str]:
    """There is a Condorcet winner: who elects it, and how it fails under the other rules."""
    name = contest.label(winner)
    by = [key for one in outcomes if one.elected == (winner,) for key in one.rules]
    elects = f"is elected under {_rules(by)}" if by else "is elected under none of these rules"
    yield f"{name} beats everybody else two by two, and {elects}."
    for outcome in outcomes:
        if outcome.elected == (winner,):
            continue
        ways: dict[str, list[str]] = {}
        for key in outcome.rules:
            ways.setdefault(_how(contest, winner, counts[key]), []).append(key)
        for way, keys in ways.items():
            elected = _names(contest, outcome.elected) or "nobody"
            yield f"Under {_rules(keys)} {elected} is elected: {way}."


def _how(contest: Contest, id: str, counted: Count) -> str:
    """How somebody came not to be elected: at which stage, or by which figures."""
    name = contest.label(id)
    for at, stage in enumerate(counted.stages, start=1):
        if id in stage.eliminated:
            return f"{name} is out at stage {at}"
    last = _last_with(counted, id)
    who = next((one for one in counted.elected if last and one in last.votes), None)
    if last is None or who is None:
        return f"{name} is not chosen"
    mine, theirs = last.votes[id], last.votes[who]
    if mine == theirs:
        return f"{name} and {contest.label(who)} are equal in the last figures, which are not decisive"
    if not (isinstance(mine, int) and isinstance(theirs, int)):
        return f"{name} is {'behind' if mine < theirs else 'before'} {contest.label(who)} in the last figures"
    return f"{name} has {mine:,}, {contest.label(who)} {theirs:,}, in the last figures"


def _last_with(counted: Count, id: str) -> Stage | None:
    held = [stage for stage in counted.stages if id in stage.votes]
    return held[-1] if held else None


def _circle(contest: Contest, outcomes: Sequence[Outcome], cells: Cells) -> Iterator[str]:
    """Nobody beats everybody: who is in the circle, whose strength of defeat matters, who is outside it."""
    top = smith(contest.ids, cells)
    won = {pair: votes for pair, votes in defeats(cells).items() if set(pair) <= set(top)}
    words = "Nobody beats everybody else two by two: there is no Condorcet winner"
    if len(top) < len(contest.ids):
        words += f". {_names(contest, top)} are the smallest set that beats everybody outside it"
    elif 2 * len(won) < len(top) * (len(top) - 1):  # some are level: that is no circle
        words += ", and no smaller set than all of them beats everybody outside it"
    elif len(top) > NAMED:
        words += f". All {len(top)} are in one circle"
    else:
        words += f". {_names(contest, top)} are all in one circle"
    shown = [_duel(contest, pair, cells) for pair in won]
    yield f"{words}: {listed(shown)}." if 0 < len(shown) <= NAMED else f"{words}."
    yield from _strengths(contest, outcomes, cells, top)
    for outcome in outcomes:
        for id in outcome.elected:
            if id not in top:
                yield (
                    f"{contest.label(id)}, elected {_under(outcome)}, is outside that set: each of "
                    f"{_names(contest, top)} beats {contest.label(id)} two by two."
                )


def _duel(contest: Contest, pair: Pair, cells: Cells) -> str:
    winner, loser = pair
    return (
        f"{contest.label(winner)} beats {contest.label(loser)} by {cells[pair]:,} to {cells[loser, winner]:,}"
    )


def _strengths(
    contest: Contest, outcomes: Sequence[Outcome], cells: Cells, top: Sequence[str]
) -> Iterator[str]:
    """Rules that differ in nothing but the strength of a defeat, and two defeats that it orders otherwise."""
    by = {key: one.elected for one in outcomes for key in one.rules}
    votes, margin = STRENGTHS
    bases = [key.removesuffix(votes) for key in by if key.endswith(votes)]
    parted = [base for base in bases if by.get(base + margin, by[base + votes]) != by[base + votes]]
    for base in parted:
        yield (
            f"Winning votes and margins differ: {base}{votes} elects {_names(contest, by[base + votes])}, "
            f"{base}{margin} {_names(contest, by[base + margin])}."
        )
    among = {pair: figure for pair, figure in cells.items() if set(pair) <= set(top)}
    by_votes, by_margin = winning_votes(among), margins(among)
    opposed = (
        (one, other) if by_votes[one] > by_votes[other] else (other, one)
        for one, other in combinations(by_votes, 2)
        if (by_votes[one] > by_votes[other]) != (by_margin[one] > by_margin[other])
        and by_margin[one] != by_margin[other]
    )
    if parted and (pair := next(opposed, None)):
        stronger, weaker = (_duel(contest, one, cells) for one in pair)
        which = "By winning votes the first of these defeats is the stronger, by margins the second"
        yield f"{which}: {stronger}; {weaker}."


def _losers(contest: Contest, outcomes: Sequence[Outcome], cells: Cells) -> Iterator[str]:
    """Somebody is elected whom everybody else beats."""
    won = defeats(cells)
    for outcome in outcomes:
        for id in outcome.elected:
            others = [one for one in contest.ids if one != id]
            if len(others) > 1 and all((one, id) in won for one in others):
                who = f"{contest.label(id)}, elected {_under(outcome)},"
                yield f"{who} is beaten by everybody else two by two."
