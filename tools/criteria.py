"""Searches small elections for counter-examples: which criteria does each rule of rankings fail?

    python tools/criteria.py [--elections 1000] [KEY ...]

What is found is kept in docs/criteria/KEY.json and recounted by tests/criteria. Nothing that is not found is
proved by that: the number of elections searched is kept, and the page in the docs says it. A rule whose
version has not changed keeps the counter-examples it has; only what is lacking is searched for.

The criteria, for one seat, where neither count waits for a lot:

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
import random
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import permutations
from pathlib import Path
from typing import Any

from hustings import shelf
from hustings.counting import Rule, count
from hustings.errors import InputError, UsageError
from hustings.mechanics.duels import condorcet_winner, duels
from hustings.mechanics.examples import SCHULZE, TENNESSEE
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
SEED = 2009
Votes = dict[Vote, int]


@dataclass(frozen=True, kw_only=True)
class Edit:
    """An election compared with another: whom it must not elect (`bad`), and whom the criterion is about."""

    candidates: tuple[str, ...]
    votes: Votes
    bad: Callable[[str], bool]
    about: tuple[str, ...] = field(default=())


def in_scope() -> list[Rule]:
    """Rules that read rankings and elect persons."""
    every = shelf.rules().values()
    return [
        rule
        for rule in every
        if "rankings" in rule.reads and rule.family != "lists" and rule.key != "uncontested"
    ]


def profile(candidates: Sequence[str], votes: Votes) -> Profile:
    """The papers as a rule counts them."""
    return Profile.of(candidates, votes, ballots="rankings")


def elect(rule: Rule, papers: Profile) -> str | None:
    """Who is elected to the one seat; None where somebody's act is awaited or the rule refuses the papers."""
    try:
        counted = count(rule, papers)
    except (InputError, UsageError):
        return None
    return counted.elected[0] if not counted.awaiting and len(counted.elected) == 1 else None


def election(number: int) -> tuple[tuple[str, ...], Votes]:
    """One of the elections searched: two of the literature, then small ones, whole or cut short.

    The same number gives the same election, so that a longer search goes on where a shorter one ended.
    """
    known = (TENNESSEE, SCHULZE)
    if number < len(known):
        return known[number].candidates, dict(known[number].votes)
    draw = random.Random(f"{SEED}-{number}")
    ids = tuple("abc" if number % 2 else "abcd")
    votes: Counter[Vote] = Counter()
    for ranking in draw.sample(list(permutations(ids)), draw.randint(3, 5)):
        whole = number % 4 < 2 or draw.random() < 0.5
        kept = len(ids) if whole else draw.randint(1, len(ids))
        votes[tuple(ranking[:kept])] += draw.randint(1, 12)
    return ids, dict(votes)


def faults(
    candidates: Sequence[str], votes: Votes
) -> Iterator[tuple[str, Callable[[str], bool], tuple[str, ...]]]:
    """The criteria that one election alone may break: which, whom it must not elect, whom it is about."""
    total = sum(votes.values())
    for id in candidates:
        if 2 * sum(papers for vote, papers in votes.items() if vote[:1] == (id,)) > total:
            yield "majority", lambda who, id=id: who != id, (id,)  # type: ignore[misc]
    cells = duels(profile(candidates, votes))
    winner = condorcet_winner(candidates, cells)
    if winner:
        yield "condorcet", lambda who: who != winner, (winner,)
    loser = condorcet_winner(candidates, {(b, a): votes for (a, b), votes in cells.items()})
    if loser:
        yield "condorcet-loser", lambda who: who == loser, (loser,)


