"""Audits of bundles: what they hold, their labels as the papers' records, sheets to fill in."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from audit_at_hand import (
    HEAD,
    RECORDED,
    SAMPLE,
    SEED,
    check,
    compared_rows,
    found,
    manifest,
    reading,
    run,
    sizes,
    written,
)
from hustings import desk, shelf
from hustings.asking import case_of
from hustings.errors import InputError, UsageError
from hustings.formats import _manifest
from hustings.mechanics.audit_plan import Scale, bundles_of, recorded_leads, scale_of
from hustings.mechanics.pull_list import place_in, pulled
from hustings.questions._audit_claims import plan_of


def test_bundles_of_like_papers(tmp_path: Path) -> None:
    file, kept = manifest(tmp_path, SAMPLE)
    plan = desk.ask("audit", reading(SAMPLE), manifest=file, method="bundles", seed=SEED)
    needed = sizes(plan)[2]
    table = plan.table("pull")
    assert [column.key for column in table.columns][:2] == ["place", "bundle"]
    assert needed == len(table.rows) <= len(kept) == 46
    rows = []
    for one in pulled(SEED, len(kept), needed):
        name, held = kept[one.number - 1]
        first, second = name.split("/")[0].split("-", 1)
        rows.append(f"{name},{first},{second},{held}")
    head = "bundle,first,second,papers"
    answer = check(found(tmp_path, head, rows), manifest=file)
    assert "may stop" in answer.sentence and "bundles" in answer.sentence
    name, first, second, held = rows[0].split(",")
    few = check(found(tmp_path, head, rows[:8]), manifest=file).table("evidence")
    short = [f"{name},{first},{second},{int(held) - 3}", *rows[1:8]]
    worse = check(found(tmp_path, head, short), manifest=file).table("evidence")
    risks = list(zip(few.column("kaplan_markov"), worse.column("kaplan_markov"), strict=True))
    assert all(a <= b for a, b in risks) and any(a < b for a, b in risks)  # type: ignore[operator]
    split = [f"{name},{first},{second},{int(held) - 3}", f"{name},c,,3", *rows[1:]]
    assert check(found(tmp_path, head, split), manifest=file).table("evidence").rows
    for bad, message in (
        (f"{name},{first},{second},{int(held) + 1}", "more papers were found"),
        (f"nowhere,{first},{second},{held}", "no such bundle"),
        (f"{name},{first},{second},0", "of how many papers"),
    ):
        with pytest.raises(InputError, match=message) as raised:
            check(found(tmp_path, head, [bad, *rows[1:]]), manifest=file)
        assert "found.csv:2" in raised.value.where
    with pytest.raises(UsageError, match="recorded to hold"):
        check(found(tmp_path, head, rows))


def test_how_wrong_a_bundle_s_record_can_be(tmp_path: Path) -> None:
    file = tmp_path / "manifest.csv"
    rows = ["one,30,a,", "two,10,b,", "two,15,c,a", "three,20,rejected,"]
    file.write_text("\n".join(["bundle,papers,first,second", *rows]) + "\n", encoding="utf-8")
    what = reading({("a", "-"): 30, ("b", "-"): 10, ("c", "a"): 15}, rejected={"blank_both": 20})
    plan = plan_of(case_of(what, shelf.rule("sv")), Fraction(1, 20), "included", "classic")
    bundles = bundles_of(plan.population, 50, _manifest.read(file, what.contest))
    (runoff,) = [one for one in plan.claims if one.assertion.left]
    # All 30 papers for a could be for c; the 15 for c and the 10 for b could be for a.
    assert recorded_leads(plan, runoff, bundles) == (30, -15, 0)
    assert scale_of(plan, runoff, bundles) == Scale(most=60, least=40)
    assert scale_of(plan, runoff, bundles_of(75, 50, None)) == Scale(most=100, least=100)
    assert bundles_of(75, 50, None).sizes == (50, 25)


def test_manifests_that_cannot_be_are_refused(tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    for text, message in (
        ("bundle,papers\n1,900\n", "as many papers as the result"),
        ("bundle,papers\n1,900\n1,20\n", "there twice"),
        ("bundle,papers\n,900\n", "names no bundle"),
        ("bundle,papers\n1,0\n", "holds no papers"),
        ("bundle,papers\n", "no bundles"),
        ("bundle,papers,first,second\n1,920,missing,\n", "says that a paper is missing"),
        ("bundle,papers,first,second\n1,920,a,\n", "do not add up"),
    ):
        bad.write_text(text, encoding="utf-8")
        with pytest.raises(InputError, match=message):
            desk.ask("audit", reading(SAMPLE), manifest=bad)


# -- Labelled bundles as the papers' records, and sheets to fill in ----------------------------------------


def labelled_rows(kept: list[tuple[str, int]], number: int) -> list[str]:
    """What the hands see if every label is right."""
    rows = []
    sizes_ = [held for _, held in kept]
    for one in pulled(SEED, sum(sizes_), number):
        name = kept[place_in(one.number, sizes_)[0] - 1][0]
        rows.append(f"{one.number},{','.join(name.split('/')[0].split('-', 1))}")
    return rows


def test_the_label_of_a_bundle_is_the_record_of_its_papers(tmp_path: Path) -> None:
    file, kept = manifest(tmp_path, SAMPLE)
    rows = labelled_rows(kept, 58)
    answer = check(found(tmp_path, HEAD, rows), manifest=file)
    assert "may stop" in answer.sentence and "Kaplan-Markov" in answer.sentence
    recorded = [f"{row},{row.split(',', 1)[1]}" for row in rows]
    assert answer.figures == check(found(tmp_path, RECORDED, recorded)).figures
    number = rows[3].split(",")[0]
    worse = check(found(tmp_path, HEAD, [*rows[:3], f"{number},missing,", *rows[4:]]), manifest=file)
    assert "goes on" in worse.sentence
    with pytest.raises(InputError, match="not drawn"):
        check(found(tmp_path, HEAD, ["9999,a,b", *rows[1:]]), manifest=file)


def test_a_mixed_bundle_tells_no_paper_s_record(tmp_path: Path) -> None:
    file = tmp_path / "manifest.csv"
    lines = [f"all,{papers},{vote[0]},{vote[1].replace('-', '')}" for vote, papers in SAMPLE.items()]
    file.write_text("\n".join(["bundle,papers,first,second", *lines]) + "\n", encoding="utf-8")
    with pytest.raises(UsageError, match="several kinds"):
        check(found(tmp_path, HEAD, ["1,a,b"]), manifest=file)
    sized = tmp_path / "sized.csv"
    sized.write_text("bundle,papers\nall,920\n", encoding="utf-8")
    rows = [row.rsplit(",", 2)[0] for row in compared_rows(SAMPLE, 5)]
    assert "ALPHA" in check(found(tmp_path, HEAD, rows), manifest=sized).sentence


def test_misspelt_columns_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="unknown column"):
        check(found(tmp_path, "number,first,secnd", ["1,a,b"]))
    file = tmp_path / "manifest.csv"
    file.write_text("bundle,papers,frist\n1,920,a\n", encoding="utf-8")
    with pytest.raises(InputError, match="unknown column"):
        desk.ask("audit", reading(SAMPLE), manifest=file)


def test_a_sheet_is_filled_in_and_read_as_far_as_it_goes(tmp_path: Path) -> None:
    file, kept = manifest(tmp_path, SAMPLE)
    votes = written(tmp_path)
    sheet = tmp_path / "sheet.csv"
    start = ["audit", "plan", str(votes), "--rule", "sv", "--manifest", str(file)]
    assert run(*start, "--sheet", str(sheet))[0] == 2  # nothing is drawn without a seed
    assert run(*start, "--seed", SEED, "--sheet", str(sheet))[0] == 0
    head, *rows = sheet.read_text("utf-8").splitlines()
    assert head == "place,bundle,paper,number,turn,counter,first,second" and len(rows) == 58
    seen = dict(row.split(",", 1) for row in labelled_rows(kept, 58))
    filled = [
        row[:-1] + seen[row.split(",")[3]].replace("-", "") if int(row.split(",")[4]) <= 20 else row
        for row in rows
    ]
    sheet.write_text("\n".join([head, *filled]) + "\n", encoding="utf-8")
    code, text = run(
        "audit", "check", str(votes), str(sheet), "--rule", "sv", "--manifest", str(file), "--seed", SEED
    )
    assert code == 0 and "after 20 papers" in text.replace("\n", " ").replace("  ", " "), text
    assert run(*start, "--seed", SEED, "--sheet", str(sheet))[0] == 2  # it is kept
    bundles = tmp_path / "bundles.csv"
    assert run(*start, "--seed", SEED, "--method", "bundles", "--sheet", str(bundles))[0] == 0
    assert bundles.read_text("utf-8").splitlines()[0] == "place,bundle,turn,counter,first,second,papers"
