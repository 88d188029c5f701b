"""The single transferable vote, counted slowly on single papers: what the rules are compared with.

Written from the texts of the rules, and imports nothing of hustings. A paper is a list of candidates; what a
paper is worth and where it lies is kept paper by paper. Lots fall on the first in the alphabet, and `drawn`
remembers between whom.
"""

from __future__ import annotations

from fractions import Fraction
from types import SimpleNamespace

drawn = []
"""Between whom lots were drawn in the last count, in order: the first in the alphabet is drawn each time."""


def lot(people):
    drawn.append(frozenset(people))
    return min(people)


class Election:
    """Papers, who holds each at what value, and the votes written down at each point."""

    def __init__(self, candidates, papers, seats):
        self.candidates, self.seats = list(candidates), seats
        self.papers = [list(paper) for paper in papers]
        self.holder = [None] * len(papers)
        self.value = [Fraction(1)] * len(papers)
        self.batch = [0] * len(papers)
        self.now = 0
        self.votes = dict.fromkeys(candidates, Fraction(0))
        self.hopeful, self.elected, self.excluded = list(candidates), [], []
        self.history, self.stages = [], []
        drawn.clear()
        for number in range(len(papers)):
            self.give(number, self.next(number))

    def next(self, number):
        """The first candidate on a paper who is neither elected nor excluded."""
        return next((one for one in self.papers[number] if one in self.hopeful), None)

    def give(self, number, to):
        self.holder[number], self.batch[number] = to, self.now
        if to is not None:
            self.votes[to] += self.value[number]

    def held(self, one):
        return [number for number, holder in enumerate(self.holder) if holder == one]

    @property
    def valid(self):
        return sum(any(one in self.candidates for one in paper) for paper in self.papers)

    @property
    def places(self):
        return self.seats - len(self.elected)

    def over(self):
        return not self.places or not self.hopeful

    def elect(self, one):
        self.hopeful.remove(one)
        self.elected.append(one)

    def mark(self):
        self.history.append(dict(self.votes))

    def stage(self, out=()):
        self.mark()
        self.stages.append((dict(self.votes), frozenset(out), frozenset(self.elected)))

    def fill(self):
        if len(self.hopeful) <= self.places:
            for one in sorted(self.hopeful, key=lambda c: -self.votes[c]):
                self.elect(one)


def extreme(votes, people, lowest):
    best = (min if lowest else max)(votes[one] for one in people)
    return [one for one in people if votes[one] == best]


def latest_first(history, people, lowest):
    """Whoever is behind (or ahead) at the latest point at which they differ."""
    for votes in reversed(history):
        people = extreme(votes, people, lowest)
    return people


def earliest_first(history, people, lowest):
    for votes in history:
        people = extreme(votes, people, lowest)
    return people


def all_different(history, people, lowest):
    for votes in reversed(history):
        if len({votes[one] for one in people}) == len(people):
            return extreme(votes, people, lowest)
    return people


def choose(election, people, lowest, look):
    kept = look(election.history, people, lowest)
    return kept[0] if len(kept) == 1 else lot(kept)


def cut(number, places):
    return Fraction(int(number * 10**places), 10**places)


# -- Scotland ---------------------------------------------------------------------------------------------


def scottish(candidates, papers, seats, places=5):
    """Weighted inclusive Gregory: with `places` None, exact."""
    count = Election(candidates, papers, seats)
    quota = count.valid // (seats + 1) + 1

    def settle():
        for one in sorted(count.hopeful, key=lambda c: -count.votes[c]):
            if count.places and count.votes[one] >= quota:
                count.elect(one)
        count.fill()

    settle()
    count.stage()
    while not count.over():
        above = [one for one in count.elected if count.votes[one] > quota]
        if above:
            one = choose(count, extreme(count.votes, above, False), False, latest_first)
            total, surplus = count.votes[one], count.votes[one] - quota
            for number in count.held(one):
                worth = surplus * count.value[number] / total
                count.value[number] = worth if places is None else cut(worth, places)
                count.give(number, count.next(number))
            count.votes[one] = Fraction(quota)
            out = []
        else:
            one = choose(count, extreme(count.votes, count.hopeful, True), True, latest_first)
            count.hopeful.remove(one)
            for number in count.held(one):
                count.give(number, count.next(number))
            count.votes[one] = Fraction(0)
            out = [one]
        settle()
        count.stage(out)
    return count


# -- Northern Ireland and ERS97: the papers last received -------------------------------------------------


