"""Single-winner rules on single papers, by their texts: slow, plain, nothing of hustings.

A paper is a list of places; a place holds ids joined by "=", "-" where it was skipped, or a sign that was not
read. Each rule gives its steps: (figures of those shown, who goes, who is elected). `draw(people)` is asked
between those who are equal, and is told nothing else.
"""

from fractions import Fraction


class Paper:
    """A ballot paper: with whom it lies now, and how far it was read."""

    def __init__(self, places, ids, over="ends", skips=None, ranks=None):
        self.places, self.ids, self.over, self.skips = list(places)[:ranks], ids, over, skips
        self.at, self.holder, self.dead = 0, None, False

    def named(self, at):
        return [one for one in self.places[at].split("=") if one in self.ids]

    def move(self, still):
        """Goes to the next of those still there, or dies."""
        self.holder = None
        while not self.dead and self.at < len(self.places):
            names, place = self.named(self.at), self.places[self.at]
            if place == "-":
                if self.skips and self.at + 1 >= self.skips:
                    run = self.places[self.at + 1 - self.skips : self.at + 1]
                    later = any(self.named(at) for at in range(self.at, len(self.places)))
                    self.dead = later and all(one == "-" for one in run)
            elif not names:
                self.dead = self.over != "passed"
            elif len(names) == 1:
                if names[0] in still:
                    self.holder = names[0]
                    return
            else:
                here = [one for one in names if one in still]
                if self.over == "ends" or (self.over == "only" and len(here) > 1):
                    self.dead = True
                elif self.over == "only" and len(here) == 1:
                    self.holder = here[0]
                    return
            self.at += 1
        self.dead = True


def least(figures):
    return [one for one in figures if figures[one] == min(figures.values())]


def greatest(figures):
    return [one for one in figures if figures[one] == max(figures.values())]


def held(pile, still):
    return {one: sum(paper.holder == one for paper in pile) for one in still}


def by_history(history, tied, lowest, latest_first):
    """Those of the tied whom earlier votes pick: stage by stage, each among those left by the one before."""
    for votes in reversed(history) if latest_first else history:
        some = {one: votes[one] for one in tied}
        tied = least(some) if lowest else greatest(some)
    return tied


def av(ids, papers, draw, *, end="majority", bulk=False, tie="latest", over="ends", skips=None):
    """The alternative vote: `end` is "majority", "two"; `tie` is "latest", "first" (the Act), "lot"."""
    pile = [Paper(paper, ids, over, skips) for paper in papers]
    still, history, steps = list(ids), [], []
    for paper in pile:
        paper.move(still)
    out = []
    while True:
        votes = held(pile, still)
        history.append({**dict.fromkeys(ids, 0), **votes})
        elected = [one for one in still if 2 * votes[one] > sum(votes.values()) and end == "majority"]
        if end == "two" and len(still) == 2 and len(greatest(votes)) == 1:
            elected = greatest(votes)
        if len(still) == 1:
            elected = still
        steps.append((votes, set(out), set(elected)))
        if elected:
            return steps
        out = []
        if bulk:
            rising = sorted(still, key=lambda one: votes[one])
            for size in range(1, len(rising) - 1):
                if sum(votes[one] for one in rising[:size]) < votes[rising[size]]:
                    out = rising[:size]
        if tie == "first" and len(still) == 2:
            best = by_history(history, still, False, False)
            steps.append((votes, set(), {best[0] if len(best) == 1 else draw(best)}))
            return steps
        if not out:
            out = least(votes)
            if tie != "lot" and len(out) > 1:
                out = by_history(history, out, True, tie == "latest")
            out = [out[0] if len(out) == 1 else draw(out)]
        still = [one for one in still if one not in out]
        for paper in pile:
            if paper.holder in out:
                paper.at += 1
                paper.move(still)


def contingent(ids, papers, draw, *, over="ends", ranks=None, strict_first=False):
    """The two highest remain; lots give places and, at last, the seat."""
    if strict_first:
        papers = [paper if paper and paper[0] in ids else () for paper in papers]
    pile = [Paper(paper, ids, over, None, ranks) for paper in papers]
    for paper in pile:
        paper.move(ids)
    votes = held(pile, ids)
    elected = [one for one in ids if 2 * votes[one] > sum(votes.values()) or len(ids) == 1]
    steps = [(votes, set(), set(elected))]
    if elected:
        return steps
    two = []
    while len(two) < 2:
        best = greatest({one: votes[one] for one in ids if one not in two})
        two += best if len(two) + len(best) <= 2 else [draw(best)]
    out = [one for one in ids if one not in two]
    for paper in pile:
        if paper.holder in out:
            paper.move(two)
    votes = held(pile, [one for one in ids if one in two])
    best = greatest(votes)
    if out:
        steps.append((votes, set(out), set(best) if len(best) == 1 else set()))
    if len(best) > 1:
        steps.append((votes, set(), {draw(best)}))
    return steps


