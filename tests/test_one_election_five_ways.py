"""One election written as marks, preferences, a table, statements and declared totals counts the same.

What a shape cannot tell apart it pools, and pools must hold what the finer shape says apart.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given, settings
from hypothesis import strategies as st

import hustings as hs
from hustings.paper import SECOND_CODES
from reference import supplementary_vote as reference

NAMES = {"a": "Ann Archer", "b": "Bert Fry", "c": "Cat Gray", "d": "Dan Hill", "e": "Eve Ivy"}
AREAS = {"n": "North", "s": "South"}

# What a paper carries, beside two names: how each file writes a second preference, and a rejected paper.
SECONDS = {"-": ("", "", "blank"), "!!": ("{}|{}", "!!", "over_marked"), "?": ("?", "?", "uncertain_second")}
REJECTS = {
    "blank_both": ("", "", "yes", "no"),
    "more_than_one_first": ("Ann Archer|Bert Fry", "Cat Gray", "yes", "no"),
    "first_blank_second_marked": ("", "Ann Archer", "yes", "no"),
    "no_official_mark": ("Ann Archer", "Bert Fry", "no", "no"),
    "identifies_voter": ("Ann Archer", "", "yes", "yes"),
}

papers_of = {
    number: st.tuples(
        st.sampled_from("ns"),
        st.one_of(
            st.tuples(st.sampled_from("abcde"[:number]), st.sampled_from([*"abcde"[:number], *SECONDS])),
            st.sampled_from(list(REJECTS)),
        ),
    )
    for number in (3, 4, 5)
}
elections = st.integers(3, 5).flatmap(
    lambda number: st.tuples(st.just("abcde"[:number]), st.lists(papers_of[number], min_size=1, max_size=40))
)

# A first count without a majority and with five kinds of second, so that every account is seen at least once.
PLAIN = [("n", ("a", "b"))] * 4 + [("s", ("b", "?"))] * 4 + [("s", "blank_both"), ("n", "no_official_mark")]
EVERY = ("abcd", PLAIN + [("n", ("c", one)) for one in "abcd"] + [("s", ("d", one)) for one in "a-?"])
LEVEL = ("abc", [("n", ("a", "c")), ("s", ("b", "a")), ("s", ("c", "!!")), ("s", "identifies_voter")])
TIED = ("abc", [("n", ("a", "-"))] * 2 + [("s", ("b", "-"))] * 2 + [("n", ("c", "c"))])


def election(ids: str) -> str:
    """contest.toml."""
    people = "".join(f'[[candidate]]\nid = "{one}"\nname = "{NAMES[one]}"\n' for one in ids)
    places = "".join(f'[[area]]\nid = "{one}"\nname = "{name}"\n' for one, name in AREAS.items())
    return 'title = "Mayor of Ambridge"\n' + people + places


def save(path: Path, header: list[str], rows: list[list[object]]) -> Path:
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])
    return path


def contest_in(folder: Path, text: str) -> None:
    folder.mkdir()
    (folder / "contest.toml").write_text(text, encoding="utf-8")


def totals_toml(rejected: Counter[str], valid: int, unused: Counter[str] | None = None) -> str:
    """[totals]: what declarations print beside a table or beside totals by candidate."""
    text = f"\n[totals]\nused = {valid + sum(rejected.values())}\nvalid = {valid}\n"
    for table, figures in (("rejected", rejected), ("unused", unused or {})):
        if figures:
            text += f"[totals.{table}]\n" + "".join(f"{code} = {n}\n" for code, n in figures.items())
    return text


def as_marks(folder: Path, ids: str, papers: list) -> hs.Result:
    """Every paper as transcribed, with the returning officer's rulings on those that could not be read."""
    contest_in(folder, election(ids))
    rows: list[list[object]] = []
    unread: Counter[tuple[str, str]] = Counter()
    for number, (area, paper) in enumerate(papers):
        if isinstance(paper, str):
            first, second, mark, writing = REJECTS[paper]
        else:
            first, second, mark, writing = NAMES[paper[0]], NAMES.get(paper[1], ""), "yes", "no"
            if paper[1] in SECONDS:
                second = SECONDS[paper[1]][0].format(*(NAMES[one] for one in ids if one != paper[0]))
            if paper[1] == "?":
                unread[area, first] += 1
        rows.append([f"p{number}", AREAS[area], first, second, mark, writing])
    ruled = ""
    for number, (area, paper) in enumerate(papers):
        if not isinstance(paper, str) and paper[1] == "?":
            ruled += f'[[ruling]]\npaper = "p{number}"\narea = "{area}"\ndecision = "accept"\n'
            ruled += f'first = "{NAMES[paper[0]]}"\nsecond = "uncertain"\nreason = "a scribble"\nby = "RO"\n'
    if ruled:
        (folder / "decisions.toml").write_text(ruled, encoding="utf-8")
    header = ["paper", "area", "first", "second", "official_mark", "identifies_voter"]
    return hs.count(save(folder / "papers.csv", header, rows))


