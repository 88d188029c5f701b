"""Spoilers: candidates not elected whose removal from all ballots changes who is elected under a rule.

Each is found by counting again: a question is a count of an edited profile.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from hustings.comparison import Spoiler
from hustings.contest import Contest
from hustings.counting import Count, Rule, count
from hustings.duels import Duels
from hustings.errors import InputError, UsageError
from hustings.mechanics.edits import contest_without, duels_without, without
from hustings.profile import Profile

QUICK, STAGES = 600_000, 500
"""Spoilers are looked for unasked where candidates squared times unlike votes are at most so many.

Each removal counts again, in as many stages as there are candidates, and a stage by itself costs as much as
so many votes.
"""


def quick(papers: Profile | Duels) -> bool:
    """Whether counting again without each candidate is quick enough to be done unasked."""
    if isinstance(papers, Duels):
        return True
    return len(papers.candidates) ** 2 * (len(papers.piles) + STAGES) <= QUICK


def spoilers(
    papers: Profile | Duels, contest: Contest, rules: Sequence[Rule], counts: Mapping[str, Count]
) -> tuple[Spoiler, ...]:
    """Who changes the outcome by standing: for each, under which rules, who is elected and who would be.

    A count that waits for something, with or without the candidate, tells nothing. Rules that read a pairwise
    table are given the duels of the others, which the removal leaves as they are.
    """
    settled = [rule for rule in rules if not counts[rule.key].awaiting and rule.family != "lists"]
    found: dict[tuple[str, tuple[str, ...], tuple[str, ...]], list[str]] = defaultdict(list)
    if len(contest.candidates) <= max(2, contest.seats + 1):
        return ()
    table = _table_of(papers)
    for id in contest.ids:
        losing = [rule for rule in settled if id not in counts[rule.key].elected]
        if not losing or id == contest.default:
            continue
        fewer = contest_without(contest, id)
        duels = duels_without(table, id) if table else None
        others = without(papers, id) if isinstance(papers, Profile) else None
        for rule in losing:
            edited = duels if duels and "duels" in rule.reads else others
            before = in_order(contest, counts[rule.key].elected)
            after = _elected(rule, edited, fewer)
            if after and after != before:
                found[id, before, after].append(rule.key)
    return tuple(
        Spoiler(candidate=id, rules=tuple(keys), elected=before, instead=after)
        for (id, before, after), keys in found.items()
    )


def in_order(contest: Contest, elected: Sequence[str]) -> tuple[str, ...]:
    """Those elected in ballot-paper order: who is elected, whatever the order of their election."""
    return tuple(id for id in contest.ids if id in elected)


def _table_of(papers: Profile | Duels) -> Duels | None:
    if isinstance(papers, Duels):
        return papers
    if papers.ballots in ("scores", "approvals"):
        return None
    rows = papers.pairwise().tolist()
    return Duels(candidates=papers.candidates, wins=tuple(map(tuple, rows)), papers=papers.valid)


def _elected(rule: Rule, papers: Profile | Duels | None, contest: Contest) -> tuple[str, ...]:
    """Who is elected, nobody where something is awaited or the rule does not count so few candidates."""
    if papers is None:
        return ()
    try:
        counted = count(rule, papers, contest=contest)
    except (UsageError, InputError):
        return ()
    return () if counted.awaiting else in_order(contest, counted.elected)
