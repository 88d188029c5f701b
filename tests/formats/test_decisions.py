"""decisions.toml: rulings, directions and lots, and every complaint with its entry and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from hustings.contest import Area, Candidate, Contest
from hustings.decisions import Direction
from hustings.errors import InputError
from hustings.formats._decisions import parse_decisions, read_decisions
from hustings.paper import RecordedRuling, Ruling

MAYOR = Contest(
    title="Mayor",
    candidates=tuple(Candidate(id=id, name=name) for id, name in (("a", "Ann"), ("b", "Bert"), ("c", "Cat"))),
    areas=(Area(id="n", name="North"),),
)
PAIR = Contest(title="Mayor", candidates=MAYOR.candidates[:2])

WHOLE = """# what was decided
[[ruling]]
paper = "N-000123"
decision = "accept"
first = "Ann"
second = "over-marked"
by = "R. Officer"

[[ruling]]
pattern = "A=1|B=2 / "
papers = 3
area = "north"
decision = "reject"
head = "Void for uncertainty as to the first preference"
reason = "two numerals"
by = "R. Officer"
objected = true

[[direction]]
remaining = ["Ann", "c"]
by = "C. Officer"
at = 2027-05-07T01:10:00

[[lot]]
between = ["Ann", "Cat"]
chosen = "cat"
by = "C. Officer"
method = "folded papers"
witnesses = ["D. Agent", "E. Agent"]
at = "ten past one"
"""


def test_everything_in_decisions_toml_is_read(tmp_path: Path) -> None:
    made = parse_decisions(WHOLE.encode(), MAYOR)
    assert made.rulings == (
        RecordedRuling(
            ruling=Ruling(vote=("a", "!!")),
            paper="N-000123",
            by="R. Officer",
            where="decisions.toml: ruling 1, line 2",
        ),
        RecordedRuling(
            ruling=Ruling(code="uncertain"),
            pattern="A=1|B=2 / ",
            papers=3,
            area="n",
            reason="two numerals",
            by="R. Officer",
            objected=True,
            where="decisions.toml: ruling 2, line 9",
        ),
    )
    assert made.directions == (
        Direction(
            remaining=("a", "c"),
            by="C. Officer",
            at="2027-05-07T01:10:00",
            where="decisions.toml: direction 1, line 19",
        ),
    )
    (lot,) = made.lots
    assert (lot.step, lot.between, lot.chosen, lot.by) == ("lot", ("a", "c"), "c", "C. Officer")
    assert (lot.method, lot.witnesses, lot.at) == ("folded papers", ("D. Agent", "E. Agent"), "ten past one")
    (tmp_path / "decisions.toml").write_text(WHOLE, encoding="utf-8")
    assert read_decisions(tmp_path / "decisions.toml", MAYOR) == made


@pytest.mark.parametrize(
    ("second", "vote"),
    [("blank", ("a", "-")), ("Uncertain", ("a", "?")), ("Bert", ("a", "b")), ("ann", ("a", "a"))],
)
def test_second_preferences_of_accepted_papers(second: str, vote: tuple[str, ...]) -> None:
    text = f'[[ruling]]\npaper = "1"\ndecision = "accept"\nfirst = "Ann"\nsecond = "{second}"\nby = "X"'
    assert parse_decisions(text.encode(), MAYOR).rulings[0].ruling.vote == vote


def test_where_two_stand_there_is_no_second_preference() -> None:
    text = '[[ruling]]\npaper = "1"\ndecision = "accept"\nfirst = "Ann"\nby = "X"\n'
    assert parse_decisions(text.encode(), PAIR).rulings[0].ruling.vote == ("a",)
    with pytest.raises(InputError, match="no second preferences"):
        parse_decisions(f'{text}second = "blank"'.encode(), PAIR)


def test_a_candidate_called_blank_is_a_person() -> None:
    people = (*MAYOR.candidates, Candidate(id="bl", name="Blank"))
    text = '[[ruling]]\npaper = "1"\ndecision = "accept"\nfirst = "Ann"\nsecond = "Blank"\nby = "X"'
    contest = Contest(title="Mayor", candidates=people)
    assert parse_decisions(text.encode(), contest).rulings[0].ruling.vote == ("a", "bl")


RULING = '[[ruling]]\nby = "X"\n'
ACCEPT = RULING + 'paper = "1"\ndecision = "accept"\n'
REJECT = RULING + 'paper = "1"\ndecision = "reject"\n'
LOT = '[[lot]]\nby = "X"\n'


@pytest.mark.parametrize(
    ("text", "message", "where"),
    [
        ("[[rulling]]", "unknown key", "decisions.toml:1"),
        (RULING, "neither|on one paper", "ruling 1, line 1"),
        (RULING + 'paper = "1"\npattern = "A / B"\npapers = 1', "on one paper", "ruling 1, line 1"),
        (RULING + 'pattern = "A / B"', "how many papers carry it", "ruling 1, line 1"),
        (RULING + 'pattern = "A / B"\npapers = 0', "how many papers carry it", "ruling 1, line 4"),
        (RULING + 'paper = "1"\npapers = 2', "one paper id is one paper", "ruling 1, line 4"),
        (RULING + 'paper = "1"\n', "decision is missing", "ruling 1, line 1"),
        (RULING + 'paper = "1"\ndecision = "acept"', "unknown decision", "ruling 1, line 4"),
        ('[[ruling]]\npaper = "1"\ndecision = "reject"\nhead = "uncertain"', "by is missing", "line 1"),
        (ACCEPT, "first is missing", "ruling 1, line 1"),
        (ACCEPT + 'first = "Ane"\nsecond = "blank"', "unknown candidate", "ruling 1, line 5"),
        (ACCEPT + 'first = "Ann"', "needs its second preference", "ruling 1, line 1"),
        (ACCEPT + 'first = "Ann"\nsecond = "none"', "unknown candidate", "ruling 1, line 6"),
        (ACCEPT + 'first = "Ann"\nhead = "uncertain"', "has no head", "ruling 1, line 6"),
        (REJECT + 'first = "Ann"\nhead = "uncertain"', "has no first", "ruling 1, line 5"),
        (REJECT + 'head = "unsure"', "unknown head", "ruling 1, line 5"),
        (REJECT + 'head = "rejected"', "unknown head", "ruling 1, line 5"),
        (REJECT + 'head = "uncertain"\narea = "Nroth"', "unknown area", "ruling 1, line 6"),
        (REJECT + 'head = "uncertain"\nobjected = "yes"', "objected is not as", "ruling 1, line 6"),
        ('[[direction]]\nby = "X"\nremaining = ["Ann"]', "two or more", "direction 1, line 3"),
        ('[[direction]]\nby = "X"\nremaining = ["Ann", "a"]', "two or more", "direction 1, line 3"),
        ('[[direction]]\nremaining = ["Ann", "Bert"]', "by is missing", "direction 1, line 1"),
        (LOT + 'between = ["Ann", "Bert"]', "chosen is missing", "lot 1, line 1"),
        (LOT + 'between = ["Ann", "Bert"]\nchosen = "Cat"', "not in the lot", "lot 1, line 4"),
        (LOT + 'between = ["Ann", "Dan"]\nchosen = "Ann"', "unknown candidate", "lot 1, line 3"),
        (
            f'{LOT}between = ["Ann", "Bert"]\nchosen = "Ann"\n' * 2,
            "two lots decide one step",
            "lot 2, line 5",
        ),
    ],
)
def test_what_is_refused(text: str, message: str, where: str) -> None:
    with pytest.raises(InputError, match=message) as refused:
        parse_decisions(text.encode(), MAYOR)
    assert refused.value.where.startswith("decisions.toml")
    assert refused.value.where.endswith(where), refused.value.where
