"""The forecast as it is asked and told: chances that are none but chances, back-tests, refusals."""

from __future__ import annotations

import json
from fractions import Fraction
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner
from tests.mechanics.test_forecast import _of, _poll

from hustings import desk
from hustings.answer import Answer, to_json
from hustings.cli import cli
from hustings.errors import InputError, UsageError
from hustings.mechanics.backtest import chances, learned, left_out, score
from hustings.mechanics.forecast import draw
from hustings.mechanics.forecast_priors import Settings
from hustings.polls import OTHERS, Past
from hustings.reports._answer import terminal

SCHEMA = json.loads(files("hustings").joinpath("schema/answer-1.schema.json").read_text("utf-8"))
TABLE = """\
poll,pollster,to,sample,question,supporters_of,candidate,percent,respondents
May,House,2026-05-04,1000,first,,Ann Archer,36,
,,,,first,,Bert Fry,34,
,,,,first,,Cat Gray,25,
,,,,first,,others,5,
,,,,final,Cat Gray,Ann Archer,60,200
,,,,final,Cat Gray,Bert Fry,40,
"""
RESULT = "candidate,first_preferences,total\nAnn Archer,500,520\nBert Fry,400,530\nCat Gray,280,\n"


def _table(folder: Path, table: str = TABLE) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "polls.csv").write_text(table)
    return folder / "polls.csv"


def _ask(folder: Path, **options: Any) -> Answer:
    return desk.ask("forecast", _table(folder), **{"seed": 1, "draws": 4000, **options})


def _past(folder: Path, name: str, title: str, result: str = RESULT, table: str = TABLE) -> Path:
    _table(folder / name, table)
    (folder / name / "results.csv").write_text(result)
    (folder / name / "contest.toml").write_text(f'title = "{title}"\ndate = 2026-05-07\n')
    return folder / name


def test_chances_are_chances(tmp_path: Path) -> None:
    answer = _ask(tmp_path)
    assert answer.findings == () and answer.witnesses == ()
    assert answer.sentence.startswith("A forecast, not a result: ")
    assert all(0 < one.of < 1 for one in answer.chances)
    winners = [one for one in answer.chances if one.claim.endswith("is elected")]
    assert abs(sum(one.of for one in winners) - 1) < Fraction(1, 100)
    assert {one.who for one in winners} == {("ann-archer",), ("bert-fry",), ("cat-gray",)}
    pairs = answer.table("pairs")
    assert abs(sum(Fraction(one or 0) for one in pairs.column("chance")) - 1) < Fraction(2, 100)
    assert answer.level == "opinion polls" and "seed 1" in " ".join(answer.assumptions)


def test_a_sure_thing_is_never_100(tmp_path: Path) -> None:
    table = TABLE.replace(",36,", ",80,").replace(",34,", ",10,").replace(",25,", ",5,")
    answer = desk.ask("forecast", _table(tmp_path, table), seed=1, draws=2000)
    assert all(Fraction(1, 10_000) <= one.of <= Fraction(9_999, 10_000) for one in answer.chances)
    text = terminal.text(answer, every=True)
    assert "more than 99%" in text and " 100% of the runs" not in text and " 0% of the runs" not in text


def test_the_same_seed_is_the_same_answer(tmp_path: Path) -> None:
    assert to_json(_ask(tmp_path)) == to_json(_ask(tmp_path))
    assert to_json(_ask(tmp_path)) != to_json(_ask(tmp_path, seed=2))


def test_the_answer_is_shown_everywhere(tmp_path: Path) -> None:
    answer = _ask(tmp_path, past=_past(tmp_path / "past", "one", "Mayor of Ambridge"))
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(to_json(answer)))
    assert max(map(len, terminal.text(answer, every=True).splitlines())) <= 80
    for report in ("html", "csv", "json", "documents"):
        assert desk.render(answer, report)
    for table in answer.figures:
        assert all(len(row) == len(table.columns) for row in table.rows)
        assert all(column.head for column in table.columns)  # no heading of a page's table is empty


