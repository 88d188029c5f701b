"""Rules of duels and of points on single papers, by their definitions: slow, plain, nothing of hustings.

A paper is a list of places; a place holds ids joined by "=", or anything else, which names nobody. A tie is
the set of all who may be elected. Subsets, orders and permutations are tried one by one: for 5 candidates.
"""

from fractions import Fraction
from itertools import combinations, groupby, permutations


def place_of(ids, paper):
    """At which place each candidate stands: the first of several; those unranked stand behind everybody."""
    found = dict.fromkeys(ids, len(paper))
    for at in range(len(paper) - 1, -1, -1):
        for one in paper[at].split("="):
            if one in found:
                found[one] = at
    return found


def table(ids, papers):
    """How many papers place the first of a pair before the second."""
    wins = {(a, b): 0 for a in ids for b in ids if a != b}
    for paper in papers:
        at = place_of(ids, paper)
        for a, b in wins:
            wins[a, b] += at[a] < at[b]
    return wins


def doubtful(ids, papers):
    """How many papers have ranks that are shared, skipped, held by somebody again, or not told."""
    found = {"level": 0, "skipped": 0, "repeated": 0, "unread": 0}
    for paper in papers:
        named = [[one for one in place.split("=") if one in ids] for place in paper]
        everyone = [one for place in named for one in place]
        last = max((at for at, place in enumerate(named) if place), default=-1)
        found["level"] += any(len(place) > 1 for place in named)
        found["skipped"] += any(place == "-" for place in paper[: last + 1])
        found["repeated"] += len(everyone) > len(set(everyone))
        found["unread"] += any(
            place not in ("-",) and not place_named for place, place_named in zip(paper, named, strict=True)
        )
    return {how: papers for how, papers in found.items() if papers}


def beats(wins, a, b):
    return wins[a, b] > wins[b, a]


def condorcet_winner(ids, wins):
    found = [a for a in ids if all(beats(wins, a, b) for b in ids if b != a)]
    return found[0] if found else None


def subsets(ids):
    return (set(some) for size in range(1, len(ids) + 1) for some in combinations(ids, size))


def smith(ids, wins):
    """The smallest set each of whose members beats everybody outside it."""
    return next(
        some for some in subsets(ids) if all(beats(wins, a, b) for a in some for b in set(ids) - some)
    )


def schwartz(ids, wins):
    """The union of all smallest sets whose members nobody outside beats."""
    unbeaten = [
        some for some in subsets(ids) if not any(beats(wins, b, a) for a in some for b in set(ids) - some)
    ]
    least = [some for some in unbeaten if not any(other < some for other in unbeaten)]
    return set().union(*least)


def covers(ids, wins, a, b):
    """Gillies: a beats b and everybody whom b beats, and nobody beats a who does not beat b."""
    rest = [c for c in ids if c not in (a, b)]
    return (
        beats(wins, a, b)
        and all(beats(wins, a, c) for c in rest if beats(wins, b, c))
        and all(beats(wins, c, b) for c in rest if beats(wins, c, a))
    )


def uncovered(ids, wins):
    return {b for b in ids if not any(covers(ids, wins, a, b) for a in ids if a != b)}


def most(ids, figure):
    best = max(map(figure, ids))
    return {a for a in ids if figure(a) == best}


def copeland(ids, wins):
    def score(a):
        won = sum(beats(wins, a, b) for b in ids if b != a)
        return won - sum(beats(wins, b, a) for b in ids if b != a)

    return most(ids, score)


def strength(wins, kind):
    """Of each defeat: (votes for, votes against reversed), or the margin."""
    defeats = [(a, b) for a, b in wins if beats(wins, a, b)]
    if kind == "margins":
        return {(a, b): wins[a, b] - wins[b, a] for a, b in defeats}
    return {(a, b): (wins[a, b], -wins[b, a]) for a, b in defeats}


def minimax(ids, wins, kind):
    """The greatest defeat of everybody (0 where none), the least of which elects."""

    def worst(a):
        against = [(wins[b, a], wins[a, b]) for b in ids if b != a]
        if kind == "opposition":
            return max([x for x, _ in against], default=0)
        if kind == "margins":
            return max([x - y for x, y in against if x > y], default=0)
        return max([x for x, y in against if x > y], default=0)

    return most(ids, lambda a: -worst(a))


def schulze(ids, wins, kind):
    """Whoever reaches everybody by a chain of defeats at least as strong as any that leads back."""
    of = strength(wins, kind)
    levels = sorted(set(of.values()))

    def path(a, b):
        return max([at for at, level in enumerate(levels, 1) if reaches(of, a, b, level)], default=0)

    return {a for a in ids if all(path(a, b) >= path(b, a) for b in ids if b != a)}


def reaches(of, a, b, least):
    """Whether defeats at least so strong lead from one to the other."""
    seen, more = {a}, {a}
    while more:
        more = {y for (x, y), how in of.items() if x in more and how >= least} - seen
        seen |= more
    return b in seen


def ranked_pairs(ids, wins, kind):
    """All who may be elected when defeats of one strength are taken in every possible order."""
    graphs = locked_in_every_order(wins, kind)
    return {a for graph in graphs for a in ids if not any(b == a for _, b in graph)}


def locked_in_every_order(wins, kind):
    of = strength(wins, kind)
    strongest = sorted(of, key=of.get, reverse=True)
    graphs = {frozenset()}
    for _, equal in groupby(strongest, key=of.get):
        equal = list(equal)
        graphs = {lock(graph, order) for graph in graphs for order in permutations(equal)}
    return graphs


