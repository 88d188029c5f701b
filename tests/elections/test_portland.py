"""Portland (Oregon), council district 3, 2024: ballots as VoteKit condensed them.

No official round is at hand: the press reported Steve Novick, Tiffany Koyama Lane and Angelita Morillo in the
lead in the preliminary counts (KGW, 6 November 2024).
"""

from __future__ import annotations

import csv
import gzip
from collections import Counter
from pathlib import Path

from hustings.contest import Candidate, Contest
from hustings.counting import Lot, count
from hustings.profile import Profile
from hustings.rules import portland_2024


def test_those_who_led_in_the_preliminary_counts_are_elected(data: Path) -> None:
    folder = data / "stv-portland" / "portland-2024-d3"
    (path,) = folder.glob("*.csv.gz")
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = [tuple(row[1:]) for row in list(csv.reader(file))[1:]]
    votes = Counter(tuple("-" if one == "skipped" else one for one in row) for row in rows)
    people = tuple(sorted({one for vote in votes for one in vote} - {"-"}))
    contest = Contest(
        title="District 3", candidates=tuple(Candidate(id=one, name=one) for one in people), seats=3
    )
    profile = Profile.of(people, votes, ballots="rankings")
    waiting = count(portland_2024.RULE, profile, contest=contest)
    # In the condensed ballots two of the last are level, and whoever is drawn, the three are elected.
    assert waiting.awaiting is not None
    assert waiting.awaiting.candidates == ("Jaclyn Smith-Moore", "Patrick Hilton")
    for drawn in waiting.awaiting.candidates:
        lot = Lot(step=waiting.awaiting.step, between=waiting.awaiting.candidates, chosen=drawn, by="a test")
        made = count(portland_2024.RULE, profile, [lot], contest)
        assert made.awaiting is None
        assert set(made.elected) == {"Steve Novick", "Tiffany Koyama Lane", "Angelita Morillo"}
        assert all(stage.balances for stage in made.stages)