def test_sampling_alone_is_told_to_be_narrower(tmp_path: Path) -> None:
    rows = {str(row[0]): row for row in _ask(tmp_path).table("ranges").rows}

    def width(what: str) -> Fraction:
        return Fraction(rows[what][5] or 0) - Fraction(rows[what][1] or 0)

    assert width("lead, with all errors") > Fraction(3, 2) * width("lead, sampling alone")
    assert width("final share, with all errors") > width("final share, sampling alone")


def test_sampling_tells_no_second_count_where_second_preferences_were_not_asked(tmp_path: Path) -> None:
    """Or all of Cat's papers would go to one of the two in each draw, a range wider than with errors."""
    table = "".join(line for line in TABLE.splitlines(keepends=True) if ",final," not in line)
    answer = desk.ask("forecast", _table(tmp_path, table), seed=1, draws=4000)
    told = [row[0] for row in answer.table("ranges").rows]
    assert told == ["lead, with all errors", "final share, with all errors", "lead, sampling alone"]
    assert "not all were asked about second preferences" in answer.table("ranges").note


def test_the_two_highest_are_no_second_count(tmp_path: Path) -> None:
    claims = [one.claim for one in _ask(tmp_path).chances]
    assert "Ann Archer and Bert Fry are the two highest on first preferences" in claims
    assert not [one for one in claims if "remain" in one]


def test_options_change_what_is_assumed(tmp_path: Path) -> None:
    wide = {str(row[0]): row for row in _ask(tmp_path, error="30%").table("first").rows}
    same = {str(row[0]): row for row in _ask(tmp_path).table("first").rows}
    assert Fraction(wide["Ann Archer"][1] or 0) < Fraction(same["Ann Archer"][1] or 0)
    priors = {row[0]: row for row in _ask(tmp_path, exhausted="20%").table("priors").rows}
    told = [row for row in priors.values() if row[2] == "as said with the question"]
    assert [row[1] for row in told] == [Fraction(1, 5)]
    none = _ask(tmp_path, exhausted="0%")
    assert "1% are taken to name neither" in none.table("transfers").note
    later = _ask(tmp_path, day="2027-05-04")
    assert "day of the election is not told" not in " ".join(later.assumptions)
    assert "day of the election is not told" in " ".join(_ask(tmp_path).assumptions)


def test_the_day_stands_in_the_facts_beside_the_polls(tmp_path: Path) -> None:
    (tmp_path / "contest.toml").write_text('title = "Mayor of Ambridge"\ndate = 2027-05-06\n')
    told = _ask(tmp_path)
    (tmp_path / "contest.toml").unlink()
    assert told.contest.title == "Mayor of Ambridge"
    assert (
        told.table("first")
        == _ask(tmp_path, day="2027-05-06").table("first")
        != _ask(tmp_path).table("first")
    )


def test_more_than_half_at_once_has_a_chance_too(tmp_path: Path) -> None:
    close = _ask(tmp_path).chances[-1]
    assert "no second count" in close.claim and close.of < Fraction(2, 100)
    half = TABLE.replace(",36,", ",50,").replace(",34,", ",20,")
    even = desk.ask("forecast", _table(tmp_path, half), seed=1, draws=4000).chances[-1]
    assert abs(even.of - Fraction(1, 2)) < Fraction(4, 100)
    assert "where there is one" in desk.ask("forecast", tmp_path / "polls.csv", seed=1, draws=4000).sentence
    assert "where there is one" not in _ask(tmp_path).sentence


def test_many_who_are_level_are_still_told(tmp_path: Path) -> None:
    rows = "".join(f",,,first,Person {at:02},2.5\n" for at in range(40))
    rows = "poll,to,sample,question,candidate,percent\n" + rows.replace(",,,", "May,2026-05-04,900,", 1)
    answer = desk.ask("forecast", _table(tmp_path, rows), seed=1, draws=4000)
    assert len(answer.table("pairs").rows) >= 1 and len(answer.table("winners").rows) == 40
    assert desk.render(answer, "html") and terminal.text(answer)


