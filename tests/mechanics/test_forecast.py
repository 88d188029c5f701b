"""Elections drawn from polls: the vector of May 2021, the law's winner, honest ranges, transfers."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from hustings.contest import Candidate, Contest
from hustings.errors import InputError
from hustings.mechanics.forecast import Draws, days_left, draw, effective, pooled
from hustings.mechanics.forecast_priors import PRIORS, SAMPLING_ALONE, Settings, place_of
from hustings.mechanics.forecast_transfers import exhaustion, splits
from hustings.mechanics.sv_batch import count_shares
from hustings.polls import NOBODY, OTHERS, Final, Group, Poll, Polls, without

# YouGov, 2-4 May 2021, London: docslib.org/doc/3580592 (tables of YouGov plc), read. First preferences,
# people behind them, and the forced choice Bailey - Khan within them; 786 as in the vector.
MAY = {
    "bailey": (31, 241, 100, 0),
    "khan": (43, 336, 0, 100),
    "porritt": (5, 39, 37, 63),
    "berry": (10, 78, 11, 89),
    "reid": (1, 8, 56, 44),
    "gammons": (1, 11, 72, 28),
    "kurten": (0, 5, 0, 100),
    "fox": (3, 19, 100, 0),
    "rose": (2, 18, 65, 35),
    OTHERS: (4, 32, 21, 79),
}
LEAD, FINAL = 0.048, 0.552  # as declared: (1,013,721 - 893,051) / 2,531,357; 1,206,034 of 2,183,635


def _may() -> Polls:
    ids = [id for id in MAY if id != OTHERS]
    poll = Poll(
        name="YouGov, 2021-05-04",
        pollster="YouGov",
        start="2021-05-02",
        end="2021-05-04",
        base=Fraction(786),
        first={id: Fraction(one[0], 100) for id, one in MAY.items()},
        finals=(
            Final(
                pair=("bailey", "khan"),
                by_first={
                    id: Group(
                        shares={"bailey": Fraction(b, 100), "khan": Fraction(k, 100)}, base=Fraction(asked)
                    )
                    for id, (_, asked, b, k) in MAY.items()
                },
            ),
        ),
    )
    return Polls(
        contest=Contest(title="London", candidates=tuple(Candidate(id=id, name=id) for id in ids)),
        polls=(poll,),
    )


def _ranges(draws: Draws) -> tuple[list[float], list[float]]:
    khan, bailey = draws.people.index("khan"), draws.people.index("bailey")
    final = np.quantile(draws.finals(khan), [0.05, 0.95])
    lead = np.quantile(draws.first[:, khan] - draws.first[:, bailey], [0.05, 0.95])
    return final.tolist(), lead.tolist()


def test_the_vector_of_may_2021_sampling_alone_misses() -> None:
    draws = draw(_may(), day="2021-05-06", settings=SAMPLING_ALONE, number=40_000, seed=1)
    final, lead = _ranges(draws)
    assert final == pytest.approx([0.564, 0.634], abs=0.01) and not final[0] < FINAL < final[1]
    assert lead == pytest.approx([0.059, 0.181], abs=0.01) and not lead[0] < LEAD < lead[1]


@pytest.mark.parametrize("seed", [1, 2])
def test_the_vector_of_may_2021_all_errors_cover(seed: int) -> None:
    draws = draw(_may(), day="2021-05-06", settings=Settings(), number=40_000, seed=seed)
    final, lead = _ranges(draws)
    assert final == pytest.approx([0.527, 0.651], abs=0.015) and final[0] < FINAL < final[1]
    assert lead == pytest.approx([0.014, 0.223], abs=0.015) and lead[0] < LEAD < lead[1]
    assert float((draws.winner == draws.people.index("khan")).mean()) == pytest.approx(0.99, abs=0.012)


def test_the_shared_error_is_what_was_measured() -> None:
    """About 3.5 points of root mean square error in all (Shirani-Mehr et al.), about 2 shared on average."""
    draws = draw(_may(), day="2021-05-06", settings=Settings(), number=40_000, seed=3)
    khan = draws.first[:, draws.people.index("khan")]
    assert 0.032 < float(khan.std()) < 0.040
    huge = Polls(
        contest=_may().contest,
        polls=(replace(_may().polls[0], effective=Fraction(10**9), base=Fraction(10**9)),),
    )
    shared = draw(huge, day="2021-05-04", settings=replace(Settings(), house=0), number=40_000, seed=4)
    away = np.abs(shared.first[:, 1] - np.median(shared.first[:, 1])).mean()
    assert 0.017 < float(away) < 0.024


def test_the_same_seed_gives_the_same_elections() -> None:
    first, again, other = (
        draw(_may(), day="", settings=Settings(), number=9_000, seed=seed) for seed in (5, 5, 6)
    )
    assert (first.first == again.first).all() and (first.winner == again.winner).all()
    assert not (first.first == other.first).all()
    assert first.number == 9_000 and np.allclose(first.first.sum(axis=1), 1)


def test_winners_are_those_the_law_elects() -> None:
    """Counted again by the kernel of supplementary votes, from first shares and what was added."""
    polls = _three({"a": 36, "b": 34, "c": 30}, (Group(shares={"a": Fraction(1, 2), "b": Fraction(1, 2)}),))
    draws = draw(polls, day="", settings=Settings(), number=8_000, seed=2)
    transfers = np.zeros((8_000, 3, 3))
    out = 3 - draws.top.sum(axis=1)
    rows = np.arange(8_000)
    for place in (0, 1):
        transfers[rows, out, draws.top[:, place]] = draws.gains[:, place] / draws.first[rows, out]
    counted = count_shares(draws.first, transfers)
    assert (counted.winner == draws.winner).all() and len(set(draws.winner.tolist())) == 3
    assert (np.sort(draws.top, axis=1) == np.argwhere(counted.remaining)[:, 1].reshape(-1, 2)).all()
    totals = counted.totals[rows, draws.top[:, 0]] / counted.totals.sum(axis=1)
    assert np.allclose(totals, draws.final)


def test_shares_of_the_second_count_are_everybodys_own() -> None:
    draws = draw(_of({"a": 52, "b": 48}), day="", settings=Settings(), number=4_000, seed=2)
    assert np.allclose(np.sort(draws.finals(0)), np.sort(draws.first[:, 0]))
    assert np.allclose(np.sort(draws.finals(1)), np.sort(draws.first[:, 1]))


def test_others_are_never_elected() -> None:
    polls = _of({"a": 30, "b": 25, OTHERS: 45})
    draws = draw(polls, day="", settings=Settings(), number=4_000, seed=2)
    assert set(draws.winner.tolist()) == {0, 1} and draws.top.max() == 1


def _poll(first: dict[str, int], name: str = "one", **changed: object) -> Poll:
    made = Poll(
        name=name,
        pollster=str(changed.pop("pollster", name)),
        start="2026-05-01",
        end=str(changed.pop("end", "2026-05-01")),
        base=Fraction(1000),
        first={id: Fraction(share, 100) for id, share in first.items()},
    )
    return replace(made, **changed)  # type: ignore[arg-type]


def _of(
    *firsts: dict[str, int], polls: tuple[Poll, ...] = (), parties: dict[str, str] | None = None
) -> Polls:
    made = polls or tuple(_poll(first, str(at)) for at, first in enumerate(firsts))
    ids = sorted({id for one in made for id in one.first} - {OTHERS})
    people = tuple(Candidate(id=id, name=id.upper(), party=(parties or {}).get(id, "")) for id in ids)
    return Polls(contest=Contest(title="Sample", candidates=people), polls=made)


def _three(first: dict[str, int], groups: tuple[Group, ...]) -> Polls:
    final = Final(pair=("a", "b"), by_first={"c": groups[0]})
    return _of(polls=(_poll(first, finals=(final,)),))


def test_ranges_hold_as_often_as_they_say() -> None:
    """Polls made with errors as the model assumes: the middle 90% holds the truth in about 90 of 100."""
    model, truth = Settings(), np.array([0.4, 0.35, 0.25])
    random_one = np.random.default_rng(11)
    held = 0
    for seed in range(200):
        logs = np.log(truth) + model.house * random_one.standard_normal(3)
        wide = np.sqrt((model.tail - 2) / random_one.chisquare(model.tail))
        logs += model.error * wide * random_one.standard_normal(3)
        shares = random_one.multinomial(667, np.exp(logs) / np.exp(logs).sum())
        poll = _poll({"a": 40, "b": 35, "c": 25}, effective=Fraction(667))
        poll = replace(poll, first={id: Fraction(int(n), 667) for id, n in zip("abc", shares, strict=True)})
        found = draw(_of(polls=(poll,)), day="", settings=model, number=1_500, seed=seed)
        low, high = np.quantile(found.first[:, 0], [0.05, 0.95])
        held += bool(low < truth[0] < high)
    assert 170 <= held <= 194


def test_what_rounding_may_hide_widens_small_shares() -> None:
    exact = _poll({"a": 50, "b": 48, "c": 2}, base=Fraction(10**6))
    printed = replace(exact, step=Fraction(1, 100))
    still = replace(Settings(), house=0, error=0)
    width = {}
    for name, poll in (("exact", exact), ("printed", printed)):
        drawn = draw(_of(polls=(poll,)), day="", settings=still, number=8_000, seed=1).first
        width[name] = [float(np.ptp(drawn[:, at])) for at in range(3)]
        assert float(drawn[:, 2].mean()) == pytest.approx(0.02, abs=0.0005)
    assert width["exact"][2] < 0.003 and width["printed"][2] == pytest.approx(0.01, abs=0.003)
    alone = draw(_of(polls=(printed,)), day="", settings=SAMPLING_ALONE, number=8_000, seed=1).first
    assert float(np.ptp(alone[:, 2])) < 0.003


# -- Pooling ----------------------------------------------------------------------------------------------


def test_one_pollsters_polls_share_a_leaning_that_several_average_out() -> None:
    first = {"a": 50, "b": 50}
    own = _of(polls=tuple(_poll(first, str(at), pollster="House") for at in range(4)))
    several = _of(polls=tuple(_poll(first, str(at)) for at in range(4)))
    one = pooled(own, ("a", "b"), (0,) * 4, Settings())
    four = pooled(several, ("a", "b"), (0,) * 4, Settings())
    assert one.weights.tolist() == pytest.approx(np.full((2, 4), 0.25))
    assert one.spread[0] == pytest.approx(0.05) and four.spread[0] == pytest.approx(0.025)


def test_later_and_larger_polls_weigh_more() -> None:
    polls = _of(
        polls=(
            _poll({"a": 50, "b": 50}, "old", end="2026-02-01"),
            _poll({"a": 50, "b": 50}, "new"),
            _poll({"a": 50, "b": 50}, "large", base=Fraction(4000)),
        )
    )
    days = days_left(polls, "2026-05-07")
    assert days == (95, 6, 6)
    old, new, large = pooled(polls, ("a", "b"), days, Settings()).weights[0]
    assert old < new < large and old + new + large == pytest.approx(1)
    assert effective(polls, 0, Settings()) == pytest.approx(1000 / 1.5)
    assert days_left(polls, "") == (89, 0, 0)


def test_days_until_the_election_widen_the_ranges() -> None:
    polls = _of({"a": 50, "b": 50})
    near, far = (
        draw(polls, day=day, settings=Settings(), number=8_000, seed=1).first[:, 0].std()
        for day in ("2026-05-02", "2027-05-01")
    )
    assert far > 1.3 * near
    with pytest.raises(InputError, match="ended after the election"):
        draw(polls, day="2026-04-30", settings=Settings(), number=1_000, seed=1)


def test_polls_of_other_lists_are_pooled_where_they_tell() -> None:
    polls = _of({"a": 50, "b": 40, OTHERS: 10}, {"a": 50, "b": 40, "c": 8, OTHERS: 2})
    pool = pooled(polls, ("a", "b", "c", OTHERS), (0, 0), Settings())
    assert pool.weights[2].tolist() == [0, 1] and pool.weights[3].tolist() == [0, 1]
    assert pool.weights[0].tolist() == pytest.approx([0.5, 0.5])
    draws = draw(polls, day="", settings=Settings(), number=4_000, seed=1)
    assert float(np.median(draws.first[:, 2])) == pytest.approx(0.08, abs=0.01)


def test_one_person_is_no_election() -> None:
    with pytest.raises(InputError, match="two people or more"):
        draw(_of({"a": 60, OTHERS: 40}), day="", settings=Settings(), number=1_000, seed=1)


# -- Transfers --------------------------------------------------------------------------------------------


def test_a_cross_break_counts_by_its_people_over_the_design_effect() -> None:
    polls = _three(
        {"a": 40, "b": 30, "c": 30},
        (Group(shares={"a": Fraction(3, 4), "b": Fraction(1, 4)}, base=Fraction(60)),),
    )
    (split,) = splits(polls, ("a", "b", "c"), ("a", "b"), Settings()).values()
    assert (split.to_a, split.to_b) == pytest.approx((40 * 0.75 + 2, 40 * 0.25 + 2))
    assert split.basis == "cross-break" and split.asked == 60
    told = replace(polls, polls=(replace(polls.polls[0], effective=Fraction(250)),))
    (split_by_four,) = splits(told, ("a", "b", "c"), ("a", "b"), Settings()).values()
    assert split_by_four.to_a == pytest.approx(15 * 0.75 + 2)
    (turned,) = splits(polls, ("a", "b", "c"), ("b", "a"), Settings()).values()
    assert (turned.to_b, turned.to_a) == pytest.approx((split.to_a, split.to_b))


def test_what_no_cross_break_tells_is_taken_from_the_whole_poll() -> None:
    final = Final(
        pair=("a", "b"),
        shares={"a": Fraction(58, 100), "b": Fraction(42, 100)},
        by_first={"c": Group(shares={"a": Fraction(1, 2), "b": Fraction(1, 2)}, base=Fraction(100))},
    )
    polls = _of(polls=(_poll({"a": 40, "b": 30, "c": 10, "d": 20}, finals=(final,)),))
    found = splits(polls, ("a", "b", "c", "d"), ("a", "b"), Settings())
    # 58 less the 40 of a and the 5 of c are 13 of d's 20.
    assert found["d"].basis == "whole poll" and found["d"].to_a == pytest.approx(6 * 0.65)
    assert found["c"].basis == "cross-break" and set(found) == {"c", "d"}


def test_a_whole_poll_never_gives_one_of_two_everything() -> None:
    final = Final(pair=("a", "b"), shares={"a": Fraction(40, 100), "b": Fraction(60, 100)})
    polls = _of(polls=(_poll({"a": 40, "b": 30, "c": 30}, finals=(final,)),))
    split = splits(polls, ("a", "b", "c"), ("a", "b"), Settings())["c"]
    assert (split.to_a, split.to_b) == pytest.approx((0.6, 5.4))


def test_second_preferences_tell_splits_and_exhaustion() -> None:
    seconds = {
        "c": Group(
            shares={"a": Fraction(30, 100), "b": Fraction(10, 100), NOBODY: Fraction(60, 100)},
            base=Fraction(90),
        )
    }
    polls = _of(polls=(_poll({"a": 40, "b": 30, "c": 30}, seconds=seconds),))
    split = splits(polls, ("a", "b", "c"), ("a", "b"), Settings())["c"]
    assert split.to_a / (split.to_a + split.to_b) == pytest.approx((60 * 0.3 + 2) / (60 * 0.4 + 4))
    lost, kept = exhaustion(polls, ("a", "b"), Settings())
    assert lost + kept == pytest.approx(24) and lost / 24 == pytest.approx((0.55 + 0.6) / 2)
    assert exhaustion(_of({"a": 50, "b": 50}), ("a", "b"), Settings()) == pytest.approx((6.6, 5.4))


def test_a_pair_that_nobody_asked_about_is_split_by_party_or_evenly() -> None:
    parties = {"a": "Labour Party", "b": "The Conservative Party", "c": "Green Party", "d": "Independent"}
    polls = _of({"a": 40, "b": 30, "c": 20, "d": 10}, parties=parties)
    found = splits(polls, ("a", "b", "c", "d"), ("a", "b"), Settings())
    assert found["c"].basis == "party" and found["c"].to_a > 3 * found["c"].to_b
    assert found["d"].basis == "even" and found["d"].to_a == found["d"].to_b == 2
    assert place_of("Labour and Conservative") is None and place_of("Greenwich Residents") is None


# -- The nouns --------------------------------------------------------------------------------------------


def test_polls_refuse_what_does_not_hold_together() -> None:
    good = _poll({"a": 60, "b": 40})
    contest = Contest(title="Sample", candidates=tuple(Candidate(id=id, name=id) for id in "ab"))
    for polls, words in (
        ((), "no poll"),
        ((good, good), "same name"),
        ((_poll({"a": 60, "b": 30}),), "do not add up"),
        ((_poll({"a": 140, "b": -40}),), "do not add up"),
        ((_poll({"a": 60, "z": 40}),), "does not stand"),
        ((replace(good, base=Fraction(0)),), "asked nobody"),
        ((replace(good, effective=Fraction(-1)),), "asked nobody"),
        ((replace(good, finals=(Final(pair=("a", "z")),)),), "does not stand"),
        ((replace(good, seconds={"a": Group(shares={"b": Fraction(1, 2)})}),), "do not add up"),
    ):
        with pytest.raises(InputError, match=words):
            Polls(contest=contest, polls=polls)


def test_people_can_be_left_out_of_polls() -> None:
    left = without(_may(), {"berry", "fox"})
    assert sum(left.polls[0].first.values()) == 1 and "berry" not in left.people
    assert left.polls[0].first["khan"] == Fraction(43, 87)
    assert "fox" not in left.polls[0].finals[0].by_first
    assert without(_may(), {"khan"}).polls[0].finals == ()


def test_every_number_says_what_it_rests_on() -> None:
    settings = Settings()
    for key, one in PRIORS.items():
        assert getattr(settings, key) == one.value and one.words and one.source


def test_candidates_in_another_order_are_drawn_alike() -> None:
    """Not the same draws, but the same chances: whose name comes first is nothing."""
    chances = []
    for order in ("abc", "cba"):
        shares = {"a": 36, "b": 34, "c": 30}
        polls = _of(polls=(_poll({id: shares[id] for id in order}),))
        contest = replace(polls.contest, candidates=tuple(Candidate(id=id, name=id) for id in order))
        draws = draw(replace(polls, contest=contest), day="", settings=Settings(), number=20_000, seed=1)
        chances.append(
            {id: float((draws.winner == draws.people.index(id)).mean()) for id in random.sample("abc", 3)}
        )
    assert chances[0] == pytest.approx(chances[1], abs=0.02)