def place_of(ids, paper):
    """At which place each candidate stands: the first of several; those unranked stand behind everybody."""
    found = dict.fromkeys(ids, len(paper))
    for at in range(len(paper) - 1, -1, -1):
        for one in paper[at].split("="):
            if one in found:
                found[one] = at
    return found


def first_of(still, paper):
    """Whom a paper ranks first of these, nobody where it ranks several first or none."""
    for place in paper:
        here = {one for one in place.split("=") if one in still}
        if here:
            return here.pop() if len(here) == 1 else None
        if place != "-" and not any(one.isalpha() for one in place):
            return None
    return None


def coombs(ids, papers, draw, *, majority=True):
    still, steps, out = list(ids), [], []
    while True:
        firsts = [first_of(still, paper) for paper in papers]
        votes = {one: firsts.count(one) for one in still}
        elected = [one for one in still if majority and 2 * votes[one] > sum(votes.values())]
        if len(still) == 1:
            elected = still
        steps.append((votes, set(out), set(elected)))
        if elected:
            return steps
        last = dict.fromkeys(still, Fraction(0))
        for paper in papers:
            at = place_of(ids, paper)
            worst = [one for one in still if at[one] == max(at[other] for other in still)]
            for one in worst:
                last[one] += Fraction(1, len(worst))
        steps.append((last, set(), set()))
        most = greatest(last)
        out = [most[0] if len(most) == 1 else draw(most)]
        still = [one for one in still if one not in out]


def nanson_points(still, ids, papers):
    points = dict.fromkeys(still, 0)
    for paper in papers:
        at = place_of(ids, paper)
        for one in still:
            points[one] += len({at[other] for other in still if at[other] > at[one]})
    return points


def borda_points(still, ids, papers):
    points = dict.fromkeys(still, Fraction(0))
    for paper in papers:
        at = place_of(ids, paper)
        for one in still:
            for other in still:
                if other != one:
                    points[one] += Fraction((at[one] < at[other]) * 2 + (at[one] == at[other]), 2)
    return points


def scrutinies(ids, papers, draw, points_of, goes):
    still, out, steps = list(ids), [], []
    points = points_of(still, ids, papers)
    while True:
        steps.append((points, set(out), set(still) if len(still) == 1 else set()))
        if len(still) == 1:
            return steps
        out = goes(points, draw)
        still = [one for one in still if one not in out]
        points = {one: points[one] for one in still} if len(still) == 1 else points_of(still, ids, papers)


def all_but_one(points, draw):
    chosen = draw(list(points))
    return [one for one in points if one != chosen]


def nanson(ids, papers, draw, *, strictly_below=False):
    def goes(points, draw):
        total, number = sum(points.values()), len(points)
        if len(set(points.values())) == 1:
            return all_but_one(points, draw)
        if strictly_below:
            return [one for one in points if points[one] * number < total]
        return [one for one in points if points[one] * number <= total]

    return scrutinies(ids, papers, draw, nanson_points, goes)


def baldwin(ids, papers, draw):
    def goes(points, draw):
        worst = least(points)
        return [worst[0] if len(worst) == 1 else draw(worst)]

    return scrutinies(ids, papers, draw, borda_points, goes)


def bucklin(ids, papers, draw):
    votes, steps = dict.fromkeys(ids, 0), []
    chosen = []  # (rank, candidate) for each paper and candidate that counts
    for paper in papers:
        seen = {}
        for rank, place in enumerate(paper):
            if place in ids and place not in seen:
                seen[place] = rank
        chosen.append(seen)
    voters = sum(bool(seen) for seen in chosen)
    last = max((rank for seen in chosen for rank in seen.values()), default=0)
    for rank in range(last + 1):
        votes = {one: votes[one] + sum(seen.get(one) == rank for seen in chosen) for one in ids}
        best = greatest(votes)
        over = 2 * max(votes.values()) > voters or rank == last
        steps.append((votes, set(), set(best) if over and len(best) == 1 else set()))
        if over and len(best) > 1:
            steps.append((votes, set(), {draw(best)}))
        if over:
            return steps
