"""What a stage did, in sentences: who was elected or excluded, what an equality was resolved by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from hustings.counting import Equality, Number, Stage
from hustings.reports import _figures as figures
from hustings.reports import _stages as stages

if TYPE_CHECKING:
    from hustings.record import Record


def asked(record: Record, number: int, stage: Stage) -> str:
    """The plain question that a stage answers."""
    who = figures.names(record, stage.whose)
    match stages.moved(record, number, stage):
        case "exclusion":
            return f"where did the votes of {who} go, now excluded?"
        case "surplus":
            return f"where did the surplus of {who} go?"
        case "papers":
            return f"where did the papers of {who} go?"
    if stages.won(record, number):
        return f"who wins {stages.head(record, number, stage).lower()}?"
    if stages.head(record, number, stage) == "First preferences":
        return "who had how many first preferences?"
    return f"{stages.head(record, number, stage)[:1].lower()}{stages.head(record, number, stage)[1:]}"


def happened(record: Record, number: int, stage: Stage, *, brief: bool = False) -> Iterator[str]:
    """Who is elected and excluded at a stage, and how an equality was resolved: a sentence each.

    In brief, without those whose exclusion the stage's heading tells already.
    """
    for one in stage.equalities:
        yield f"{equality(record, one)}."
    if stay := remaining(record, number, stage):
        yield stay
    out = [id for id in stage.eliminated if not (brief and id in stage.whose)]
    if out:
        held = {id: stages.held_by(record, number, id) for id in out}
        yield f"{_with_figures(record, stage, held, 'excluded')}."
    for id, seats in stages.won(record, number).items():
        yield f"{'A seat' if seats == 1 else f'{seats} seats'} for {figures.name(record, id)}."
    if stage.elected and not stage.seats:
        figured = {id: None if stage.holds == "duels" else stage.votes.get(id) for id in stage.elected}
        reached = [votes for votes in figured.values() if votes is not None and stage.quota is not None]
        quota = ""
        if stage.quota is not None and reached and min(reached) >= stage.quota:
            quota = f": the quota is {figures.number(stage.quota)}"
        yield f"{_with_figures(record, stage, figured, 'elected')}{quota}."
    if stage.filled:
        yield f"As many remain as places: these go to {figures.names(record, stage.filled)}."


def _with_figures(record: Record, stage: Stage, held: Mapping[str, Number | None], what: str) -> str:
    """Who is elected or excluded, each with the figure that is known."""
    if len(held) == 1:
        ((id, votes),) = held.items()
        had = f", with {stages.figure(record, stage, votes)}" if votes is not None else ""
        return f"{figures.name(record, id)} is {what}{had}"
    people = [
        figures.name(record, id) + (f" ({figures.number(votes)})" if votes is not None else "")
        for id, votes in held.items()
    ]
    return f"{figures.listed(people)} are {what}"


def remaining(record: Record, number: int, stage: Stage) -> str:
    """Who is still in the contest, where a stage leaves some of those it has figures for."""
    elected = {id for one in record.stages[:number] for id in one.elected}
    fewer = set(stage.remaining) < set(stage.votes) - elected
    if not fewer or stage.elected or stage.eliminated or not stage.remaining:
        return ""
    who = figures.names(record, [id for id in record.contest.ids if id in stage.remaining])
    return f"{who} remain{'s' if len(stage.remaining) == 1 else ''}."


def equality(record: Record, one: Equality) -> str:
    """How an equality was resolved."""
    at = f" ({stages.round_word(record)} {one.at})" if one.at else ""
    who = figures.names(record, [id for id in record.contest.ids if id in one.between])
    return (
        f"{who} were equal; by {figures.clean(one.by)}{at} the choice was {figures.name(record, one.chosen)}"
    )
