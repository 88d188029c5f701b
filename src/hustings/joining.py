"""Join a count with its law: everything that is printed later is put into the record here, once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from hustings.awaiting import Awaited
from hustings.contest import Contest
from hustings.counting import Count, Number, Rule, Stage
from hustings.duels import Duels
from hustings.errors import UsageError
from hustings.mechanics.closest import closest, continuing
from hustings.mechanics.reconcile import checks
from hustings.paper import named_in
from hustings.profile import Profile
from hustings.record import Closeness, Deposit, Record, RuleUsed, Status
from hustings.regime import Regime, form_of
from hustings.remarks import listed, newest, remarks, silent
from hustings.returns import WHOLE, AnyPapers, Reading, Returns, Statement, statements_of
from hustings.rounds import Rounds

SMALL_CELL = 10
"""A published figure below this, other than 0, may tell how somebody voted."""


def record_of(
    reading: Reading, count: Count, *, rule: Rule, regime: Regime | None = None, why: str = "", form: str = ""
) -> Record:
    """The whole record of a count: totals, deposits, closeness, checks and notes are derived here.

    Raises UsageError for a form that the regime is not printed in.
    """
    papers, contest = reading.papers, reading.contest
    statements, totals = _statements(papers, count), _totals(reading, count, rule)
    # One choice of a single round: as at elections where deposits are lost.
    british = rule.family == "plurality" and not isinstance(papers, Rounds)
    return Record(
        contest=contest,
        rule=RuleUsed(key=rule.key, name=rule.name, version=rule.version, source=rule.source),
        papers=papers,
        status=_status(papers, contest, count),
        law=regime,
        why_law=why,
        form=_form(regime, form, rule.columns),
        sources=reading.sources,
        decisions=reading.decisions,
        contest_totals=reading.totals,
        stages=count.stages,
        cites=_cites(rule, regime, count.stages),
        elected=count.elected,
        awaiting=_in_names(count.awaiting, contest),
        statements=statements,
        statements_derived=isinstance(papers, Profile),
        rejected=_rejected(papers, reading.totals),
        marked=_marked(papers, rule),
        unused=_unused(papers, rule),
        totals=totals,
        deposits=_deposits(contest, count.stages, regime) if regime or british else (),
        closeness=_closeness(count),
        checks=checks(papers, reading.totals, count),
        notes=(*reading.notes, *remarks(reading, count, totals)),
        small_cells=_small_cells(statements),
    )


def _status(papers: AnyPapers, contest: Contest, count: Count) -> Status:
    if count.awaiting:
        return "awaiting"
    if isinstance(papers, Returns) and papers.provisional():
        return "provisional"
    return "declared" if contest.declared else "calculated"


def _form(regime: Regime | None, form: str, columns: int) -> str:
    if regime is None:
        if form:
            raise UsageError(
                "a form of rejected papers belongs to a law, and none governs this count",
                found=form,
                hint="name the law with --law, or leave --form out",
            )
        return ""
    try:
        return form_of(regime, form, columns=columns).key
    except KeyError:
        raise UsageError(
            "this law is not printed in such a form",
            found=form,
            expected="one of: " + ", ".join(one.key for one in regime.forms),
        ) from None


def _cites(rule: Rule, regime: Regime | None, stages: tuple[Stage, ...]) -> dict[str, str]:
    """The paragraph behind each step: the regime's own, else the text the rule follows."""
    made = {}
    for stage in stages:
        cites = regime.steps.get(stage.step, ()) if regime else ()
        made[stage.step] = "; ".join(cite.text for cite in cites) or rule.cites[stage.step]
        if stage.filled:
            made["last-vacancies"] = rule.cites["last-vacancies"]
    return made


def _statements(papers: AnyPapers, count: Count) -> tuple[Statement, ...]:
    if isinstance(papers, Returns):
        return papers.statements
    if not isinstance(papers, Profile) or papers.ballots != "preferences":
        return ()
    remaining = next((stage.remaining for stage in count.stages if stage.step == "remain"), ())
    return statements_of(papers, remaining)


def _rejected(papers: AnyPapers, totals: Statement | None) -> dict[str, int]:
    added: Counter[str] = Counter()
    if isinstance(papers, Profile):
        for one in papers.rejected:
            added[one.code] += one.papers
    elif isinstance(papers, Returns) and not silent(papers, "rejected"):
        for statement in newest(papers, "first"):
            added.update(statement.rejected)
    if not added and totals is not None:
        added.update(totals.rejected)
    return dict(sorted(added.items()))


def _marked(papers: AnyPapers, rule: Rule) -> dict[str, int]:
    """Second preferences marked for each candidate on all valid papers, where they are known."""
    if rule.columns < 2 or isinstance(papers, (Duels, Rounds)):
        return {}
    if isinstance(papers, Profile):
        return papers.marked_seconds()
    added: Counter[str] = Counter()
    if not silent(papers, "marked"):
        for one in newest(papers, "first"):
            added.update(one.marked)
    return {id: added[id] for id in papers.candidates if id in added}


def _unused(papers: AnyPapers, rule: Rule) -> dict[str, int]:
    """Why valid papers carry no valid second preference, among all valid papers, where it is known."""
    added: Counter[str] = Counter()
    if isinstance(papers, Returns):
        for one in [] if silent(papers, "unused") else newest(papers, "first"):
            added.update(one.unused)
    elif isinstance(papers, Profile) and rule.columns == 2:
        everyone = papers.second_preferences(()).accounts
        added.update(
            {code: n for code, n in everyone.items() if code not in ("same_candidate", "for_eliminated")}
        )
        # Papers known only to have no valid second go under the reasons that totals give for them.
        added.update(dict(papers.unused))
        added["no_valid_second"] -= sum(number for _, number in papers.unused)
    return {code: papers for code, papers in sorted(added.items()) if papers}


