"""Candidates left out: who would be elected whatever the papers' third choices are."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from hustings.answer import Answer, Cell, Certainty, Column, Figures, Finding, Witness
from hustings.contest import Contest
from hustings.counting import WORDS
from hustings.duels import Duels
from hustings.errors import InputError, UsageError
from hustings.mechanics.edits import contest_without, duels_without
from hustings.mechanics.edits import without as taken_off
from hustings.mechanics.feasible import span
from hustings.mechanics.known import LEVELS, Known
from hustings.mechanics.removal import possible, sheet_without
from hustings.mechanics.table import Table, profile_of
from hustings.mechanics.who_can_win import outlook
from hustings.mechanics.witness import Outcome, outcome_of, proved
from hustings.profile import Profile
from hustings.question import Case, Question


def removal(case: Case, question: Question, out: Sequence[str]) -> Answer:
    """The answer for these candidates left out together."""
    gone = tuple(id for id in case.contest.ids if id in out)
    _refuse_too_many(case, gone)
    if exact_papers(case) is not None:
        return _recounted(case, question, gone)
    known = known_for(case)
    left_out = [known.candidates.index(id) for id in gone]
    contest = contest_without(case.contest, *gone)
    found = possible(known, left_out)
    marked = found
    if len(found) > 1 and known.table is not None:
        marked = possible(known, left_out, found, silent=False)
    witnesses = tuple(
        one
        for at, table in found.items()
        if isinstance(table, Table)
        for one in [witness_of(case, contest, table, known.candidates[at], gone)]
    )
    ids = tuple(known.candidates[at] for at in found)
    return Answer(
        question=question.key,
        title=question.title,
        contest=case.contest,
        rule=case.rule.key,
        sentence=_lot(case, gone, ids)
        if len(ids) > 1 and nothing_open(known, left_out)
        else _sentence(case, gone, ids, tuple(known.candidates[at] for at in marked)),
        level=LEVELS[known.level],
        findings=findings(case, gone, ids),
        figures=(_bounds(known, left_out, ids),),
        assumptions=(
            "nobody would have marked the other candidates in another order",
            "whoever is second on a paper for somebody left out becomes first on it; the choice after that "
            "is on no paper and may be for anybody",
            "voters whose paper names nobody else may have voted for anybody, or not at all",
        ),
        fuller="whole rankings would tell the third choices"
        if known.table is not None
        else "the first-by-second table would tell who is second on whose papers",
        witnesses=witnesses,
    )


def _refuse_too_many(case: Case, gone: Sequence[str]) -> None:
    if len(case.contest.candidates) - len(gone) < 2:
        raise InputError(
            "fewer than two candidates would be left, and nothing to choose",
            where="--candidate",
            found=f"{len(gone)} of {len(case.contest.candidates)} left out",
            expected=f"at most {max(0, len(case.contest.candidates) - 2)}",
        )


NAMED = 4
"""So many who could be elected are named in the sentence; the findings name all."""


def exact_papers(case: Case) -> Profile | Duels | None:
    """The papers, where they tell every choice that counting them without somebody needs."""
    papers = case.reading.papers if case.rankings is None else case.rankings
    if isinstance(papers, Duels):
        return papers
    return papers if isinstance(papers, Profile) and papers.ballots != "preferences" else None


def level_of(case: Case) -> str:
    """Which data an answer by counting again is worked from."""
    papers = exact_papers(case)
    assert papers is not None
    return LEVELS["rankings"] if papers.kind == "rankings" else WORDS[papers.kind]


def known_for(case: Case) -> Known:
    """What is known, for the supplementary vote; raises UsageError for other rules and unfinished counts."""
    if case.rule.key not in ("sv", "simple-majority"):
        raise UsageError(
            "what this rule would do without somebody these papers do not tell",
            found=f"the rule {case.rule.key}, papers of two columns or totals",
            expected="whole rankings, or the rule sv",
        )
    return case.need("firsts", "counted", "marked", "table", file="give declared totals, or papers")


def witness_of(
    case: Case, contest: Contest, table: Table, id: str, gone: Collection[str], base: Profile | None = None
) -> Witness:
    """Papers of those who stand, counted by the rule."""
    papers = profile_of(table) if base is None else base
    ended = outcome_of(case.rule, papers, contest)
    if id not in (*ended.elected, *ended.level):
        raise AssertionError(f"{id} is not elected by papers that were to show it")
    words = f"without {case.names(gone)}, what is open marked as suits {case.name(id)} best"
    made = Witness(words=words, base=papers, elected=() if ended.level else ended.elected, level=ended.level)
    return proved(made, case.rule, None, contest)


def elected_now(case: Case) -> str:
    """Who is elected with everybody standing; empty while that is not settled, or several are."""
    elected = case.counted.elected
    return elected[0] if len(elected) == 1 and not case.counted.awaiting else ""


def nothing_open(known: Known, out: Sequence[int]) -> bool:
    """Whether nothing that is not known matters without these: several who could be elected are level."""
    return known.table is not None and outlook(sheet_without(known.table, out)).exact


def _lot(case: Case, gone: Sequence[str], ids: Sequence[str]) -> str:
    return f"Without {case.names(gone)}, a lot decides between {case.names(ids)}."


def _sentence(case: Case, gone: Sequence[str], ids: Sequence[str], marked: Sequence[str]) -> str:
    without = f"Without {case.names(gone)}"
    now = elected_now(case)
    if len(ids) > 1:
        left = len(case.contest.candidates) - len(gone)
        many = f"any of {left} candidates" if len(ids) == left else f"{len(ids)} of {left} candidates"
        who = f"{case.names(ids)} could each" if len(ids) <= NAMED else f"{many} could"
        told = f"{without}, {who} be elected: the papers do not tell."
        if len(marked) == 1:
            one = case.name(marked[0])
            told += f" If papers that name nobody else stayed unused, it would be {one}."
        return told
    who = case.name(ids[0])
    if not now or now in gone:
        return f"{without}, {who} would be elected for certain."
    if now == ids[0]:
        return f"{without}, {who} would still be elected for certain."
    verb = "decided it by standing" if len(gone) == 1 else "decided it by standing, together"
    return f"{without}, {who} would be elected for certain, not {case.name(now)}: {case.names(gone)} {verb}."


def findings(case: Case, gone: Sequence[str], ids: Sequence[str]) -> tuple[Finding, ...]:
    """Who is elected, for certain or possibly; and whether standing changed that."""
    holds: Certainty = "certain" if len(ids) == 1 else "possible"
    told = [Finding(claim=f"{case.name(id)} is elected", holds=holds, who=(id,)) for id in ids]
    others = tuple(id for id in case.contest.ids if id not in gone and id not in ids)
    if others:
        told.append(Finding(claim="anybody else is elected", holds="impossible", who=others))
    now = elected_now(case)
    if now and now not in gone:
        changed: Certainty = "possible" if now in ids else "certain"
        if tuple(ids) == (now,):
            changed = "impossible"
        verb = "changes" if len(gone) == 1 else "change"
        claim = f"{case.names(gone)} {verb} who is elected by standing"
        told.append(Finding(claim=claim, holds=changed, who=tuple(gone)))
    return tuple(told)


def _bounds(known: Known, out: Sequence[int], ids: Collection[str]) -> Figures:
    """First preferences of those who stand; from the table also the totals of those who would remain."""
    rows = _of_table(known.table, out) if known.table is not None else _of_totals(known, out)
    told = {
        id: "impossible" if id not in ids else "certain" if len(ids) == 1 else "possible"
        for id in known.candidates
    }
    columns = [
        Column(key="candidate", head="Candidate", unit="candidate"),
        Column(key="first_least", head="First at least", unit="votes"),
        Column(key="first_most", head="At most", unit="votes"),
    ]
    note = "First preferences with whoever moves up."
    if known.table is not None:
        columns += [
            Column(key="total_least", head="Total at least", unit="votes"),
            Column(key="total_most", head="At most", unit="votes"),
        ]
        note = (
            "First preferences with whoever moves up. Totals are of those who remain if papers that name "
            "nobody else are not used; at most, with all that is open."
        )
    columns.append(Column(key="elected", head="Elected", unit="text"))
    return Figures(
        key="without",
        title="Those who stand",
        columns=tuple(columns),
        rows=tuple(
            (known.candidates[at], *cells, told[known.candidates[at]])
            for at, cells in sorted(rows.items(), key=lambda one: -int(one[1][0] or 0))
        ),
        note=note,
    )


def _of_table(table: Table, out: Sequence[int]) -> Mapping[int, tuple[Cell, ...]]:
    sheet = sheet_without(table, out)
    seen = outlook(sheet)
    found: dict[int, tuple[Cell, ...]] = {}
    for at in range(len(table.candidates)):
        if at in out:
            continue
        least: Cell = None
        most: Cell = None
        if at in seen.remaining:
            place = seen.remaining.index(at)
            least = seen.first[at] + seen.counted[place]
            most = seen.first[at] + seen.atmost[place] + seen.anyone
        found[at] = (seen.first[at], seen.first[at] + seen.anyone, least, most)
    return found


def _of_totals(known: Known, out: Sequence[int]) -> Mapping[int, tuple[Cell, ...]]:
    found: dict[int, tuple[Cell, ...]] = {}
    for at, votes in enumerate(known.first):
        if at in out:
            continue
        moved = {(x, at): 1 for x in out}
        anyone = {(x, to): 1 for x in out for to in (*out, -1)}
        found[at] = (votes + span(known, moved).least, votes + span(known, moved | anyone).most)
    return found


def _recounted(case: Case, question: Question, gone: Sequence[str]) -> Answer:
    """Papers that tell every choice, counted again without these."""
    contest = contest_without(case.contest, *gone)
    ended, base = count_without(case, contest, gone)
    ids = ended.level or ended.elected
    settled = ids if not ended.level else ()
    who = case.names(ids)
    if ended.level:
        sentence = _lot(case, gone, ids)
    elif len(ids) == 1:
        sentence = _sentence(case, gone, ids, ids)
    else:
        sentence = f"Without {case.names(gone)}, {who} would be elected."
    witnesses: tuple[Witness, ...] = ()
    if isinstance(base, Profile):
        made = Witness(
            words=f"the papers with {case.names(gone)} taken off, whoever stands below moving up",
            base=base,
            elected=settled,
            level=ended.level,
        )
        witnesses = (proved(made, case.rule, None, contest),)
    return Answer(
        question=question.key,
        title=question.title,
        contest=case.contest,
        rule=case.rule.key,
        sentence=sentence,
        level=level_of(case),
        findings=_recounted_findings(case, gone, ids, lot=bool(ended.level)),
        assumptions=("nobody would have marked the other candidates in another order",),
        witnesses=witnesses,
    )


def _recounted_findings(
    case: Case, gone: Sequence[str], ids: Sequence[str], *, lot: bool
) -> tuple[Finding, ...]:
    told = findings(case, gone, ids)
    if lot or len(ids) == 1:
        return told
    # Several seats: each of those elected is for certain.
    return tuple(replace(one, holds="certain") for one in told[: len(ids)])


def count_without(case: Case, contest: Contest, gone: Sequence[str]) -> tuple[Outcome, Profile | Duels]:
    """Who is elected by papers that tell every choice, once these are taken off."""
    papers = exact_papers(case)
    assert papers is not None
    for id in gone:
        papers = duels_without(papers, id) if isinstance(papers, Duels) else taken_off(papers, id)
    if isinstance(papers, Duels):
        from hustings.counting import count

        counted = count(case.rule, papers, contest=contest)
        level = counted.awaiting.candidates if counted.awaiting else ()
        return Outcome(elected=counted.elected, level=level), papers
    return outcome_of(case.rule, papers, contest), papers
