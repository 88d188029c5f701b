"""Slow, plain counts of rated papers, to hold the real ones against. It imports nothing of hustings.

Written from the texts that the rules name. An approval paper is a set of candidates, any other a dictionary
from candidate to score; who is not in it is left blank.
"""

from fractions import Fraction


def most(figures, among):
    best = max(figures[one] for one in among)
    return [one for one in among if figures[one] == best]


def by_points(points, candidates, seats):
    """Who is elected for certain, and who is equal for the rest."""
    elected, rest = [], list(candidates)
    while rest and len(elected) < seats:
        best = most(points, rest)
        if len(elected) + len(best) > seats:
            return elected, best
        for one in best:
            elected.append(one)
            rest.remove(one)
    return elected, []


def approval(candidates, papers, seats=1):
    return by_points({one: sum(one in paper for paper in papers) for one in candidates}, candidates, seats)


def score(candidates, papers):
    return by_points({one: sum(paper.get(one, 0) for paper in papers) for one in candidates}, candidates, 1)


def score_average(candidates, papers):
    given = {one: [paper[one] for paper in papers if one in paper] for one in candidates}
    largest = max(len(scores) for scores in given.values())
    known = [one for one in candidates if len(given[one]) >= Fraction(largest, 4)]
    averages = {one: Fraction(sum(given[one]), max(len(given[one]), 1)) for one in known}
    return by_points(averages, known, 1)


def majority_judgment(candidates, papers):
    """Everybody's grades in order, the middle one taken out again and again: the longest such list wins."""
    lowest = min([0] + [grade for paper in papers for grade in paper.values()])
    values = {}
    for one in candidates:
        grades = sorted(paper.get(one, lowest) for paper in papers)
        value = []
        while grades:
            value.append(grades.pop((len(grades) - 1) // 2))
        values[one] = value
    best = most(values, candidates)
    return (best, []) if len(best) == 1 else ([], best)


def beats(papers, one, other):
    ahead = sum(paper.get(one, 0) > paper.get(other, 0) for paper in papers)
    behind = sum(paper.get(one, 0) < paper.get(other, 0) for paper in papers)
    return ahead - behind


def break_tie(tied, room, loses, fives, protocol):
    """Who takes the places without a lot, and who must draw; `loses(one, other)` is a match-up."""
    taken, match_ups = [], protocol == "official" or len(tied) == 2
    while len(tied) > room > 0:
        lost = {one: sum(loses(one, other) for other in tied if other != one) for one in tied}
        if match_ups and len(set(lost.values())) > 1:
            losers = [one for one in tied if lost[one] == max(lost.values())]
            others = [one for one in tied if one not in losers]
            if len(others) >= room:
                tied = others
            else:
                taken, room, tied = taken + others, room - len(others), losers
        elif len({fives[one] for one in tied}) > 1:
            top = most(fives, tied)
            if len(top) <= room:
                taken, room = taken + top, room - len(top)
                tied = [one for one in tied if one not in top]
            elif protocol == "official":
                tied = [one for one in tied if fives[one] > min(fives[other] for other in tied)]
            else:
                tied = top
        else:
            return taken, tied
    return taken + (tied if room else []), []


def star(candidates, papers, protocol="official"):
    """Finalists found without a lot, the winner or nobody, and who waits for a lot."""
    points = {one: sum(paper.get(one, 0) for paper in papers) for one in candidates}
    fives = {one: sum(paper.get(one, 0) == 5 for paper in papers) for one in candidates}
    finalists, pool = [], list(candidates)
    while len(finalists) < 2:
        best = most(points, pool)
        pool = [one for one in pool if one not in best]
        taken, waiting = break_tie(
            best, 2 - len(finalists), lambda one, other: beats(papers, one, other) < 0, fives, protocol
        )
        finalists += taken
        if waiting:
            return finalists, None, waiting
    one, other = [each for each in candidates if each in finalists]
    for difference in (beats(papers, one, other), points[one] - points[other], fives[one] - fives[other]):
        if difference:
            return [one, other], one if difference > 0 else other, []
    return [one, other], None, [one, other]
