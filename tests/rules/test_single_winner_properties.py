"""Single-winner rules by preferences: an independent count of single papers, and what always holds."""

from collections import Counter
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reference_elimination as plain
from hustings import shelf
from hustings.counting import Lot, count
from hustings.profile import Profile

IDS = "abcd"

REFERENCE = {
    "av": plain.av,
    "av-until-two": partial(plain.av, end="two"),
    "av-bulk": partial(plain.av, bulk=True, skips=2),
    "av-bulk-until-two": partial(plain.av, end="two", bulk=True, skips=2),
    "av-2011": partial(plain.av, tie="first"),
    "burlington-irv": partial(plain.av, bulk=True, tie="lot", over="only"),
    "contingent": plain.contingent,
    "sri-lanka": partial(plain.contingent, over="passed", ranks=3, strict_first=True),
    "coombs": plain.coombs,
    "coombs-to-the-last": partial(plain.coombs, majority=False),
    "nanson": plain.nanson,
    "nanson-below-average": partial(plain.nanson, strictly_below=True),
    "baldwin": plain.baldwin,
    "bucklin": plain.bucklin,
}
KEYS = sorted(REFERENCE)
LEDGERS = sorted(set(KEYS) - {"nanson", "nanson-below-average", "baldwin", "bucklin"})

places = st.one_of(
    st.sampled_from([*IDS, *IDS, "-"]),
    st.lists(st.sampled_from(IDS), min_size=2, max_size=3, unique=True).map("=".join),
)
rough = st.lists(st.lists(places, max_size=5).map(tuple), max_size=9)
cut = st.lists(st.lists(st.sampled_from(IDS), max_size=4, unique=True).map(tuple), max_size=14)
full = st.lists(st.permutations(IDS).map(tuple), max_size=14)
papers_lists = st.one_of(rough, cut, full)


few = settings(max_examples=40)


def ranked(papers, ids=IDS):
    return Profile.of(ids, Counter(papers), ballots="rankings")


def drawn(key, profile, choose=max):
    """The count with each lot drawn that it waits for, and between whom they were."""
    lots = []
    while (made := count(shelf.rule(key), profile, lots)).awaiting:
        waits = made.awaiting
        assert waits.what == "lot" and waits.step not in {one.step for one in lots}
        lots.append(
            Lot(step=waits.step, between=waits.candidates, chosen=choose(waits.candidates), by="the officer")
        )
    return made, [set(one.between) for one in lots]


def steps_of(made):
    return [(dict(stage.votes), set(stage.eliminated), set(stage.elected)) for stage in made.stages]


@pytest.mark.parametrize("key", KEYS)
@given(papers=papers_lists, number=st.integers(1, 4))
def test_an_independent_count_of_single_papers_takes_the_same_steps(key, papers, number):
    ids = IDS[:number]
    papers = [
        tuple("=".join(one for one in place.split("=") if one in (*ids, "-")) or "-" for place in paper)
        for paper in papers
    ]
    ties = []

    def draw(people):
        ties.append(set(people))
        return max(people)

    expected = REFERENCE[key](ids, papers, draw)
    made, lots = drawn(key, ranked(papers, ids))
    assert steps_of(made) == expected
    assert lots == ties
    assert all(stage.balances and stage.papers == len(papers) for stage in made.stages)
    assert {stage.step for stage in made.stages} <= set(shelf.rule(key).cites)


@pytest.mark.parametrize("key", KEYS)
@few
@given(papers=papers_lists, order=st.permutations(IDS))
def test_the_count_renames_with_its_candidates_and_its_lots(key, papers, order):
    new = dict(zip(IDS, order, strict=True))
    old = {after: before for before, after in new.items()}
    renamed = [
        tuple("=".join(new.get(one, one) for one in place.split("=")) for place in paper) for paper in papers
    ]
    made, lots = drawn(key, ranked(papers))
    again, lots_again = drawn(
        key, ranked(renamed, order), choose=lambda people: max(people, key=lambda one: old[one])
    )
    assert [new[one] for one in made.elected] == list(again.elected)
    assert [{new[one] for one in people} for people in lots] == lots_again
    assert [sorted(stage.votes.values()) for stage in made.stages] == [
        sorted(stage.votes.values()) for stage in again.stages
    ]


