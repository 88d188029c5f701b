"""How close a count of several rounds was: its closest exclusion, and by how much the last one was won."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from hustings.counting import Number, Stage
from hustings.mechanics.arithmetic import EXACT
from hustings.record import Closeness

IN_COLUMNS = frozenset({"majority", "remain", "second-count", "simple-majority", "lot"})
"""Steps of one or two columns: their comparisons are of another kind."""


def closest(stages: Sequence[Stage]) -> tuple[Closeness, ...]:
    """The closest exclusion of a count by rounds, and the final margin where one is elected.

    An exclusion is as close as the last of those who stay was to the first of those who go; of several that
    were as close, the earliest. Figures of duels and of seats have no such gap; nor has an exclusion that
    other figures than votes decided, such as last places.

    >>> rounds = (Stage(step="round-1", votes={"a": 5, "b": 4, "c": 3}, papers=12, eliminated=("c",)),
    ...           Stage(step="round-2", votes={"a": 5, "b": 7}, papers=12, elected=("b",)))
    >>> [(one.at, one.ahead, one.behind, one.votes) for one in closest(rounds)]
    [('exclusion', 'b', 'c', 1), ('final', 'b', 'a', 2)]
    """
    if any(one.step in IN_COLUMNS or one.seats for one in stages):
        return ()
    gaps = list(_exclusions(stages))
    made = [min(gaps, key=lambda one: one.votes)] if gaps else []
    return (*made, *_final(stages))


def _exclusions(stages: Sequence[Stage]) -> Iterator[Closeness]:
    gone: set[str] = set()
    safe: set[str] = set()
    held: Mapping[str, Number] = {}
    for at, stage in enumerate(stages):
        if stage.holds != "ledger":
            continue
        by_votes = at == 0 or stages[at - 1].holds != "points"
        # Those whose papers the stage moves were excluded on what the stage before it left them.
        votes = held if set(stage.whose) & set(stage.eliminated) else stage.votes
        go = [id for id in stage.eliminated if id in votes]
        stay = [id for id in votes if id not in (gone | safe | set(stage.eliminated))]
        if go and stay and by_votes:
            first, last = max(go, key=lambda id: votes[id]), min(stay, key=lambda id: votes[id])
            gap = votes[last] - votes[first]
            if gap >= 0:
                yield Closeness(at="exclusion", ahead=last, behind=first, votes=EXACT.number(gap))
        gone |= set(stage.eliminated)
        safe |= set(stage.elected)
        held = stage.votes or held


def _final(stages: Sequence[Stage]) -> Iterator[Closeness]:
    elected = [id for stage in stages for id in stage.elected]
    last = next((stage for stage in reversed(stages) if stage.votes), None)
    if last is None or len(elected) != 1 or last.holds not in ("ledger", "points"):
        return
    if any(stage.quota is not None for stage in stages):
        return  # a quota is reached, nobody finishes ahead of anybody
    (winner,) = elected
    # Whoever was out before is no rival, whatever figures are still counted for all.
    out = {id for stage in stages if stage is not last for id in stage.eliminated}
    others = sorted(
        (id for id in last.votes if id != winner and id not in out), key=lambda id: -last.votes[id]
    )
    if others and winner in last.votes and last.votes[winner] >= last.votes[others[0]]:
        gap = last.votes[winner] - last.votes[others[0]]
        yield Closeness(at="final", ahead=winner, behind=others[0], votes=EXACT.number(gap))


def continuing(stages: Sequence[Stage]) -> dict[str, int]:
    """The votes of all who are still in the last round of a count by whole votes, by its name among totals.

    >>> continuing([Stage(step="round-1", votes={"a": 5, "b": 4}, papers=12, accounts={"gap": 3}),
    ...             Stage(step="round-2", votes={"a": 5, "b": 4}, papers=12, accounts={"gap": 3})])
    {'continuing': 9}
    """
    if len(stages) < 2 or any(one.step in IN_COLUMNS or one.holds != "ledger" for one in stages):
        return {}
    votes = sum(stages[-1].votes.values())
    return {"continuing": votes} if isinstance(votes, int) else {}