def as_preferences(folder: Path, ids: str, papers: list) -> hs.Result:
    """Valid papers and those rejected as adjudicated, like ones with their number."""
    contest_in(folder, election(ids))
    # Of the heads only these can be written here: a paper without a first preference, or with several.
    first_of = {"blank_both": "", "first_blank_second_marked": "", "more_than_one_first": "!!"}
    rows: Counter[tuple[str, str, str]] = Counter()
    for area, paper in papers:
        if isinstance(paper, str):
            second = NAMES["a"] if paper == "first_blank_second_marked" else ""
            rows[AREAS[area], first_of.get(paper, "?"), second] += 1
        else:
            second = SECONDS[paper[1]][1] if paper[1] in SECONDS else NAMES[paper[1]]
            rows[AREAS[area], NAMES[paper[0]], second] += 1
    listed: list[list[object]] = [[*row, number] for row, number in rows.items()]
    return hs.count(save(folder / "papers.csv", ["area", "first", "second", "papers"], listed))


def as_table(folder: Path, ids: str, papers: list, *, pooled: bool) -> hs.Result:
    """First by second and by area; reasons in columns, or one column and the reasons in the totals."""
    valid = [(area, paper) for area, paper in papers if not isinstance(paper, str)]
    rejected = Counter(paper for _, paper in papers if isinstance(paper, str))
    cells = Counter((area, *paper) for area, paper in valid)
    unused = Counter(SECONDS[second][2] for _, (_, second) in valid if second in SECONDS)
    contest_in(folder, election(ids) + totals_toml(rejected, len(valid), unused if pooled else None))
    columns = ["no_valid_second"] if pooled else [one for *_, one in SECONDS.values()]
    rows: list[list[object]] = []
    for area in AREAS:
        for first in ids:
            reasons = [cells[area, first, token] for token in SECONDS]
            row = [*(cells[area, first, one] for one in ids), *([sum(reasons)] if pooled else reasons)]
            rows.append([AREAS[area], NAMES[first], *row, sum(row)])
    header = ["area", "first", *(NAMES[one] for one in ids), *columns, "first_preferences"]
    return hs.count(save(folder / "table.csv", header, rows))


def as_statements(folder: Path, ids: str, papers: list, remaining: tuple[str, ...]) -> hs.Result:
    """First and second final statements of both areas."""
    contest_in(folder, election(ids))
    codes = list(REJECTS)
    accounts = ["same_candidate", "for_eliminated", *(one for *_, one in SECONDS.values())]
    firsts: list[list[object]] = []
    seconds: list[list[object]] = []
    blank: list[object] = [""]
    for area in AREAS:
        mine = [paper for place, paper in papers if place == area]
        heads = Counter(paper for paper in mine if isinstance(paper, str))
        first = Counter(paper[0] for paper in mine if not isinstance(paper, str))
        looked_at = [paper for paper in mine if not isinstance(paper, str) and paper[0] not in remaining]
        figures = Counter(
            second
            if second in remaining
            else SECONDS[second][2]
            if second in SECONDS
            else "same_candidate"
            if second == one
            else "for_eliminated"
            for one, second in looked_at
        )
        said = [len(mine), *(heads[one] for one in codes), *(first[one] for one in ids), first.total()]
        firsts.append([AREAS[area], "first", *said, *blank * (len(ids) + len(accounts))])
        said = [figures[one] if one in remaining else "" for one in ids]
        reasons = [figures[one] for one in accounts]
        seconds.append([AREAS[area], "second", *blank * (len(codes) + len(ids) + 2), *said, *reasons])
    header = [
        *("area", "stage", "used"),
        *(f"rejected:{code}" for code in codes),
        *(f"first:{NAMES[one]}" for one in ids),
        "valid",
        *(f"counted:{NAMES[one]}" for one in ids),
        *(f"not_counted:{code}" for code in accounts),
    ]
    rows = firsts + (seconds if remaining else [])
    return hs.count(save(folder / "statements.csv", header, rows))


