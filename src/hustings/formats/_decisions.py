"""decisions.toml: what people decide and the count cannot: rulings, directions, lots.

Source: Combined Authorities (Mayoral Elections) Order 2017 Sch 1 r51-r52 (rulings), r58 (direction), and the
lots of LDEDCA 2009 Sch 5B para 5; each entry names who decided.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from hustings.contest import Contest
from hustings.counting import Lot
from hustings.decisions import Decisions, Direction
from hustings.errors import InputError
from hustings.formats import _toml
from hustings.formats._names import Names, folded, unknown
from hustings.paper import BLANK, FIRST_CODES, OVER, UNCERTAIN, RecordedRuling, Ruling, Vote

KEYS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "ruling": {
            "paper": "the paper's id",
            "pattern": "or the marks of like papers, as transcribed: first column / second column",
            "papers": "how many papers carry the pattern",
            "area": "where they were counted",
            "decision": "accept or reject",
            "first": "when accepted: for whom the first preference is held to be",
            "second": "when accepted: for whom the second is, or blank, over-marked, uncertain",
            "head": "when rejected: the code or the words of the head",
            "reason": "why",
            "by": "who decided",
            "objected": "true where an agent objected to the rejection",
        },
        "direction": {
            "remaining": "who remains in the contest",
            "by": "who directed the second count",
            "at": "when",
        },
        "lot": {
            "step": "what the lot decides: lot, the equality of the greatest totals",
            "between": "who are equal",
            "chosen": "who was drawn",
            "by": "who drew the lot",
            "method": "how it was drawn",
            "witnesses": "who saw it",
            "at": "when",
        },
    }
)
"""Every key of decisions.toml by its kind of entry, and its meaning."""

SECOND_WORDS = {"blank": BLANK, "over-marked": OVER, "uncertain": UNCERTAIN}
"""What `second` may say in the place of a name."""


def read_decisions(path: Path, contest: Contest) -> Decisions:
    """The decisions in a decisions.toml; InputError also where it cannot be read."""
    return parse_decisions(_toml.fetch(path), contest, path.name)


def parse_decisions(data: bytes, contest: Contest, file: str = "decisions.toml") -> Decisions:
    """The decisions in the bytes of a decisions file, in the order they stand there.

    Candidates are written by name or id. Raises InputError naming file, entry and line for unknown keys and
    people, an entry that lacks what it must say, and a lot whose chosen person was not in it.

    >>> from hustings.contest import Candidate
    >>> people = (Candidate(id="a", name="Ann"), Candidate(id="b", name="Bert"))
    >>> text = b'[[lot]]\\nbetween = ["Ann", "Bert"]\\nchosen = "Bert"\\nby = "R. Officer"'
    >>> parse_decisions(text, Contest(title="Mayor", candidates=people)).lots[0].chosen
    'b'
    """
    top = _toml.parse(data, file)
    _toml.only(top, KEYS)
    names = Names(contest)
    lots = tuple(_lot(entry, names) for entry in _toml.tables(top, "lot"))
    for number, lot in enumerate(lots):
        if any(one.step == lot.step for one in lots[:number]):
            raise InputError(
                "two lots decide one step",
                where=lot.where,
                found=f"a second lot for step {lot.step!r}",
                expected="one lot for each equality",
                hint="keep the lot that was drawn",
            )
    return Decisions(
        rulings=tuple(_ruling(entry, contest, names) for entry in _toml.tables(top, "ruling")),
        directions=tuple(_direction(entry, names) for entry in _toml.tables(top, "direction")),
        lots=lots,
    )


def _people(entry: _toml.Entry, key: str, names: Names) -> tuple[str, ...]:
    """The ids of at least two different candidates."""
    place = _toml.where(entry, key)
    ids = tuple(names.candidate(name, where=place) for name in _toml.texts(entry, key))
    if len(set(ids)) < 2 or len(set(ids)) < len(ids):
        raise InputError(
            f"{key} must name two or more different candidates",
            where=place,
            found=", ".join(_toml.texts(entry, key)) or "nobody",
            expected=f'{key} = ["...", "..."]',
            hint="name each of them once",
        )
    return ids


def _direction(entry: _toml.Entry, names: Names) -> Direction:
    _toml.only(entry, KEYS["direction"])
    return Direction(
        remaining=_people(entry, "remaining", names),
        by=_toml.text(entry, "by", required=True),
        at=_toml.moment(entry, "at"),
        where=_toml.where(entry),
    )


def _lot(entry: _toml.Entry, names: Names) -> Lot:
    _toml.only(entry, KEYS["lot"])
    between = _people(entry, "between", names)
    place = _toml.where(entry, "chosen")
    chosen = names.candidate(_toml.text(entry, "chosen", required=True), where=place)
    if chosen not in between:
        raise InputError(
            "the person chosen was not in the lot",
            where=place,
            found=_toml.text(entry, "chosen"),
            expected="one of: " + ", ".join(_toml.texts(entry, "between")),
            hint="correct chosen or between",
        )
    return Lot(
        step=_toml.text(entry, "step") or "lot",
        between=between,
        chosen=chosen,
        by=_toml.text(entry, "by", required=True),
        method=_toml.text(entry, "method"),
        witnesses=_toml.texts(entry, "witnesses"),
        at=_toml.moment(entry, "at"),
        where=_toml.where(entry),
    )


def _ruling(entry: _toml.Entry, contest: Contest, names: Names) -> RecordedRuling:
    _toml.only(entry, KEYS["ruling"])
    paper, pattern = _toml.text(entry, "paper"), _toml.text(entry, "pattern", strip=False)
    papers = _toml.whole(entry, "papers")
    if bool(paper) == bool(pattern):
        raise InputError(
            "a ruling is on one paper, or on papers of one pattern",
            where=_toml.where(entry),
            found="paper and pattern" if paper else "neither paper nor pattern",
            expected='paper = "..." or pattern = "..." with papers = ...',
            hint="name the paper's id where papers have ids, else its marks and how many carry them",
        )
    if (paper and papers not in (None, 1)) or (pattern and not papers):
        raise InputError(
            "a pattern says how many papers carry it" if pattern else "one paper id is one paper",
            where=_toml.where(entry, "papers"),
            found="nothing" if papers is None else f"papers = {papers}",
            expected="papers = 1 or more" if pattern else "no line papers",
            hint="count the papers with exactly these marks" if pattern else "remove the line papers",
        )
    return RecordedRuling(
        ruling=_held(entry, contest, names),
        paper=paper,
        pattern=pattern,
        area=_area(entry, contest, names),
        papers=papers or 1,
        reason=_toml.text(entry, "reason"),
        by=_toml.text(entry, "by", required=True),
        objected=_toml.flag(entry, "objected"),
        where=_toml.where(entry),
    )


def _area(entry: _toml.Entry, contest: Contest, names: Names) -> str:
    """The id of the area, or its text where the contest's facts name no areas."""
    area = _toml.text(entry, "area")
    return names.area(area, where=_toml.where(entry, "area")) if area and contest.areas else area


