"""The kit of pictures: lengths, labels that keep apart, escaping, fills, axes, PNG."""

from __future__ import annotations

import builtins
import struct
import xml.etree.ElementTree as ET
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from hustings.answer import Answer
from hustings.contest import Candidate, Contest
from hustings.errors import UsageError
from hustings.mechanics.fitting import width as hundredths
from hustings.mechanics.fitting import wrapped
from hustings.pictures._fills import MOST, fill, fills, legend
from hustings.pictures._png import png
from hustings.pictures._scale import Scale, axis_below, axis_left, per_cents, ticks
from hustings.pictures._svg import apart, bar, dot, drawing, label, line, lines, name_of, polygon, tenths


def sample(words: str = "Ann Archer") -> Markup:
    """A drawing that holds one of everything."""
    scale = Scale(low=0, high=Fraction(34, 100), start=40, end=320)
    key, height = legend("kit", "narrow", 10, 150, [(at, words) for at in (0, 1, "others")], room=320)
    parts = [
        fills("kit", "narrow", 2),
        bar(10, 10, 100, 20, fill=fill("kit", "narrow", 0)),
        label(120, 25, words, room=200, bold=True),
        lines(120, 45, words, room=60),
        line(0, 70, 340, 70, dash="5 3"),
        polygon([(10, 80), (60, 80), (35, 100)], fill=fill("kit", "narrow", 1)),
        dot(100, 90),
        axis_below(scale, 120, words=per_cents, grid=80),
        axis_left(Scale(low=0, high=100, start=120, end=80), 40, most=3),
        key,
    ]
    return drawing("kit", "narrow", 150 + height, title="A kit", desc="One of all.", parts=parts)


def test_a_drawing_is_well_formed_and_the_same_each_time() -> None:
    root = ET.fromstring(str(sample()))
    assert root.attrib["role"] == "img"
    ids = [one.attrib["id"] for one in root.iter() if "id" in one.attrib]
    assert len(set(ids)) == len(ids) and all(id.startswith("kit-narrow-") for id in ids)
    assert set(root.attrib["aria-labelledby"].split()) <= set(ids)
    assert sample() == sample()


def test_names_cannot_be_markup() -> None:
    root = ET.fromstring(str(sample('<script>"&')))
    assert not any("script" in one.tag for one in root.iter())
    assert any((one.text or "").startswith("<script>") for one in root.iter())


def test_every_fill_used_is_defined_and_unlike_the_others() -> None:
    made = str(fills("k", "wide", MOST))
    assert all(f'id="{fill("k", "wide", at)[5:-1]}"' in made for at in (*range(MOST), "others", "nobody"))
    assert fill("k", "wide", MOST) == fill("k", "wide", "others")
    bodies = [one.partition(">")[2] for one in made.split("<pattern ")[1:]]
    assert len(set(bodies)) == len(bodies)


@pytest.mark.parametrize(
    ("value", "written"), [(0, "0"), (-1.04, "-1"), (2.25, "2.3"), (Fraction(-1, 3), "-0.3"), (10.96, "11")]
)
def test_lengths_are_written_in_tenths(value: float, written: str) -> None:
    assert tenths(value) == written


@given(
    st.lists(st.integers(0, 300), max_size=12).map(sorted),
    st.integers(5, 40),
)
def test_labels_keep_apart_in_order_and_within(wished: list[int], room: int) -> None:
    placed = apart(wished, room, 0, 300)
    assert len(placed) == len(wished)
    step = min(room, 300 / max(1, len(wished) - 1))
    assert all(b - a >= step - 1e-6 for a, b in pairwise(placed))
    assert all(-1e-6 <= one <= 300 + 1e-6 for one in placed)
    if all(b - a >= room for a, b in pairwise(wished)):
        assert placed == wished


@given(st.integers(-50, 10**7), st.integers(1, 10**7), st.integers(3, 9))
def test_ticks_are_round_few_and_within(low: int, span: int, most: int) -> None:
    found = ticks(low, low + span, most)
    assert 1 <= len(found) <= most + 1
    assert low <= found[0] and found[-1] <= low + span
    steps = {b - a for a, b in pairwise(found)}
    assert len(steps) <= 1
    for step in steps:
        assert str(step.numerator).rstrip("0") in ("1", "2", "5") and step.denominator in (
            *(10**n for n in range(9)),
            *(2 * 10**n for n in range(9)),
            *(5 * 10**n for n in range(9)),
        )


@given(st.text(max_size=60), st.integers(50, 2000), st.integers(1, 3))
def test_wrapped_lines_fit(text: str, room: int, most: int) -> None:
    made = wrapped(text, room, most)
    assert len(made) <= most
    assert all(hundredths(one) <= room or one == "…" for one in made)
    if len(made) < most or not any(one.endswith("…") for one in made):
        assert " ".join(made).split() == text.split() or any("…" in one for one in made)


def test_words_that_fit_on_their_lines_are_not_cut() -> None:
    assert wrapped("Ann Archer of Ambridge", 750) == ("Ann Archer", "of Ambridge")


def test_a_scale_may_begin_anywhere() -> None:
    scale = Scale(low=100, high=200, start=20, end=120)
    assert [scale.at(one) for one in (100, 150, 200)] == [20, 70, 120]


def test_png_has_the_drawings_size() -> None:
    pytest.importorskip("typst")
    made = png(str(sample()))
    assert made.startswith(b"\x89PNG")
    wide, _ = struct.unpack(">II", made[16:24])
    assert wide == 2 * (340 + 16)


def test_png_without_typst_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **named: Any) -> Any:
        if name == "typst":
            raise ImportError(name)
        return real(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UsageError, match=r"hustings\[pdf\]"):
        png(str(sample()))


def test_a_figure_after_a_name_written_from_the_right_stays_after_it() -> None:
    """Without the mark "34.8%" would be drawn before the name, and its sign after it."""
    people = (Candidate(id="a", name="Ann Archer"), Candidate(id="o", name="عمر الخيام"))
    answer = Answer(
        question="", title="", contest=Contest(title="", candidates=people), rule="", sentence="", level=""
    )
    assert name_of(answer, "a") == "Ann Archer"
    assert name_of(answer, "o") == "عمر الخيام\N{LEFT-TO-RIGHT MARK}"
    assert hundredths(name_of(answer, "o")) == hundredths("عمر الخيام")
