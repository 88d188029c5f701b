"""Rules of duels and of points: an independent count of single papers, and what holds whatever the papers."""

from collections import Counter
from fractions import Fraction
from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reference_condorcet as plain
from hustings import shelf
from hustings.contest import Candidate, Contest
from hustings.counting import Lot, count
from hustings.duels import Duels
from hustings.errors import InputError, UsageError
from hustings.mechanics import locking, orders
from hustings.mechanics.duels import among, duels
from hustings.mechanics.sets import schwartz, smith, uncovered
from hustings.profile import Profile

IDS = "abcd"


def by_table(rule):
    return lambda ids, papers: rule(ids, plain.table(ids, papers))


PAIRS = list(permutations(IDS, 2))
tables = st.lists(st.integers(0, 4), min_size=len(PAIRS), max_size=len(PAIRS)).map(
    lambda votes: dict(zip(PAIRS, votes, strict=True))
)


def as_duels(cells):
    return Duels(
        candidates=tuple(IDS), wins=tuple(tuple(cells.get((one, other), 0) for other in IDS) for one in IDS)
    )


BY_TABLE = {
    "copeland": plain.copeland,
    "minimax-winning-votes": lambda ids, wins: plain.minimax(ids, wins, "winning-votes"),
    "minimax-margins": lambda ids, wins: plain.minimax(ids, wins, "margins"),
    "minimax-opposition": lambda ids, wins: plain.minimax(ids, wins, "opposition"),
    "schulze-winning-votes": lambda ids, wins: plain.schulze(ids, wins, "winning-votes"),
    "schulze-margins": lambda ids, wins: plain.schulze(ids, wins, "margins"),
    "ranked-pairs-winning-votes": lambda ids, wins: plain.ranked_pairs(ids, wins, "winning-votes"),
    "ranked-pairs-margins": lambda ids, wins: plain.ranked_pairs(ids, wins, "margins"),
    "kemeny-young": lambda ids, wins: plain.kemeny(ids, wins)[0],
    "debian": lambda ids, wins: plain.debian(ids, wins, None, None, {}),
    "debian-2003": lambda ids, wins: plain.debian(ids, wins, None, None, {}),
}
REFERENCE = {
    **{key: by_table(rule) for key, rule in BY_TABLE.items()},
    "black": plain.black,
    "smith-minimax-winning-votes": lambda ids, papers: smith_minimax(ids, papers, "winning-votes"),
    "smith-minimax-margins": lambda ids, papers: smith_minimax(ids, papers, "margins"),
    "condorcet-borda": lambda ids, papers: plain.borda(
        ids, papers, plain.smith(ids, plain.table(ids, papers))
    ),
    "borda": plain.borda,
    "modified-borda": lambda ids, papers: plain.most(ids, plain.modified_borda(ids, papers).get),
}
HYBRIDS = {
    "benham": plain.benham,
    "smith-irv": plain.smith_irv,
    "tideman-alternative": plain.tideman_alternative,
    "debian-1998": plain.debian_1998,
}
CONDORCET = sorted(set(REFERENCE) - {"borda", "modified-borda", "minimax-opposition"})
IN_SMITH = sorted(set(CONDORCET) - {"minimax-winning-votes", "minimax-margins", "black"})


def smith_minimax(ids, papers, kind):
    wins = plain.table(ids, papers)
    inside = sorted(plain.smith(ids, wins))
    return plain.minimax(inside, plain.restrict(wins, inside), kind)


places = st.one_of(
    st.sampled_from([*IDS, *IDS, "-"]),
    st.lists(st.sampled_from(IDS), min_size=2, max_size=3, unique=True).map("=".join),
)
rough = st.lists(st.lists(places, max_size=5).map(tuple), max_size=9)
full = st.lists(st.permutations(IDS).map(tuple), max_size=11)
papers_lists = st.one_of(rough, full)


def ranked(papers, ids=IDS):
    return Profile.of(ids, Counter(papers), ballots="rankings")


def winners(result):
    """Who is elected, or all who draw a lot for it."""
    return set(result.awaiting.candidates) if result.awaiting else set(result.elected)


@pytest.mark.parametrize("key", sorted(REFERENCE))
@given(papers=papers_lists)
def test_an_independent_count_of_single_papers_agrees(key, papers):
    result = count(shelf.rule(key), ranked(papers))
    assert winners(result) == REFERENCE[key](IDS, papers)
    assert {one.step for one in result.stages} <= set(shelf.rule(key).cites)


