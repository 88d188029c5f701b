"""What the same is asked of everything that stands on a shelf."""

import pytest

from hustings import shelf
from hustings.counting import count
from hustings.errors import UsageError
from hustings.profile import Profile
from hustings.regime import provenance
from hustings.regime_words import describe

PAPERS = {
    "preferences": Profile.of("abcd", {("a", "b"): 5, ("b", "a"): 4, ("c", "b"): 3, ("d", "-"): 1}),
    "scores": Profile.of("abcd", {("a:5", "b:3"): 5, ("b:5", "a:1"): 4, ("c:2",): 4}, ballots="scores"),
    "approvals": Profile.of("abcd", {("a", "b"): 5, ("b",): 4, ("c",): 3, (): 1}, ballots="approvals"),
}


@pytest.mark.parametrize("key", sorted(shelf.rules()))
def test_a_rule_says_what_it_is_and_cites_every_step(key):
    rule = shelf.rules()[key]
    assert rule.key == key and rule.version >= 1
    for text in (rule.name, rule.source, rule.elects, rule.ties, rule.arithmetic):
        assert text.strip()
    assert rule.cites and all(cite.strip() for cite in rule.cites.values())


@pytest.mark.parametrize("key", sorted(set(shelf.rules()) - {"uncontested"}))
def test_a_rule_repeats_exactly_and_cites_each_stage_it_yields(key):
    rule = shelf.rules()[key]
    profile = next(PAPERS[kind] for kind in PAPERS if kind in rule.reads)
    one, other = count(rule, profile), count(rule, profile)
    assert one == other and all(stage.balances for stage in one.stages)
    assert {stage.step for stage in one.stages} <= set(rule.cites)


@pytest.mark.parametrize("key", sorted(shelf.laws()))
def test_a_law_names_rules_that_exist_and_cites_their_steps(key):
    law = shelf.laws()[key]
    for number, rule in law.rules.items():
        assert number in ("0", "1", "2", "3+")
        assert set(shelf.rules()[rule].cites) <= set(law.steps), f"{key}: {rule}"


@pytest.mark.parametrize("key", sorted(shelf.laws()))
def test_a_law_is_described_whole(key):
    law = shelf.laws()[key]
    text = "\n".join(line for heading, lines in describe(law) for line in (heading, *lines))
    for part in (*provenance(law), *law.open_points, *law.notes, *law.instruments):
        assert part in text
    for cites in (*law.steps.values(), *law.procedure.values()):
        assert all(cite.text in text for cite in cites)


def test_every_format_recognises_its_own_example_and_no_other_does():
    shelves = shelf.formats()
    for key, one in shelves.items():
        claims = [other for other, format in shelves.items() if format.sniff(one.example.encode())]
        assert claims == [key]


def test_an_unknown_key_is_answered_with_the_nearest():
    with pytest.raises(UsageError, match="gla-2007-ecount"):
        shelf.law("gla-2007-ecout")
