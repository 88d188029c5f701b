"""What the same is asked of everything that stands on a shelf."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hustings import desk, shelf
from hustings.codec import from_json, to_json
from hustings.counting import Count, Rule, Stage, count
from hustings.decisions import Decisions
from hustings.errors import UsageError
from hustings.regime import provenance
from hustings.regime_words import describe
from hustings.returns import Reading
from hustings.rule_words import example_of
from shelf_papers import IDS, contest_of, drawn, to_the_end

RULES = sorted(shelf.rules())
CONTESTED = sorted(set(RULES) - {"uncontested"})


@pytest.mark.parametrize("key", RULES)
def test_a_rule_says_what_it_is_and_cites_every_step(key):
    rule = shelf.rules()[key]
    assert rule.key == key and rule.version >= 1
    for text in (rule.name, rule.source, rule.elects, rule.ties, rule.arithmetic):
        assert text.strip()
    assert rule.cites and all(cite.strip() for cite in rule.cites.values())


@pytest.mark.parametrize("key", RULES)
def test_a_rule_says_how_its_text_is_known_and_what_it_reads(key: str) -> None:
    rule = shelf.rules()[key]
    assert rule.known in ("read", "excerpt", "not read")
    assert rule.reads and len(set(rule.reads)) == len(rule.reads)
    assert all(clause.strip() and words.strip() for clause, words in rule.clauses.items())
    assert rule.fills == "seats" or rule.example is None or rule.example.seats == 1


@pytest.mark.parametrize("key", RULES)
def test_a_rules_example_elects_whom_it_says_and_its_record_is_counted_again(key: str) -> None:
    rule = shelf.rules()[key]
    held = example_of(rule)
    assert held is not None and rule.example is not None
    contest, papers = held
    record = desk.count(Reading(contest=contest, papers=papers), rule=key).record
    assert sorted(record.elected) == sorted(rule.example.elected) and record.awaiting is None
    assert from_json(to_json(record)) == record
    assert desk.verify(from_json(to_json(record))) == ()


@pytest.mark.parametrize("key", CONTESTED)
@settings(max_examples=12)
@given(data=st.data())
def test_a_count_holds_what_every_rule_promises(key: str, data: st.DataObject) -> None:
    rule = shelf.rules()[key]
    papers, contest = data.draw(drawn(rule))
    ranks = {id: at for at, id in enumerate(data.draw(st.permutations(IDS)))}
    try:
        found, lots = to_the_end(rule, papers.counted(), contest, ranks)
    except UsageError:
        assume(papers.kind != "duels")  # a rule may need for a tie what a pairwise table does not tell
        raise
    assert_sound(rule, found, contest.seats)

    # It repeats exactly.
    assert count(rule, papers.counted(), lots, contest) == found

    # It adds over areas.
    if papers.kind != "duels":
        assert count(rule, papers.counted(split=True), lots, contest) == found

    # It renames with its candidates, their lots and the order of papers; the ballot paper's order is nothing.
    order = data.draw(st.permutations([f"new-{id}" for id in IDS]))
    names = {id: f"new-{id}" for id in IDS}
    other = contest_of(order, contest.seats, names.get(contest.default, ""))
    renamed, _ = to_the_end(
        rule,
        papers.renamed(names, tuple(order)).counted(),
        other,
        {names[id]: at for id, at in ranks.items()},
    )
    assert list(essence(renamed, {id: id for id in order})) == list(essence(found, names))


def assert_sound(rule: Rule, found: Count, seats: int) -> None:
    """Ledgers balance, every step is cited, everybody is a candidate, nobody is elected twice or too many."""
    assert {stage.step for stage in found.stages} <= set(rule.cites)
    ledgers = [stage for stage in found.stages if stage.holds == "ledger"]
    assert all(stage.balances for stage in ledgers)
    polls = 2 if "rounds" in rule.reads else 1
    assert len({stage.papers for stage in ledgers}) <= polls, "papers are lost between stages"
    for stage in found.stages:
        assert people(stage) <= set(IDS)
        assert all(stage.accounts) and all(number >= 0 for number in stage.accounts.values())
        assert set(stage.filled) <= set(stage.elected)
        assert not stage.filled or "last-vacancies" in rule.cites
        assert sum(stage.seats.values()) <= seats
    if not found.stages or not found.stages[-1].seats:
        assert len(found.elected) <= seats
        assert len(set(found.elected)) == len(found.elected)
    if found.awaiting:
        assert found.awaiting.what != "lot" and set(found.awaiting.candidates) <= set(IDS)


def people(stage: Stage) -> set[str]:
    """Everybody whom a stage speaks of."""
    several = (stage.elected, stage.eliminated, stage.remaining, stage.whose, stage.order, stage.filled)
    named = {id for some in several for id in some}
    named |= {*stage.votes, *stage.added, *stage.held, *stage.seats}
    named |= {id for pair in stage.duels for id in pair}
    named |= {id for one in stage.transfers for id in (one.source, one.to)}
    named |= {source for source, _ in stage.sources}
    return named | {id for one in stage.equalities for id in (*one.between, one.chosen)}


def essence(found: Count, names: Mapping[str, str]) -> Iterator[Any]:
    """What a count says whatever people are called and in whatever order they stand."""
    for stage in found.stages:
        yield stage.step, stage.holds, stage.papers, dict(stage.accounts), stage.quota, dict(stage.readings)
        for figures in (stage.votes, stage.added, stage.held, stage.seats):
            yield {names[id]: figure for id, figure in figures.items() if figure}
        for some in (stage.elected, stage.eliminated, stage.remaining, stage.whose, stage.filled):
            yield {names[id] for id in some}
        yield [names[id] for id in stage.order]
        yield {tuple(names[id] for id in pair): votes for pair, votes in stage.duels.items()}
        yield {(names[one.source], names[one.to], one.papers, one.votes) for one in stage.transfers}
        yield {(names[source], account): papers for (source, account), papers in stage.sources.items()}
        for one in stage.equalities:
            yield {names[id] for id in one.between}, names[one.chosen], one.by, one.at
    yield {names[id] for id in found.elected}
    if found.awaiting:
        yield found.awaiting.what, found.awaiting.step, {names[id] for id in found.awaiting.candidates}


@pytest.mark.parametrize("key", CONTESTED)
@settings(max_examples=4)
@given(data=st.data())
def test_a_record_with_its_lots_is_counted_again(key: str, data: st.DataObject) -> None:
    rule = shelf.rules()[key]
    papers, contest = data.draw(drawn(rule))
    counted = papers.counted()
    try:
        _, lots = to_the_end(rule, counted, contest, {id: at for at, id in enumerate(IDS)})
    except UsageError:
        assume(papers.kind != "duels")
        raise
    for some in (lots, lots[:-1]):
        reading = Reading(contest=contest, papers=counted, decisions=Decisions(lots=some))
        record = desk.count(reading, rule=key).record
        again = from_json(to_json(record))
        assert again == record and desk.verify(again) == ()


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


def test_a_rule_is_found_without_reading_the_whole_shelf():
    import subprocess
    import sys

    code = (
        "import sys; from hustings import shelf; keys = [shelf.rule(one).key for one in ('sv', 'ers97')];"
        "print(keys, 'hustings.rules.borda' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.split("\n")[0] == "['sv', 'ers97'] False"


def test_every_rule_found_alone_is_the_one_on_the_shelf():
    assert all(shelf.rule(key) is rule for key, rule in shelf.rules().items())


@pytest.mark.parametrize(
    ("asked", "meant"),
    [("irv", "av"), ("IRV", "av"), ("stv", "scottish-stv"), ("fptp", "simple-majority"), ("bordo", "borda")],
)
def test_a_rule_asked_for_by_another_word_is_suggested(asked: str, meant: str) -> None:
    with pytest.raises(UsageError) as error:
        shelf.rule(asked)
    assert error.value.hint == f"did you mean {meant!r}?"
