"""Records of every shape, made by counting invented papers: for the tests of what reads and shows records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from hustings.contest import Area, Candidate, Contest, Declaration
from hustings.counting import Lot, Rule, count
from hustings.decisions import Decisions, Direction
from hustings.joining import record_of
from hustings.paper import RecordedRuling, Ruling
from hustings.profile import Profile, Referred
from hustings.record import Record
from hustings.regime import Regime
from hustings.returns import Note, Reading, Returns, Source, Statement
from hustings.rules import simple_majority, supplementary_vote, uncontested

SV = supplementary_vote.RULE
NAMES = {"a": "Ann Archer", "b": "Bert Fry", "c": "Clem Grundy", "d": "Dora Ælfwyn"}
DIGEST = "9f2c" * 16


def contest(ids: str = "abcd", **facts: Any) -> Contest:
    """A contest of some of the four candidates."""
    people = tuple(Candidate(id=one, name=NAMES[one], party="Independent") for one in ids)
    return Contest(title="Mayor of Ambridge", candidates=people, **facts)


def counted(
    papers: Profile | Returns, decisions: Decisions | None = None, rule: Rule = SV, **facts: Any
) -> Record:
    """The record of counting these papers."""
    regime = facts.pop("regime", None)
    reading = Reading(
        contest=contest("".join(papers.candidates), **facts),
        papers=papers,
        decisions=decisions or Decisions(),
        notes=(Note(words="read for a test", where="night/papers.csv:3"),),
        sources=(Source(role="papers", format="preferences", sha256=DIGEST, size=120),),
    )
    return record_of(reading, count(rule, papers, reading.decisions.lots), rule=rule, regime=regime)


def first(area: str, used: int, rejected: int, votes: Mapping[str, int], **more: Any) -> Statement:
    """A first statement."""
    return Statement(
        area=area,
        stage="first",
        used=used,
        rejected={"unmarked": rejected},
        first=votes,
        where=f"statements.csv:{area}",
        **more,
    )


def second(area: str, counted: Mapping[str, int], **more: Any) -> Statement:
    """A second statement that accounts for no more than what is counted."""
    return Statement(area=area, stage="second", counted=counted, **more)


VOTES: Mapping[tuple[str, ...], int] = {
    ("a", "b"): 40,
    ("b", "c"): 35,
    ("c", "a"): 9,
    ("c", "b"): 8,
    ("c", "c"): 3,
    ("d", "-"): 2,
    ("d", "c"): 2,
    ("d", "!!"): 1,
}
AREAS = (Area(id="north", name="North"), Area(id="south", name="South", electorate=900))
NORTH = {"a": 40, "b": 20, "c": 6, "d": 4}
SOUTH = {"a": 10, "b": 25, "c": 5, "d": 1}
LOT = Lot(
    step="lot", between=("a", "b"), chosen="b", by="R. Officer", witnesses=("an agent",), where="d.toml:4"
)
DIRECTED = Direction(remaining=("a", "b"), by="the CARO", where="decisions.toml:1")


def two_areas(*statements: Statement, directions: tuple[Direction, ...] = ()) -> Returns:
    """Returns of North and South."""
    return Returns(
        candidates=tuple("abcd"), areas=("north", "south"), statements=statements, directions=directions
    )


def samples() -> dict[str, Record]:
    """One record of each shape, by name."""
    firsts = (first("north", 72, 2, NORTH), first("south", 41, 0, SOUTH))
    seconds = (second("north", {"a": 1, "b": 5}), second("south", {"a": 2, "b": 1}))
    profile = Profile.of("abcd", VOTES, area="north", rejected={"blank_both": 3})
    profile += Profile.of("abcd", {("a", "d"): 3}, area="south")
    waiting = Profile(
        candidates=tuple("abc"),
        piles=(),
        referred=(Referred(area="", pattern="A~|B", why="struck out", papers=2, ids=("p1", "p2")),),
    )
    ruled = RecordedRuling(
        ruling=Ruling(vote=("a", "-"), flags=("numerals",)),
        pattern="A=1",
        papers=2,
        by="RO",
        where="d.toml:9",
    )
    tie = Profile.of("abc", {("a", "-"): 5, ("b", "-"): 5, ("c", "-"): 1})
    return {
        "profile": counted(profile, Decisions(rulings=(ruled,)), areas=AREAS),
        "majority": counted(Profile.of("abc", {("a", "b"): 6, ("b", "-"): 3, ("c", "a"): 2})),
        "tie": counted(tie),
        "lot": counted(tie, Decisions(lots=(LOT,))),
        "ruling": counted(waiting),
        "statements": counted(two_areas(*firsts, *seconds), areas=AREAS, declared=DECLARED),
        "direction": counted(two_areas(*firsts), areas=AREAS),
        "first": counted(two_areas(firsts[0]), areas=AREAS),
        "two": counted(Profile.of("ab", {("a",): 6, ("b",): 3}), rule=simple_majority.RULE),
        "one": counted(Profile.of("a", {}), rule=uncontested.RULE),
        "nobody": counted(Profile.of("", {}), rule=uncontested.RULE),
    }


DECLARED = Declaration(by="R. Officer", on="2026-11-06")

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
FIGURES = st.dictionaries(TEXT, st.integers(-5, 2**70), max_size=3)


@st.composite
def records(draw: st.DrawFn) -> Record:
    """Any record: counted from any papers, with any texts where people write texts."""
    ids = draw(
        st.lists(TEXT.filter(lambda one: one not in ("", "-", "!!", "?", "*")), unique=True, max_size=4)
    )
    names = draw(st.lists(st.sampled_from(["Ann", "=Bert", 'C "the" D', "Ælf\u202e", "E\n\t"]), min_size=4))
    people = tuple(Candidate(id=one, name=name) for one, name in zip(ids, names, strict=False))
    what = Contest(title=draw(TEXT), candidates=people, declared=draw(st.sampled_from([None, DECLARED])))
    vote = st.tuples(st.sampled_from(ids), st.sampled_from([*ids, "-", "!!", "?"])) if ids else st.nothing()
    papers = Profile.of(
        ids,
        draw(st.dictionaries(vote, st.integers(0, 60), max_size=8)) if ids else {},
        area=draw(TEXT),
        rejected=draw(st.dictionaries(TEXT, st.integers(0, 9), max_size=2)),
    )
    rule = SV if len(ids) > 2 else simple_majority.RULE if len(ids) == 2 else uncontested.RULE
    reading = Reading(contest=what, papers=papers, notes=tuple(draw(st.lists(st.builds(Note, words=TEXT)))))
    record = record_of(reading, count(rule, papers), rule=rule)
    return _with(record, draw)


def _with(record: Record, draw: st.DrawFn) -> Record:
    """The same record with whatever people and laws may say in it."""
    decisions = st.builds(
        Decisions,
        rulings=st.lists(st.builds(RecordedRuling, ruling=st.from_type(Ruling), reason=TEXT)).map(tuple),
        directions=st.lists(st.builds(Direction, remaining=st.tuples(TEXT), by=TEXT)).map(tuple),
    )
    return replace(
        record,
        decisions=draw(decisions),
        totals=draw(FIGURES),
        unused=draw(FIGURES),
        law=draw(st.from_type(Regime)) if draw(st.integers(0, 9)) == 9 else None,
        why_law=draw(TEXT),
    )
