"""Two rounds of voting: what is read, when a second round is needed, who is elected.

France 2022: Conseil constitutionnel, declaration of 13 April 2022 (first round; figures as touteleurope.eu
prints them) and decision 2022-197 PDR of 27 April 2022 (second round: 32,057,325
votes, a majority of 16,028,663).
"""

import io

import pytest

from hustings.codec import from_json, to_json
from hustings.counting import Lot, count
from hustings.desk import count as at_the_desk
from hustings.errors import InputError, UsageError
from hustings.formats import rounds
from hustings.formats._format import Facts, Opened
from hustings.rounds import Rounds
from hustings.rules.two_round import RULE

FRANCE = """\
candidate,first_round,second_round
Nathalie Arthaud,197094,
Fabien Roussel,802422,
Emmanuel Macron,9783058,18768639
Jean Lassalle,1101387,
Marine Le Pen,8133828,13288686
Éric Zemmour,2485226,
Jean-Luc Mélenchon,7712520,
Anne Hidalgo,616478,
Yannick Jadot,1627853,
Valérie Pécresse,1679001,
Philippe Poutou,268904,
Nicolas Dupont-Aignan,725176,
"""


def read(text):
    return rounds.FORMAT.read(Opened(name="v.csv", stream=io.BytesIO(text.encode())), Facts())


def held(first, second=()):
    return Rounds(candidates=tuple(first), first=tuple(first.items()), second=tuple(dict(second).items()))


def test_france_2022_as_proclaimed():
    result = at_the_desk(read(FRANCE), rule="two-round")
    assert result.winner == "Emmanuel Macron"
    second = result.stages[1]
    assert second.papers == 32_057_325 and second.votes["emmanuel-macron"] >= 16_028_663
    assert not result.record.deposits
    assert result.stages[0].remaining == ("emmanuel-macron", "marine-le-pen")
    assert all(stage.balances for stage in result.stages)
    assert from_json(to_json(result.record)) == result.record


def test_without_a_second_round_it_is_awaited_between_the_two_who_lead():
    made = count(RULE, held({"a": 4, "b": 3, "c": 2}))
    assert made.awaiting.what == "second-round" and made.awaiting.candidates == ("a", "b")
    assert made.stages[0].eliminated == ("c",)
    # Who of those level for second place may stand is not for the count to say.
    assert count(RULE, held({"a": 4, "b": 3, "c": 3})).awaiting.candidates == ("a", "b", "c")


def test_a_majority_needs_no_second_round_and_half_is_none():
    assert count(RULE, held({"a": 5, "b": 3, "c": 1})).elected == ("a",)
    assert count(RULE, held({"a": 4, "b": 3, "c": 1})).awaiting is not None
    assert count(RULE, held({"a": 0})).elected == ("a",)
    with pytest.raises(InputError, match="although somebody was elected"):
        count(RULE, held({"a": 5, "b": 3, "c": 1}, {"a": 5, "b": 3}))


def test_who_stood_in_the_second_round_is_what_its_votes_say():
    made = count(RULE, held({"a": 4, "b": 3, "c": 2}, {"a": 5, "c": 6}))
    assert made.elected == ("c",) and made.stages[0].eliminated == ("b",)


def test_equal_votes_in_the_second_round_wait_for_a_lot():
    papers = held({"a": 4, "b": 3, "c": 2}, {"a": 5, "b": 5})
    assert count(RULE, papers).awaiting.candidates == ("a", "b")
    lot = Lot(step="lot", between=("a", "b"), chosen="b", by="the council")
    assert count(RULE, papers, [lot]).elected == ("b",)


def test_nobody_stands():
    assert count(RULE, held({})).awaiting.what == "fresh-election"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("candidate,first_round\nAnn,4\nBert,\n", "votes of the first round are missing"),
        ("candidate,first_round\nAnn,4\nBert,x\n", "whole number"),
        ("candidate,first_round,third_round\nAnn,4,1\n", "column"),
        ("candidate,first_round,second_round\nAnn,4,1\nBert,3,\nCat,2,\n", "two candidates stand"),
        ("candidate,first_round,second_round\nAnn,4,1\nBert,3,1\nCat,2,1\n", "two candidates stand"),
    ],
)
def test_what_is_no_two_rounds(text, complaint):
    with pytest.raises(InputError, match=complaint) as error:
        read(text)
    assert "v.csv" in str(error.value)


def test_the_nouns_refuse_what_cannot_be():
    with pytest.raises(InputError, match="each candidate once"):
        Rounds(candidates=("a", "b"), first=(("a", 1),))
    with pytest.raises(InputError, match="0 or more"):
        held({"a": -1, "b": 1})
    for ask in (lambda: held({"a": 1}).pairwise(), lambda: held({"a": 1}).second_preferences(("a",))):
        with pytest.raises(UsageError, match="do not tell"):
            ask()
