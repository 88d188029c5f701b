"""Who can win a supplementary vote when some papers are not known: certain, possible or impossible.

Source: the count of LDEDCA 2009 Sch 5B para 5, with every paper that is not known marked as suits one
candidate best (the extension of a partial profile in which it wins; Konczak and Lang 2005 ask the same of
incomplete rankings). Here the papers are so few kinds that it is decided in closed form for two who remain,
and by a search over those level at the cut where more do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hustings.mechanics.sheet import Group, Sheet
from hustings.mechanics.table import greatest

NODES = 2000
"""So many sets of candidates level at the cut are looked at for each candidate. Where there are more, the
candidate counts as possible: it was not ruled out."""


@dataclass(frozen=True, kw_only=True)
class Outlook:
    """What follows from papers of which some are not known.

    `first` are first preferences that are known, `anyone` papers whose first preference is not. `remaining`,
    `counted` and `winners` are of the count with what is not known left out (exhausted); `atmost` is how many
    second preferences each of these could have at most. `possible` are all who can win, by lot too, whatever
    is not known: whoever stands there alone is certain. `exact` says that nothing that is not known matters
    for the totals; `searched` that the search was not cut short.
    """

    first: tuple[int, ...]
    anyone: int
    remaining: tuple[int, ...]
    counted: tuple[int, ...]
    atmost: tuple[int, ...]
    looked_at: int
    winners: tuple[int, ...]
    possible: tuple[int, ...]
    exact: bool
    searched: bool


def outlook(sheet: Sheet) -> Outlook:
    """The count with the unknown left out, and who can win however it turns out.

    >>> from hustings.mechanics.left_out import without
    >>> squeeze = Sheet(cells=((0, 30, 5, 5), (10, 0, 10, 10), (3, 27, 0, 5)))
    >>> outlook(squeeze).possible, outlook(without(squeeze, [2])).possible
    ((0,), (1,))
    """
    papers = _Papers(sheet)
    remaining = papers.remaining()
    counted = tuple(papers.least(at, remaining) for at in remaining)
    atmost = tuple(papers.most(at, remaining) for at in remaining)
    totals = {at: papers.first[at] + seconds for at, seconds in zip(remaining, counted, strict=True)}
    possible, searched = [], True
    for at in papers.standing:
        found, whole = _can_win(papers, at)
        searched = searched and whole
        if found is not None or not whole:
            possible.append(at)
    return Outlook(
        first=papers.first,
        anyone=sheet.anyone,
        remaining=remaining,
        counted=counted,
        atmost=atmost,
        looked_at=sum(papers.first[at] for at in papers.standing if at not in remaining),
        winners=greatest(totals),
        possible=tuple(possible),
        exact=not sheet.anyone and counted == atmost,
        searched=searched,
    )


def way(sheet: Sheet, at: int) -> Mapping[int, int] | None:
    """How many of `anyone` are first preferences of whom so that this one wins, by lot too.

    The rest of these papers are not cast, and every second preference that may be this one's on the papers of
    those eliminated is. None where it cannot win, or the search was cut short.
    """
    found, _ = _can_win(_Papers(sheet), at)
    return found


class _Papers:
    """The sheet as sums: seconds that are known and that may be, and what groups allow."""

    def __init__(self, sheet: Sheet) -> None:
        number = len(sheet.cells)
        self.out = sheet.out
        self.standing = [at for at in range(number) if at not in sheet.out]
        self.first = sheet.first
        self.anyone = sheet.anyone
        self.known = [list(row) for row in sheet.cells]
        self.may = [[0] * (number + 1) for _ in range(number)]
        for pool in sheet.pools:
            if len(pool.seconds) == 1:
                self.known[pool.first][pool.seconds[0]] += pool.papers
                continue
            for at in pool.seconds:
                self.may[pool.first][at] += pool.papers
        self.sums = [sum(self.known[x][at] for x in self.standing) for at in range(number)]
        self.may_sums = [sum(self.may[x][at] for x in self.standing) for at in range(number)]
        self.groups = sheet.groups

    def remaining(self) -> tuple[int, ...]:
        second_highest = sorted(self.first[at] for at in self.standing)[-2]
        return tuple(at for at in self.standing if self.first[at] >= second_highest)

    def least(self, at: int, remaining: Sequence[int]) -> int:
        """Second preferences that this one surely has, if these remain."""
        known = self.sums[at] - sum(self.known[x][at] for x in remaining)
        return known + sum(_group_least(group, at, remaining) for group in self.groups)

    def named_at_most(self, at: int) -> int:
        """Papers that may have this one second, whoever remains."""
        groups = sum(sum(group.papers.values()) for group in self.groups)
        return self.sums[at] + self.may_sums[at] + groups

    def most(self, at: int, remaining: Sequence[int]) -> int:
        """Second preferences that this one has at most, if these remain."""
        known = self.sums[at] - sum(self.known[x][at] for x in remaining)
        may = self.may_sums[at] - sum(self.may[x][at] for x in remaining)
        return known + may + sum(_group_most(group, at, remaining, self.out) for group in self.groups)


def _group_least(group: Group, at: int, remaining: Sequence[int]) -> int:
    return max(0, _group_bound(group, at, remaining) - group.loose)


def _group_bound(group: Group, at: int, remaining: Sequence[int]) -> int:
    """Papers of a group that this one has, as second preferences or on loose papers as first ones."""
    left = group.gone + sum(group.papers.get(one, 0) for one in remaining)
    return max(0, group.counted.get(at, 0) - left)


def _group_most(group: Group, at: int, remaining: Sequence[int], out: Sequence[int]) -> int:
    papers = sum(n for one, n in group.papers.items() if one not in remaining)
    others = [one for one in group.counted if one != at and one not in out]
    room = papers - sum(_group_least(group, one, remaining) for one in others)
    if any(one not in group.counted for one in out) or at not in group.counted:
        return room
    return min(room, group.counted[at] + sum(group.counted[one] for one in out))


Way = dict[int, int]
"""First preferences given out of papers that may be for anyone."""


def _can_win(papers: _Papers, at: int) -> tuple[Way | None, bool]:
    """How this one can win, by lot too, if it can; and whether that was searched to the end."""
    first, others = papers.first, [one for one in papers.standing if one != at]
    others.sort(key=lambda one: (-first[one], one))
    if first[at] + papers.anyone + papers.named_at_most(at) < first[others[0]]:
        return None, True  # the highest of the others remains with more, or more than that is needed
    if len(others) > 1 and first[at] + papers.anyone < first[others[1]]:
        return None, True  # never second highest
    for one in others:
        found = _beats(papers, at, one)
        if found is not None:
            return found, True
    return _Level(papers, at, others).search()


def _beats(papers: _Papers, at: int, other: int) -> Way | None:
    """How this one can be level with the other in the end, just these two remaining."""
    first, two = papers.first, (at, other)
    cut = max((first[one] + 1 for one in papers.standing if one not in two), default=0)
    lent = max(0, cut - first[other])
    own = papers.anyone - lent
    if own < max(0, cut - first[at]):
        return None
    # Loose papers that are the other's: more of them than are lent to it cannot be this one's.
    theirs = sum(min(group.loose, _group_bound(group, other, two)) for group in papers.groups)
    held = max(0, theirs - lent)
    mine = first[at] + own + papers.most(at, two) - held
    return {other: lent, at: own} if mine >= first[other] + lent + papers.least(other, two) + held else None


class _Level:
    """A search for three or more who remain, level at the cut but for one ahead of it, so that one wins.

    Those who are level are given papers of `anyone` to be so. The rest of these papers are for this one: as
    first preferences where it is ahead of the cut, else as second ones of eliminated candidates who stay
    below it.
    """

    def __init__(self, papers: _Papers, at: int, others: Sequence[int]) -> None:
        self.papers, self.at, self.others = papers, at, others
        self.nodes = 0
        two, ahead = (at, others[0]), others[0]
        mine = papers.first[at] + papers.anyone + papers.most(at, two)
        self.lead = mine - papers.first[ahead] - papers.least(ahead, two)
        self.gains = {one: self._gain(one, ahead) for one in others[1:]}

    def _gain(self, one: int, ahead: int) -> int:
        """By how much this one gains on the highest of the others, at most, if another remains too."""
        papers = self.papers
        grouped = sum(group.papers.get(one, 0) for group in papers.groups)
        return papers.known[one][ahead] + grouped - papers.known[one][self.at] - papers.may[one][self.at]

    def search(self) -> tuple[Way | None, bool]:
        found = self._from(0, [], 0)
        return found, found is not None or self.nodes <= NODES

    def _from(self, place: int, chosen: list[int], cut: int) -> Way | None:
        """How some choice among the others from this place on, with those chosen, lets this one win."""
        first = self.papers.first
        self.nodes += 1
        if self.nodes > NODES:
            return None
        level = max(cut, first[chosen[1]]) if len(chosen) > 1 else cut
        given = sum(max(0, level - first[one]) for one in (*chosen[1:], self.at))
        if given > self.papers.anyone or self._too_far_behind(place, chosen, level):
            return None
        if place == len(self.others):
            return (self._ahead(chosen, cut) or self._behind(chosen, cut)) if len(chosen) > 1 else None
        one = self.others[place]
        found = self._from(place + 1, [*chosen, one], cut)
        return found if found is not None else self._from(place + 1, chosen, max(cut, first[one] + 1))

    def _too_far_behind(self, place: int, chosen: Sequence[int], level: int) -> bool:
        """Whether even the best choice among those left cannot bring this one level with the highest."""
        if not chosen or chosen[0] != self.others[0]:
            return False
        gain = {one: self.gains[one] - max(0, level - self.papers.first[one]) for one in self.others[1:]}
        rest = self.others[max(place, 1) :]
        best = sum(gain[one] for one in chosen[1:]) + sum(max(0, gain[one]) for one in rest)
        return self.lead + best < 0

    def _ahead(self, chosen: Sequence[int], cut: int) -> Way | None:
        """This one at the cut or ahead of it, the others level."""
        papers, first = self.papers, self.papers.first
        remain = (*chosen, self.at)
        level = max(cut, first[chosen[0]])
        own = papers.anyone - sum(level - first[one] for one in chosen)
        if own < 0 or first[self.at] + own < level:
            return None
        total = first[self.at] + own + papers.most(self.at, remain)
        if any(total < level + papers.least(one, remain) for one in chosen):
            return None
        return {self.at: own} | {one: level - first[one] for one in chosen}

    def _behind(self, chosen: Sequence[int], cut: int) -> Way | None:
        """Another ahead of the cut, this one level with the rest of those who remain."""
        papers, first = self.papers, self.papers.first
        remain, level = (*chosen, self.at), (*chosen[1:], self.at)
        lowest, highest = max(cut, first[chosen[1]], first[self.at]), first[chosen[0]] - 1
        below = [first[one] for one in papers.standing if one not in remain]
        held = papers.anyone + sum(first[one] for one in level)
        best = (held + sum(below) + len(below)) // (len(below) + len(level))
        for at in {max(lowest, min(best, highest)), max(lowest, min(best + 1, highest))}:
            spare = held - at * len(level)
            if at > highest or spare < 0:
                continue
            seconds = papers.most(self.at, remain) + min(spare, sum(at - 1 - one for one in below))
            if seconds >= max(papers.least(one, remain) for one in chosen[1:]) and at + seconds >= first[
                chosen[0]
            ] + papers.least(chosen[0], remain):
                return self._lifted(level, at, remain, spare)
        return None

    def _lifted(self, level: Sequence[int], at: int, remain: Sequence[int], spare: int) -> Way:
        """Those who are level given what they lack, and eliminated ones what they may have below the cut."""
        first = self.papers.first
        given = {one: at - first[one] for one in level}
        for one in self.papers.standing:
            if one not in remain:
                given[one] = min(spare, at - 1 - first[one])
                spare -= given[one]
        return given