def as_declared(folder: Path, ids: str, papers: list, plain: dict) -> hs.Result:
    """Totals of the whole contest, one row for each candidate."""
    rejected = Counter(paper for _, paper in papers if isinstance(paper, str))
    contest_in(folder, election(ids) + totals_toml(rejected, sum(plain["first"].values())))
    second, total = plain["second"] or {}, plain["total"] or {}
    rows = [[NAMES[one], plain["first"][one], second.get(one, ""), total.get(one, "")] for one in ids]
    header = ["candidate", "first_preferences", "second_preferences_counted", "total"]
    return hs.count(save(folder / "results.csv", header, rows))


def pooled(accounts: dict[str, int], into: list[str]) -> Counter[str]:
    """Accounts under the names of those pools that hold them."""
    made: Counter[str] = Counter()
    for code, papers in accounts.items():
        parts = SECOND_CODES[code].parts
        made[next((one for one in into if parts <= SECOND_CODES[one].parts), code)] += papers
    return made


@example(EVERY)
@example(LEVEL)
@example(TIED)
@settings(max_examples=40)
@given(elections)
def test_one_election_written_five_ways(case: tuple[str, list]) -> None:
    ids, papers = case
    valid = [paper for _, paper in papers if not isinstance(paper, str)]
    plain = reference(ids, [(one, other if other in ids else None) for one, other in valid])
    remaining = tuple(plain["second"] or ())
    with TemporaryDirectory() as name:
        folder = Path(name)
        results = {
            "marks": as_marks(folder / "marks", ids, papers),
            "preferences": as_preferences(folder / "preferences", ids, papers),
            "table": as_table(folder / "table", ids, papers, pooled=False),
            "pooled": as_table(folder / "pooled", ids, papers, pooled=True),
            "statements": as_statements(folder / "statements", ids, papers, remaining),
            "declared": as_declared(folder / "declared", ids, papers, plain),
        }
        again = hs.count(folder / "marks" / "papers.csv")
    assert hs.to_json(again.record) == hs.to_json(results["marks"].record)
    for kind, result in results.items():
        _is(kind, result, plain, len(papers), len(valid))
    finest = results["marks"].stages
    for kind in ("preferences", "table", "statements"):
        assert [stage.accounts for stage in results[kind].stages] == [stage.accounts for stage in finest]
    for kind, pools in (("pooled", ["no_valid_second"]), ("declared", ["not_counted"])):
        for stage, fine in zip(results[kind].stages, finest, strict=True):
            assert pooled(dict(stage.accounts), pools) == pooled(dict(fine.accounts), pools), kind
    rejected = results["marks"].record.rejected
    assert rejected == dict(sorted(Counter(paper for _, paper in papers if isinstance(paper, str)).items()))
    assert all(
        {code: n for code, n in results[kind].record.rejected.items() if n} == rejected
        for kind in ("table", "pooled", "statements", "declared")
    )
    assert sum(results["preferences"].record.rejected.values()) == sum(rejected.values())


def _is(kind: str, result: hs.Result, plain: dict, papers: int, valid: int) -> None:
    """Elected or awaited, first preferences, seconds counted and totals as the plain count has them."""
    record = result.record
    assert list(record.elected) == plain["elected"], kind
    drawn_by = list(result.awaiting.candidates) if result.awaiting else []
    assert drawn_by == plain["lot"], kind
    first = result.stages[0]
    assert first.votes == plain["first"] and first.papers == valid, kind
    assert all(stage.balances for stage in result.stages), kind
    assert all(check.holds for check in record.checks), kind
    warned = [note.words for note in record.notes if note.level == "warning"]
    assert not [words for words in warned if not words.startswith("no paper is from ")], (kind, warned)
    assert record.totals.get("papers", valid) == papers, kind
    if plain["second"] is None:
        assert [stage.step for stage in result.stages] == ["majority"], kind
        return
    assert set(first.remaining) == set(plain["second"]), kind
    second = result.stages[1]
    assert second.added == plain["second"] and second.votes == plain["total"], kind
    eliminated = sum(votes for one, votes in plain["first"].items() if one not in plain["second"])
    assert second.looked_at == eliminated, kind
    assert sum(second.accounts.values()) == eliminated - sum(plain["second"].values()), kind