def last_received(count, quota, one):
    """Move a surplus on the transferable papers of the batch last received, in two decimals."""
    surplus = count.votes[one] - quota
    newest = max(count.batch[number] for number in count.held(one))
    moving = [n for n in count.held(one) if count.batch[n] == newest and count.next(n)]
    count.now += 1
    if moving:
        value = min(count.value[moving[0]], cut(surplus / len(moving), 2))
        for number in moving:
            count.value[number] = value
            count.give(number, count.next(number))
    count.votes[one] = Fraction(quota)


def groups(count, quota):
    """For each number of the lowest who might go: who, their votes with surpluses, the next one's votes."""
    order = sorted(count.hopeful, key=lambda c: count.votes[c])
    waiting = sum(max(count.votes[one] - quota, 0) for one in count.elected)
    for size in range(1, len(order)):
        if len(order) - size >= count.places and count.votes[order[size - 1]] < count.votes[order[size]]:
            yield order[:size], sum(count.votes[c] for c in order[:size]) + waiting, count.votes[order[size]]


def gregory(candidates, papers, seats, *, quota_of, elect, level, split, fill, each_batch):
    """The loop of both: `level` says that equal votes suffice, `split` that first preferences go first."""
    count = Election(candidates, papers, seats)
    state = {"quota": None}

    def settle():
        state["quota"] = quota_of(count, state["quota"])
        elect(count, state["quota"])
        if not count.over():
            fill(count, state["quota"])

    def safe(mine, above):
        return mine <= above if level else mine < above

    settle()
    count.stage()
    while not count.over():
        quota = state["quota"]
        above = [one for one in count.elected if count.votes[one] > quota]
        fits = [who for who, mine, higher in groups(count, quota) if safe(mine, higher)]
        if above and not fits:
            last_received(
                count, quota, choose(count, extreme(count.votes, above, False), False, earliest_first)
            )
            settle()
            count.stage()
            continue
        if fits and len(fits[-1]) > 1:
            out = fits[-1]
        else:
            out = [choose(count, extreme(count.votes, count.hopeful, True), True, earliest_first)]
        for one in out:
            count.hopeful.remove(one)
        if len(count.hopeful) == count.places:
            count.fill()
            count.stage(out)
            continue

        def key(number, split=split):
            return (split and count.batch[number] > 0, -count.value[number])

        batches = sorted({key(number) for one in out for number in count.held(one)})
        if split and (not batches or batches[0][0]):
            batches.insert(0, None)
        for at, batch in enumerate(batches or [None]):
            moving = [n for one in out for n in count.held(one) if key(n) == batch]
            count.now += 1
            for number in moving:
                count.votes[count.holder[number]] -= count.value[number]
                count.give(number, count.next(number))
            settle()
            if count.over():
                break
            if each_batch and at < len(batches) - 1:
                count.mark()
        count.stage(out)
    return count


def northern_ireland(candidates, papers, seats):
    def elect(count, quota):
        for one in sorted(count.hopeful, key=lambda c: -count.votes[c]):
            if count.places and count.votes[one] >= quota:
                count.elect(one)

    def fill(count, quota):
        count.fill()
        if count.places != 1 or not count.hopeful:
            return
        best = extreme(count.votes, count.hopeful, False)
        others = sum(count.votes[one] for one in count.candidates if one not in (*count.elected, best[0]))
        others += sum(max(count.votes[one] - quota, 0) for one in count.elected)
        if len(best) == 1 and count.votes[best[0]] >= others:
            count.elect(best[0])

    return gregory(
        candidates,
        papers,
        seats,
        quota_of=lambda count, quota: count.valid // (seats + 1) + 1,
        elect=elect,
        level=False,
        split=True,
        fill=fill,
        each_batch=False,
    )