def raised(candidates: tuple[str, ...], votes: Votes, winner: str) -> Iterator[Edit]:
    """Some papers rank the winner higher."""
    for vote, papers in votes.items():
        at = vote.index(winner) if winner in vote else len(vote)
        for place in range(at):
            rest = [id for id in vote if id != winner]
            higher = (*rest[:place], winner, *rest[place:])
            for some in sorted({1, papers // 2, papers} - {0}):
                yield Edit(
                    candidates=candidates,
                    votes=moved(votes, vote, higher, some),
                    bad=lambda who: who != winner,
                    about=(winner,),
                )


def moved(votes: Votes, vote: Vote, to: Vote, papers: int) -> Votes:
    """So many papers changed from one vote to another."""
    changed = Counter(votes)
    changed[vote] -= papers
    changed[to] += papers
    return {vote: papers for vote, papers in changed.items() if papers}


def joined(candidates: tuple[str, ...], votes: Votes, winner: str) -> Iterator[Edit]:
    """Papers of one ranking are added; none of those whom they rank below the winner may be elected."""
    total = sum(votes.values())
    for vote in permutations(candidates):
        below = set(vote[vote.index(winner) + 1 :])
        for some in (1, 1 + total // 8, 1 + total // 3) if below else ():
            added = Counter(votes)
            added[vote] += some
            yield Edit(
                candidates=candidates,
                votes=dict(added),
                bad=lambda who, below=below: who in below,  # type: ignore[misc]
                about=(winner,),
            )


def longer(candidates: tuple[str, ...], votes: Votes, winner: str) -> Iterator[Edit]:
    """Papers that rank the winner rank more candidates below; and the like from papers cut short."""
    for vote, papers in votes.items():
        rest = [id for id in candidates if id not in vote]
        if winner in vote and len(rest) > 1:
            for further in permutations(rest, len(rest) - 1):
                for some in sorted({1, papers}):
                    yield Edit(
                        candidates=candidates,
                        votes=moved(votes, vote, (*vote, *further), some),
                        bad=lambda who: who != winner,
                        about=(winner,),
                    )


def cloned(candidates: tuple[str, ...], votes: Votes, winner: str) -> Iterator[Edit]:
    """Somebody stands next to another on every paper, above, below, or above on some."""
    for one in candidates:
        twin = f"{one}2"
        for pattern in (lambda at: True, lambda at: at % 2 == 0, lambda at: at % 3 == 0):
            made: Counter[Vote] = Counter()
            for at, (vote, papers) in enumerate(votes.items()):
                pair = (one, twin) if pattern(at) else (twin, one)
                made[tuple(place for id in vote for place in (pair if id == one else (id,)))] += papers
            both = {one, twin}
            yield Edit(
                candidates=(*candidates, twin),
                votes=dict(made),
                bad=lambda who, both=both: who not in both if winner in both else who != winner,  # type: ignore[misc]
                about=(one, twin),
            )


EDITS: dict[str, Callable[[tuple[str, ...], Votes, str], Iterator[Edit]]] = {
    "monotonicity": raised,
    "participation": joined,
    "later-no-harm": longer,
    "clone-independence": cloned,
}


def search(
    rules: Collection[Rule], start: dict[str, dict[str, int]], number: int
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
        candidates, votes = election(at)
        papers = profile(candidates, votes)
        winners = {key: who for key in sorted(active) if (who := elect(by_key[key], papers))}
        before = {"candidates": list(candidates), "before": plain(votes)}
        for criterion, bad, about in faults(candidates, votes):
            for key in sorted(wanted[criterion] & winners.keys()):
                if bad(winners[key]):
                    keep(criterion, key, {**before, "about": list(about), "elected": winners[key]})
        for criterion, edits in EDITS.items():
            for winner in sorted(set(winners.values())):
                for edit in edits(candidates, votes, winner):
                    open_ = wanted[criterion] & start[criterion].keys()
                    keys = [key for key in sorted(open_) if winners.get(key) == winner]
                    if not keys:
                        break
                    after = profile(edit.candidates, edit.votes)
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


def kept(rule: Rule) -> dict[str, Any]:
    """What is held of a rule, nothing where its version is another."""
    file = FOLDER / f"{rule.key}.json"
    held: dict[str, Any] = json.loads(file.read_text("utf-8")) if file.is_file() else {}
    if held.get("version") != rule.version:
        return {"rule": rule.key, "version": rule.version, "fails": {}, "searched": {}}
    return held


def main() -> None:
    """Search for what is lacking and write what is found."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("keys", nargs="*", metavar="KEY")
    parser.add_argument("--elections", type=int, default=1000)
    asked = parser.parse_args()
    rules = [rule for rule in in_scope() if not asked.keys or rule.key in asked.keys]
    held = {rule.key: kept(rule) for rule in rules}
    start = {
        criterion: {
            key: one["searched"].get(criterion, 0)
            for key, one in held.items()
            if criterion not in one["fails"]
        }
        for criterion in CRITERIA
    }
    found = search(rules, start, asked.elections)
    for rule in rules:
        one = held[rule.key]
        one["fails"] |= found[rule.key]
        one["searched"] = {
            criterion: max(asked.elections, one["searched"].get(criterion, 0))
            for criterion in CRITERIA
            if criterion not in one["fails"]
        }
        FOLDER.joinpath(f"{rule.key}.json").write_text(layout(one) + "\n", "utf-8")
        print(f"{rule.key}: fails {', '.join(sorted(one['fails'])) or 'nothing found'}")


if __name__ == "__main__":
    main()
