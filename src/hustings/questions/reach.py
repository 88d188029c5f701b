"""Who can still win, and who is certain: on the night of a count, with papers outstanding."""

from __future__ import annotations

from collections.abc import Mapping

from hustings.answer import Answer, Figures, Finding, Witness
from hustings.errors import UsageError
from hustings.mechanics.figures import clean, listed, papers
from hustings.mechanics.known import LEVELS
from hustings.mechanics.reach import Reach, first_stage, one_count, second_stage
from hustings.mechanics.sv_margin import held
from hustings.mechanics.sv_margin_search import find, moves
from hustings.mechanics.witness import changes_of, proved
from hustings.profile import Profile
from hustings.question import Case, Option, Question
from hustings.questions import _reach_figures as tables
from hustings.questions import _reach_words as words
from hustings.questions._reach_figures import areas
from hustings.questions._reach_night import Night, decided, night_of
from hustings.returns import Note, Returns

RULES = ("sv", "simple-majority")

AT_MOST = "Papers outstanding are at most so many: some may be rejected."
FINAL = (
    "In the final are the two highest on first preferences and everyone level with the second; there is none "
    "where somebody has more than half."
)
STAYS = "What is in stays as it is: a recount or a revised statement of an area is another question."
WHOLE = "Only the totals of all areas decide. What leads in one area alone means nothing."


def _ask(
    case: Case,
    *,
    candidate: str | None,
    outstanding: int | None,
    papers_by_area: Mapping[str, int] | None,
) -> Answer:
    case.need_rule(RULES, "who can still win is not told for this rule")
    if outstanding is not None and papers_by_area:
        raise UsageError(
            "papers outstanding are said twice",
            found="--outstanding and --papers-by-area",
            expected="one of them",
        )
    night = night_of(case, outstanding, papers_by_area)
    if not sum(night.known.first) and not night.outstanding:
        raise UsageError("there is no valid paper", found="0 papers", expected="papers, or some outstanding")
    if case.rule.key == "sv" and night.stage == "second" and not decided(night):
        return _at_second(case, night, candidate)
    return _at_first(case, night, candidate)


def _at_first(case: Case, night: Night, asked: str | None) -> Answer:
    known, open_, sv = night.known, night.outstanding if night.stage == "first" else 0, case.rule.key == "sv"
    if sv:
        found = first_stage(known.first, open_, known.table)
    else:
        found = tuple(Reach(final=one, outright=one, elected=one) for one in one_count(known.first, open_))
    elected = {at: one.elected for at, one in enumerate(found)}
    told = words.at_first(case, elected, open_)
    if asked is not None:
        told = words.about(case, night, found, asked, open_)
    elif sv and len(known.first) > 2 and "certain" not in elected.values() and open_:
        sure = [case.name(at) for at, one in enumerate(found) if one.final == "certain"]
        told += f"; certain to be in the final: {listed(sure) or 'nobody yet'}"
    return _answer(
        case,
        night,
        sentence=f"{told}.",
        findings=(*words.elected(case, elected), *(words.finals(case, found) if sv else ())),
        figures=(tables.first(case, night, found), tables.night(night, open_)),
        witnesses=_witnesses(case, night, asked, open_),
    )


def _at_second(case: Case, night: Night, asked: str | None) -> Answer:
    elected = second_stage(night.totals, night.outstanding)
    everybody = {at: elected.get(at, "impossible") for at in range(len(night.known.first))}
    return _answer(
        case,
        night,
        sentence=f"{words.at_second(case, night, elected, asked)}.",
        findings=words.elected(case, everybody),
        figures=(tables.second(case, night, elected), tables.night(night, night.outstanding)),
    )


def _answer(
    case: Case,
    night: Night,
    *,
    sentence: str,
    findings: tuple[Finding, ...],
    figures: tuple[Figures, ...],
    witnesses: tuple[Witness, ...] = (),
) -> Answer:
    level = night.level
    return Answer(
        question="reach",
        title=QUESTION.title,
        contest=case.contest,
        rule=case.rule.key,
        sentence=sentence,
        level=LEVELS[level],
        findings=findings,
        figures=tuple(one for one in (*figures, areas(case, night)) if one.rows),
        assumptions=(
            *([FINAL] if case.rule.key == "sv" else []),
            *([AT_MOST] if night.stage == "first" else []),
            STAYS,
            WHOLE,
        ),
        fuller="second preferences on the papers that are in would narrow who can still be elected"
        if night.stage == "first" and night.outstanding and level == "firsts" and case.rule.key == "sv"
        else "",
        witnesses=witnesses,
        notes=_provisional(case),
    )


def _provisional(case: Case) -> tuple[Note, ...]:
    """A warning where statements may still be revised."""
    areas = case.papers.provisional() if isinstance(case.papers, Returns) else ()
    if not areas:
        return ()
    names = listed([clean(case.contest.area_name(one)) for one in areas])
    return (Note(words=f"figures still provisional: {names}", level="warning"),)


def _witnesses(case: Case, night: Night, asked: str | None, open_: int) -> tuple[Witness, ...]:
    """The fewest papers that would elect the one asked about, counted again; only where papers are known."""
    if asked is None or night.known.table is None or case.rule.key != "sv" or not night.known.valid:
        return ()
    base, at = case.papers, case.papers.candidates.index(asked)
    if not isinstance(base, Profile) or base.referred:
        return ()
    table = held(night.known.table)
    found = find(table, at, "added", ahead=1, ties=True)
    if found.plan is None or not 0 < found.plan.papers <= open_:
        return ()
    witness = Witness(
        words=f"{papers(found.plan.papers)} of those outstanding elect {case.name(at)}",
        changes=changes_of(base, moves(table, found.plan, "added", 1)),
        elected=(asked,),
    )
    return (proved(witness, case.rule, base, case.contest),)


QUESTION = Question(
    key="reach",
    title="Who can still win",
    asks="Who can still win, and who is certain?",
    about="On the night of a count, with papers outstanding: who can still be elected, who is certain to be "
    "in the final, and who has or can have more than half of all first preferences. Certainty only, never a "
    "probability. Papers outstanding are those verified in areas that have not reported, or as said.",
    source="our own derivation from LDEDCA 2009 Sch 5B para 5",
    ask=_ask,
    options=(
        Option(name="candidate", takes="candidate", words="a candidate to be told about"),
        Option(
            name="outstanding",
            takes="number",
            words="how many papers are still to be counted, at most",
        ),
        Option(
            name="papers_by_area",
            takes="file",
            words="a CSV with the columns area and papers: papers outstanding in each area",
            read="_outstanding.read",
        ),
    ),
)