def ers97(candidates, papers, seats):
    def quota_of(count, quota):
        if count.elected:
            return quota
        hundredths = sum(count.votes.values()) * 100 / (seats + 1)
        return Fraction(-int(-hundredths // 1), 100)

    def elect(count, quota):
        while count.places and count.hopeful:
            best = extreme(count.votes, count.hopeful, False)
            most = count.votes[best[0]]
            active = sum(count.votes.values()) - sum(min(quota, count.votes[one]) for one in count.elected)
            if most < quota and most < active / (count.places + 1):
                return
            if len(best) > count.places:
                best = earliest_first(count.history, best, False)
                if len(best) > 1:
                    return
            count.elect(best[0])

    return gregory(
        candidates,
        papers,
        seats,
        quota_of=quota_of,
        elect=elect,
        level=True,
        split=False,
        fill=lambda count, quota: count.fill(),
        each_batch=True,
    )


# -- The Australian Senate ---------------------------------------------------------------------------------


def australian_senate_2016(candidates, papers, seats):
    return australian_senate(candidates, papers, seats, bulk=True)


def together(count, quota):
    """How many of the lowest go at once under section 273(13A) and (13B), candidate by candidate."""
    poll = sorted(count.hopeful, key=lambda c: count.votes[c])
    notional = {one: sum(count.votes[c] for c in poll[: at + 1]) for at, one in enumerate(poll)}
    shortfall = {one: quota - count.votes[one] for one in poll}
    vacancy = sum(shortfall[one] for one in poll[len(poll) - count.places :])
    leading = shortfall[poll[-1]]
    a = next((at for at, one in enumerate(poll) if notional[one] >= vacancy), len(poll))
    fit = [at for at in range(min(a, len(poll) - 1)) if notional[poll[at]] < count.votes[poll[at + 1]]]
    if not fit:
        return 1
    size = fit[-1] + 1
    if notional[poll[fit[-1]]] >= leading:
        size = sum(notional[one] < leading for one in poll)
    return max(1, min(size, len(poll) - count.places))


def australian_senate(candidates, papers, seats, bulk=False):
    """Whole votes; each candidate's gain in a transfer is cut, and papers keep their exact value."""
    count = Election(candidates, papers, seats)
    quota = count.valid // (seats + 1) + 1
    elected_at = {}

    def move(numbers):
        count.now += 1
        gain = {}
        for number in numbers:
            to = count.next(number)
            count.holder[number], count.batch[number] = to, count.now
            if to is not None:
                gain[to] = gain.get(to, 0) + count.value[number]
        for to, votes in gain.items():
            count.votes[to] += int(votes)

    def settle():
        for one in sorted(count.hopeful, key=lambda c: -count.votes[c]):
            if count.places and count.votes[one] >= quota:
                elected_at[one] = len(count.stages)
                count.elect(one)
        count.fill()

    settle()
    count.stage()
    while not count.over():
        above = [one for one in count.elected if count.votes[one] > quota]
        if above:
            first = [one for one in above if elected_at[one] == min(elected_at[c] for c in above)]
            one = choose(count, extreme(count.votes, first, False), False, all_different)
            papers_held = count.held(one)
            for number in papers_held:
                count.value[number] = (count.votes[one] - quota) / len(papers_held)
            move(papers_held)
            count.votes[one] = Fraction(quota)
            settle()
            count.stage()
            continue
        lowest = extreme(count.votes, count.hopeful, True)
        look = all_different if bulk else latest_first
        out = []
        if count.places == 1 and len(count.hopeful) == 2 and len(lowest) == 2:
            chosen = lot(lowest)
            out = [next(other for other in lowest if other != chosen)]
        number = together(count, quota) if bulk else 1
        while len(out) < number:
            level = extreme(count.votes, [one for one in count.hopeful if one not in out], True)
            out += level if len(out) + len(level) <= number else [choose(count, level, True, look)]
        for one in out:
            count.hopeful.remove(one)
        count.fill()
        if count.over():
            count.stage(out)
            return count
        values = sorted({count.value[n] for one in out for n in count.held(one)}, reverse=True)
        for at, value in enumerate(values or [Fraction(1)]):
            move([n for one in out for n in count.held(one) if count.value[n] == value])
            for one in out:
                left = {}
                for number in count.held(one):
                    left[count.batch[number]] = left.get(count.batch[number], 0) + count.value[number]
                count.votes[one] = Fraction(sum(int(votes) for votes in left.values()))
            settle()
            count.stage(out if at == 0 else [])
            if count.over():
                return count
    return count
    return count


# -- Minneapolis ---------------------------------------------------------------------------------------------


def minneapolis(candidates, papers, seats):
    """The surplus fraction and transfer values are cut after four places; those who cannot win go first."""
    count = Election(candidates, papers, seats)
    threshold = count.valid // (seats + 1) + 1

    def settle():
        for one in sorted(count.hopeful, key=lambda c: -count.votes[c]):
            if count.places and count.votes[one] >= threshold:
                count.elect(one)
        count.fill()

    def by_lot(people):
        return people[0] if len(people) == 1 else lot(people)

    settle()
    count.stage()
    while not count.over():
        hopeless = []
        for who, possible, higher in groups(count, threshold):
            if possible < higher:
                hopeless = who
        above = [one for one in count.elected if count.votes[one] > threshold]
        if not hopeless and above:
            one = by_lot(extreme(count.votes, above, False))
            share = cut((count.votes[one] - threshold) / count.votes[one], 4)
            for number in count.held(one):
                count.value[number] = cut(count.value[number] * share, 4)
                count.give(number, count.next(number))
            count.votes[one] = Fraction(threshold)
            settle()
            count.stage()
            continue
        out = hopeless or [by_lot(extreme(count.votes, count.hopeful, True))]
        for one in out:
            count.hopeful.remove(one)
        if len(count.hopeful) > count.places:
            for one in out:
                for number in count.held(one):
                    count.give(number, count.next(number))
                count.votes[one] = Fraction(0)
            settle()
        else:
            count.fill()
        count.stage(out)
    return count


# -- Meek and Warren -----------------------------------------------------------------------------------------


def keeping(candidates, papers, seats, keep):
    """Algorithm 123, paper by paper, every product and quotient cut at twelve places."""
    hopeful, weight, stages = list(candidates), {}, []
    state = {}
    drawn.clear()

    def down(number):
        return Fraction(int(number * 10**12), 10**12)

    def compute():
        for _ in range(500):
            votes = {one: Fraction(0) for one in (*hopeful, *weight)}
            for paper in papers:
                left, seen = Fraction(1), set()
                for one in paper:
                    if one in hopeful:
                        votes[one] += left
                        break
                    if one in weight and one not in seen:
                        seen.add(one)
                        votes[one] += keep(left, weight[one], down)
                        left -= keep(left, weight[one], down)
            state["votes"], state["quota"] = votes, down(sum(votes.values()) / (seats + 1))
            near = all(abs(state["quota"] - votes[one]) <= votes[one] / 10**5 for one in weight)
            for one in weight:
                weight[one] = (
                    min(Fraction(1), down(weight[one] * state["quota"] / votes[one])) if votes[one] else 1
                )
            if near:
                return

    def elect(people):
        for one in people:
            hopeful.remove(one)
            votes = state["votes"][one]
            weight[one] = min(Fraction(1), down(state["quota"] / votes)) if votes else Fraction(1)

    def lowest(people):
        tied = extreme(state["votes"], people, True)
        return tied[0] if len(tied) == 1 else lot(tied)

    def stage(out):
        votes = dict.fromkeys(candidates, Fraction(0)) | state["votes"]
        stages.append((votes, frozenset(out), frozenset(weight)))

    compute()
    out = []
    while True:
        reached = [one for one in hopeful if state["votes"][one] >= state["quota"]]
        left = seats - len(weight)
        if len(reached) > left:
            out += [one for one in hopeful if one not in reached]
            while len(reached) > left:
                loser = lowest(reached)
                reached.remove(loser)
                out.append(loser)
            for one in out:
                if one in hopeful:
                    hopeful.remove(one)
        elect(reached)
        if len(hopeful) <= seats - len(weight):
            elect(list(hopeful))
        stage(out)
        if len(weight) == seats or not hopeful:
            break
        out = []
        if reached:
            compute()
            continue
        out = [lowest(hopeful)]
        hopeful.remove(out[0])
        if len(hopeful) > seats - len(weight):
            compute()
    return SimpleNamespace(stages=stages)


def meek(candidates, papers, seats):
    return keeping(candidates, papers, seats, lambda left, weight, down: down(left * weight))


def warren(candidates, papers, seats):
    return keeping(candidates, papers, seats, lambda left, weight, down: min(left, weight))


# -- Whole papers, in their order ----------------------------------------------------------------------------


def ireland(candidates, papers, seats):
    """Surpluses in whole papers of the sub-parcel last received, the last filed of each next preference."""
    count = Election(candidates, papers, seats)
    quota = count.valid // (seats + 1) + 1
    piles = {one: [] for one in candidates}
    for number, holder in enumerate(count.holder):
        if holder:
            piles[holder].append(number)

    def settle():
        for one in sorted(count.hopeful, key=lambda c: -count.votes[c]):
            if count.places and count.votes[one] >= quota:
                count.elect(one)
        count.fill()
        if count.places == 1 and count.hopeful:
            best = extreme(count.votes, count.hopeful, False)
            others = sum(count.votes[c] for c in candidates if c not in (*count.elected, best[0]))
            others += sum(max(count.votes[c] - quota, 0) for c in count.elected)
            if len(best) == 1 and count.votes[best[0]] >= others:
                count.elect(best[0])

    def pass_on(number, source, to):
        piles[source].remove(number)
        count.votes[source] -= 1
        count.give(number, to)
        if to:
            piles[to].append(number)

    settle()
    count.stage()
    while not count.over():
        above = [one for one in count.elected if count.votes[one] > quota]
        spare = sum(count.votes[one] - quota for one in above)
        order = sorted(count.votes[one] for one in count.hopeful)
        useful = spare + order[-1] >= quota
        useful |= len(order) > 1 and (order[0] == order[1] or order[0] + spare > order[1])
        useful |= order[0] < quota // 4 + 1 <= order[0] + spare
        if above and useful:
            one = choose(count, extreme(count.votes, above, False), False, earliest_first)
            surplus = int(count.votes[one] - quota)
            newest = max(count.batch[number] for number in piles[one])
            heaps = {}
            for number in piles[one]:
                if count.batch[number] == newest and count.next(number):
                    heaps.setdefault(count.next(number), []).append(number)
            total = sum(len(heap) for heap in heaps.values())
            if total <= surplus:
                take = {to: len(heap) for to, heap in heaps.items()}
            else:
                exact = {to: Fraction(len(heap) * surplus, total) for to, heap in heaps.items()}
                take = {to: int(share) for to, share in exact.items()}
                rest = list(exact)
                while sum(take.values()) < surplus:
                    key = {to: (exact[to] - int(exact[to]), len(heaps[to])) for to in rest}
                    best = [to for to in rest if key[to] == max(key.values())]
                    missing = surplus - sum(take.values())
                    if len(best) > missing:
                        best = [choose(count, best, False, earliest_first)]
                    for to in best:
                        take[to] += 1
                        rest.remove(to)
            count.now += 1
            for to, number_taken in take.items():
                for number in heaps[to][len(heaps[to]) - number_taken :]:
                    pass_on(number, one, to)
            count.votes[one] = Fraction(quota)
            settle()
            count.stage()
            continue
        fits = [who for who, mine, higher in groups(count, quota) if mine < higher]
        if fits and len(fits[-1]) > 1:
            out = fits[-1]
        else:
            out = [choose(count, extreme(count.votes, count.hopeful, True), True, earliest_first)]
        for one in out:
            count.hopeful.remove(one)
        if len(count.hopeful) == count.places:
            count.fill()
        else:
            count.now += 1
            for one in out:
                for number in list(piles[one]):
                    pass_on(number, one, count.next(number))
            settle()
        count.stage(out)
    return count


def cambridge(candidates, papers, seats, signatures=50):
    """Every n-th paper of a surplus; whoever reaches the quota takes no more."""
    count = Election(candidates, papers, seats)
    quota = count.valid // (seats + 1) + 1
    piles = {one: [n for n, holder in enumerate(count.holder) if holder == one] for one in candidates}

    def give(number, source):
        to = count.next(number)
        if to:
            piles[source].remove(number)
            piles[to].append(number)
            count.votes[source] -= 1
            count.votes[to] += 1
            if count.votes[to] >= quota:
                count.elect(to)
        return to

    for one in sorted(count.hopeful, key=lambda c: -count.votes[c]):
        if count.votes[one] >= quota:
            count.elect(one)
    count.fill()
    count.stage()
    first = True
    while not count.over():
        above = [one for one in count.elected if count.votes[one] > quota]
        if above:
            most = extreme(count.votes, above, False)
            one = most[0] if len(most) == 1 else lot(most)
            mine, surplus = list(piles[one]), int(count.votes[one] - quota)
            n = int(Fraction(len(mine), surplus) + Fraction(1, 2))
            turns = [p for start in range(n - 1, 2 * n - 1) for p in range(start, len(mine), n)]
            turns += list(range(min(n - 1, len(mine))))
            gone = 0
            for place in turns:
                if gone < surplus and give(mine[place], one):
                    gone += 1
            count.votes[one] = Fraction(quota)
            count.fill()
            count.stage()
            continue
        few = [one for one in count.hopeful if count.votes[one] < signatures]
        enough = len(count.hopeful) - len(few) >= count.places
        if first and len(few) > 1 and enough and not any(out for _, out, _ in count.stages):
            out = []
            while few:
                now = extreme(count.votes, few, True)
                ballots = sum(count.votes[c] for c in few)
                reach = any(count.votes[c] + ballots >= quota for c in count.hopeful if c not in few)
                if reach and count.votes[now[0]]:
                    now = [choose(count, now, True, latest_first)]
                out += now
                few = [c for c in few if c not in now]
        else:
            out = [choose(count, extreme(count.votes, count.hopeful, True), True, latest_first)]
        first = False
        for one in out:
            count.hopeful.remove(one)
        for one in out:
            for number in list(piles[one]):
                give(number, one)
            piles[one], count.votes[one] = [], Fraction(0)
        if not count.over():
            count.fill()
        count.stage(out)
    return count
