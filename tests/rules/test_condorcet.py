"""Rules of duels and of points against printed examples, official figures and a plain reference."""

import csv
import json
from collections import Counter
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings import shelf
from hustings.contest import Candidate, Contest
from hustings.counting import count
from hustings.duels import Duels
from hustings.errors import UsageError
from hustings.mechanics.acceptance import quorum
from hustings.mechanics.examples import SCHULZE, TENNESSEE
from hustings.profile import Profile


def ranked(candidates, votes):
    return Profile.of(candidates, votes, ballots="rankings")


def counted(key, candidates, votes, contest=None, lots=()):
    return count(shelf.rule(key), ranked(candidates, votes), lots, contest)


def stage(result, step):
    return next(one for one in result.stages if one.step == step)


def letters(notation):
    """`19: C>A=B` is 19 papers that rank C first, then A and B level."""
    votes = Counter()
    for line in notation.split(","):
        papers, _, paper = line.partition(":")
        votes[tuple(place.strip() for place in paper.split(">"))] += int(papers)
    return votes


# Printed examples


def test_schulze_prints_the_strength_of_every_path():
    """Schulze's own page of examples, example 1 (45 voters): duels d, paths p and the order E, A, C, B, D."""
    result = counted("schulze-winning-votes", SCHULZE.candidates, SCHULZE.votes)
    printed = {
        "duels": "a 20 26 30 22, b 25 16 33 18, c 19 29 17 24, d 15 12 28 14, e 23 27 21 31",
        "paths": "a 28 28 30 24, b 25 28 33 24, c 25 29 29 24, d 25 28 28 24, e 25 28 28 31",
    }
    for step, rows in printed.items():
        expected = {}
        for row in rows.split(", "):
            one, *figures = row.split()
            others = [other for other in "abcde" if other != one]
            expected |= {(one, other): int(figure) for other, figure in zip(others, figures, strict=True)}
        assert stage(result, step).duels == expected
    assert result.winner == "e" and result.stages[-1].order == ("e", "a", "c", "b", "d")
    margins = counted("schulze-margins", SCHULZE.candidates, SCHULZE.votes)
    assert margins.winner == "e" and margins.stages[-1].order == ("e", "a", "c", "b", "d")


def test_smith_minimax_leaves_out_whom_minimax_elects():
    """electowiki, Smith//Minimax: A, B and C all beat D 52 to 48; C is elected, by regular minimax D."""
    votes = letters("19: C>A>B>D, 17: D>C>A>B, 17: B>C>A>D, 16: D>B>C>A, 16: A>B>C>D, 15: D>A>B>C")
    result = counted("smith-minimax-winning-votes", "ABCD", votes)
    duels = result.stages[0].duels
    for pair, figures in {
        "AB": (67, 33),
        "BC": (64, 36),
        "CA": (69, 31),
        "AD": (52, 48),
        "BD": (52, 48),
    }.items():
        assert (duels[pair[0], pair[1]], duels[pair[1], pair[0]]) == figures
    assert stage(result, "smith-set").remaining == ("A", "B", "C")
    assert stage(result, "worst-duels").votes == {"A": 69, "B": 67, "C": 64}
    assert result.winner == "C"
    regular = counted("minimax-winning-votes", "ABCD", votes)
    assert regular.winner == "D" and regular.stages[-1].votes["D"] == 52
    # By margins the same pairs of figures decide: 69 - 31, 67 - 33, 64 - 36 and 52 - 48.
    assert counted("smith-minimax-margins", "ABCD", votes).stages[-1].votes == {"A": 38, "B": 34, "C": 28}
    assert counted("minimax-margins", "ABCD", votes).winner == "D"


def test_minimax_by_opposition_elects_whom_nobody_wants():
    """Venzke's example, Election-Methods list of 14 October 2011: C wins, though hardly anybody prefers C."""
    votes = letters("9999: A>B=C, 1: A=C>B, 1: B=C>A, 9999: B>A=C")
    assert counted("minimax-opposition", "ABC", votes).winner == "C"