def _held(entry: _toml.Entry, contest: Contest, names: Names) -> Ruling:
    """What the papers are held to say."""
    decision = _toml.text(entry, "decision", required=True)
    apart = {"accept": ("first", "second"), "reject": ("head",)}
    if decision not in apart:
        raise unknown("decision", decision, apart, where=_toml.where(entry, "decision"))
    for key in ("first", "second", "head"):
        if key in entry.values and key not in apart[decision]:
            raise InputError(
                f"a paper that is to {decision} has no {key}",
                where=_toml.where(entry, key),
                found=f"decision = {decision!r} and {key}",
                expected=" and ".join(apart[decision]),
                hint=f"remove the line {key}, or correct the decision",
            )
    if decision == "reject":
        return Ruling(code=_head(entry))
    first = names.candidate(_toml.text(entry, "first", required=True), where=_toml.where(entry, "first"))
    return Ruling(vote=_vote(entry, first, contest, names))


def _vote(entry: _toml.Entry, first: str, contest: Contest, names: Names) -> Vote:
    """First and second preference; where two candidates stand there is no second."""
    second = _toml.text(entry, "second")
    if len(contest.candidates) < 3 and not second:
        return (first,)
    if not second or len(contest.candidates) < 3:
        raise InputError(
            "an accepted paper needs its second preference"
            if not second
            else "there are no second preferences",
            where=_toml.where(entry, "second"),
            found=second or "nothing",
            expected="a name, " + ", ".join(SECOND_WORDS) if not second else "first only, where two stand",
            hint='write second = "blank" where none is marked' if not second else "remove the line second",
        )
    if folded(second) in SECOND_WORDS and not names.knows(second):
        return (first, SECOND_WORDS[folded(second)])
    return (first, names.candidate(second, where=_toml.where(entry, "second")))


def _head(entry: _toml.Entry) -> str:
    """The code that a head names, by its code or by its words; a ruling always has a head."""
    head = _toml.text(entry, "head", required=True)
    heads = {code: meaning for code, meaning in FIRST_CODES.items() if code != "rejected"}
    for code, meaning in heads.items():
        if folded(head) in (code, folded(meaning.words)):
            return code
    raise unknown("head of rejection", head, heads, where=_toml.where(entry, "head"))
