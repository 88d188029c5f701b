"""The result page: one HTML file that needs no network and no JavaScript, the same bytes for the same record.

Who is elected, the two counts as bars, where the votes went, every figure, and how it was counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from markupsafe import Markup

from hustings.record import Record
from hustings.reports import _duels as duels
from hustings.reports import _rounds as rounds
from hustings.reports import _rounds_flow as rounds_flow
from hustings.reports import _stages as stages
from hustings.reports import _tables as tables
from hustings.reports import _words as words
from hustings.reports._entries import decision_entry, supplied
from hustings.reports._environment import environment
from hustings.reports._flow import FIXED, Flow, described, flow_of, svg
from hustings.reports._heads import rejected_by_head
from hustings.reports._report import Report
from hustings.reports._telling import told

RULINGS = 50
"""So many rulings are listed on the page; all of them are in the record."""


def render(record: Record, answers: Sequence[Markup] = ()) -> bytes:
    """The result page as UTF-8 HTML; `answers` are sections about questions asked with the count."""
    view = {**_view(record), "answers": answers}
    return environment().get_template("page.html").render(view).encode()


def _view(record: Record) -> Mapping[str, Any]:
    """What the template prints; it puts figures in their places and decides nothing."""
    own = stages.in_columns(record)
    flow = flow_of(record) if own else None
    first = words.first_stage(record) if own else None
    second = words.stage_of(record, "second-count") if own else None
    return {
        "record": record,
        "words": words,
        "title": words.title(record),
        "status": words.status_words(record),
        "official": words.official_words(record),
        "sentence": words.winner_sentence(record),
        "entry": decision_entry(record),
        "supplied": supplied(record),
        "half": words.number(Fraction(first.papers, 2)) if first else "",
        "first": first,
        "second": second,
        "first_panel": tables.first_panel(record) if own else None,
        "second_panel": tables.second_panel(record) if own else None,
        "view": None if own else _stages_view(record),
        "not_counted": words.not_counted(second.accounts) if second else (),
        "flow": flow,
        "flow_svg": svg(record, flow) if flow else "",
        "flow_words": described(record, flow) if flow else "",
        "flow_table": _flow_table(record, flow) if flow and not flow.pooled else None,
        "full": tables.full_table(record) if own else None,
        "rejected": rejected_by_head(record),
        "marked": tables.marked_table(record),
        "unused": words.not_counted(record.unused),
        "areas": tables.by_area(record),
        "closeness": words.closeness_sentences(record),
        "told": told(record),
        "lost": [words.name(record, one.candidate) for one in record.deposits if not one.returned],
        "provenances": tables.provenances(record),
        "facts": _facts(record),
        "rulings": RULINGS,
    }


TITLES = {
    "ledger": "Every stage",
    "points": "All figures",
    "duels": "Figures of the comparison",
    "seats": "How the seats were given out",
}


def _stages_view(record: Record) -> Mapping[str, Any]:
    """What is shown of stages of any kind: each section only where stages hold what it shows."""
    flow = rounds_flow.flow_of(record)
    grids = [(rounds.grid(record, holds), holds) for holds in TITLES]
    return {
        "round": stages.round_word(record),
        "people": [words.name(record, id) for id in words.standing(record)],
        "panels": rounds.panels(record),
        "seat_panel": rounds.seat_panel(record),
        "matrices": duels.matrices(record),
        "graph": duels.svg(record),
        "flow": rounds_flow.svg(record, flow) if flow else "",
        "grids": sorted(
            ((grid, holds) for grid, holds in grids if grid), key=lambda one: one[0].columns[0].number
        ),
        "bands": rounds.bands,
        "titles": TITLES | {"ledger": f"Every {stages.round_word(record)}"},
    }


def _facts(record: Record) -> tuple[tuple[str, str], ...]:
    """The figures of the whole contest that stand under the heading."""
    totals = record.totals
    made = [("Counted by", record.rule.name)]
    if record.contest.seats > 1:
        made.append(("Seats", words.number(record.contest.seats)))
    for key, label in (
        ("electorate", "Electorate"),
        ("papers", "Papers used"),
        ("rejected", "Rejected papers"),
        ("valid", "Valid papers"),
    ):
        if key in totals and (key != "rejected" or record.stages):
            made.append((label, words.number(totals[key])))
    if "papers" in totals and "electorate" in totals:
        made.append(("Turnout", words.percent(totals["papers"], totals["electorate"])))
    return tuple(made)


def _flow_table(record: Record, flow: Flow) -> tables.Table:
    heads = [FIXED.get(one) or words.name(record, one) for one in flow.targets]
    rows = tuple(
        (
            words.name(record, source),
            *(words.number(flow.papers.get((source, target), 0)) for target in flow.targets),
        )
        for source in flow.sources
    )
    return tables.Table(caption="From each eliminated candidate", heads=("From", *heads), rows=rows)


REPORT = Report(
    key="html",
    title="Result page",
    suffix=".html",
    about="the result as one self-contained HTML page, to publish and to print",
    render=render,
)