def _totals(reading: Reading, count: Count, rule: Rule) -> dict[str, int]:
    papers, contest = reading.papers, reading.contest
    totals: dict[str, int] = {}
    if count.stages and count.stages[0].papers:
        totals["valid"] = count.stages[0].papers - _counted_for_nobody(papers, count.stages[0])
    rejected = _rejected(papers, reading.totals)
    if rejected:
        totals["rejected"] = sum(rejected.values())
    used = _used(papers, reading.totals)
    if used is not None:
        totals["papers"] = used
    electors = [area.electorate for area in contest.areas]
    electorate = contest.electorate or sum(number or 0 for number in electors if None not in electors)
    if electorate:
        totals["electorate"] = electorate
    for stage in count.stages:
        if stage.step == "second-count":
            totals["looked_at"] = stage.looked_at
            # A gap is a slip in the figures, not papers that anybody holds.
            totals["not_counted"] = sum(int(n) for code, n in stage.accounts.items() if code != "gap")
            if isinstance(papers, Profile):
                totals["same_looked_at"] = int(stage.accounts.get("same_candidate", 0))
    if isinstance(papers, Profile) and rule.columns == 2:
        totals["same_as_first"] = papers.same_as_first()
    return totals | continuing(count.stages)


def _counted_for_nobody(papers: AnyPapers, first: Stage) -> int:
    """Papers that are not valid: that count for nobody at first, or name nobody where none is moved."""
    if first.holds == "ledger":
        return int(sum(first.accounts.values()))
    if not isinstance(papers, Profile):
        return 0
    return sum(pile.papers for pile in papers.piles if not named_in(pile.vote))


def _used(papers: AnyPapers, totals: Statement | None) -> int | None:
    """Papers used, as stated; counted only where every paper is here."""
    if totals is not None and totals.used is not None:
        return totals.used
    if isinstance(papers, Profile):
        return papers.papers if papers.rejected or papers.referred else None
    if isinstance(papers, Duels):
        return papers.papers
    if isinstance(papers, Rounds):
        return None
    stated = [one.used for one in newest(papers, "first")]
    known = [number for number in stated if number is not None]
    return sum(known) if known and len(known) == len(papers.areas) else None


def _deposits(contest: Contest, stages: tuple[Stage, ...], regime: Regime | None) -> tuple[Deposit, ...]:
    """Returned only to those with more than a twentieth of all first preferences: 20F > V."""
    if not stages or not stages[0].votes:
        return ()
    amounts = list(regime.deposits.values()) if regime else []
    share = amounts[0].fraction if amounts else Fraction(1, 20)
    first, valid = stages[0].votes, stages[0].papers
    return tuple(
        Deposit(candidate=id, first=int(first[id]), returned=first[id] > share * valid) for id in contest.ids
    )


def _ranked(votes: Mapping[str, Number]) -> list[str]:
    return sorted(votes, key=lambda one: -votes[one])


def _closeness(count: Count) -> tuple[Closeness, ...]:
    made: list[Closeness] = []
    for stage in count.stages:
        order = _ranked(stage.votes)
        if len(order) < 2:
            continue
        if stage.step in ("majority", "remain"):
            ahead, behind = order[:2]
            short = int(2 * stage.votes[ahead] - stage.papers)
            made.append(Closeness(at="majority", ahead=ahead, behind=behind, votes=short))
        if stage.step == "remain" and stage.eliminated:
            last = _ranked({one: stage.votes[one] for one in stage.remaining})[-1]
            out = _ranked({one: stage.votes[one] for one in stage.eliminated})[0]
            votes = int(stage.votes[last] - stage.votes[out])
            made.append(Closeness(at="second-place", ahead=last, behind=out, votes=votes))
        if stage.step in ("second-count", "simple-majority"):
            votes = int(stage.votes[order[0]] - stage.votes[order[1]])
            made.append(Closeness(at="final", ahead=order[0], behind=order[1], votes=votes))
    return (*made, *closest(count.stages))


def _in_names(awaited: Awaited | None, contest: Contest) -> Awaited | None:
    """The same, in a sentence that names people and places."""
    if awaited is None:
        return None
    people = listed([contest.label(id) for id in awaited.candidates])
    places = listed([contest.area_name(id) for id in awaited.areas])
    whose = "their statements" if len(awaited.areas) > 1 else "its statement"
    drawn = f"a lot between {people}, who are equal: the one drawn {awaited.drawn}"
    words = {
        "lot": drawn if awaited.drawn else f"a lot between {people}, whose totals are equal",
        "direction": f"a direction for the second count: {people} remain in the contest",
        "first-statements": f"{awaited.words}: {places}",
        "second-statements": f"{awaited.words}: {places}",
        "reason": f"{awaited.words} in {places}: give the reason in {whose}",
    }
    return replace(awaited, words=words.get(awaited.what, awaited.words))


def _small_cells(statements: tuple[Statement, ...]) -> int:
    """Figures of 1 to 9 in the by-area tables: published, they may tell how somebody voted."""
    areas = {one.area for one in statements} - {WHOLE}
    if len(areas) < 2:
        return 0
    figures = [n for one in statements for n in (*one.first.values(), *one.counted.values())]
    return sum(0 < number < SMALL_CELL for number in figures)
