"""What the answer about tactics says of each paradox, and its tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hustings.answer import Answer, Cell, Column, Figures, Finding, Witness
from hustings.mechanics.figures import listed, number, papers
from hustings.mechanics.known import LEVELS, Level
from hustings.mechanics.tactics_table import Paradox
from hustings.question import Case

TITLES: dict[str, str] = {
    "squeeze": "Centre squeeze",
    "loser": "Loser of all duels elected",
    "spoiler": "Spoiler",
    "raised": "Raised, and loses",
    "lowered": "Lowered, and wins",
    "stayed-home": "Better at home",
    "more-voters": "More voters, worse",
    "tie-cliff": "Tie at the cut",
}
"""What is looked for, in few words."""


NOUNS: dict[str, str] = {
    "squeeze": "a centre squeeze",
    "loser": "a loser of all duels elected",
    "spoiler": "a spoiler",
    "raised": "raising that harms",
    "lowered": "lowering that helps",
    "stayed-home": "voters better at home",
    "more-voters": "more voters who do themselves harm",
    "tie-cliff": "a tie at the cut that matters",
}
"""The same within a sentence."""


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One thing looked for: whether it is there ("found", "possible", "none", "not found" by a search that is
    bounded, "not looked for" where a lot decided who is elected), how many papers, and the sentence and the
    witness where it is."""

    key: str
    found: str
    papers: int | None = None
    elected: str | None = None
    finding: Finding | None = None
    witnesses: tuple[Witness, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Gain:
    """A coalition for one candidate: all members, how many of them are enough (None: they cannot), down to
    which number nothing was overlooked, whether a lot would then still decide, and the proof."""

    whom: str
    members: int
    papers: int | None
    least: int
    lot: bool = False
    witness: Witness | None = None


def answer_of(
    case: Case,
    gains: Sequence[Gain],
    shown: Sequence[Shown],
    *,
    level: Level,
    assumptions: tuple[str, ...],
    more: tuple[Figures, ...] = (),
) -> Answer:
    """The answer: coalitions, what the smallest should mark, `more` tables, paradoxes, and the proofs."""
    proved = [one for one in gains if one.witness is not None]
    best = min(proved, key=lambda one: (one.papers or 0, one.lot), default=None)
    return Answer(
        question="tactics",
        title="Voting otherwise",
        contest=case.contest,
        rule=case.rule.key,
        sentence=sentence(case, gains, shown),
        level=LEVELS[level],
        findings=tuple(one.finding for one in shown if one.finding is not None),
        figures=(
            gains_table(case, gains),
            *((marks_table(case, best),) if best else ()),
            *more,
            shown_table(shown),
        ),
        assumptions=assumptions,
        witnesses=tuple(
            witness
            for witness in (
                *((best.witness,) if best else ()),
                *(one for each in shown for one in each.witnesses),
            )
            if witness is not None
        ),
    )


def paradox_words(
    case: Case, paradox: Paradox, number_: int, about: str, elected: Sequence[str], second: str = ""
) -> str:
    """A paradox that was found, as a sentence without its full stop."""
    winner = case.name(case.counted.winner)
    who, then = case.name(about), case.names(elected)
    then = then if len(elected) == 1 else f"one of {then}, by lot,"
    many = papers(number_)
    if paradox == "raised":
        return f"{winner} put first on {many} that have somebody else first would lose: {then} is elected"
    if paradox == "lowered":
        verb = "puts" if number_ == 1 else "put"
        return f"{who} is elected if {many} of {who}'s {verb} {second} first"
    if paradox == "stayed-home":
        served = "its voter" if number_ == 1 else "their voters"
        return (
            f"without {many} that {'ranks' if number_ == 1 else 'rank'} {then} above {winner}, {then} is "
            f"elected: staying at home serves {served}"
        )
    if paradox == "more-voters":
        return (
            f"{number(number_)} more {'paper' if number_ == 1 else 'papers'} with {who} first and {second} "
            f"second, above {then}, would elect {then}"
        )
    return (
        f"one paper {'fewer' if second else 'more'} for {who} changes who remains: {then} is elected"
        if number_ == 1
        else f"{many} more for {who} make {who} level at the cut, and {then} is elected"
    )


def change_words(case: Case, paradox: Paradox, number_: int, about: str, second: str) -> str:
    """What is done to the papers that show a paradox."""
    many = papers(number_)
    if paradox == "raised":
        return f"{case.name(case.counted.winner)} put first on {many} that have somebody else first"
    if paradox == "lowered":
        return f"{second} put first on {many} of {case.name(about)}'s"
    if paradox == "stayed-home" or (paradox == "tie-cliff" and second):
        return f"{many} struck out"
    return f"{many} added"


def any_of(names: Sequence[str]) -> str:
    """Names of whom one is meant."""
    return names[0] if len(names) == 1 else f"one of {listed(names)}"


def sentence(case: Case, gains: Sequence[Gain], shown: Iterable[Shown]) -> str:
    """Who could have gained with how few, and what paradoxes were found."""
    winner = case.name(case.counted.winner)
    able = sorted((one.papers, one.lot, one.whom) for one in gains if one.papers is not None)
    if able:
        fewest, lot, whom = able[0]
        verb = "could have brought about a lot for" if lot else "could have elected"
        who, one = case.name(whom), fewest == 1
        words = (
            f"{number(fewest)} voter{'' if one else 's'} who preferred {who} to {winner} {verb} {who} by "
            f"marking {'the paper' if one else 'their papers'} otherwise"
        )
    elif all(one.least > one.members for one in gains):
        words = f"No group known to prefer somebody to {winner} could have gained by voting otherwise"
    else:
        words = f"No group that prefers somebody to {winner} was found to gain by voting otherwise"
    found = [NOUNS[one.key] for one in shown if one.found == "found"]
    return f"{words}; {'found: ' + listed(found) if found else 'no paradox was found'}."


def gains_table(case: Case, gains: Iterable[Gain]) -> Figures:
    """For each candidate the smallest group that could have gained."""
    rows: list[tuple[Cell, ...]] = []
    for one in gains:
        said = "cannot" if one.papers is None else "by lot" if one.lot else "elected"
        if one.papers is None and one.least <= one.members:
            said = "not found"
        elif one.papers is not None and one.least < one.papers:
            said = f"{said}, at least {number(one.least)}"
        rows.append((one.whom, one.members, one.papers, said))
    return Figures(
        key="coalitions",
        title="The smallest group that gains by marking otherwise",
        columns=(
            Column(key="whom", head="For", unit="candidate"),
            Column(key="members", head="Prefer", unit="papers"),
            Column(key="papers", head="Enough", unit="papers"),
            Column(key="result", head="Then", unit="text"),
        ),
        rows=tuple(rows),
        note=f"Prefer: papers that are known to rank that candidate above {case.name(case.counted.winner)}.",
    )


def marks_table(case: Case, gain: Gain) -> Figures:
    """What the smallest group should mark."""
    witness = gain.witness
    assert witness is not None
    return Figures(
        key="marks",
        title=f"What voters for {case.name(gain.whom)} should mark",
        columns=(
            Column(key="papers", head="Papers"),
            Column(key="before", head="Now", unit="text"),
            Column(key="after", head="Then", unit="text"),
        ),
        rows=tuple((one.papers, _said(case, one.before), _said(case, one.after)) for one in witness.changes),
    )


def _said(case: Case, vote: Sequence[str]) -> str:
    ids = set(case.contest.ids)
    named = [case.name(place) if place in ids else "(no mark)" if place == "-" else place for place in vote]
    return " > ".join(named)


def shown_table(shown: Iterable[Shown]) -> Figures:
    """What was looked for, and whether it is there."""
    every = tuple(shown)
    note = "Found: counted again. None: it cannot be. Not found: a search that is not complete found none."
    if any(one.found == "not looked for" for one in every):
        note += " Not looked for: a lot decided who is elected."
    return Figures(
        key="paradoxes",
        title="Paradoxes looked for",
        columns=(
            Column(key="what", head="What", unit="text"),
            Column(key="found", head="Found", unit="text"),
            Column(key="papers", head="Papers"),
            Column(key="elected", head="Elected then", unit="candidate"),
        ),
        rows=tuple((TITLES[one.key], one.found, one.papers, one.elected) for one in every),
        note=note,
    )
