"""What tests of the reports share: a record of every kind of stage, each rule's example, a page as text."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from random import Random

import stage_records as made
from hustings import shelf
from hustings.codec import canonical
from hustings.contest import Candidate, Contest
from hustings.counting import Lot, count
from hustings.decisions import Decisions
from hustings.errors import HustingsError
from hustings.joining import record_of
from hustings.profile import Profile
from hustings.reports import _stages as stages
from hustings.reports import _words as words
from hustings.reports.page import render
from hustings.returns import Reading
from hustings.rule_words import example_of

HOSTILE = ('<script>alert("1")</script>', "Ann\u202eeldo\x07", "N" * 120, "選" * 60, "O'Neill & </svg>", "D")

RECORDS = {
    "av": made.av,
    "many": made.many,
    "three seats": lambda: made.many(8, 8, 3),
    "cycle": made.cycle,
    "twelve in duels": lambda: made.cycle(12),
    "twenty in duels": lambda: made.cycle(20),
    "lists": made.lists,
    "ratings": made.ratings,
    "approvals": lambda: made.ratings("approvals"),
    "lot awaited": made.awaits,
    "second round awaited": lambda: made.awaits("second-round", "second-round"),
    "hostile": lambda: made.many(6, 6, 2, HOSTILE),
    "hostile in duels": lambda: made.cycle(6, HOSTILE),
    "hostile lists": lambda: made.lists(11, (*HOSTILE, "E", "F")),
}


class Text(HTMLParser):
    """The text of a page, its style left out."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.style, self.text = False, ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.style = tag == "style"

    def handle_endtag(self, tag):
        self.style = False

    def handle_data(self, data):
        self.text += "" if self.style else f" {data}"


def said(record) -> str:
    return " ".join(Text(render(record).decode()).text.split())


def figures(record):
    """Every figure of every stage as it may be printed: exactly, or in the decimals of its column."""
    for stage in record.stages:
        held = [*stage.votes.values(), *stage.accounts.values(), *stage.duels.values()]
        places = words.places_of(
            [n for one in record.stages for n in (*one.votes.values(), *one.accounts.values())]
        )
        for number in held:
            yield {words.number(number), words.number(number, places)}
        for _, _, votes in stages.taken(stage):
            yield {words.number(votes)}


def counted(key: str):
    """A rule's own example as a record."""
    rule = shelf.rule(key)
    contest, papers = example_of(rule)
    people = tuple(replace(one, name=one.id) for one in contest.candidates)
    contest = replace(contest, title="Example", candidates=people)
    found = count(rule, papers, (), contest)
    return canonical(record_of(Reading(contest=contest, papers=papers), found, rule=rule, why="the example"))


def by_rule(key: str, papers: Profile, *lots: Lot, default: str = "", seats: int = 1):
    """Papers counted by a rule as a record; candidates' names are their ids in capitals."""
    people = tuple(Candidate(id=one, name=one.upper()) for one in papers.candidates)
    contest = Contest(title="Few", candidates=people, default=default, seats=seats)
    rule = shelf.rule(key)
    reading = Reading(contest=contest, papers=papers, decisions=Decisions(lots=lots))
    return canonical(record_of(reading, count(rule, papers, lots, contest), rule=rule, why="a test"))


EXAMPLES = sorted(key for key, rule in shelf.rules().items() if rule.example)


def random_count(key: str, seed: int):
    """A count of a few random papers as a record; None where the rule refuses them or reads totals only."""
    draw, rule = Random(seed), shelf.rule(key)
    ids = "abcde"[: draw.randint(0, 5)]
    seats = draw.randint(1, 3) if rule.fills == "seats" else 1
    kind = next((one for one in rule.reads if one not in ("totals", "duels", "rounds")), None)
    if kind is None or (rule.family == "plurality" and not ids):
        return None  # where nobody stands, no poll is counted by one or two columns
    votes = {}
    for _ in range(draw.randint(0, 6)):
        ranked = tuple(draw.sample(ids, draw.randint(0, len(ids))))
        made_of = {
            "rankings": ranked,
            "approvals": tuple(sorted(ranked)),
            "scores": tuple(f"{one}:{draw.randint(0, 5)}" for one in ids),
            "preferences": ranked[:1],
        }
        if made_of[kind] or kind != "preferences":
            votes[made_of[kind]] = draw.randint(1, 4)
    contest = Contest(title="Few", candidates=tuple(Candidate(id=one, name=one) for one in ids), seats=seats)
    try:
        papers = Profile.of(ids, votes, ballots=kind)
        found = count(rule, papers, (), contest)
    except HustingsError:
        return None
    return canonical(record_of(Reading(contest=contest, papers=papers), found, rule=rule, why="a test"))
