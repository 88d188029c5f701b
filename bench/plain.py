"""What hustings is measured against: Scottish STV in plain integers, with lists and dictionaries only.

Values are held as so many hundred-thousandths of a vote. It knows no equality (the first in the order of the
paper is taken) and keeps nothing but the votes of each stage.
"""

from __future__ import annotations

UNIT = 100_000


def scottish_stv(
    papers: list[tuple[tuple[str, ...], int]], candidates: str, seats: int
) -> tuple[list[str], list[dict[str, int]]]:
    """Who is elected, in order, and everybody's votes after each stage, from (ranking, how many papers)."""
    held: dict[str, list[tuple[tuple[str, ...], int, int, int]]] = {one: [] for one in candidates}
    votes = dict.fromkeys(candidates, 0)
    for ranking, number in papers:
        held[ranking[0]].append((ranking, 0, number, UNIT))
        votes[ranking[0]] += number * UNIT
    quota = (sum(number for _, number in papers) // (seats + 1) + 1) * UNIT
    continuing, elected, surpluses = set(candidates), [], []
    stages = [dict(votes)]

    def settle() -> None:
        """Elect whoever has the quota, the highest first; and all who are left if only so many places are."""
        reached = sorted((one for one in continuing if votes[one] >= quota), key=lambda one: -votes[one])
        for one in reached:
            continuing.discard(one)
            elected.append(one)
            surpluses.append(one)
        if len(continuing) <= seats - len(elected):
            elected.extend(sorted(continuing, key=lambda one: -votes[one]))
            continuing.clear()

    def move(source: str, surplus: int | None) -> None:
        """Move all papers of somebody: at a part of their value for a surplus, else at their value."""
        credited = votes[source]
        bundles, held[source] = held[source], []
        for ranking, at, number, value in bundles:
            worth = value if surplus is None else surplus * value // credited
            for place in range(at + 1, len(ranking)):
                if ranking[place] in continuing:
                    to = ranking[place]
                    held[to].append((ranking, place, number, worth))
                    votes[to] += number * worth
                    break
        votes[source] = 0 if surplus is None else quota
        stages.append(dict(votes))

    settle()
    while len(elected) < seats and continuing:
        above = [one for one in surpluses if votes[one] > quota]
        if above:
            source = max(above, key=lambda one: votes[one])
            move(source, votes[source] - quota)
        else:
            source = min(continuing, key=lambda one: votes[one])
            continuing.discard(source)
            move(source, None)
        settle()
    return elected, stages
