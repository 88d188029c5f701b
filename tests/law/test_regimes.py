"""Every instrument on the law shelf: whole, cited, and printed under heads that lose no paper."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

from hustings import shelf
from hustings.law._recited import recited
from hustings.offices import OFFICES
from hustings.paper import DEFECT_ORDER, FIRST_CODES, SECOND_CODES
from hustings.regime import (
    Cite,
    Regime,
    document_of,
    form_of,
    gather,
    provenance,
    rule_for,
    verified,
)
from hustings.regime_words import describe

KEYS = ("ca-2026", "ca-2017", "la-2007", "gla-2007-ecount", "gla-2007-manual", "pcc-2012", "fptp-2022")
SV = tuple(key for key in KEYS if key != "fptp-2022")
FINEST_FIRST = {key for key, code in FIRST_CODES.items() if code.parts == {key}}
REJECTED_SECOND = {"blank", "over_marked", "uncertain_second"}
POOLS = {key: code.parts for key, code in {**FIRST_CODES, **SECOND_CODES}.items()}


@pytest.fixture(params=KEYS)
def regime(request: pytest.FixtureRequest) -> Regime:
    return shelf.laws()[request.param]


def test_these_seven_stand_on_the_shelf() -> None:
    assert set(shelf.laws()) >= set(KEYS)


def test_each_number_of_candidates_has_a_rule_on_the_shelf(regime: Regime) -> None:
    assert set(regime.rules) == {"0", "1", "2", "3+"}
    assert {rule_for(regime, number) for number in range(25)} <= set(shelf.rules())
    assert rule_for(regime, 0) == rule_for(regime, 1) == "uncontested"
    assert rule_for(regime, 2) == "simple-majority"


@pytest.mark.parametrize("key", KEYS)
def test_three_and_more_are_counted_by_the_supplementary_vote_but_for_the_single_vote(key: str) -> None:
    expected = "sv" if key in SV else "simple-majority"
    assert {rule_for(shelf.laws()[key], number) for number in (3, 4, 20)} == {expected}


def test_every_step_that_its_rules_can_take_is_cited(regime: Regime) -> None:
    steps = {step for key in regime.rules.values() for step in shelf.rules()[key].cites} | {"nobody"}
    assert set(regime.steps) == steps
    assert all(regime.steps[step] for step in steps)


def test_every_part_names_a_text(regime: Regime) -> None:
    for part, cites in provenance(regime).items():
        assert cites and all(cite.text and cite.instrument for cite in cites), part


def test_heads_of_every_form_hold_each_code_once(regime: Regime) -> None:
    for form in regime.forms:
        first = [code for head in form.first for code in head.codes]
        second = [code for head in form.second for code in head.codes]
        assert sorted(first) == sorted(FINEST_FIRST), form.key
        assert sorted(second) == sorted(REJECTED_SECOND if form.columns == 2 else ()), form.key
        assert len({head.words for head in form.first}) == len(form.first)


def test_forms_have_keys_of_their_own_and_the_defaults_exist(regime: Regime) -> None:
    assert len({form.key for form in regime.forms}) == len(regime.forms)
    assert form_of(regime, columns=1).columns == 1
    assert form_of(regime).columns == (1 if regime.key == "fptp-2022" else 2)
    with pytest.raises(KeyError):
        form_of(regime, "no-such-form")


def test_every_defect_has_a_place_in_the_order(regime: Regime) -> None:
    assert sorted(regime.defect_order) == sorted(FINEST_FIRST)
    assert regime.defect_order == DEFECT_ORDER


def test_offices_and_deposits_agree(regime: Regime) -> None:
    assert set(regime.offices) <= {office.key for office in OFFICES}
    assert set(regime.deposits) == set(regime.offices)
    assert {one.fraction for one in regime.deposits.values()} == {Fraction(1, 20)}


@pytest.mark.parametrize(
    ("key", "pounds"),
    [("ca-2026", 5000), ("ca-2017", 5000), ("la-2007", 500), ("gla-2007-ecount", 10000), ("pcc-2012", 5000)],
)
def test_deposits_as_the_law_document_gives_them(key: str, pounds: int) -> None:
    assert {one.amount_pounds for one in shelf.laws()[key].deposits.values()} == {pounds}


@pytest.mark.parametrize(
    ("key", "base", "publication", "area", "officer"),
    [
        ("ca-2026", "eliminated", "when authorised", "council area", "combined authority"),
        ("ca-2017", "eliminated", "when authorised", "council area", "combined authority"),
        ("la-2007", "eliminated", "at once", "local authority", ""),
        ("gla-2007-ecount", "all", "when authorised", "Assembly constituency", "Greater London"),
        ("gla-2007-manual", "eliminated", "when authorised", "Assembly constituency", "Greater London"),
        ("pcc-2012", "eliminated", "when authorised", "voting area", "police area"),
    ],
)
def test_who_does_what(key: str, base: str, publication: str, area: str, officer: str) -> None:
    regime = shelf.laws()[key]
    assert (regime.second_base, regime.local_publication, regime.area_word) == (base, publication, area)
    assert regime.roles.draws_lots == regime.roles.declares == f"{officer} returning officer".strip()


def test_only_london_prints_wards_and_merges_the_small_ones() -> None:
    merging = {key: one.merge_wards_up_to for key, one in shelf.laws().items() if one.merge_wards_up_to}
    assert merging == {"gla-2007-ecount": 500, "gla-2007-manual": 500}


# -- Documents (the law document, section 5) ----------------------------------------------------------------


def _asked(key: str, document: str, columns: int = 2) -> set[str]:
    found = document_of(shelf.laws()[key], document, columns=columns)
    assert found is not None
    return {field.key for field in found.fields if not field.derived}


@pytest.mark.parametrize("key", SV)
def test_the_first_statement_asks_what_the_rules_list(key: str) -> None:
    common = {"papers-used", "papers-rejected"}
    two = common | {"first-preferences", "first-preferences-total"}
    table = {"second-by-first"} if key == "gla-2007-ecount" else set()
    assert _asked(key, "first-statement") == two | table
    assert _asked(key, "first-statement", columns=1) == common | {"votes"}


def test_the_notice_of_each_law_has_exactly_its_fields() -> None:
    local = {
        "name",
        "first-preferences",
        "rejected-by-head",
        "second-preferences-counted",
        "second-rejected-unmarked-or-uncertain",
    }
    london = local - {"second-rejected-unmarked-or-uncertain"} | {"description", "second-rejected-by-head"}
    for key in ("ca-2026", "ca-2017", "la-2007"):
        assert _asked(key, "declaration") == local
    assert _asked("pcc-2012", "declaration") == local | {"description"}  # rule 62(2)
    for key in ("gla-2007-ecount", "gla-2007-manual"):
        assert _asked(key, "declaration") == london
    for key in KEYS:
        assert _asked(key, "declaration", columns=1) >= {"name", "votes", "rejected-by-head"}


def test_totals_percentages_and_turnout_are_never_asked_for_by_a_notice(regime: Regime) -> None:
    for document in regime.documents:
        if document.key == "declaration":
            derived = {field.key for field in document.fields if field.derived}
            assert {"turnout", "share"} <= derived
            assert document.columns == 1 or "total-votes" in derived


def test_an_electronic_count_has_no_direction_and_no_second_statement() -> None:
    for key, has in (
        ("gla-2007-ecount", False),
        ("gla-2007-manual", True),
        ("ca-2026", True),
        ("pcc-2012", True),
    ):
        regime = shelf.laws()[key]
        for document in ("second-count-direction", "second-statement"):
            assert (document_of(regime, document) is not None) is has, (key, document)


def test_documents_have_one_form_for_each_number_of_columns(regime: Regime) -> None:
    kinds = [(document.key, document.columns) for document in regime.documents]
    assert len(set(kinds)) == len(kinds)
    for document in regime.documents:
        names = [field.key for field in document.fields]
        assert len(set(names)) == len(names), document.key
    if regime.key != "fptp-2022":
        wanted = {"verification", "rejected-papers", "first-calculation", "second-calculation", "lot-record"}
        assert wanted <= {key for key, _ in kinds}


# -- How it is known ----------------------------------------------------------------------------------------


def test_what_was_not_read_is_not_called_verified() -> None:
    laws = shelf.laws()
    assert not any(verified(cites) for cites in provenance(laws["ca-2026"]).values())
    assert verified(laws["ca-2017"].procedure["first-statement"])
    assert not verified(laws["ca-2017"].procedure["direction"])  # rule 58 was not found
    assert not verified(laws["la-2007"].procedure["second-calculation"])  # rule 53 was not found


def test_a_law_brought_back_changes_no_count_but_says_that_it_was_not_read() -> None:
    old, new = shelf.laws()["ca-2017"], shelf.laws()["ca-2026"]
    assert (new.rules, new.forms[0].first, new.second_base) == (
        old.rules,
        old.forms[0].first,
        old.second_base,
    )
    found: list[Cite] = []

    def keep(cite: Cite) -> Cite:
        found.append(cite)
        return cite

    assert recited(new, keep) == new
    assert len(found) > 50
    assert not any(cite.verified for cite in found)


def test_every_regime_says_itself_in_words(regime: Regime) -> None:
    sections = dict(describe(regime))
    text = "\n".join(line for heading, lines in sections.items() for line in (heading, *lines))
    for cites in provenance(regime).values():
        assert all(cite.text in text and cite.instrument in text for cite in cites)
    for document in regime.documents:
        assert document.title in text
    assert all(point in text for point in (*regime.open_points, *regime.notes))
    parts = provenance(regime)
    read = set(sections.get("Verified in the text", ()))
    assert read == {part for part, cites in parts.items() if verified(cites)}
    for part in set(parts) - read:
        assert part in "\n".join(sections["Not verified in the text"])


# -- Heads of rejection under real and constructed papers ---------------------------------------------------

B02, B06 = {"first_blank_second_marked": 1}, {"blank_both": 1}  # the law document, 11.3


def _letters(regime: str, form: str, papers: dict[str, int]) -> dict[str, int]:
    heads = form_of(shelf.laws()[regime], form).first
    printed, apart = gather(heads, papers, POOLS)
    assert not apart
    return {head.letter: printed[head.words] for head in heads}


def test_papers_without_a_first_preference_by_regime_and_form() -> None:
    for papers in (B02, B06):
        assert _letters("ca-2026", "", papers) == {"a": 0, "b": 0, "c": 0, "d": 1}
        assert _letters("ca-2026", "five-heads", papers) == {"a": 0, "b": 0, "c": 0, "d": 1, "e": 0}
        assert _letters("pcc-2012", "", papers) == {"a": 0, "b": 0, "c": 0, "d": 1, "e": 0}
    other = "five-heads-second-only-uncertain"
    assert _letters("pcc-2012", other, B02) == {"a": 0, "b": 0, "c": 0, "d": 0, "e": 1}
    assert _letters("pcc-2012", other, B06) == {"a": 0, "b": 0, "c": 0, "d": 1, "e": 0}


def test_west_midlands_2021_in_five_heads(data: Path) -> None:
    """T-b: 11,890 papers rejected, printed under five heads by a combined authority."""
    published = json.loads((data / "sv/west-midlands-2021/expected.json").read_text("utf-8"))["published"]
    official, many, identified, unmarked, uncertain = published["rejected_first"].values()
    papers = {
        "no_official_mark": official,
        "more_than_one_first": many,
        "identifies_voter": identified,
        "unmarked": unmarked,  # the pool of both halves of (d)
        "uncertain": uncertain,
    }
    five = _letters("ca-2017", "five-heads", papers)
    assert five == {"a": 0, "b": 4148, "c": 66, "d": 5638, "e": 2038}
    assert sum(five.values()) == published["rejected_first_total"] == 11890
    assert published["valid_first"] + 11890 == published["ballot_papers_verified"]
    assert _letters("ca-2017", "four-heads", papers) == {"a": 0, "b": 4148, "c": 66, "d": 7676}


def test_bury_2021_in_four_heads() -> None:
    """T-a: Bury's local statement, Greater Manchester 2021: 0/482/8/594, 1,084 in all."""
    papers = {
        "no_official_mark": 0,
        "more_than_one_first": 482,
        "identifies_voter": 8,
        "unmarked_or_uncertain": 594,
    }
    four = _letters("ca-2017", "four-heads", papers)
    assert four == {"a": 0, "b": 482, "c": 8, "d": 594}
    assert sum(four.values()) == 1084

    printed, apart = gather(form_of(shelf.laws()["ca-2017"], "five-heads").first, papers, POOLS)
    assert apart == {"unmarked_or_uncertain": 594}  # one figure cannot be printed as two
    assert sum(printed.values()) == 490


def test_london_2021_under_the_heads_of_its_notice(data: Path) -> None:
    published = json.loads((data / "sv/london-2021/expected.json").read_text("utf-8"))["published"]
    declared = published["rejected_first"]
    form = form_of(shelf.laws()["gla-2007-ecount"])
    papers = {
        "blank_both": declared["unmarked"],
        "uncertain": declared["uncertain"],
        "more_than_one_first": declared["voting for too many"],
        "identifies_voter": declared["writing identifying voter"],
        "no_official_mark": declared["want of official mark"],
    }
    assert gather(form.first, papers, POOLS) == (declared, {})
    second = {
        "blank": published["second_preference_unmarked"],
        "over_marked": published["rejected_second"]["voting for too many"],
        "uncertain_second": published["rejected_second"]["uncertain"],
    }
    printed, apart = gather(form.second, second, POOLS)
    assert not apart
    assert sum(printed.values()) == published["valid_first"] - published["valid_second"]
