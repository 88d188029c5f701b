"""What other rules would have done with these papers, whatever voters would have marked further."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from hustings.answer import Answer, Cell, Certainty, Column, Figures, Finding
from hustings.errors import InputError, UsageError
from hustings.mechanics.figures import listed, number, papers
from hustings.mechanics.irv_clauses import PLAIN
from hustings.mechanics.known import LEVELS, Known
from hustings.mechanics.ranked_papers import cast_of
from hustings.mechanics.table import most_first
from hustings.mechanics.unasked import Cast
from hustings.profile import Profile
from hustings.question import Case, Option, Question
from hustings.questions._rules_each import Duels, Other, duels_between, others
from hustings.returns import Note


def _ask(case: Case, *, duel: Sequence[str] = ()) -> Answer:
    known = case.known
    if case.contest.seats > 1:
        raise UsageError(
            "other rules are told where one person is elected",
            found=f"{case.contest.seats} seats",
            expected="1 seat",
            hint="hustings compare counts papers by every rule that fills so many",
        )
    if not known.valid:
        raise UsageError("nobody voted", found="0 valid papers", expected="papers with a first preference")
    if len(known.candidates) < 2:
        raise UsageError("one candidate alone is elected by every rule", found="1 candidate", expected="2")
    _two(duel)
    cast = cast_of(case.papers, PLAIN).together() if isinstance(case.papers, Profile) else None
    duels = duels_between(known, cast)
    found = others(case, known, cast, duels)
    asked = [known.candidates.index(one) for one in duel]
    return Answer(
        question="rules",
        title=QUESTION.title,
        contest=case.contest,
        rule=case.rule.key,
        sentence=_sentence(case, found),
        level=_level(case, known),
        findings=(*_findings(case, found), *(_of_duel(case, duels, *asked) if asked else ())),
        figures=(_table(case, found), *_duel_tables(case, known, duels)),
        assumptions=_assumptions(found, cast),
        fuller=_fuller(case, known, cast),
        notes=_notes(cast, len(known.candidates)),
    )


def _two(duel: Sequence[str]) -> None:
    if duel and len(set(duel)) != 2:
        raise InputError(
            "a duel is between two candidates",
            found=", ".join(duel),
            expected="two different candidates",
            hint="give --duel twice",
        )


def _level(case: Case, known: Known) -> str:
    if isinstance(case.papers, Profile) and case.papers.ballots == "rankings":
        return LEVELS["rankings"]
    return LEVELS[known.level]


# -- Words ------------------------------------------------------------------------------------------------


def _sentence(case: Case, found: Iterable[Other]) -> str:
    """Who is elected by how many of the rules, and where it depends on marks that nobody made."""
    told = [one for one in found if one.elected is not None]
    if not told:
        return "By none of these rules do the figures tell who is elected."
    who: dict[int, list[str]] = {}
    for one in told:
        assert one.elected is not None
        who.setdefault(one.elected, []).append(SHORT[one.key])
    most = sorted(who.items(), key=lambda one: -len(one[1]))
    parts = [f"{case.name(at)} by {listed(keys)}" for at, keys in most]
    if len(parts) == 1:
        name = case.name(most[0][0])
        words = f"{name} is elected by {listed(most[0][1])}"
    else:
        words = "On the marks made " + "; ".join(parts)
    sure = [SHORT[one.key] for one in told if one.holds == "certain"]
    return f"{words}. Whatever would have been marked further, that is certain by {listed(sure) or 'none'}."


SHORT: Mapping[str, str] = {
    "simple-majority": "first past the post",
    "sv": "the supplementary vote",
    "contingent": "the contingent vote",
    "av": "the alternative vote",
    "condorcet": "duels",
    "borda": "Borda's points",
}


def _findings(case: Case, found: Iterable[Other]) -> tuple[Finding, ...]:
    """Of each rule who is certain to be elected, or who else may be."""
    made: list[Finding] = []
    for one in found:
        does = "beats everybody two by two" if one.key == "condorcet" else f"is elected by {SHORT[one.key]}"
        if one.holds == "certain":
            made.append(_finding(case, one.elected, does, "certain"))
        elif one.may is not None and len(one.may) <= SHOWN:
            made += [_finding(case, at, does, "possible") for at in sorted(one.may) if at != one.elected]
        if one.may == frozenset():
            made.append(Finding(claim="somebody beats everybody two by two", holds="impossible"))
    return tuple(made)


def _finding(case: Case, at: int | None, does: str, holds: Certainty) -> Finding:
    assert at is not None
    return Finding(claim=f"{case.name(at)} {does}", holds=holds, who=(case.papers.candidates[at],))


SHOWN = 4
"""Of more people than these it is not said one by one that they may be elected."""


def _of_duel(case: Case, duels: Duels, a: int, b: int) -> tuple[Finding, ...]:
    duel, ids = duels[a, b], case.papers.candidates
    one, other = case.name(a), case.name(b)
    return (
        Finding(
            claim=f"on the marks made {one} beats {other}: {_span(duel.least, duel.most)} papers name "
            f"{one} above {other}, {_span(duel.least_other, duel.most_other)} the other way round",
            holds=_certainty(duel.leads),
            who=(ids[a], ids[b]),
        ),
        Finding(
            claim=f"{one} beats {other} whatever the {papers(duel.unknown)} that may name neither would say",
            holds=_certainty(duel.beats),
            who=(ids[a], ids[b]),
        ),
    )


def _span(least: int, most: int) -> str:
    return number(least) if least == most else f"{number(least)} to {number(most)}"


def _certainty(holds: bool | None) -> Certainty:
    return "possible" if holds is None else "certain" if holds else "impossible"


def _table(case: Case, found: Iterable[Other]) -> Figures:
    ids = case.papers.candidates
    rows: list[tuple[Cell, ...]] = [
        (
            LISTED[one.key],
            None if one.elected is None else ids[one.elected],
            "nobody" if one.may == frozenset() else one.holds or ("not told" if one.may is None else "open"),
            None if one.may is None else len(one.may),
        )
        for one in found
    ]
    return Figures(
        key="rules",
        title="What each rule does with these papers",
        columns=(
            Column(key="rule", head="Rule", unit="text"),
            Column(key="elected", head="Elected", unit="candidate"),
            Column(key="holds", head="With more marks", unit="text"),
            Column(key="may", head="May win", unit="number"),
        ),
        rows=tuple(rows),
        note="Elected is who wins on the marks made; may win is how many people are not excluded, however "
        "voters would have marked further.",
    )


LISTED: Mapping[str, str] = {
    "simple-majority": "First past the post",
    "sv": "Supplementary vote",
    "contingent": "Contingent vote",
    "av": "Alternative vote",
    "condorcet": "Beats all in duels",
    "borda": "Borda's points",
}


def _duel_tables(case: Case, known: Known, duels: Duels) -> tuple[Figures, ...]:
    """Duels of the one elected by the rule in force, and all of them as a detail."""
    order = most_first(known.first)
    counted = case.counted.elected
    chosen = known.candidates.index(counted[0]) if counted else order[0]
    ids, own = case.papers.candidates, [(chosen, at) for at in order if at != chosen]
    title = f"{case.name(chosen)} against each other candidate"
    against = tuple(
        (ids[b], duels[a, b].least, duels[a, b].least_other, duels[a, b].unknown, WORDS[duels[a, b].beats])
        for a, b in own
    )
    return (
        Figures(
            key="against",
            title=title,
            columns=(
                Column(key="other", head="Against", unit="candidate"),
                Column(key="above", head="For"),
                Column(key="below", head="Against"),
                Column(key="unknown", head="Not told"),
                Column(key="beats", head="Beats", unit="text"),
            ),
            rows=against,
            note="Papers that name the one above the other, the other way round, and those that may name "
            "neither; from totals, for and against are at least so many.",
        ),
        _every_duel(case, duels, [(a, b) for at, a in enumerate(order) for b in order[at + 1 :]]),
    )


WORDS = {True: "certain", None: "possible", False: "impossible"}


def _every_duel(case: Case, duels: Duels, pairs: Sequence[tuple[int, int]]) -> Figures:
    ids = case.papers.candidates
    return Figures(
        key="duels",
        title="Every two candidates",
        columns=(
            Column(key="one", head="One", unit="candidate"),
            Column(key="other", head="Other", unit="candidate"),
            Column(key="above", head="The one above, at least"),
            Column(key="above_most", head="The one above, at most"),
            Column(key="below", head="The other above, at least"),
            Column(key="below_most", head="The other above, at most"),
            Column(key="leads", head="Beats, on the marks made", unit="text"),
            Column(key="beats", head="With further marks", unit="text"),
        ),
        rows=tuple(
            (
                ids[a],
                ids[b],
                duels[a, b].least,
                duels[a, b].most,
                duels[a, b].least_other,
                duels[a, b].most_other,
                WORDS[duels[a, b].leads],
                WORDS[duels[a, b].beats],
            )
            for a, b in pairs
        ),
        note="A paper names the one above who is marked first, or alone of the two.",
        detail=True,
    )


def _assumptions(found: Iterable[Other], cast: Cast | None) -> tuple[str, ...]:
    return (
        "Voters would have marked the same first and second preferences under every rule.",
        "Where a paper's marks end, its further choices are not known; a mark that is void is no mark.",
        *(f"{LISTED[one.key]}: {one.words}." for one in found if one.words and (cast or one.may)),
    )


def _fuller(case: Case, known: Known, cast: Cast | None) -> str:
    if cast is None:
        return "the first-by-second table would tell every duel on the marks made, and the alternative vote"
    if all(len(one) >= len(known.first) - 1 for one in cast if one):
        return ""
    return "papers on which everybody is ranked would settle what is only possible here"


def _notes(cast: Cast | None, candidates: int) -> tuple[Note, ...]:
    if cast is None or candidates < 3 or not any(len(one) > 2 for one in cast):
        return ()
    return (Note(words="hustings compare counts these rankings by every rule, as they stand"),)


QUESTION = Question(
    key="rules",
    title="Other rules",
    asks="What would other rules have done with these papers?",
    about="Counts the papers by other rules and says which outcome is certain whatever voters would have "
    "marked further: first past the post, the supplementary and the contingent vote, the alternative "
    "vote, duels of every two candidates, and Borda's points",
    source="duels: a paper that names one of two stands above the other it does not name; possible and "
    "certain winners after Konczak and Lang (2005)",
    ask=_ask,
    options=(
        Option(
            name="duel",
            takes="candidate",
            many=True,
            default=(),
            words="two candidates to be compared (give it twice)",
        ),
    ),
)
