"""A record as canonical JSON and back, exactly.

The same record gives the same bytes on every machine: sorted keys, UTF-8, whole numbers or exact fractions,
no clock and no path. Where people look (stages, outcome, what is awaited) candidates stand by name; papers,
statements and decisions carry ids. The shape is published in `schema/record-1.schema.json`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_type_hints

from hustings.by_name import (
    by_name,
    named,
    names,
    people_of,
    plain_awaited,
    plain_stage,
    read_awaited,
    read_by_name,
    read_named,
    read_names,
    read_stage,
    refuse_contradiction,
)
from hustings.contest import Contest
from hustings.duels import Duels
from hustings.errors import InputError, Mismatch
from hustings.plain_data import decode, encode, items, layout, members, parse, wrong
from hustings.profile import Profile
from hustings.record import SCHEMA, Closeness, Deposit, Record
from hustings.returns import AnyPapers, Returns
from hustings.rounds import Rounds

KINDS: Mapping[str, type[Profile] | type[Returns] | type[Duels] | type[Rounds]] = {
    "profile": Profile,
    "returns": Returns,
    "duels": Duels,
    "rounds": Rounds,
}

SHAPED = ("contest", "papers", "stages", "elected", "deposits", "closeness", "awaiting", "marked")
"""Fields of a record that have a shape of their own in JSON; the others are written as they are."""

AS_IS: Mapping[str, Any] = {name: hint for name, hint in get_type_hints(Record).items() if name not in SHAPED}
MEMBERS = ("schema", "official", "contest", "papers", "stages", "outcome", "awaiting", "marked", *AS_IS)


def to_json(record: Record) -> bytes:
    r"""Write a record as canonical JSON, ending in a newline.

    Raises InputError when two candidates cannot be told apart by name.

    >>> from hustings.contest import Candidate, Contest
    >>> from hustings.record import RuleUsed
    >>> contest = Contest(title="Mayor", candidates=(Candidate(id="a", name="Ann Archer"),))
    >>> record = Record(contest=contest, rule=RuleUsed(key="u", name="uncontested", version=1, source="r57"),
    ...                 papers=Profile.of("a", {}), status="calculated", elected=("a",))
    >>> b'"outcome": {"closeness": [], "deposits": [], "elected": ["Ann Archer"]}' in to_json(record)
    True
    >>> from_json(to_json(record)) == record
    True
    """
    return (layout(to_plain(record)) + "\n").encode("utf-8")


def canonical(record: Record) -> Record:
    """The record as it is kept: no file names and lines, every mapping in the order in which it is read back.

    What is printed from it is the same to the byte as what is printed later from the file.
    """
    return from_json(to_json(record))


def to_plain(record: Record) -> dict[str, Any]:
    """The record as the plain data that `to_json` writes."""
    people = people_of(record.contest, "record")
    papers = record.papers.merged() if isinstance(record.papers, Profile) else record.papers
    kind = next(key for key, one in KINDS.items() if isinstance(papers, one))
    return {
        **{key: encode(getattr(record, key)) for key in AS_IS},
        "schema": SCHEMA,
        "official": record.official,
        "contest": encode(record.contest),
        "papers": {"kind": kind, **encode(papers)},
        "stages": [plain_stage(stage, record.cites, people) for stage in record.stages],
        "outcome": {
            "elected": names(record.elected, people),
            "deposits": [named(one, people, "candidate") for one in record.deposits],
            "closeness": [named(one, people, "ahead", "behind") for one in record.closeness],
        },
        "awaiting": plain_awaited(record.awaiting, people),
        "marked": by_name(record.marked, people),
    }


def from_json(data: bytes, *, name: str = "record") -> Record:
    """Read a record back; `name` is the file's, for messages.

    Raises InputError, naming the place, for another schema, an unknown or missing member, a wrong type and an
    unknown candidate; Mismatch for papers of other candidates or areas than the contest's, and for a derived
    member (official, balances, cites) that contradicts the rest.
    """
    tree = parse(data, name)
    at = f"{name}: $"
    schema = tree.get("schema") if isinstance(tree, dict) else None
    if schema != SCHEMA:
        raise InputError(
            "not a record that this version reads",
            where=f"{at}.schema",
            found=str(schema),
            expected=SCHEMA,
            hint="read it with the version of hustings that wrote it",
        )
    held = members(tree, at, MEMBERS)
    contest = decode(Contest, held["contest"], f"{at}.contest")
    people = people_of(contest, f"{at}.contest")
    order = contest.ids
    papers = _read_papers(held["papers"], f"{at}.papers", order)
    _same_people(papers, contest, f"{at}.papers")
    as_is = {key: decode(kind, held[key], f"{at}.{key}", order) for key, kind in AS_IS.items()}
    outcome = members(held["outcome"], f"{at}.outcome", ["elected", "deposits", "closeness"])
    record = Record(
        contest=contest,
        papers=papers,
        stages=tuple(
            read_stage(one, place, as_is["cites"], people)
            for place, one in items(held["stages"], f"{at}.stages")
        ),
        elected=read_names(outcome["elected"], f"{at}.outcome.elected", people),
        deposits=tuple(
            read_named(Deposit, one, place, people, "candidate")
            for place, one in items(outcome["deposits"], f"{at}.outcome.deposits")
        ),
        closeness=tuple(
            read_named(Closeness, one, place, people, "ahead", "behind")
            for place, one in items(outcome["closeness"], f"{at}.outcome.closeness")
        ),
        awaiting=read_awaited(held["awaiting"], f"{at}.awaiting", people),
        marked=read_by_name(held["marked"], f"{at}.marked", people),
        **as_is,
    )
    refuse_contradiction(held["official"], record.official, f"{at}.official")
    return record


def _same_people(papers: AnyPapers, contest: Contest, at: str) -> None:
    """Refuse papers of other candidates, or of areas that the contest does not name."""
    if papers.candidates != contest.ids:
        raise Mismatch(
            "the papers are for other candidates than the contest's",
            where=f"{at}.candidates",
            found=", ".join(papers.candidates),
            expected=", ".join(contest.ids),
        )
    directions = papers.directions if isinstance(papers, Returns) else ()
    unknown = sorted({id for one in directions for id in one.remaining} - set(contest.ids))
    if unknown:
        raise Mismatch(
            "a direction names somebody who does not stand",
            where=f"{at}.directions",
            found=", ".join(unknown),
            expected=", ".join(contest.ids),
        )
    known = {one.id for one in contest.areas}
    areas = () if isinstance(papers, (Duels, Rounds)) else papers.areas
    strange = [area for area in areas if area and known and area not in known]
    if strange:
        raise Mismatch(
            "the papers are from areas that the contest does not name",
            where=f"{at}.areas",
            found=", ".join(strange),
            expected=", ".join(sorted(known)),
        )


def _read_papers(value: object, at: str, order: tuple[str, ...]) -> AnyPapers:
    kind = value.get("kind") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(kind, str) or kind not in KINDS:
        raise wrong(f"{at}.kind", kind, " or ".join(sorted(KINDS)))
    return decode(KINDS[kind], {key: one for key, one in value.items() if key != "kind"}, at, order)