def lock(graph, order):
    for a, b in order:
        if not leads(graph, b, a):
            graph = graph | {(a, b)}
    return graph


def leads(graph, a, b):
    return any(x == a and (y == b or leads(graph - {(x, y)}, y, b)) for x, y in graph)


def kemeny(ids, wins):
    """Whoever heads an order that the most pairs of votes agree with, and that greatest sum."""
    agree = {order: sum(wins[a, b] for a, b in combinations(order, 2)) for order in permutations(ids)}
    best = max(agree.values())
    return {order[0] for order, sum_ in agree.items() if sum_ == best}, best


def borda_points(ids, papers):
    """For each other candidate one point if placed before, half if level."""
    points = dict.fromkeys(ids, Fraction(0))
    for paper in papers:
        at = place_of(ids, paper)
        for a in ids:
            points[a] += sum(at[a] < at[b] for b in ids) + Fraction(sum(at[a] == at[b] for b in ids) - 1, 2)
    return points


def borda(ids, papers, among=None):
    points = borda_points(ids, papers)
    return most(among or ids, points.get)


def shared_out(ids, papers, worth):
    """The n-th of m ranked gets worth(n, m), those level share out what their places are worth."""
    points = dict.fromkeys(ids, Fraction(0))
    for paper in papers:
        at = place_of(ids, paper)
        ranked = [one for one in ids if at[one] < len(paper)]
        for one in ranked:
            before = sum(at[other] < at[one] for other in ranked)
            level = sum(at[other] == at[one] for other in ranked)
            points[one] += sum(
                worth(n, len(ranked)) for n in range(before + 1, before + level + 1)
            ) / Fraction(level)
    return points


def modified_borda(ids, papers):
    return shared_out(ids, papers, lambda n, m: Fraction(m - n + 1))


def dowdall(ids, papers):
    return shared_out(ids, papers, lambda n, m: Fraction(1, n))


def black(ids, papers):
    winner = condorcet_winner(ids, table(ids, papers))
    return {winner} if winner else borda(ids, papers)


def firsts(ids, papers):
    """First preferences among these; a paper whose next rank several of them share is nobody's."""
    votes = dict.fromkeys(ids, 0)
    for paper in papers:
        at = place_of(ids, paper)
        first = min((at[one] for one in ids), default=0)
        best = [one for one in ids if at[one] == first < len(paper)]
        if len(best) == 1:
            votes[best[0]] += 1
    return votes


def fewest(ids, papers):
    votes = firsts(ids, papers)
    return {one for one in ids if votes[one] == min(votes.values())}


def restrict(wins, ids):
    return {(a, b): n for (a, b), n in wins.items() if a in ids and b in ids}


def debian(ids, wins, default, developers, ratio, exact=False):
    """A.6 of the constitution by its own words: the Schwartz set, the weakest defeats dropped, again."""
    kept = [
        a
        for a in ids
        if a == default or default is None or passes(wins, a, default, developers, ratio, exact)
    ]
    left = {(a, b) for a, b in restrict(wins, kept) if beats(wins, a, b)}
    while True:
        transitive = {(a, b) for a in kept for b in kept if leads(frozenset(left), a, b)}
        inside = [a for a in kept if all((a, b) in transitive or (b, a) not in transitive for b in kept)]
        defeats = {(a, b) for a, b in left if a in inside and b in inside}
        if not defeats:
            return set(inside)
        weakest = min((wins[a, b], -wins[b, a]) for a, b in defeats)
        left -= {(a, b) for a, b in defeats if (wins[a, b], -wins[b, a]) == weakest}


def passes(wins, a, default, developers, ratio, exact):
    """A quorum of half the root three times over; then the majority, exactly or with a vote to spare."""
    for_it, against = wins[a, default], wins[default, a]
    if developers is not None and 4 * for_it**2 < 9 * developers:
        return False
    if exact:
        return for_it >= ratio.get(a, 1) * against and for_it > against
    return for_it > ratio.get(a, 1) * against


def excluded_until(ids, papers, done):
    """Exclude the fewest first preferences until `done` names somebody; or those equal for an exclusion."""
    left = list(ids)
    while True:
        found = done(left)
        if found is not None:
            return "elected", {found}
        out = fewest(left, papers)
        if len(out) > 1:
            return "excluded", out
        left = [one for one in left if one not in out]


def majority(papers):
    def done(left):
        votes = firsts(left, papers)
        found = [one for one in left if 2 * votes[one] > sum(votes.values()) or len(left) == 1]
        return found[0] if found else None

    return done


def benham(ids, papers):
    wins = table(ids, papers)
    return excluded_until(ids, papers, lambda left: condorcet_winner(left, restrict(wins, left)))


def smith_irv(ids, papers):
    return excluded_until(sorted(smith(ids, table(ids, papers))), papers, majority(papers))


def tideman_alternative(ids, papers):
    wins, left = table(ids, papers), list(ids)
    while True:
        left = sorted(smith(left, restrict(wins, left)))
        if len(left) == 1:
            return "elected", set(left)
        out = fewest(left, papers)
        if len(out) > 1:
            return "excluded", out
        left = [one for one in left if one not in out]


def debian_1998(ids, papers):
    wins = table(ids, papers)
    left = [a for a in ids if not any(beats(wins, b, a) for b in ids if b != a)]
    return excluded_until(left, papers, majority(papers)) if left else ("ruling", set())
