"""Comparing: the same papers counted by several rules, who is elected under each, and where they disagree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hustings import counting, shelf
from hustings.awaiting import Awaiting
from hustings.comparison import Comparison, Outcome, Refused, Row
from hustings.contest import Contest
from hustings.counting import Count, Rule
from hustings.errors import InputError, UsageError
from hustings.mechanics import duels as two_by_two
from hustings.mechanics.sets import schwartz, smith, uncovered
from hustings.paper import named_in
from hustings.profile import Profile
from hustings.reasons import reasons
from hustings.returns import AnyPapers, Note, Reading, Returns
from hustings.rounds import Rounds
from hustings.spoilers import in_order, quick, spoilers


def compare(reading: Reading, rules: Sequence[str] = (), seek_spoilers: bool | None = None) -> Comparison:
    """Count papers by rules: all that apply where none is named, "all" with those of lists too.

    Spoilers are looked for where that is quick, or as `seek_spoilers` says. No lot is used: each rule would
    draw its own, so that a rule which needs one is shown waiting. Raises UsageError for an unknown rule and
    for one, named, that does not read these papers, InputError for one that does not fill these seats.
    """
    papers, contest = reading.papers, reading.contest
    chosen = _named(rules, papers, contest) or _fitting(papers, contest, lists="all" in rules)
    counts, refused = _count(chosen, papers, contest, strict=bool(rules) and "all" not in rules)
    counted = [rule for rule in chosen if rule.key in counts]
    outcomes = _outcomes(contest, counts)
    duels = _duels(papers, contest)
    unsought = _unsought(papers, seek_spoilers) or _unsettled(counted, counts)
    lots = Note(words="lots are recorded for one rule's count: none is used in a comparison")
    return Comparison(
        contest=contest,
        kind=papers.kind,
        papers=papers.valid if isinstance(papers, Profile) else getattr(papers, "papers", None),
        rows=tuple(_row(rule, counts[rule.key]) for rule in counted),
        outcomes=outcomes,
        refused=refused,
        compared=duels is not None,
        condorcet=duels.winner if duels else None,
        smith=duels.smith if duels else (),
        schwartz=duels.schwartz if duels else (),
        uncovered=duels.uncovered if duels else (),
        duels=duels.matrix if duels else (),
        reasons=reasons(contest, outcomes, counts, duels.cells if duels else None),
        spoilers=None
        if unsought or isinstance(papers, (Returns, Rounds))
        else spoilers(papers, contest, counted, counts),
        unsought=unsought,
        sources=reading.sources,
        notes=(*reading.notes, *((lots,) if reading.decisions.lots else ())),
    )


def _named(keys: Sequence[str], papers: AnyPapers, contest: Contest) -> list[Rule]:
    """The rules named, each once; a rule that cannot count these papers is refused at once."""
    if "all" in keys:
        return []
    rules = [shelf.rule(key) for key in dict.fromkeys(keys)]
    for rule in rules:
        counting.refuse(rule, papers, contest)
    return rules


def _fitting(papers: AnyPapers, contest: Contest, *, lists: bool) -> list[Rule]:
    """Every rule that reads these papers and fills these seats.

    Rules of lists are among them only for several seats and papers that hold one choice, as list votes do.
    """
    several = contest.seats > 1
    lists = lists or (several and _one_choice(papers))
    return [
        rule
        for _, rule in sorted(shelf.rules().items())
        if papers.kind in rule.reads
        and (rule.fills == "seats" or not several)
        and (lists or rule.family != "lists")
    ]


def _one_choice(papers: AnyPapers) -> bool:
    if not isinstance(papers, Profile):
        return isinstance(papers, Returns)
    return papers.ballots in ("preferences", "rankings") and all(
        len(named_in(pile.vote)) <= 1 for pile in papers.piles
    )


def _count(
    rules: Iterable[Rule], papers: AnyPapers, contest: Contest, *, strict: bool
) -> tuple[dict[str, Count], tuple[Refused, ...]]:
    """The counts by rule; what refuses these papers is kept with its reason, unless it was named."""
    counts: dict[str, Count] = {}
    refused: list[Refused] = []
    columns: dict[int, AnyPapers] = {}
    for rule in rules:
        if rule.columns not in columns:  # the same columns serve every rule that reads so many
            columns[rule.columns] = counting.in_its_columns(rule, papers)
        try:
            counts[rule.key] = counting.count(rule, columns[rule.columns], contest=contest)
        except (UsageError, InputError) as error:
            if strict:
                raise
            why = f"{error.message}: {error.found}" if error.found else error.message
            refused.append(Refused(rule=rule.key, why=why))
    return counts, tuple(refused)


def _row(rule: Rule, counted: Count) -> Row:
    return Row(
        rule=rule.key,
        name=rule.name,
        version=rule.version,
        family=rule.family,
        known=rule.known,
        stages=len(counted.stages),
        elected=counted.elected,
        awaiting=counted.awaiting,
        seats=counted.stages[-1].seats if counted.stages else {},
    )


def _outcomes(contest: Contest, counts: Mapping[str, Count]) -> tuple[Outcome, ...]:
    """Who is elected and by which rules, the outcome of most rules first."""
    grouped: dict[tuple[tuple[str, ...], tuple[tuple[str, int], ...]], list[str]] = {}
    for key, counted in counts.items():
        if not counted.awaiting:
            seats = tuple(sorted(counted.stages[-1].seats.items())) if counted.stages else ()
            if all(many <= 1 for _, many in seats):
                seats = ()  # one seat for a list is that candidate elected
            grouped.setdefault((in_order(contest, counted.elected), seats), []).append(key)
    most = sorted(grouped.items(), key=lambda one: -len(one[1]))
    return tuple(Outcome(elected=who, rules=tuple(keys), seats=dict(seats)) for (who, seats), keys in most)


@dataclass(frozen=True, kw_only=True)
class _Duels:
    cells: two_by_two.Cells
    matrix: tuple[tuple[int, ...], ...]
    winner: str | None
    smith: tuple[str, ...]
    schwartz: tuple[str, ...]
    uncovered: tuple[str, ...]


def _duels(papers: AnyPapers, contest: Contest) -> _Duels | None:
    """How candidates stand two by two; None where these papers do not tell, or do not tell yet."""
    try:
        cells = two_by_two.duels(papers)
    except (UsageError, Awaiting):
        return None
    ids = papers.candidates
    return _Duels(
        cells=cells,
        matrix=tuple(tuple(cells.get((one, other), 0) for other in ids) for one in ids),
        winner=two_by_two.condorcet_winner(ids, cells) if len(ids) > 1 else None,
        smith=smith(ids, cells),
        schwartz=schwartz(ids, cells),
        uncovered=uncovered(ids, cells),
    )


def _unsought(papers: AnyPapers, seek: bool | None) -> str:
    """Why spoilers are not looked for; empty where they are."""
    if isinstance(papers, (Returns, Rounds)):
        return "declared totals do not tell whom else voters prefer"
    if isinstance(papers, Profile) and papers.referred:
        return "papers wait for the returning officer's ruling"
    if seek is None and not quick(papers):
        return (
            f"there are {len(papers.piles):,} unlike votes: ask with --spoilers"
            if isinstance(papers, Profile)
            else ""
        )
    return "not asked for" if seek is False else ""


def _unsettled(rules: Sequence[Rule], counts: Mapping[str, Count]) -> str:
    """Why no spoiler can be told from these counts; empty where one can."""
    people = [rule for rule in rules if rule.family != "lists"]
    if not people:
        return "only rules of lists are compared, and a list is not left out of its own votes"
    return "" if any(not counts[rule.key].awaiting for rule in people) else "no rule comes to a result"