def test_kemeny_young_counts_the_preferences_against_an_order():
    """electowiki, Kemeny-Young method: distance 207 for Tennessee, 120 for B > C > A."""
    result = counted("kemeny-young", TENNESSEE.candidates, TENNESSEE.votes)
    last = result.stages[-1]
    assert last.order == ("nashville", "chattanooga", "knoxville", "memphis")
    assert sum(result.stages[0].duels[b, a] for a, b in last.duels) == 207
    circle = counted("kemeny-young", "ABC", letters("25: A>B>C, 40: B>C>A, 35: C>A>B"))
    last = circle.stages[-1]
    assert last.order == ("B", "C", "A") and circle.winner == "B"
    assert sum(circle.stages[0].duels[b, a] for a, b in last.duels) == 120


def test_copeland_counts_wins_and_losses():
    """Copeland's method, encyclopedia: Memphis 0 wins, Nashville 3, Knoxville 1, Chattanooga 2."""
    result = counted("copeland", TENNESSEE.candidates, TENNESSEE.votes)
    assert result.stages[-1].votes == {"memphis": 0, "nashville": 3, "chattanooga": 2, "knoxville": 1}


@pytest.mark.parametrize("key", ["ranked-pairs-winning-votes", "ranked-pairs-margins"])
def test_ranked_pairs_locks_every_defeat_of_tennessee(key):
    """Ranked pairs, encyclopedia: 83, 68, 68, 58, 58 and 58 of 100; Nashville first, Memphis last."""
    last = counted(key, TENNESSEE.candidates, TENNESSEE.votes).stages[-1]
    assert last.order == ("nashville", "chattanooga", "knoxville", "memphis")
    majorities = [83, 68, 68, 58, 58, 58]
    if key.endswith("margins"):
        majorities = [2 * votes - 100 for votes in majorities]
    assert sorted(last.duels.values(), reverse=True) == majorities


def test_borda_points_of_a_textbook():
    """Lippman, Math in Society, Borda count: 253, 325, 194 and 228, with a point for the last place."""
    votes = letters("51: S>T>O>P, 25: T>P>O>S, 10: P>T>O>S, 14: O>T>P>S")
    result = counted("borda", "STPO", votes)
    assert {one: points + 100 for one, points in result.stages[-1].votes.items()} == {
        "S": 253,
        "T": 325,
        "P": 194,
        "O": 228,
    }
    assert result.winner == "T"


def test_borda_decides_where_everybody_is_beaten():
    """Schulze's example 1: the rows of printed duels add to 98, 92, 89, 69 and 102."""
    rows = {"a": 98, "b": 92, "c": 89, "d": 69, "e": 102}
    assert counted("borda", SCHULZE.candidates, SCHULZE.votes).stages[-1].votes == rows
    for key in ("black", "condorcet-borda"):
        assert counted(key, SCHULZE.candidates, SCHULZE.votes).winner == "e"


def test_papers_of_few_preferences_give_few_points():
    """Borda count, modified: one preference exercises 1 point, two 2 and 1; five of ten 5, 4, 3, 2, 1."""
    ids = "abcdefghij"
    assert list(counted("modified-borda", ids, {tuple("abcde"): 1}).stages[0].votes.values())[:6] == [
        5, 4, 3, 2, 1, 0,
    ]  # fmt: skip
    assert counted("modified-borda", "abcde", {("a",): 1}).stages[0].votes["a"] == 1
    assert list(counted("modified-borda", "abcde", {("a", "b"): 1}).stages[0].votes.values())[:3] == [2, 1, 0]


def test_nauru_gives_reciprocals():
    """Electoral Act 1965 (Nauru) s 26A(2)(b): unity, one half, one third and so on."""
    points = counted("dowdall", "abcd", {tuple("badc"): 1}).stages[0].votes
    assert points == {"b": 1, "a": Fraction(1, 2), "d": Fraction(1, 3), "c": Fraction(1, 4)}