@pytest.mark.parametrize("key", ["debian", "debian-2003"])
@given(papers=papers_lists, developers=st.one_of(st.none(), st.integers(0, 60)), ratio=st.integers(1, 3))
def test_quorum_and_majority_agree_with_the_reference(key, papers, developers, ratio):
    people = [Candidate(id=id, name=id) for id in IDS]
    people[0] = Candidate(id="a", name="a", majority=Fraction(ratio))
    contest = Contest(title="", candidates=tuple(people), default="d", electorate=developers)
    result = count(shelf.rule(key), ranked(papers), (), contest)
    exact = key == "debian"
    wins = plain.table(IDS, papers)
    assert winners(result) == plain.debian(IDS, wins, "d", developers, {"a": ratio}, exact=exact)


@given(papers_lists, st.integers(1, 4))
def test_reciprocals_agree_with_the_reference_and_fill_seats(papers, seats):
    contest = Contest(title="", candidates=tuple(Candidate(id=id, name=id) for id in IDS), seats=seats)
    rule, profile = shelf.rule("dowdall"), ranked(papers)
    points = plain.dowdall(IDS, papers)
    lots = []
    result = count(rule, profile, lots, contest)
    while result.awaiting:
        level = result.awaiting.candidates
        assert len({points[one] for one in level}) == 1 and result.awaiting.drawn == "is excluded"
        lots.append(Lot(step=result.awaiting.step, between=level, chosen=level[-1], by="x"))
        result = count(rule, profile, lots, contest)
    assert result.stages[0].votes == points and len(set(result.elected)) == seats
    assert min(points[one] for one in result.elected) >= max(
        (points[one] for one in IDS if one not in result.elected), default=0
    )
    # Nobody draws a lot who is safe: as many lots as are level below the last seat.
    last = sorted(points.values(), reverse=True)[seats - 1]
    assert len(lots) == max(0, sum(one >= last for one in points.values()) - seats)


@pytest.mark.parametrize("key", HYBRIDS)
@given(papers=papers_lists)
def test_an_independent_count_by_exclusions_agrees(key, papers):
    result = count(shelf.rule(key), ranked(papers))
    how, who = HYBRIDS[key](IDS, papers)
    if how == "elected":
        assert set(result.elected) == who and not result.awaiting
    else:
        assert result.awaiting.what == ("lot" if how == "excluded" else how)
        assert set(result.awaiting.candidates) == who
        assert result.awaiting.drawn == ("is excluded" if how == "excluded" else "")
    assert all(one.balances for one in result.stages)
    assert {one.step for one in result.stages} <= set(shelf.rule(key).cites)


@pytest.mark.parametrize("key", HYBRIDS)
@given(papers=papers_lists, chance=st.randoms(use_true_random=False))
def test_exclusions_drawn_by_lot_end_in_the_smith_set(key, papers, chance):
    rule, profile, lots = shelf.rule(key), ranked(papers), []
    result = count(rule, profile)
    while result.awaiting and result.awaiting.what == "lot":
        between = result.awaiting.candidates
        lots.append(Lot(step=result.awaiting.step, between=between, chosen=chance.choice(between), by="x"))
        assert lots[-1].step == f"exclusion-{len(result.stages) + 1}"
        result = count(rule, profile, lots)
    cells = plain.table(IDS, papers)
    if not result.awaiting:
        assert set(result.elected) <= plain.smith(IDS, cells)
        winner = plain.condorcet_winner(IDS, cells)
        assert winner is None or result.winner == winner


@pytest.mark.parametrize("key", sorted({*HYBRIDS} - {"debian-1998"}))
@given(papers=papers_lists)
def test_papers_that_move_are_told(key, papers):
    result = count(shelf.rule(key), ranked(papers))
    for one in result.stages:
        assert set(one.added) <= set(one.votes)
        for moved in one.transfers:
            assert moved.source in one.eliminated and moved.to in one.votes


@given(tables)
def test_sets_are_those_of_their_definitions(cells):
    assert set(smith(IDS, cells)) == plain.smith(IDS, cells)
    assert set(schwartz(IDS, cells)) == plain.schwartz(IDS, cells)
    assert set(uncovered(IDS, cells)) == plain.uncovered(IDS, cells)
    assert set(schwartz(IDS, cells)) <= set(smith(IDS, cells))
    if all(cells[a, b] != cells[b, a] for a, b in cells):
        assert set(uncovered(IDS, cells)) <= set(smith(IDS, cells)) == set(schwartz(IDS, cells))
        assert winners(count(shelf.rule("copeland"), as_duels(cells))) <= set(uncovered(IDS, cells))


