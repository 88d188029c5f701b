"""A record as input: its contest, papers and decisions, to be counted again (under another law, say).

Its stages and outcome are not read as results: they come out of the new count.
"""

from __future__ import annotations

from dataclasses import replace

from hustings.codec import from_json, to_json
from hustings.contest import Candidate, Contest
from hustings.counting import Stage
from hustings.errors import InputError
from hustings.formats import _open
from hustings.formats._format import Facts, Format, Opened
from hustings.profile import Profile
from hustings.record import SCHEMA, Record, RuleUsed
from hustings.returns import Note, Reading

KEY = "record"


def sniff(start: bytes) -> bool:
    """Whether this is the beginning of a JSON object that looks like a record.

    >>> sniff(b'{"awaiting": null, "checks": [], "cites": {}')
    True
    """
    bare = start.removeprefix(_open.BOM).lstrip()
    return bare.startswith(b"{") and (SCHEMA.encode() in bare or b'"awaiting"' in bare)


def read(opened: Opened, facts: Facts) -> Reading:
    """Read the contest, papers, totals and decisions of a record; facts given beside it go before its own.

    Raises InputError for what is not a record of this schema, naming the place in it, and for facts that
    name other candidates.
    """
    held = _open.content(opened, format=KEY)
    record = from_json(held.text.encode("utf-8"), name=opened.name)
    counted = Note(words=f"read from a record counted by {record.rule.name}, version {record.rule.version}")
    return Reading(
        contest=_contest(record, facts.contest, opened.name),
        papers=record.papers,
        totals=record.contest_totals,
        decisions=record.decisions,
        notes=(*held.notes, counted),
        sources=(held.source,),
    )


def _contest(record: Record, given: Contest | None, name: str) -> Contest:
    """The contest as given, else as recorded, with the law it was counted under where it names none."""
    contest = given or record.contest
    if contest.ids != record.papers.candidates:
        raise InputError(
            "the contest's facts name other candidates than the record",
            where=name,
            found=", ".join(contest.ids),
            expected=", ".join(record.papers.candidates),
            hint="take the facts of the same contest, or none: the record holds its own",
        )
    if given is None and not contest.law and record.law is not None:
        return replace(contest, law=record.law.key)
    return contest


_EXAMPLE = Record(
    contest=Contest(
        title="Mayor of Ambridge",
        candidates=(
            Candidate(id="ann", name="Ann Archer"),
            Candidate(id="bert", name="Bert Fry"),
            Candidate(id="clem", name="Clem Grundy"),
        ),
    ),
    rule=RuleUsed(
        key="sv",
        name="supplementary vote",
        version=1,
        source="Local Democracy, Economic Development and Construction Act 2009 Sch 5B para 5",
    ),
    papers=Profile.of(("ann", "bert", "clem"), {("ann", "bert"): 6, ("bert", "-"): 3, ("clem", "ann"): 1}),
    status="calculated",
    stages=(Stage(step="majority", votes={"ann": 6, "bert": 3, "clem": 1}, papers=10, elected=("ann",)),),
    cites={"majority": "LDEDCA 2009 Sch 5B para 5: more than half of all first preference votes"},
    elected=("ann",),
)

FORMAT = Format(
    key=KEY,
    title="Record",
    about="A record that hustings wrote: its papers and decisions are counted again.",
    columns=(
        ("schema", "the shape of the record, which names its published JSON Schema"),
        ("contest", "the office and date, the candidates in ballot-paper order, the areas"),
        ("papers", "the papers as a profile (like papers counted once), or the returns of the areas"),
        ("contest_totals", "figures that the contest's facts declare for the whole contest"),
        ("decisions", "rulings, directions and lots"),
        ("law, rule, stages, outcome …", "what the earlier count came to: not used, it is counted afresh"),
    ),
    example=to_json(_EXAMPLE).decode("utf-8"),
    sniff=sniff,
    read=read,
)
