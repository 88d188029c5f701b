"""Records to show: real elections from their published figures, and invented ones for what is rare."""

from __future__ import annotations

import csv
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

from hustings.contest import Area, Candidate, Contest, Declaration
from hustings.counting import Lot, Rule, count
from hustings.decisions import Decisions, Direction
from hustings.joining import record_of
from hustings.profile import Pile, Profile, Referred, Rejected
from hustings.record import Record
from hustings.regime import Regime
from hustings.returns import Reading, Returns, Source, Statement
from hustings.rules.simple_majority import RULE as MAJORITY
from hustings.rules.supplementary_vote import RULE as SV
from hustings.rules.uncontested import RULE as UNCONTESTED


def _record(reading: Reading, rule: Rule = SV, law: Regime | None = None, form: str = "") -> Record:
    counted = count(rule, reading.papers, reading.decisions.lots)
    why = "" if law else "no law: counted by the rule named, sv"
    return record_of(reading, counted, rule=rule, regime=law, why=why or "named in the test", form=form)


def _people(expected: dict) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(id=f"c{at:02}", name=one["name"], party=one.get("party", ""))
        for at, one in enumerate(expected["candidates"], start=1)
    )


def manchester(data: Path, law: Regime | None = None) -> Record:
    """Greater Manchester, 30 July 2026, from declared totals (SOURCE.md beside them)."""
    expected = json.loads((data / "sv/greater-manchester-2026/expected.json").read_text("utf-8"))
    people = _people(expected)
    rows = list(zip(people, expected["candidates"], strict=True))
    added = {c.id: row["second_preferences_added"] for c, row in rows if "second_preferences_added" in row}
    statements = (
        Statement(area="", stage="first", first={c.id: row["first_preferences"] for c, row in rows}),
        Statement(area="", stage="second", counted=added),
    )
    ids = tuple(one.id for one in people)
    contest = Contest(title="Mayor of Greater Manchester", candidates=people, date="2026-07-30")
    papers = Returns(candidates=ids, areas=("",), statements=statements)
    return _record(Reading(contest=contest, papers=papers), law=law)