@pytest.mark.parametrize("key", KEYS)
@few
@given(papers=papers_lists, cut_at=st.integers(0, 14))
def test_papers_of_areas_add(key, papers, cut_at):
    parts = [
        Profile.of(IDS, Counter(some), area=area, ballots="rankings")
        for area, some in (("north", papers[:cut_at]), ("south", papers[cut_at:]))
    ]
    assert steps_of(drawn(key, parts[0] + parts[1])[0]) == steps_of(drawn(key, ranked(papers))[0])


@pytest.mark.parametrize("key", sorted(set(KEYS) - {"coombs-to-the-last"}))
@few
@given(papers=papers_lists, extra=st.lists(st.permutations("bcd").map(tuple), min_size=15, max_size=15))
def test_a_majority_of_first_preferences_elects(key, papers, extra):
    made, _ = drawn(key, ranked([*papers, *(("a", *rest) for rest in extra)]))
    assert made.elected == ("a",)


@pytest.mark.parametrize(
    "key", sorted(set(KEYS) - {"coombs-to-the-last", "nanson", "nanson-below-average", "baldwin"})
)
def test_a_majority_ends_the_count_at_once_unless_it_goes_on_until_two(key):
    made = count(shelf.rule(key), ranked([("a",)] * 7 + [("b", "c")] * 3 + [("c",)] * 2 + [("d",)]))
    assert made.elected == ("a",)
    assert (len(made.stages) > 1) == ("until-two" in key)


@few
@given(papers=papers_lists)
def test_until_two_elects_whom_the_majority_does(papers):
    pairs = ("av", "av-until-two"), ("av-bulk", "av-bulk-until-two")
    for short, long in pairs:
        made, lots = drawn(short, ranked(papers))
        again, more = drawn(long, ranked(papers))
        if not (lots or more):
            assert made.elected == again.elected


@few
@given(papers=papers_lists)
def test_bulk_exclusion_elects_whom_one_at_a_time_does(papers):
    papers = [paper for paper in papers if "-" not in paper]
    made, lots = drawn("av", ranked(papers))
    again, more = drawn("av-bulk", ranked(papers))
    # Votes of earlier stages may differ, so an equality may be resolved otherwise.
    if not (lots or more or any(stage.equalities for stage in (*made.stages, *again.stages))):
        assert made.elected == again.elected


@few
@given(papers=st.lists(st.lists(st.sampled_from("abc"), max_size=3, unique=True).map(tuple), max_size=14))
def test_the_contingent_vote_of_three_is_the_alternative_vote(papers):
    made, lots = drawn("contingent", ranked(papers, "abc"))
    again, more = drawn("av", ranked(papers, "abc"))
    if not (lots or more):
        assert made.elected == again.elected


@pytest.mark.parametrize("key", ["nanson", "baldwin"])
@few
@given(papers=full)
def test_borda_exclusions_elect_whoever_beats_everybody(key, papers):
    profile = ranked(papers)
    wins = profile.pairwise()
    best = [one for at, one in enumerate(IDS) if all(wins[at, j] > wins[j, at] for j in range(4) if j != at)]
    if best:
        assert list(drawn(key, profile)[0].elected) == best


@pytest.mark.parametrize("key", KEYS)
def test_nobody_stands_one_stands_nobody_votes_all_tie(key):
    rule = shelf.rule(key)
    nobody = count(rule, ranked([], ""))
    assert nobody.awaiting is not None and nobody.awaiting.what == "fresh-election" and not nobody.stages
    for papers in ([], [("a",)], [("-",)]):
        made = count(rule, ranked(papers, "a"))
        assert made.elected == ("a",) and len(made.stages) == 1
    for papers in ([], list(map(tuple, ("abc", "bca", "cab")))):
        waiting = count(rule, ranked(papers, "abc"))
        assert waiting.awaiting is not None and waiting.awaiting.what == "lot"
        assert waiting.awaiting.candidates == ("a", "b", "c")
        assert drawn(key, ranked(papers, "abc"))[0].elected


@pytest.mark.parametrize("key", KEYS)
def test_a_candidate_whom_no_paper_names_is_not_elected(key):
    made, _ = drawn(key, ranked([("a", "b", "c")] * 4 + [("b", "c", "a")] * 3 + [("c", "a", "b")] * 3))
    assert made.elected and made.elected != ("d",)
    assert any("d" in stage.votes for stage in made.stages)