def six_choices(rest):
    """A poll by CIVS, Election-Methods list of 29 January 2011; `rest` are the votes between choices 3 to 6.

    The message says that ranked pairs puts the six in the order of their numbers and reverses one preference,
    that of 6 over 1. So of two among 3 to 6 the lower number wins, by votes that do not matter here.
    """
    wins = {(1, 2): 13, (2, 1): 9, (1, 3): 15, (3, 1): 11, (1, 4): 17, (4, 1): 9, (1, 5): 16, (5, 1): 11}
    wins |= {(1, 6): 13, (6, 1): 14, (2, 3): 13, (3, 2): 11, (2, 4): 14, (4, 2): 10, (2, 5): 17, (5, 2): 10}
    wins |= {(2, 6): 15, (6, 2): 11}
    for (one, other), (votes, more) in zip(combinations(range(3, 7), 2), rest, strict=True):
        wins |= {(one, other): votes + more, (other, one): votes}
    rows = tuple(tuple(wins.get((one, other), 0) for other in range(1, 7)) for one in range(1, 7))
    return Duels(candidates=tuple("123456"), wins=rows)


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(1, 9)), min_size=6, max_size=6))
def test_a_real_poll_without_a_condorcet_winner(rest):
    """The message: Schulze elects 2, by a 14-13 path through 6 to 1; ranked pairs elects 1."""
    schulze = count(shelf.rule("schulze-winning-votes"), six_choices(rest))
    paths = stage(schulze, "paths").duels
    assert schulze.winner == "2" and (paths["2", "1"], paths["1", "2"]) == (14, 13)
    pairs = count(shelf.rule("ranked-pairs-margins"), six_choices(rest))
    assert pairs.stages[-1].order == tuple("123456")
    assert stage(pairs, "passed-over").duels == {("6", "1"): 1}


@pytest.mark.parametrize(("developers", "needed"), [(0, 0), (1, 2), (4, 3), (5, 4), (939, 46), (911, 46)])
def test_a_quorum_is_the_next_whole_vote(developers, needed):
    """Three times half the root: of 4 developers exactly 3, of 5 a little more."""
    assert quorum(developers) == needed


# Official figures


def facts(candidates, default, developers=None, **majorities):
    return Contest(
        title="",
        candidates=tuple(Candidate(id=id, name=id, majority=majorities.get(id)) for id in candidates),
        default=default,
        electorate=developers,
    )


@pytest.fixture
def debian_2002(data):
    with (data / "condorcet/debian-2002/official_pairwise.csv").open() as file:
        header, *rows = list(csv.reader(file))
    return Duels(candidates=tuple(header[1:]), wins=tuple(tuple(map(int, row[1:])) for row in rows))


@pytest.mark.parametrize("key", ["debian", "debian-2003"])
def test_debian_2002_from_its_official_table(key, data, debian_2002):
    """debian.org/vote/2002/vote_0001: with 939 developers a quorum of 45.96466; Bdale Garbee elected."""
    expected = json.loads((data / "condorcet/debian-2002/expected.json").read_text())
    contest = facts(debian_2002.candidates, "None Of The Above", expected["developers"])
    result = count(shelf.rule(key), debian_2002, (), contest)
    quorum = stage(result, "quorum")
    assert quorum.quota - 1 < Fraction(str(expected["quorum"])) <= quorum.quota
    assert not quorum.eliminated and quorum.votes["Bdale Garbee"] == 443
    assert result.winner == expected["elected"] == expected["condorcet_winner"]