def london(data: Path, law: Regime | None = None, form: str = "") -> Record:
    """London 2021 from the first-by-second table and the declared rejected papers."""
    folder = data / "sv/london-2021"
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    people = _people(expected)
    ids = {one.name: one.id for one in people}
    piles = []
    with (folder / "first_by_second.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["first_choice"] not in ids:
                continue  # the row of column totals
            first = ids[row["first_choice"]]
            piles += [Pile(vote=(first, id), papers=int(row[name])) for name, id in ids.items()]
            piles.append(Pile(vote=(first, "*"), papers=int(row["no_valid_second_preference_derived"])))
    heads = {
        "unmarked": "unmarked",
        "uncertain": "uncertain",
        "voting for too many": "more_than_one_first",
        "writing identifying voter": "identifies_voter",
        "want of official mark": "no_official_mark",
    }
    published = expected["published"]
    rejected = tuple(Rejected(code=heads[key], papers=n) for key, n in published["rejected_first"].items())
    unused = (("blank", 319978), ("over_marked", 7037), ("uncertain_second", 965))
    contest = Contest(
        title="Mayor of London",
        date="2021-05-06",
        candidates=people,
        electorate=published["system_logged_electorate"],
        declared=Declaration(by="the Greater London Returning Officer", on="2021-05-08"),
    )
    profile = Profile(candidates=tuple(ids.values()), piles=tuple(piles), rejected=rejected, unused=unused)
    sources = (Source(role="papers", format="table", sha256="ab" * 32, size=4321),)
    return _record(Reading(contest=contest, papers=profile.merged(), sources=sources), law=law, form=form)


def london_2016(data: Path) -> Record:
    """London 2016 by constituency: ward rows added up, second preferences counted only declared whole."""
    expected = json.loads((data / "sv/london-2016-wards/expected.json").read_text("utf-8"))
    people = tuple(
        Candidate(id=f"c{at:02}", name=one["name"]) for at, one in enumerate(expected["candidates"], start=1)
    )
    sums: dict[str, Counter[str]] = {}
    rejects: dict[str, Counter[str]] = {}
    heads = {
        "want_of_official_mark": "no_official_mark",
        "identifying": "identifies_voter",
        "unmarked": "unmarked",
        "uncertain": "uncertain",
        "too_many": "more_than_one_first",
    }
    with (data / "sv/london-2016-wards/wards.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            place = row["constituency"]
            sums.setdefault(place, Counter()).update({c.id: int(row[f"first_{c.name}"]) for c in people})
            rejects.setdefault(place, Counter()).update(
                {code: int(row[f"rej1_{head}"]) for head, code in heads.items()}
            )
    areas = tuple(Area(id=f"a{at:02}", name=name) for at, name in enumerate(sorted(sums), start=1))
    statements = [
        Statement(area=area.id, stage="first", first=dict(sums[area.name]), rejected=dict(rejects[area.name]))
        for area in areas
    ]
    gained = {
        c.id: row["total_after_second_count"] - row["first_preferences"]
        for c, row in zip(people, expected["candidates"], strict=True)
        if "total_after_second_count" in row
    }
    statements.append(Statement(area="", stage="second", counted=gained))
    contest = Contest(title="Mayor of London", date="2016-05-05", candidates=people, areas=areas)
    papers = Returns(
        candidates=contest.ids, areas=tuple(one.id for one in areas), statements=tuple(statements)
    )
    return _record(Reading(contest=contest, papers=papers))


# -- Invented -------------------------------------------------------------------------------------------


def contest_of(*names: str, title: str = "Mayor of Ambridge") -> Contest:
    people = tuple(Candidate(id="abcdefghijklmnopqrstuvwxyz"[at], name=one) for at, one in enumerate(names))
    return Contest(title=title, candidates=people, date="2026-07-30")


def small(votes: dict[tuple[str, ...], int], *names: str, rule: Rule = SV, **more: object) -> Record:
    """A record of one area from how many papers carry each vote."""
    contest = contest_of(*names)
    decisions = more.pop("decisions", Decisions())
    profile = replace(Profile.of(contest.ids, votes), **more)
    return _record(Reading(contest=contest, papers=profile, decisions=decisions), rule)


def majority() -> Record:
    return small({("a", "-"): 51, ("b", "-"): 30, ("c", "-"): 19}, "Ann Archer", "Bert Fry", "Cy Grundy")


def tie(lot: bool = False) -> Record:
    """a and b finish level at 45; with the lot drawn for b."""
    lots = (
        Lot(
            step="lot",
            between=("a", "b"),
            chosen="b",
            by="R. Officer",
            method="slips in a box",
            witnesses=("W.",),
        ),
    )
    votes = {("a", "-"): 40, ("b", "-"): 40, ("c", "a"): 5, ("c", "b"): 5, ("c", "c"): 3, ("c", "!!"): 1}
    return small(votes, "Ann Archer", "Bert Fry", "Cy Grundy", decisions=Decisions(lots=lots if lot else ()))


def three_remain() -> Record:
    """b and c are level second: three remain."""
    votes = {("a", "-"): 40, ("b", "-"): 30, ("c", "-"): 30, ("d", "b"): 9, ("d", "-"): 1}
    return small(votes, "Ann Archer", "Bert Fry", "Cy Grundy", "Dee Dare")


def two() -> Record:
    return small({("a",): 60, ("b",): 40}, "Ann Archer", "Bert Fry", rule=MAJORITY)


def alone(*names: str) -> Record:
    return small({}, *names, rule=UNCONTESTED)


def referred(ids: tuple[str, ...] = ()) -> Record:
    waiting = (
        Referred(
            pattern='Ann Archer=1|Bert "B" Fry=2 / ?', why="numerals in the first column", papers=3, ids=ids
        ),
    )
    return small({("a", "-"): 4, ("b", "-"): 2}, "Ann Archer", 'Bert "B" Fry', "Cy Grundy", referred=waiting)


def night(
    *, directed: bool = False, seconds: tuple[str, ...] = (), areas: tuple[str, ...] = ("n", "s")
) -> Record:
    """The two areas of the worked count night: 530 and 700 first preferences; A and B remain."""
    contest = replace(
        contest_of("Ann Archer", "Bert Fry", "Cy Grundy", "Dee Dare", title="Mayor of Borset"),
        areas=(Area(id="n", name="North"), Area(id="s", name="South")),
    )
    first = {
        "n": Statement(
            area="n",
            stage="first",
            status="provisional",
            used=545,
            valid=530,
            first={"a": 100, "b": 300, "c": 70, "d": 60},
            rejected={"no_official_mark": 1, "more_than_one_first": 6, "unmarked_or_uncertain": 8},
        ),
        "s": Statement(
            area="s",
            stage="first",
            status="provisional",
            used=721,
            valid=700,
            first={"a": 380, "b": 60, "c": 190, "d": 70},
            rejected={"more_than_one_first": 9, "identifies_voter": 1, "unmarked_or_uncertain": 11},
        ),
    }
    second = {
        "n": Statement(
            area="n",
            stage="second",
            counted={"a": 40, "b": 70},
            accounts={"not_for_remaining": 5, "blank_or_uncertain": 15},
        ),
        "s": Statement(
            area="s",
            stage="second",
            counted={"a": 160, "b": 50},
            accounts={"not_for_remaining": 30, "over_marked": 2, "blank_or_uncertain": 18},
        ),
    }
    given = (Direction(remaining=("a", "b"), by="The CARO", at="2026-07-31T01:40"),) if directed else ()
    made = [first[area] for area in areas] + [second[area] for area in seconds]
    papers = Returns(candidates=contest.ids, areas=("n", "s"), statements=tuple(made), directions=given)
    return _record(Reading(contest=contest, papers=papers, decisions=Decisions(directions=given)))
