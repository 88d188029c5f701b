"""Records of every kind of stage: one official stage report, and invented counts, for what reports show."""

from __future__ import annotations

import json
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from hustings.awaiting import Awaited, Wanted
from hustings.contest import Candidate, Contest
from hustings.counting import Count, Equality, Rule, Stage
from hustings.decisions import Decisions
from hustings.joining import record_of
from hustings.paper import Ballots
from hustings.profile import Profile, Transfer
from hustings.record import Record
from hustings.returns import Reading


def record(
    stages: Sequence[Stage],
    names: Sequence[str],
    *,
    parties: Sequence[str] = (),
    name: str = "an invented rule",
    title: str = "Member for Ambridge",
    seats: int = 1,
    ballots: Ballots = "rankings",
    awaiting: Awaited | None = None,
) -> Record:
    """A record of these stages; candidates' ids are a, b, c ..."""
    parties = parties or [""] * len(names)
    people = tuple(
        Candidate(id=chr(ord("a") + at), name=one, party=party)
        for at, (one, party) in enumerate(zip(names, parties, strict=True))
    )
    contest = Contest(title=title, candidates=people, date="2026-07-30", seats=seats)
    rule = Rule(
        key="invented",
        name=name,
        version=1,
        source="an invented text",
        elects="",
        ties="",
        arithmetic="",
        cites={one.step: "section 1 of it" for one in stages} | {"last-vacancies": "section 9 of it"},
        stages=lambda papers, draw, contest: iter(stages),
    )
    papers = Profile.of(contest.ids, {}, ballots=ballots)
    reading = Reading(contest=contest, papers=papers, decisions=Decisions())
    return record_of(reading, Count(stages=tuple(stages), awaiting=awaiting), rule=rule, why="named here")


AV_NAMES = ("Ann Archer", "Bert Fry", "Cy Grundy", "Dee Dare", "Eve Hall", "Flo Ito")
AV_PARTIES = ("Labour", "Conservative", "Green", "Liberal Democrat", "Independent", "Reform")


def av() -> Record:
    """Five rounds: f, e, d and c are excluded in turn; an equality is resolved in the first."""
    moves: list[tuple[str, dict[str, int], int]] = [
        ("f", {"b": 60, "e": 14, "a": 6}, 20),
        ("e", {"a": 40, "b": 31, "c": 70, "d": 33}, 40),
        ("d", {"a": 212, "b": 180, "c": 90}, 251),
        ("c", {"a": 611, "b": 107}, 182),
    ]
    votes = {"a": 3105, "b": 3190, "c": 740, "d": 700, "e": 200, "f": 100}
    lost, made = 0, []
    equal = (Equality(between=("e", "f"), chosen="f", by="earlier stage", at=1),)
    for number in range(1, 6):
        went = moves[number - 2] if number > 1 else None
        transfers: tuple[Transfer, ...] = ()
        added: dict[str, int] = {}
        if went:
            source, gains, none = went
            added = dict(gains) | {source: -votes[source]}
            votes = {id: n + gains.get(id, 0) for id, n in votes.items() if id != source}
            lost += none
            transfers = tuple(Transfer(source=source, to=id, papers=n) for id, n in gains.items())
        made.append(
            Stage(
                step=f"round-{number}",
                votes=dict(votes),
                papers=8035,
                added=added,
                accounts={"no_further_preference": lost},
                whose=(went[0],) if went else (),
                eliminated=(min(votes, key=lambda id: votes[id]),) if number < 5 else (),
                elected=("a",) if number == 5 else (),
                transfers=transfers,
                equalities=equal if number == 1 else (),
                readings={"skipped": 31, "over_marked": 12} if number == 1 else {},
            )
        )
        short = 8035 - sum(votes.values()) - lost
        lost += short  # invented figures need not add up by themselves
        made[-1] = Stage(
            **{
                **{key: getattr(made[-1], key) for key in made[-1].__dataclass_fields__},
                "accounts": {"no_further_preference": lost},
            }
        )
    return record(made, AV_NAMES, parties=AV_PARTIES, name="alternative vote")


def dundee(data: Path, ward: str = "dundee-2022-w3-west-end") -> Record:
    """An official stage report of a Scottish ward (source in the file), as stages."""
    told = json.loads((data / "stv-scotland" / ward / "expected.json").read_text("utf-8"))
    names = list(told["stages"][0]["votes"])
    ids = {one: chr(ord("a") + at) for at, one in enumerate(names)}
    gone: set[str] = set()
    before: dict[str, Fraction] = {}
    made = []
    for number, one in enumerate(told["stages"], start=1):
        votes = {ids[who]: Fraction(n) for who, n in one["votes"].items() if who not in gone}
        out = tuple(ids[who] for who in one["excluded"])
        whose = (ids[one["surplus"]],) if one["surplus"] else out
        gone |= set(one["excluded"])
        made.append(
            Stage(
                step="first-preferences" if number == 1 else f"transfer-{number}",
                votes={id: n for id, n in votes.items() if id not in out},
                papers=told["valid_votes"],
                added={id: n - before[id] for id, n in votes.items() if before and n != before[id]},
                accounts={"no_further_preference": Fraction(one["non_transferable"])},
                quota=Fraction(told["quota"]),
                whose=whose,
                eliminated=out,
                elected=tuple(ids[who] for who in one["elected"]),
            )
        )
        before = votes
    return record(made, names, title=ward, seats=told["seats"], name="single transferable vote (Scotland)")


