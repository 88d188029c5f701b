"""Who is elected for every split of first preferences between three candidates."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from hustings.answer import Answer, Cell, Column, Figures, Finding
from hustings.mechanics.figures import number, papers, percent
from hustings.mechanics.known import LEVELS
from hustings.mechanics.regions import Nearest, Point, Region, Split, nearest, regions, ring
from hustings.question import Case, Option, Question
from hustings.questions._regions_setting import Said, setting_of


def _ask(case: Case, *, candidate: tuple[str, ...], transfers: Said | None) -> Answer:
    case.need_rule(["sv"], "regions are told for the supplementary vote", hint="name it with --rule")
    split = setting_of(case, candidate, transfers)
    found = regions(split)
    near = nearest(split, found)
    now = split.elected(split.actual)
    return Answer(
        question="regions",
        title=QUESTION.title,
        contest=case.contest,
        rule=case.rule.key,
        sentence=f"{_sentence(case, split, now, near)}.",
        level=LEVELS[case.known.level],
        findings=_findings(case, split, found),
        figures=(
            _split_table(case, split),
            _nearest_table(case, split, near),
            _regions_table(case, found),
            _points("ring", "All splits as near as that", ring(split, near.share) if near else ()),
        ),
        assumptions=(
            f"All others keep their first preferences, and {case.names(split.three)} share "
            f"{number(split.total)} between them.",
            "Papers that name another candidate first name second preferences as that candidate's papers do, "
            + ("as said." if transfers else "as marked."),
        ),
        fuller=""
        if case.known.table
        else "the first-by-second table would tell second preferences as marked",
    )


def _who(case: Case, some: Sequence[int]) -> str:
    """One who is elected, or several between whom a lot decides."""
    names = case.names(some)
    return f"{names} {'are level' if len(some) > 1 else 'is elected'}"


def _sentence(case: Case, split: Split, now: Sequence[int], near: Nearest | None) -> str:
    three = case.names(split.three)
    if near is None:
        return f"However first preferences are split between {three}, {_who(case, now)}"
    if not near.share:
        return f"First preferences for {three} lie on a border: {_who(case, now)}"
    share = f"{percent(near.share, 1, 2)} of first preferences for {three}"
    away = f"{papers(near.share * split.total)} away ({share})"
    return f"{_who(case, now)}; the nearest border is {away}, and beyond it {_who(case, near.elected)}"


def _findings(case: Case, split: Split, found: Sequence[Region]) -> tuple[Finding, ...]:
    """Who is elected for every split of the three's first preferences, for some, and for none."""
    told = []
    for at, id in enumerate(case.papers.candidates):
        wins = [at in one.elected for one in found]
        if at not in split.three and not any(wins):
            continue
        every = all(one.elected == (at,) for one in found)
        claim = f"{case.name(at)} is elected for {'every' if every else 'some'} split between the three"
        told.append(Finding(claim=claim, holds="certain" if any(wins) else "impossible", who=(id,)))
    return tuple(told)


def _split_table(case: Case, split: Split) -> Figures:
    return Figures(
        key="split",
        title="First preferences of the three",
        columns=(
            Column(key="candidate", head="Candidate", unit="candidate"),
            Column(key="first", head="First preferences"),
            Column(key="share", head="Of the three's", unit="share"),
        ),
        rows=tuple(
            (case.papers.candidates[at], split.first[at], Fraction(split.first[at], split.total))
            for at in split.three
        ),
    )


def _nearest_table(case: Case, split: Split, near: Nearest | None) -> Figures:
    rows: list[tuple[Cell, ...]] = []
    if near is not None:
        shares = (*near.at, 1 - sum(near.at))
        for at, share in zip(split.three, shares, strict=True):
            now = Fraction(split.first[at], split.total)
            rows.append((case.papers.candidates[at], share, (share - now) * split.total))
    return Figures(
        key="nearest",
        title="The nearest split with another outcome",
        columns=(
            Column(key="candidate", head="Candidate", unit="candidate"),
            Column(key="share", head="Of the three's", unit="share"),
            Column(key="change", head="First preferences", unit="change"),
        ),
        rows=tuple(rows),
        note="On the border itself: somebody is level there, and a paper more decides.",
    )


def _regions_table(case: Case, found: Sequence[Region]) -> Figures:
    """Every region by its corners, for the picture."""
    rows: list[tuple[Cell, ...]] = []
    ids = case.papers.candidates
    for place, region in enumerate(found, 1):
        elected = ids[region.elected[0]] if len(region.elected) == 1 else None
        remaining = case.names(region.remaining)
        rows += [(place, elected, remaining, x, y, 1 - x - y) for x, y in region.corners]
    return Figures(
        key="regions",
        title="Regions by their corners",
        columns=(
            Column(key="region", head="Region", unit="number"),
            Column(key="elected", head="Elected", unit="candidate"),
            Column(key="remaining", head="Remaining", unit="text"),
            *_shares(),
        ),
        rows=tuple(rows),
        note="Nobody elected: a lot decides in the whole region.",
        detail=True,
    )


def _points(key: str, title: str, corners: Sequence[Point]) -> Figures:
    rows = tuple((x, y, 1 - x - y) for x, y in corners)
    return Figures(key=key, title=title, columns=_shares(), rows=rows, detail=True)


def _shares() -> tuple[Column, ...]:
    return (
        Column(key="first", head="Share of the first", unit="share"),
        Column(key="second", head="of the second", unit="share"),
        Column(key="third", head="of the third", unit="share"),
    )


QUESTION = Question(
    key="regions",
    title="Who is elected for which first preferences",
    asks="Who is elected if first preferences fall otherwise between three candidates?",
    about="For every split of first preferences between any three candidates: who remains and is elected, "
    "second preferences going with the first as they do now; and the nearest split at which that changes. "
    "It needs the first-by-second table, or shares as said.",
    source="Eggers 2021, A diagram for analyzing ordinal voting systems (for rankings; not read in full); "
    "for the supplementary vote our own",
    ask=_ask,
    options=(
        Option(
            name="candidate",
            takes="candidate",
            many=True,
            words="one of the three candidates, three times; else those with most first preferences",
        ),
        Option(
            name="transfers",
            takes="file",
            words="a CSV with the columns from, to and percent: whom papers name second; from may be others",
            read="_transfers.read",
        ),
    ),
)