def test_debian_2002_by_the_version_then_in_force(data, debian_2002):
    """Constitution 1.0: nobody dominates Garbee, whom 443 prefer to the default option, 46 being needed."""
    expected = json.loads((data / "condorcet/debian-2002/expected.json").read_text())
    contest = facts(debian_2002.candidates, "None Of The Above", expected["developers"])
    result = count(shelf.rule("debian-1998"), debian_2002, (), contest)
    assert result.winner == expected["elected"] and result.stages[-1].step == "undominated"
    # Only a quorum that 443 votes do not reach elects the default option: 4 x 443 x 443 < 9 x developers.
    for developers, winner in ((87_221, expected["elected"]), (87_222, "None Of The Above")):
        contest = facts(debian_2002.candidates, "None Of The Above", developers)
        assert count(shelf.rule("debian-1998"), debian_2002, (), contest).winner == winner


def test_other_rules_elect_the_same_from_that_table(debian_2002):
    for key, rule in shelf.rules().items():
        if "duels" in rule.reads:
            assert count(rule, debian_2002).winner == "Bdale Garbee", key


def test_the_preflib_ballots_of_debian_2002_differ_in_six_cells(data, debian_2002):
    """Options that a voter ranked equal are told there as if the lower number were preferred."""
    votes = Counter()
    for line in (data / "condorcet/debian-2002/00002-00000001.soi").read_text().splitlines():
        if not line.startswith("#"):
            papers, _, ranking = line.partition(":")
            votes[tuple(debian_2002.candidates[int(one) - 1] for one in ranking.split(","))] += int(papers)
    official, ballots = debian_2002.pairwise(), ranked(debian_2002.candidates, votes).pairwise()
    short = [name.split()[-1] for name in debian_2002.candidates]
    differing = {
        f"{short[i]} over {short[j]}": (int(official[i, j]), int(ballots[i, j]))
        for i in range(4)
        for j in range(4)
        if official[i, j] != ballots[i, j]
    }
    assert differing == {
        "Robinson over Hertzog": (255, 260),
        "Robinson over Garbee": (178, 180),
        "Robinson over Above": (385, 387),
        "Hertzog over Garbee": (134, 140),
        "Hertzog over Above": (406, 407),
        "Garbee over Above": (443, 444),
    }
    assert count(shelf.rule("debian"), ranked(debian_2002.candidates, votes)).winner == "Bdale Garbee"


def test_debian_2004_drops_an_option_that_the_default_beats():
    """debian.org/vote/2004/vote_001: 911 developers, quorum 45.27; 144/258 dropped, 394/70 and 442/26 pass.

    The duels between the candidates are not used: whatever they are, option 1 is dropped.
    """
    ids = ("nagy", "robinson", "michlmayr", "nota")
    wins = ((0, 1, 1, 144), (400, 0, 1, 394), (400, 400, 0, 442), (258, 70, 26, 0))
    result = count(shelf.rule("debian-2003"), Duels(candidates=ids, wins=wins), (), facts(ids, "nota", 911))
    assert stage(result, "quorum").quota - 1 < Fraction("45.2741648183597") <= stage(result, "quorum").quota
    assert not stage(result, "quorum").eliminated
    assert stage(result, "majority-over-default").eliminated == ("nagy",)
    assert result.winner == "michlmayr"


@pytest.mark.parametrize(
    ("votes", "against", "old", "new"),
    [(3, 1, False, True), (4, 1, True, True), (6, 2, False, True), (1, 1, False, False)],
)
def test_three_to_one_since_the_amendment_of_2015(votes, against, old, new):
    """The resolution: by the strict text of 2003 four votes overcome a single dissenter, and six not two."""
    ids = ("overrule", "not")
    papers = Duels(candidates=ids, wins=((0, votes), (against, 0)))
    contest = facts(ids, "not", overrule=Fraction(3))
    for key, passes in (("debian-2003", old), ("debian", new)):
        assert (count(shelf.rule(key), papers, (), contest).winner == "overrule") is passes


