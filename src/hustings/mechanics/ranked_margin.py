"""The margin of a rule of exclusions: exact or between bounds, each upper bound counted again by the rule.

Source: `irv_margin` for the search; what is said of rules that exclude several at once, and of papers that
may be read in more than one way, is reasoned here.
"""

from __future__ import annotations

from dataclasses import replace

from hustings.answer import Witness
from hustings.contest import Contest
from hustings.counting import Rule
from hustings.mechanics.figures import papers as papers_words
from hustings.mechanics.irv_clauses import CLAUSES, Clauses
from hustings.mechanics.irv_margin import NODES, Fewest, Search, fewest
from hustings.mechanics.irv_order import Kind
from hustings.mechanics.margin_bounds import DONE, Bounds, by_simple_ways
from hustings.mechanics.ranked_papers import Cast, cast_of, changes_of
from hustings.mechanics.witness import changed, may_elect, outcome_of, proved
from hustings.profile import Profile


def by_exclusions(
    rule: Rule,
    papers: Profile,
    contest: Contest,
    elected: str,
    kind: Kind,
    nodes: int = NODES,
    wanted: str = "",
) -> tuple[Bounds, Bounds]:
    """How few papers elect somebody else by a rule of `irv_clauses.CLAUSES`: with a lot allowed, and without.

    `wanted` is who alone is to be elected; anybody else where it is empty.

    With a lot allowed, a lot may be needed then, and may elect somebody else; without, somebody else is
    elected and no lot is drawn. Both witnesses were counted again. Waits while papers are referred; raises
    UsageError where scipy is missing.

    >>> from hustings.contest import Candidate
    >>> from hustings.rules.alternative_vote import RULE
    >>> papers = Profile.of("abc", {("a", "b"): 4, ("b", "a"): 3, ("c", "b"): 2}, ballots="rankings")
    >>> contest = Contest(title="", candidates=tuple(Candidate(id=id, name=id) for id in "abc"))
    >>> [(one.least, one.most) for one in by_exclusions(RULE, papers, contest, "b", "altered")]
    [(1, 1), (1, 1)]
    """
    clauses = CLAUSES[rule.key]
    cast = cast_of(papers, clauses.handling)
    loose = _fewest(cast, elected, clauses, kind, lots=True, nodes=nodes, wanted=wanted)
    strict = _fewest(cast, elected, clauses, kind, lots=False, nodes=nodes, wanted=wanted, floor=loose.least)
    # Papers that are read in more than one way could each have been counted otherwise.
    least = max(0, loose.least - cast.doubtful)
    told = clauses.singly and not cast.doubtful
    without = _bounds(rule, contest, cast, strict, kind, lots=False, least=strict.least if told else least)
    if without.most is None and not strict.none:
        without = by_simple_ways(rule, cast.papers, contest, (elected,), without, wanted=wanted)
    allowed = _bounds(rule, contest, cast, loose, kind, lots=True, least=least)
    if without.most is not None and (allowed.most is None or without.most <= allowed.most):
        # The same number does it without a lot: that is the plainer proof.
        return replace(allowed, most=without.most, witness=without.witness), without
    if allowed.witness is not None and not allowed.witness.level:
        without = replace(without, most=allowed.most, witness=allowed.witness)
    return allowed, without


def _fewest(
    cast: Cast,
    elected: str,
    clauses: Clauses,
    kind: Kind,
    *,
    lots: bool,
    nodes: int,
    wanted: str,
    floor: int = 0,
) -> Fewest:
    ids = cast.papers.candidates
    search = Search(
        kind=kind,
        lots=lots,
        majority=clauses.majority,
        compares=clauses.compares,
        nodes=nodes,
        wanted=ids.index(wanted) if wanted else None,
    )
    return fewest(cast.together(), range(len(ids)), ids.index(elected), search, floor)


def _bounds(
    rule: Rule, contest: Contest, cast: Cast, found: Fewest, kind: Kind, *, lots: bool, least: int
) -> Bounds:
    witness = _witness(rule, contest, cast, found, kind, lots=lots) if found.most is not None else None
    return Bounds(
        kind=kind,
        lots=lots,
        least=least,
        most=None if witness is None else found.most,
        witness=witness,
        none=found.none and not cast.doubtful,
        nodes=found.nodes,
    )


def _witness(
    rule: Rule, contest: Contest, cast: Cast, found: Fewest, kind: Kind, *, lots: bool
) -> Witness | None:
    """The papers changed, counted again; None where the rule resolves an equality otherwise than asked."""
    changes = changes_of(cast, found.order, found.taken, found.put, kind)
    wanted = cast.papers.candidates[found.order[-1]]
    after = changed(cast.papers, changes)
    outcome = outcome_of(rule, after, contest)
    if outcome.level and not (lots and may_elect(rule, after, wanted, contest)):
        return None
    if not outcome.level and outcome.elected != (wanted,):
        return None
    return proved(
        Witness(
            words=f"{papers_words(sum(one.papers for one in changes))} {DONE[kind]}",
            changes=changes,
            elected=(wanted,),
            level=outcome.level,
            base=cast.papers if cast.made else None,
        ),
        rule,
        cast.papers,
        contest,
    )