@pytest.mark.parametrize("key", CONDORCET)
@given(papers=papers_lists)
def test_a_condorcet_winner_is_elected_and_whoever_is_stands_in_the_smith_set(key, papers):
    result, cells = count(shelf.rule(key), ranked(papers)), plain.table(IDS, papers)
    winner = plain.condorcet_winner(IDS, cells)
    if winner is not None:
        assert result.winner == winner
    if key in IN_SMITH:
        assert winners(result) <= plain.smith(IDS, cells)


@pytest.mark.parametrize("key", sorted(REFERENCE))
@given(papers=papers_lists, order=st.permutations("wxyz"), cut=st.integers(0, 9))
def test_names_order_and_areas_change_nothing(key, papers, order, cut):
    rule, new = shelf.rule(key), dict(zip(IDS, order, strict=True))
    before = count(rule, ranked(papers))
    renamed = [
        tuple("=".join(new.get(one, one) for one in place.split("=")) for place in vote) for vote in papers
    ]
    after = count(rule, ranked(renamed, "wxyz"))
    assert {new[one] for one in winners(before)} == winners(after)
    assert [one.step for one in before.stages] == [one.step for one in after.stages]
    parts = [
        Profile.of(IDS, Counter(some), area=area, ballots="rankings")
        for area, some in (("n", papers[:cut]), ("s", papers[cut:]))
    ]
    assert count(rule, parts[0] + parts[1]).stages == before.stages


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"{rule}-winning-votes", f"{rule}-margins")
        for rule in ("minimax", "schulze", "ranked-pairs", "smith-minimax")
    ],
)
@given(papers=full)
def test_strengths_agree_where_everybody_ranks_everybody(one, other, papers):
    assert winners(count(shelf.rule(one), ranked(papers))) == winners(
        count(shelf.rule(other), ranked(papers))
    )


@pytest.mark.parametrize(
    "key", ["schulze-winning-votes", "schulze-margins", "ranked-pairs-winning-votes", "ranked-pairs-margins"]
)
@given(papers=full.filter(lambda papers: len(papers) % 2))
def test_a_clone_changes_nobody_elses_fate(key, papers):
    """E stands right behind D on every paper: whoever else is elected still is, and D or E where D was."""
    before = winners(count(shelf.rule(key), ranked(papers)))
    twins = [tuple(one for place in vote for one in (place, "e")[: 1 + (place == "d")]) for vote in papers]
    after = winners(count(shelf.rule(key), ranked(twins, "abcde")))
    assert {"d" if one == "e" else one for one in after} == before


@pytest.mark.parametrize("key", BY_TABLE)
@given(cells=tables)
def test_a_pairwise_table_is_counted_like_the_reference(key, cells):
    result = count(shelf.rule(key), as_duels(cells))
    assert winners(result) == BY_TABLE[key](IDS, cells)
    for one in result.stages:
        if one.step in ("schwartz-set", "dropped"):
            assert {id for pair in one.duels for id in pair} <= set(one.remaining)


@given(tables)
def test_stages_of_schulze_and_ranked_pairs_tell_why(cells):
    """Strongest paths, told apart by votes against; and what is locked, or passed over, in every order."""
    strength = plain.strength(cells, "winning-votes")
    result = count(shelf.rule("schulze-winning-votes"), as_duels(cells))
    paths = next(one for one in result.stages if one.step == "paths")
    for a, b in PAIRS:
        chains = [strength[pair] for pair in strength]
        best = max((level for level in chains if plain.reaches(strength, a, b, level)), default=None)
        back = max((level for level in chains if plain.reaches(strength, b, a, level)), default=None)
        assert paths.duels.get((a, b)) == (best and best[0])
        told = any(one.chosen == a and set(one.between) == {a, b} for one in paths.equalities)
        assert told == bool(a in paths.remaining and best and back and best[0] == back[0] and best > back)
    result = count(shelf.rule("ranked-pairs-winning-votes"), as_duels(cells))
    graphs = plain.locked_in_every_order(cells, "winning-votes")
    locked = next(one for one in result.stages if one.step == "locked").duels
    passed = next((one.duels for one in result.stages if one.step == "passed-over"), {})
    assert set(locked) == {pair for pair in strength if all(plain.leads(graph, *pair) for graph in graphs)}
    assert set(passed) == {
        pair for pair in strength if all(plain.leads(graph, *pair[::-1]) for graph in graphs)
    }


