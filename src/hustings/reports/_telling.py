"""How an election was counted, as plain questions and answers, each with the text it follows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from hustings.counting import Stage
from hustings.record import Record
from hustings.reports import _stages as stages
from hustings.reports import _words as words
from hustings.reports._duels import pairs
from hustings.reports._happened import asked, happened
from hustings.reports._stages import Numbered


@dataclass(frozen=True, kw_only=True)
class Told:
    """A question, its answer, and the paragraph behind it; `items` are figures that belong to the answer."""

    question: str
    answer: str
    cite: str = ""
    items: tuple[str, ...] = ()


def told(record: Record) -> tuple[Told, ...]:
    """What happened at each stage, in order, and at last what is awaited."""
    made: list[Told] = []
    seats = [one for one in stages.numbered(record) if one[1].holds == "seats"]
    for number, stage in stages.numbered(record):
        if len(seats) > 2 and stage.holds == "seats":
            made.extend(_seats(record, seats) if number == seats[0][0] else ())
        elif stages.in_columns(record):
            made.extend(TELLERS[stage.step](record, stage) if stage.step in TELLERS else ())
        else:
            made.append(_any(record, number, stage))
    if record.awaiting:
        made.append(Told(question="What is awaited now?", answer=f"{words.sentence(record.awaiting.words)}."))
    return tuple(made)


def _cite(record: Record, stage: Stage) -> str:
    return words.clean(record.cites.get(stage.step, ""))


def _cites(record: Record, stage: Stage) -> str:
    """The texts behind a stage, and behind places filled because nobody else was left for them."""
    filled = words.clean(record.cites.get("last-vacancies", "")) if stage.filled else ""
    return "; ".join(filter(None, (_cite(record, stage), filled)))


def _any(record: Record, number: int, stage: Stage) -> Told:
    """A stage of any kind: what it did, who was elected or excluded, and the figures that belong to it."""
    word = stages.round_word(record).capitalize()
    return Told(
        question=f"{word} {number}: {asked(record, number, stage)}",
        answer=" ".join(happened(record, number, stage)) or _quiet(record, number, stage),
        cite=_cites(record, stage),
        items=tuple(_items(record, number, stage)),
    )


def _quiet(record: Record, number: int, stage: Stage) -> str:
    """What there is to say of a stage that neither elects nor excludes."""
    if any(number == one for one, _ in stages.with_duels(record)):
        return "Each candidate is compared with each other one: the figures stand in a table above."
    if stage.duels:
        return (
            "It holds these defeats:"
            if stages.one_way(stage)
            else "It looks at these candidates' duels only."
        )
    return f"Nobody is elected or excluded at this {stages.round_word(record)}."


def _seats(record: Record, shown: Sequence[Numbered]) -> Iterator[Told]:
    """All seats in one answer, a line for each step that gives some out."""
    items = []
    for number, stage in shown:
        told = " ".join(happened(record, number, stage))
        won = [words.number(stage.votes[id]) for id in stages.won(record, number) if id in stage.votes]
        figures = f" ({words.listed(won)})" if won else ""
        items.append(f"{stages.head(record, number, stage)}: {told}".rstrip(".") + figures)
    yield Told(
        question=f"How were the {sum(stages.last_seats(record).values())} seats given out?",
        answer="One step after another, each by the figures of its column in the table above:",
        cite="; ".join(dict.fromkeys(_cite(record, stage) for _, stage in shown)),
        items=tuple(items),
    )


def _items(record: Record, number: int, stage: Stage) -> Iterator[str]:
    for source, to, votes in stages.taken(stage):
        from_ = f" from {words.name(record, source)}" if len(stage.whose) != 1 else ""
        yield f"{words.votes(votes)}{from_} to {words.name(record, to)}"
    if stage.holds == "ledger":
        for code, lost in stages.left(record, number).items():
            yield f"{words.votes(lost)}: {stages.account(code)}"
    for code, papers in stage.readings.items():
        yield f"{words.papers(papers)} {stages.read_as(code)}"
    if stage.duels and stages.one_way(stage):
        yield pairs(record, stage.duels)
    if stage.order:
        yield f"the order arrived at: {words.names(record, stage.order)}"


HALF_QUESTION = "Did anybody have more than half of the first preferences?"


def _half(stage: Stage) -> str:
    half = words.number(Fraction(stage.papers, 2))
    return (
        f"Half of {words.number(stage.papers)} valid first preferences is {half}; exactly half is not enough."
    )


def _had(record: Record, stage: Stage, id: str) -> str:
    votes = stage.votes[id]
    return f"{words.name(record, id)} had {words.number(votes)} ({words.percent(votes, stage.papers)})"


def _majority(record: Record, stage: Stage) -> Iterator[Told]:
    (winner,) = stage.elected
    answer = (
        f"Yes. {_half(stage)} {_had(record, stage, winner)} and is elected. No second preference is counted."
    )
    yield Told(question=HALF_QUESTION, answer=answer, cite=_cite(record, stage))


def _remain(record: Record, stage: Stage) -> Iterator[Told]:
    order = sorted(record.contest.ids, key=lambda id: -stage.votes[id])
    answer = f"No. {_half(stage)} {_had(record, stage, order[0])}, more than or level with everyone else."
    if len(order) > 1 and stage.votes[order[0]] > stage.votes[order[1]]:
        answer = f"No. {_half(stage)} {_had(record, stage, order[0])}, more than anyone else."
    yield Told(question=HALF_QUESTION, answer=answer, cite=_cite(record, stage))
    stay = words.names(record, [id for id in order if id in stage.remaining])
    answer = f"{stay}, who had the most first preferences."
    if len(stage.remaining) > 2:
        answer = f"{stay}. Everyone level with the second highest remains; no lot is drawn here."
    if stage.eliminated:
        answer += f" The other {len(stage.eliminated)} were eliminated." if len(stage.eliminated) > 1 else ""
        one = words.name(record, stage.eliminated[0])
        answer += f" {one} was eliminated." if len(stage.eliminated) == 1 else ""
    yield Told(question="Who remained in the contest?", answer=answer, cite=_cite(record, stage))


def _second(record: Record, stage: Stage) -> Iterator[Told]:
    order = words.in_order(record, stage.added)
    stay = words.listed([words.name(record, id) for id in order])
    answer = (
        f"Those for {stay} on the {words.papers(stage.looked_at)} whose first preference was for an "
        f"eliminated candidate. Papers with a first preference for {stay} were not looked at again."
    )
    yield Told(question="Whose second preferences were counted?", answer=answer, cite=_cite(record, stage))
    first = words.first_stage(record)
    assert first is not None
    sums = [
        f"{words.name(record, id)}: {words.number(first.votes[id])} + {words.number(stage.added[id])} = "
        f"{words.number(stage.votes[id])}"
        for id in order
    ]
    yield Told(
        question="What did they add up to?",
        answer="First preferences and second preferences counted:",
        items=tuple(sums),
    )
    accounts = words.not_counted(stage.accounts)
    if accounts:
        total = words.papers(record.totals["not_counted"])
        items = tuple(f"{words.number(papers)}: {why}" for why, papers in accounts)
        yield Told(
            question="Which papers were not counted again?", answer=f"{total} reached nobody:", items=items
        )
    if stage.elected and record.status != "provisional":
        answer = (
            f"{words.names(record, stage.elected)}, with the greatest total. It need not be more than half."
        )
        yield Told(question="Who was elected?", answer=answer, cite=_cite(record, stage))


def _lot(record: Record, stage: Stage) -> Iterator[Told]:
    drawn = next((one for one in record.decisions.lots if one.step == "lot"), None)
    answer = f"A lot: {words.names(record, stage.elected)} was drawn"
    if drawn:
        answer += f" by {words.clean(drawn.by)}"
        answer += f" ({words.clean(drawn.method)})" if drawn.method else ""
    answer += ". A lot chooses the person and adds no vote."
    yield Told(
        question=f"What decided between {words.names(record, stage.remaining)}, who were equal?",
        answer=answer,
        cite=_cite(record, stage),
    )


def _simple(record: Record, stage: Stage) -> Iterator[Told]:
    order = sorted(record.contest.ids, key=lambda id: -stage.votes[id])
    if not order:
        return
    answer = f"{_had(record, stage, order[0])}. There is one vote on each paper and no second preference."
    if not stage.elected:
        answer = "Nobody: the greatest numbers are equal."
    yield Told(question="Who had the most votes?", answer=answer, cite=_cite(record, stage))


def _uncontested(record: Record, stage: Stage) -> Iterator[Told]:
    answer = f"{words.names(record, stage.elected)} was the only candidate, and is elected without one."
    yield Told(question="Why was there no poll?", answer=answer, cite=_cite(record, stage))


def _nobody(record: Record, stage: Stage) -> Iterator[Told]:
    yield Told(question="Why is there no result?", answer="Nobody stands.", cite=_cite(record, stage))


TELLERS = {
    "majority": _majority,
    "remain": _remain,
    "second-count": _second,
    "lot": _lot,
    "simple-majority": _simple,
    "uncontested": _uncontested,
    "nobody": _nobody,
}