def many(candidates: int = 20, stages: int = 20, seats: int = 9, names: Sequence[str] = ()) -> Record:
    """Very many candidates and stages: nobody's figures are round, each exclusion moves to three others."""
    ids = [chr(ord("a") + at) for at in range(candidates)]
    votes = {id: Fraction(1_000_000 - 31_337 * at, 7) for at, id in enumerate(ids)}
    votes = {id: Fraction(int(n * 100_000), 100_000) for id, n in votes.items()}
    papers = int(sum(votes.values())) + 1
    lost: Fraction | int = papers - sum(votes.values())
    made = [Stage(step="first", votes=dict(votes), papers=papers, accounts={"rounding": lost})]
    for number in range(2, stages + 1):
        out = list(votes)[-1]
        share = Fraction(int(votes[out] * 100_000) // 4, 100_000)
        takers = [list(votes)[(number * step) % (len(votes) - 1)] for step in (1, 2, 3)]
        moved = votes.pop(out)
        added: dict[str, Fraction] = {out: -moved}
        for to in takers:
            votes[to] += share
            added[to] = added.get(to, Fraction(0)) + share
        lost += moved - 3 * share
        made.append(
            Stage(
                step=f"exclusion-{number}",
                votes=dict(votes),
                papers=papers,
                added=added,
                accounts={"rounding": Fraction(lost) / 2, "no_further_preference": Fraction(lost) / 2},
                quota=Fraction(papers, seats + 1),
                whose=(out,),
                eliminated=(out,),
                elected=(ids[number - 2],) if number - 1 <= seats else (),
            )
        )
        if len(votes) <= seats:
            break
    names = names or [f"Candidate with a Name {id.upper()}" for id in ids]
    return record(made, names, seats=seats, name="single transferable vote")


def cycle(size: int = 5, names: Sequence[str] = ()) -> Record:
    """The first three beat each other in turn; the others lose to all before them."""
    ids = [chr(ord("a") + at) for at in range(size)]
    duels: dict[tuple[str, str], int] = {}
    for i, one in enumerate(ids):
        for j in range(i + 1, size):
            strength = 520 + 11 * i + 7 * j
            duels[one, ids[j]], duels[ids[j], one] = strength, 1000 - strength
    duels["a", "c"], duels["c", "a"] = 480, 520
    if size > 4:
        duels["d", "e"] = duels["e", "d"] = 500
    paths = {pair: max(n, 520) for pair, n in duels.items() if n > 500 or pair == ("a", "c")}
    stages = (
        Stage(step="pairwise", votes={}, papers=1000, holds="duels", duels=duels),
        Stage(
            step="strongest-paths",
            votes={},
            papers=1000,
            holds="duels",
            duels=paths,
            order=tuple(ids),
            elected=("a",),
        ),
    )
    names = names or [
        "Ann Archer",
        "Bert Fry",
        "Cy Grundy",
        "Dee Dare",
        "Eve Hall",
        *(f"Person {n}" for n in range(20)),
    ]
    return record(stages, names[:size], name="Schulze, winning votes")


PARTIES = (
    "Labour",
    "Conservative",
    "Green",
    "Liberal Democrat",
    "Reform",
    "Women’s Equality",
    "Rejoin",
    "CPA",
)


def lists(seats: int = 11, names: Sequence[str] = PARTIES) -> Record:
    """Eight parties and eleven seats by highest averages."""
    votes = dict(
        zip("abcdefgh", (986_609, 795_081, 305_452, 188_000, 160_000, 55_000, 30_000, 20_111), strict=True)
    )
    held = dict.fromkeys(votes, 0)
    made = []
    for number in range(1, seats + 1):
        quotients = {id: Fraction(n, held[id] + 1) for id, n in votes.items()}
        best = max(quotients, key=lambda id: quotients[id])
        held[best] += 1
        made.append(
            Stage(
                step=f"seat-{number}",
                votes=quotients,
                papers=sum(votes.values()),
                holds="seats",
                elected=(best,),
                seats=dict(held),
            )
        )
    return record(made, names, seats=seats, name="D'Hondt", title="List members for Ambridge")


def ratings(ballots: Ballots = "scores") -> Record:
    """Points that are no votes, then a run-off of the two best by votes."""
    points = {"a": 3210, "b": 4105, "c": 2999, "d": 4011}
    stages = (
        Stage(step="scores", votes=points, papers=1200, holds="points", remaining=("b", "d")),
        Stage(
            step="runoff",
            votes={"b": 540, "d": 561},
            papers=1200,
            accounts={"no_preference_between": 99},
            elected=("d",),
        ),
    )
    return record(stages, ("Ann", "Bert", "Cy", "Dee"), ballots=ballots, name="STAR")


def awaits(what: Wanted = "lot", step: str = "exclusion-4") -> Record:
    """Two are equal at the second round and nobody has drawn a lot."""
    first = Stage(step="round-1", votes={"a": 5, "b": 3, "c": 2, "d": 2}, papers=12, eliminated=())
    wait = Awaited(
        what=what,
        words="a lot between those who are equal",
        step=step,
        candidates=("c", "d"),
        drawn="is excluded" if what == "lot" else "",
    )
    return record((first,), ("Ann", "Bert", "Cy", "Dee"), awaiting=wait, name="alternative vote")