def test_the_others_may_be_too_many(tmp_path: Path) -> None:
    table = TABLE.replace(",34,", ",20,").replace(",25,", ",9,").replace("others,5,", "others,35,")
    answer = desk.ask("forecast", _table(tmp_path, table), seed=1, draws=2000)
    assert any("others together have more" in note.words and note.level == "warning" for note in answer.notes)


def test_the_cloud_of_draws_lies_in_the_map(tmp_path: Path) -> None:
    rows = _ask(tmp_path).table("cloud").rows
    assert len(rows) == 200
    for first_a, first_b, to_a, to_b in rows:
        assert 0 < Fraction(first_a or 0) + Fraction(first_b or 0) < 1
        assert Fraction(to_a or 0) >= 0 and Fraction(to_b or 0) >= 0
        assert Fraction(to_a or 0) + Fraction(to_b or 0) <= 1


def test_two_candidates_have_no_second_preferences(tmp_path: Path) -> None:
    rows = "poll,to,sample,question,candidate,percent\nMay,2026-05-04,500,first,Ann,55\n,,,first,Bert,45\n"
    answer = desk.ask("forecast", _table(tmp_path, rows), seed=1, draws=2000)
    assert answer.table("transfers").rows == () and answer.table("pairs").column("chance")[0] == Fraction(
        9998, 10_000
    )
    assert {row[2:] for row in answer.table("cloud").rows} == {(0, 0)}
    assert "second count" not in answer.sentence
    assert terminal.text(answer) and desk.render(answer, "html")


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ({"seed": None}, UsageError, "an option is missing"),
        ({"seed": "one"}, InputError, "not a number"),
        ({"draws": 10}, InputError, "no number of draws"),
        ({"draws": 10**8}, InputError, "no number of draws"),
        ({"day": "May"}, InputError, "not a date"),
        ({"day": "2026-05-01"}, InputError, "ended after the election"),
        ({"error": "120%"}, InputError, "a share is more than all"),
        ({"exhausted": "2"}, InputError, "a share is more than all"),
        ({"past": Path("nowhere")}, InputError, "no polls here"),
        ({"tail": 3}, UsageError, "no such option"),
    ],
)
def test_what_makes_no_sense_is_refused(
    tmp_path: Path, options: dict[str, Any], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        _ask(tmp_path, **options)


def test_at_the_command_line_a_seed_is_needed(tmp_path: Path) -> None:
    path = str(_table(tmp_path))
    without = CliRunner().invoke(cli, ["ask", "forecast", path])
    assert isinstance(without.exception, UsageError) and without.exception.exit_code == 2
    assert without.exception.where == "--seed"
    done = CliRunner().invoke(cli, ["ask", "forecast", path, "--seed", "1", "--draws", "1000"])
    assert done.exit_code == 0 and "A forecast, not a result" in done.output


# -- The back-test ----------------------------------------------------------------------------------------


def _election(name: str, actual: dict[str, int], elected: str, **final: int) -> Past:
    polls = _of(polls=(_poll({"a": 45, "b": 35, "c": 20}),))
    shares = {id: Fraction(share, 100) for id, share in actual.items()}
    return Past(
        name=name,
        polls=polls,
        first=shares,
        elected=elected,
        pair=("a", "b"),
        final={id: Fraction(share, 100) for id, share in final.items()},
        exhausted=Fraction(3, 5),
    )


RIGHT = {"a": 45, "b": 35, "c": 20}
WRONG = {"a": 25, "b": 55, "c": 20}


def test_what_the_polls_said_scores_better_than_what_they_did_not() -> None:
    right, wrong = (
        score(_election(name, actual, elected), Settings(), number=2000, seed=1)
        for name, actual, elected in (("right", RIGHT, "a"), ("wrong", WRONG, "b"))
    )
    assert right.brier < wrong.brier and right.log < wrong.log and right.ranked < wrong.ranked
    assert right.wide < 0.1 < 5 < wrong.wide and right.likeliest == "a"
    by_pit = {place.who: place.pit for place in wrong.places}
    assert by_pit["b"] > 0.99 and by_pit["a"] < 0.01


def test_a_score_is_of_the_chances_that_were_drawn() -> None:
    past = _election("one", RIGHT, "a", a=56, b=44)
    found = score(past, Settings(), number=2000, seed=1)
    assert found == score(past, Settings(), number=2000, seed=1)
    assert 0 < found.chance < 1 and found.places[-1].what == "final"
    drawn = draw(past.polls, day="", settings=Settings(), number=2000, seed=3)
    assert sum(chances(drawn).values()) == pytest.approx(1, abs=0.002)


def test_somebody_whom_no_poll_named_was_given_next_to_nothing() -> None:
    found = score(_election("other", RIGHT, OTHERS), Settings(), number=2000, seed=1)
    assert found.chance == 0.5 / 2001 and found.log > 8 and found.brier > 1


def test_wide_errors_elsewhere_widen_the_forecast_left_out() -> None:
    pasts = [_election("right", RIGHT, "a"), _election("wrong", WRONG, "b"), _election("again", WRONG, "b")]
    scores = [score(one, Settings(), number=2000, seed=1) for one in pasts]
    again = left_out(pasts, scores, Settings(), number=2000, seed=1)
    assert again == tuple(
        score(
            one,
            learned([other for other in scores if other.past is not one], Settings()),
            number=2000,
            seed=1,
        )
        for one in pasts
    )
    # The right one is forecast with what two great misses teach, and is less sure; the wrong ones the same.
    assert again[0].chance < scores[0].chance and again[1].log < scores[1].log
    taught = learned(scores[1:], Settings())
    assert taught.error == pytest.approx(0.2) and taught.exhausted == pytest.approx((0.55 + 1.2) / 3)
    assert learned([], Settings()) == Settings()
    assert left_out(pasts[:1], scores[:1], Settings(), number=2000, seed=1) == ()


def test_a_back_test_is_printed_with_the_forecast(tmp_path: Path) -> None:
    _past(tmp_path / "past", "one", "Mayor of Ambridge")
    one = _ask(tmp_path, past=tmp_path / "past")
    assert any("proves nothing" in words for words in one.assumptions)
    assert one.table("tried").column("elected") == ("Bert Fry",)
    assert one.table("tried").column("held") == ("2 of 3",) and len(one.table("calibration").rows) == 4
    assert any("is the election forecast" in note.words for note in one.notes)
    with pytest.raises(KeyError):
        one.table("left-out")
    _past(tmp_path / "past", "two", "Mayor of Borchester", RESULT.replace("500,520", "300,320"))
    two = _ask(tmp_path, past=tmp_path / "past")
    assert len(two.table("left-out").rows) == 2
    said = " ".join(two.assumptions)
    assert "2 elections of the past prove little" in said and "Together they suggest" in said
    # The forecast itself does not learn from them.
    assert two.table("winners") == _ask(tmp_path).table("winners")


def test_an_election_of_the_past_counts_once(tmp_path: Path) -> None:
    past = _past(tmp_path / "past", "one", "Mayor of Ambridge")
    with pytest.raises(InputError, match="there twice"):
        _ask(tmp_path, past=[past, past])


def test_london_2021_from_the_poll_of_november(data: Path) -> None:
    """A poll five and a half months before: its ranges hold the lead of 4.8 points and the final 55.2%."""
    path = data / "sv-polls/yougov-qmul-london-nov-2020/expected.json"
    answer = desk.ask("forecast", path, seed=1, draws=20_000, day="2021-05-06", past=data / "sv-polls")
    rows = {str(row[0]): row for row in answer.table("ranges").rows}
    for what, actual in (
        ("lead", Fraction(120_670, 2_531_357)),
        ("final share", Fraction(1_206_034, 2_183_635)),
    ):
        row = rows[f"{what}, with all errors"]
        assert Fraction(row[1] or 0) < actual < Fraction(row[5] or 0)
    assert answer.table("winners").rows[0][0] == "sadiq-khan"
