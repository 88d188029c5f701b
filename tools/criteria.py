"""Searches small elections for counter-examples: which criteria does each rule fail?

    python tools/criteria.py [--elections 1000] [KEY ...]

What is found is kept in docs/criteria/KEY.json and recounted by tests/criteria. Nothing that is not found is
proved by that: the number of elections searched is kept, and the page in the docs says it. A rule whose
version has not changed keeps the counter-examples it has; only what is lacking is searched for.

The criteria, for one seat, where neither count comes upon an equality:

- majority: whoever is alone at the first rank of more than half of the papers is elected;
- condorcet: whoever beats everybody else two by two is elected;
- condorcet-loser: whoever is beaten by everybody else two by two is not elected;
- monotonicity: whoever is elected is elected, too, where some papers rank them higher and are else the same;
- participation: further papers that all rank the elected X above Y do not elect Y;
- later-no-harm: who is elected is elected, too, where papers that rank them rank more candidates below;
- clone-independence: a further candidate, next to C on every paper, changes nothing but that the two may
  change places.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import criteria_ranked
import criteria_rated

from hustings import shelf
from hustings.counting import Rule, count
from hustings.errors import InputError, UsageError
from hustings.mechanics.duels import condorcet_winner, duels
from hustings.paper import Vote
from hustings.plain_data import layout
from hustings.profile import Profile

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "criteria"
CRITERIA = (
    "majority",
    "condorcet",
    "condorcet-loser",
    "monotonicity",
    "participation",
    "later-no-harm",
    "clone-independence",
)
EDITED = CRITERIA[3:]
"""Those that compare two elections."""
SEED = 2009
Votes = dict[Vote, int]


@dataclass(frozen=True, kw_only=True)
class Edit:
    """An election compared with another: whom it must not elect (`bad`), and whom the criterion is about."""

    candidates: tuple[str, ...]
    votes: Votes
    bad: Callable[[str], bool]
    about: tuple[str, ...] = field(default=())


SHAPES: dict[str, Any] = {
    "rankings": criteria_ranked,
    "scores": criteria_rated,
    "approvals": criteria_rated,
}
"""How papers of each kind are drawn and changed."""


def in_scope() -> dict[str, list[Rule]]:
    """Rules that elect persons, by the kind of papers on which they are searched."""
    persons = [
        rule for rule in shelf.rules().values() if rule.family != "lists" and rule.key != "uncontested"
    ]
    return {kind: [rule for rule in persons if kind in rule.reads] for kind in SHAPES}


def profile(candidates: Sequence[str], votes: Votes, ballots: str) -> Profile:
    """The papers as a rule counts them."""
    kind: Any = ballots
    return Profile.of(candidates, votes, ballots=kind)


def elect(rule: Rule, papers: Profile) -> str | None:
    """Who is elected to the one seat; None where an equality arises, or the rule refuses the papers.

    What a rule makes of an equality, by lot or by earlier stages, would hide what it makes of votes.
    """
    try:
        counted = count(rule, papers)
    except (InputError, UsageError):
        return None
    if counted.awaiting or len(counted.elected) != 1 or any(one.equalities for one in counted.stages):
        return None
    return counted.elected[0]


def faults(
    candidates: Sequence[str], rankings: Votes
) -> Iterator[tuple[str, Callable[[str], bool], tuple[str, ...]]]:
    """The criteria that one election alone may break: which, whom it must not elect, whom it is about."""
    total = sum(rankings.values())
    for id in candidates:
        if 2 * sum(papers for vote, papers in rankings.items() if vote[:1] == (id,)) > total:
            yield "majority", lambda who, id=id: who != id, (id,)  # type: ignore[misc]
    cells = duels(profile(candidates, rankings, "rankings"))
    winner = condorcet_winner(candidates, cells)
    if winner:
        yield "condorcet", lambda who: who != winner, (winner,)
    loser = condorcet_winner(candidates, {(b, a): votes for (a, b), votes in cells.items()})
    if loser:
        yield "condorcet-loser", lambda who: who == loser, (loser,)


def edits(criterion: str, ids: tuple[str, ...], votes: Votes, winner: str, ballots: str) -> Iterator[Edit]:
    """The elections that a criterion compares with one that elects this winner."""
    shape, total = SHAPES[ballots], sum(votes.values())
    if criterion in ("monotonicity", "later-no-harm"):
        change = shape.raised if criterion == "monotonicity" else shape.longer
        for vote, other in change(ids, votes, winner, ballots):
            for some in sorted({1, votes[vote] // 2, votes[vote]} - {0}):
                after = moved(votes, vote, other, some)
                yield Edit(candidates=ids, votes=after, bad=lambda who: who != winner, about=(winner,))
    elif criterion == "participation":
        for vote, below in shape.joining(ids, winner, ballots):
            for some in (1, 1 + total // 8, 1 + total // 3):
                after = dict(Counter(votes) + Counter({vote: some}))
                yield Edit(candidates=ids, votes=after, bad=below.__contains__, about=(winner,))
    else:
        for one in ids:
            same = {one, f"{one}2"} if winner == one else {winner}
            for after in shape.cloned(votes, one, ballots):
                yield Edit(
                    candidates=(*ids, f"{one}2"),
                    votes=after,
                    bad=lambda who, same=same: who not in same,  # type: ignore[misc]
                    about=(one, f"{one}2"),
                )


def moved(votes: Votes, vote: Vote, to: Vote, papers: int) -> Votes:
    """So many papers changed from one vote to another."""
    changed = Counter(votes)
    changed[vote] -= papers
    changed[to] += papers
    return {vote: papers for vote, papers in changed.items() if papers}


def ranked(votes: Votes, ballots: str) -> Votes:
    """The papers as rankings."""
    made: Counter[Vote] = Counter()
    for vote, papers in votes.items():
        made[SHAPES[ballots].as_ranking(vote)] += papers
    return dict(made)


def search(
    rules: Collection[Rule], ballots: str, start: dict[str, dict[str, int]], number: int
) -> dict[str, dict[str, Any]]:
    """Counter-examples by rule; `start` is the first election searched, by criterion and rule."""
    found: dict[str, dict[str, Any]] = {rule.key: {} for rule in rules}
    by_key = {rule.key: rule for rule in rules}

    def keep(criterion: str, key: str, held: dict[str, Any]) -> None:
        found[key][criterion] = held
        del start[criterion][key]

    for at in range(number):
        wanted = {
            criterion: {key for key, first in keys.items() if first <= at}
            for criterion, keys in start.items()
        }
        active = set().union(*wanted.values())
        if not active:
            continue
        candidates, votes = SHAPES[ballots].election(at, SEED, ballots)
        papers = profile(candidates, votes, ballots)
        winners = {key: who for key in sorted(active) if (who := elect(by_key[key], papers))}
        before = {"candidates": list(candidates), "before": plain(votes)}
        for criterion, bad, about in faults(candidates, ranked(votes, ballots)):
            for key in sorted(wanted[criterion] & winners.keys()):
                if bad(winners[key]):
                    keep(criterion, key, {**before, "about": list(about), "elected": winners[key]})
        for criterion in EDITED:
            for winner in sorted(set(winners.values())):
                for edit in edits(criterion, candidates, votes, winner, ballots):
                    open_ = wanted[criterion] & start[criterion].keys()
                    keys = [key for key in sorted(open_) if winners.get(key) == winner]
                    if not keys:
                        break
                    after = profile(edit.candidates, edit.votes, ballots)
                    for key in keys:
                        who = elect(by_key[key], after)
                        if who and edit.bad(who):
                            told = {"about": list(edit.about), "elected": winner, "elected_after": who}
                            more = {"candidates_after": list(edit.candidates), "after": plain(edit.votes)}
                            keep(criterion, key, {**before, **told, **more})
    return found


def plain(votes: Votes) -> list[dict[str, Any]]:
    """Votes as plain data, the most papers first."""
    return [
        {"papers": n, "vote": list(vote)}
        for vote, n in sorted(votes.items(), key=lambda one: (-one[1], one[0]))
    ]


def kept(rule: Rule, ballots: str) -> dict[str, Any]:
    """What is held of a rule, nothing where its version is another."""
    file = FOLDER / f"{rule.key}.json"
    held: dict[str, Any] = json.loads(file.read_text("utf-8")) if file.is_file() else {}
    if held.get("version") != rule.version:
        return {"rule": rule.key, "version": rule.version, "ballots": ballots, "fails": {}, "searched": {}}
    return {"ballots": ballots} | held


def main() -> None:
    """Search for what is lacking and write what is found."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("keys", nargs="*", metavar="KEY")
    parser.add_argument("--elections", type=int, default=1000)
    asked = parser.parse_args()
    for ballots, every in in_scope().items():
        rules = [rule for rule in every if not asked.keys or rule.key in asked.keys]
        renew(rules, ballots, asked.elections)


def renew(rules: Sequence[Rule], ballots: str, number: int) -> None:
    """Search for what is lacking of these rules, and write what is found."""
    held = {rule.key: kept(rule, ballots) for rule in rules}
    start = {
        criterion: {
            key: one["searched"].get(criterion, 0)
            for key, one in held.items()
            if criterion not in one["fails"]
        }
        for criterion in CRITERIA
    }
    found = search(rules, ballots, start, number)
    for rule in rules:
        one = held[rule.key]
        one["fails"] |= found[rule.key]
        one["searched"] = {
            criterion: max(number, one["searched"].get(criterion, 0))
            for criterion in CRITERIA
            if criterion not in one["fails"]
        }
        FOLDER.joinpath(f"{rule.key}.json").write_text(layout(one) + "\n", "utf-8")
        print(f"{rule.key}: fails {', '.join(sorted(one['fails'])) or 'nothing found'}")


if __name__ == "__main__":
    main()