def test_the_text_of_1998_says_nothing_of_a_circle():
    result = counted("debian-1998", "abc", letters("1: a>b>c, 1: b>c>a, 1: c>a>b"))
    assert result.awaiting.what == "ruling" and not result.elected


def test_the_text_of_1998_goes_on_by_exclusions_and_minds_the_quorum():
    """a and b are level, c and d are dominated: first preferences are 3 to 2, and then the quorum decides."""
    votes = letters("3: a>b>c>d, 2: b>a>c>d, 1: d>b>a>c")
    result = counted("debian-1998", "abcd", votes, facts("abcd", "d"))
    assert stage(result, "undominated").remaining == ("a", "b")
    assert result.awaiting.candidates == ("a", "b") and result.stages[-1].votes == {"a": 3, "b": 3}
    # A, b and c are level two by two; a has both first preferences that count for one of them.
    votes = letters("2: a>b=c>d, 2: b=c>a>d")
    for developers, winner in ((7, "a"), (8, "d")):
        result = counted("debian-1998", "abcd", votes, facts("abcd", "d", developers))
        assert stage(result, "first-preferences").votes == {"a": 2, "b": 0, "c": 0}
        assert result.winner == winner
    assert result.stages[-1].step == "quorum" and result.stages[-1].quota == 5


def test_supermajorities_of_1998_are_refused():
    with pytest.raises(UsageError, match="supermajorities of version"):
        counted("debian-1998", "ab", {("a", "b"): 1}, facts("ab", "b", a=Fraction(3)))


def test_burlington_2009_had_a_condorcet_winner_who_was_not_elected(data):
    """expected.json: Montroll beats Kiss 4,067 to 3,477 and Wright 4,597 to 3,668."""
    names, votes = [], Counter()
    for line in (data / "irv/burlington-2009/00005-00000002.toi").read_text().splitlines():
        if line.startswith("# ALTERNATIVE NAME"):
            names.append(line.split(": ")[1])
        elif not line.startswith("#"):
            papers, _, ranking = line.partition(": ")
            votes[toi(ranking, names)] += int(papers)
    profile = ranked(names, votes)
    cells = count(shelf.rule("copeland"), profile).stages[0].duels
    expected = json.loads((data / "irv/burlington-2009/expected.json").read_text())
    for words, figures in expected["pairwise_head_to_head_for_montroll"].items():
        loser = next(name for name in names if name.endswith(words.split()[-1]))
        assert [cells["Andy Montroll", loser], cells[loser, "Andy Montroll"]] == figures
    for key in CONDORCET:
        assert count(shelf.rule(key), profile).winner == expected["condorcet_winner"], key


def toi(ranking, names):
    """A ranking of PrefLib: numbers by commas, those between braces at one rank."""
    found, group = [], False
    for part in ranking.replace("{", ",{,").replace("}", ",},").split(","):
        if part in "{}":
            group = part == "{"
            if group:
                found.append([])
        elif group:
            found[-1].append(names[int(part) - 1])
        else:
            found.append([names[int(part) - 1]])
    return tuple("=".join(place) for place in found)


CONDORCET = [
    "copeland", "minimax-winning-votes", "minimax-margins", "schulze-winning-votes", "schulze-margins",
    "ranked-pairs-winning-votes", "ranked-pairs-margins", "kemeny-young", "black", "condorcet-borda",
    "smith-minimax-winning-votes", "smith-minimax-margins", "debian", "debian-2003",
    "debian-1998", "benham", "smith-irv", "tideman-alternative",
]  # fmt: skip


def test_a_casting_vote_is_recorded_as_a_lot_and_told_as_what_it_is():
    level = Profile.of("abf", {("a", "b", "f"): 2, ("b", "a", "f"): 2}, ballots="rankings")
    waiting = count(shelf.rule("debian"), level).awaiting
    assert waiting is not None and waiting.candidates == ("a", "b")
    assert (waiting.step, waiting.drawn) == ("casting-vote", "is elected, as the casting vote chooses")