@pytest.mark.parametrize("key", sorted({*REFERENCE, *HYBRIDS, "dowdall"}))
def test_one_candidate_no_papers_and_nobody(key):
    rule = shelf.rule(key)
    assert count(rule, ranked([("a",)], "a")).winner == "a"
    assert count(rule, ranked([], "a")).winner == "a"
    nobody = count(rule, ranked([], ""))
    assert nobody.awaiting.what == "fresh-election" and not nobody.stages
    tied = count(rule, ranked([], IDS))
    assert tied.awaiting.what == "lot" and tied.awaiting.candidates == tuple(IDS)
    assert count(rule, ranked([("a", "b")], IDS)).winner == "a"


@pytest.mark.parametrize("key", sorted(REFERENCE))
def test_a_lot_elects_whom_it_drew(key):
    rule, profile = shelf.rule(key), ranked([], "abc")
    waiting = count(rule, profile)
    lot = Lot(step=waiting.awaiting.step, between=("a", "b", "c"), chosen="b", by="x")
    drawn = count(rule, profile, [lot])
    assert drawn.winner == "b" and drawn.stages[: len(waiting.stages)] == waiting.stages
    assert drawn.stages[-1].equalities[0].by == "lot"


@given(st.lists(st.permutations("abcde").map(tuple), max_size=6))
def test_the_best_order_is_the_best_of_all(papers):
    cells = plain.table("abcde", papers)
    heads, best = plain.kemeny("abcde", cells)
    found, order = orders.best_orders("abcde", cells)
    assert set(found) == heads
    sums = Counter(sum(cells[a, b] for a, b in combinations(one, 2)) for one in permutations("abcde"))
    assert bool(order) == (sums[best] == 1)
    if order:
        assert sum(cells[a, b] for a, b in combinations(order, 2)) == best


def test_too_many_to_put_in_order_are_refused_unless_duels_part_them():
    ids = [f"c{n:02}" for n in range(40)]
    assert count(shelf.rule("kemeny-young"), ranked([tuple(ids)], ids)).stages[-1].order == tuple(ids)
    with pytest.raises(UsageError, match="cannot be put in order exactly"):
        count(shelf.rule("kemeny-young"), ranked([], ids))


def test_equal_defeats_that_cannot_all_be_tried_are_refused(monkeypatch):
    monkeypatch.setattr(locking, "TRIED", 3)
    circle = [("a", "b", "c", "d"), ("b", "c", "d", "a"), ("c", "d", "a", "b"), ("d", "a", "b", "c")]
    with pytest.raises(UsageError, match="so many defeats are equal"):
        count(shelf.rule("ranked-pairs-margins"), ranked(circle))


def test_a_majority_needs_a_default_option_to_be_over():
    people = (Candidate(id="a", name="a", majority=Fraction(3)), Candidate(id="b", name="b"))
    for default, found in (("", "no default option"), ("a", "a majority for a")):
        with pytest.raises(InputError, match=found):
            contest = Contest(title="", candidates=people, default=default)
            count(shelf.rule("debian"), ranked([("a", "b")], "ab"), (), contest)


def test_readings_of_doubtful_ranks_stand_on_the_first_stage():
    papers = [("a=b", "c"), ("a", "-", "b"), ("a", "b", "a"), ("c",)]
    for key in sorted({*REFERENCE, *HYBRIDS, "dowdall"}):
        first, *rest = count(shelf.rule(key), ranked(papers)).stages
        assert first.readings == {"level": 1, "skipped": 1, "repeated": 1}
        assert not any(one.readings for one in rest)


def test_the_duels_among_some_are_theirs():
    cells = duels(ranked([("a", "b", "c")], "abc"))
    assert among(cells, "ac") == {("a", "c"): 1, ("c", "a"): 0}


@pytest.mark.parametrize("key", ["smith-irv", "tideman-alternative"])
def test_papers_that_count_for_nobody_stand_under_a_name(key):
    """A and b are level and beat c, whose paper goes on to nobody; two name both, three name nobody."""
    papers = [("-",)] * 3 + [("a=b",)] * 2 + [("a",), ("b",), ("c",)]
    shown = next(
        one for one in count(shelf.rule(key), ranked(papers, "abc")).stages if one.step == "smith-set"
    )
    assert shown.votes == {"a": 1, "b": 1} and shown.eliminated == ("c",)
    assert shown.accounts == {"no_first_preference": 3, "no_further_preference": 1, "over_marked": 2}
