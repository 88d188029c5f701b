"""What a rule says of itself, in words and as plain data: one place for the terminal, JSON and the docs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, get_args

from hustings.contest import Candidate, Contest
from hustings.counting import WORDS, Example, Family, Kind, Rule
from hustings.paper import Vote
from hustings.plain_data import encode
from hustings.profile import Profile
from hustings.rounds import Rounds

FAMILIES: Mapping[Family, str] = {
    "plurality": "One choice, or a first and a second",
    "preferences": "Rankings: exclusions and points",
    "condorcet": "Rankings: candidates compared two by two",
    "stv": "Single transferable vote",
    "rated": "Ratings and approvals",
    "lists": "Seats for lists",
}

KNOWN = {
    "read": "the whole text was read",
    "excerpt": "the text was read in part: what other works and pages quote of it",
    "not read": "source: not read",
}
"""How the text of a rule is known, in words."""

ELECTS = {"one": "one person", "seats": "as many as there are seats"}


def by_family(rules: Iterable[Rule]) -> list[tuple[Family, list[Rule]]]:
    """The rules of each family that has any, by key."""
    sorted_rules = sorted(rules, key=lambda rule: rule.key)
    families: tuple[Family, ...] = get_args(Family)
    grouped = [(family, [rule for rule in sorted_rules if rule.family == family]) for family in families]
    return [(family, some) for family, some in grouped if some]


def reads(rule: Rule) -> str:
    """What a rule counts, as a sentence lists it."""
    words = [WORDS[kind] for kind in rule.reads]
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def describe(rule: Rule) -> list[tuple[str, list[str]]]:
    """All that a rule says of itself: headings, and the lines below each.

    >>> from hustings.rules.supplementary_vote import RULE
    >>> dict(describe(RULE))["Equality"]
    ['everyone level with the second highest remains; equal greatest totals wait for a lot']
    """
    columns = {1: ["as one column: the first rank"], 2: ["as two columns: the first two ranks"]}
    made = [
        ("Source", [rule.source]),
        ("How it is known", [KNOWN[rule.known]]),
        ("Elects", [rule.elects, f"fills: {ELECTS[rule.fills]}"]),
        ("Reads", [reads(rule), *columns.get(rule.columns, ())]),
        ("Arithmetic", [rule.arithmetic]),
        ("Equality", [rule.ties]),
        ("Clauses", [f"{clause}: {words}" for clause, words in rule.clauses.items()]),
        ("Steps, and the text each follows", [f"{step}: {cites}" for step, cites in rule.cites.items()]),
        ("Checked by", [rule.checked or "no published count or printed example yet"]),
    ]
    return [(heading, lines) for heading, lines in made if lines]


def example_of(rule: Rule) -> tuple[Contest, Profile | Rounds] | None:
    """The contest and the papers of a rule's example; candidates are called by their ids."""
    held = rule.example
    if held is None:
        return None
    people = tuple(
        Candidate(id=id, name=id.replace("-", " ").title(), constituencies=held.constituencies.get(id))
        for id in held.candidates
    )
    contest = Contest(title=f"An example of {rule.key}", candidates=people, seats=held.seats)
    papers = Profile.of(held.candidates, held.votes, ballots=held.ballots)
    if not held.second:
        return contest, papers
    first = tuple(papers.first_preferences().items())
    return contest, Rounds(candidates=held.candidates, first=first, second=tuple(held.second.items()))


def example_lines(example: Example) -> list[str]:
    """The papers of an example, a line for each vote, and those of its second round."""
    lines = papers_lines(example.votes, example.ballots)
    if not example.second:
        return lines
    second = papers_lines({(one,): papers for one, papers in example.second.items()}, "preferences")
    return ["first round", *lines, "second round", *second]


def papers_lines(votes: Mapping[Vote, int], kind: Kind) -> list[str]:
    """How many papers carry each vote, a line each, the most first.

    >>> papers_lines({("b",): 2, ("a", "b=c"): 30}, "rankings")
    ['30  a > b=c', ' 2  b']
    """
    most = sorted(votes.items(), key=lambda one: -one[1])
    wide = max((len(f"{papers:,}") for _, papers in most), default=0)
    between = " > " if kind in ("rankings", "preferences") else ", "
    return [f"{papers:>{wide},}  {between.join(vote) or '(blank)'}" for vote, papers in most]


def plain(rule: Rule) -> dict[str, Any]:
    """A rule as plain data: what `hustings rules ... --json` prints."""
    example = rule.example
    held: dict[str, Any] | None = None
    if example is not None:
        votes = [{"vote": list(vote), "papers": papers} for vote, papers in example.votes.items()]
        held = {
            "candidates": list(example.candidates),
            "ballots": example.ballots,
            "seats": example.seats,
            "constituencies": dict(example.constituencies),
            "second": dict(example.second),
            "votes": votes,
            "elected": list(example.elected),
        }
    texts = ("key", "name", "version", "family", "source", "known", "elects", "fills", "columns")
    more = ("reads", "arithmetic", "ties", "clauses", "cites", "checked")
    return {key: encode(getattr(rule, key)) for key in (*texts, *more)} | {"example": held}
