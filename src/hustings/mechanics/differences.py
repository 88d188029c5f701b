"""What differs between two records, or two versions of a statement, and whether it could matter.

Whether it could matter is bounded by `mechanics.slack`: the size of the change against the closest comparison
of the count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from hustings.codec import to_plain
from hustings.contest import Candidate, Contest
from hustings.errors import UsageError
from hustings.mechanics.slack import Slack, effect, slack, stage_of
from hustings.mechanics.trees import Discrepancy, compare
from hustings.mechanics.unlike_papers import in_columns, unlike_papers
from hustings.paper import FIRST_CODES, SECOND_CODES
from hustings.record import Record
from hustings.returns import WHOLE, Statement

BOTH = ("remaining", "elected")
WHO = {"remaining": "who remains", "elected": "who is elected"}
FIGURES = {"verified": "papers verified", "used": "papers used", "valid": "valid papers"}
TABLES = {
    "first": "first preferences of {}",
    "counted": "second preferences counted for {}",
    "marked": "second preferences marked for {}",
    "rejected": "papers rejected, {}",
    "accounts": "second preferences not counted, {}",
    "unused": "valid papers without a second preference, {}",
    "totals": "{}",
}
CODES = {key: code.words for key, code in {**FIRST_CODES, **SECOND_CODES}.items()}


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One thing that differs, in words. `size` is its change in votes that are counted, 0 where none are.

    `could_change` holds "remaining" and "elected" where it is large enough to change who remains in the
    contest or who is elected; `changed` holds them where that is the difference itself.
    """

    words: str
    size: int = 0
    could_change: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()

    def __str__(self) -> str:
        if self.changed:
            return f"{self.words} (this changes {_who(self.changed)})"
        if self.could_change:
            return f"{self.words} (this could change {_who(self.could_change)})"
        return f"{self.words} (this cannot change who remains or who is elected)"


def differences(first: Record, second: Record) -> tuple[Difference, ...]:
    """What the second record says differently from the first; nothing where both are the same.

    Whether a difference could matter is measured against the first count. Figures are compared statement by
    statement, as stated by areas or as derived from papers, and added up at the end, since small differences
    may matter together.
    """
    bound = slack(first)
    found = [
        *_outcome(first, second),
        *_contest(first.contest, second.contest, in_columns(first)),
        *_law(first, second),
        *_decisions(first, second),
        *_figures(first, second, bound),
    ]
    return tuple(found or _rest(first, second))


def statement_differences(record: Record, *, area: str = "", stage: str = "first") -> tuple[Difference, ...]:
    """What each version of a statement says differently from the one before it, of one area or of all.

    The area is named by id or name. Whether it could matter is measured against the count as it stands.
    Raises UsageError for an unknown area.
    """
    ids = {one.name: one.id for one in record.contest.areas}
    wanted = ids.get(area, area)
    stated = [one for one in record.statements if one.stage == stage and wanted in ("", one.area)]
    if wanted and wanted not in {*ids.values(), *(one.area for one in stated)}:
        raise UsageError("there is no such area", found=area, expected="one of: " + ", ".join(ids))
    bound = slack(record)
    found = []
    for old, new in pairwise(sorted(stated, key=lambda one: (one.area, one.version))):
        if old.area == new.area:
            about = f"version {new.version} after {old.version}"
            found += _statement(old, new, record.contest, bound, about)
    return tuple(found)


def recount_differences(recorded: Record, recounted: Record) -> tuple[Discrepancy, ...]:
    """Every member of a record that a new count does not repeat, with what each of them says."""
    return compare(to_plain(recorded), to_plain(recounted))


def _rest(first: Record, second: Record) -> list[Difference]:
    """What differs where facts, decisions and papers are the same; then stages should be the same, too."""
    found, members = [], set()
    for one in compare(to_plain(first), to_plain(second)):
        member = one.path.partition(".")[0].partition("[")[0]
        if member in ("stages", "outcome"):
            words = f"{one.path}: {one.recorded} → {one.recounted}, from the same papers: verify both records"
            found.append(Difference(words=words, could_change=BOTH))
        elif member not in members:
            found.append(Difference(words=f"{member}: not the same"))
            members.add(member)
    return found


def _who(what: Iterable[str]) -> str:
    return " and ".join(WHO[one] for one in what)


def _outcome(first: Record, second: Record) -> Iterator[Difference]:
    """Who remains, who is elected and what is awaited, where that is not the same."""
    for key in BOTH:
        one, other = (_people(record, key) for record in (first, second))
        if one != other:
            word = "remaining" if key == "remaining" else "elected"
            yield Difference(words=f"{word}: {one or 'nobody'} → {other or 'nobody'}", changed=(key,))
    waits = [one.awaiting.words if one.awaiting else "nothing" for one in (first, second)]
    if waits[0] != waits[1]:
        yield Difference(words=f"awaited: {waits[0]} → {waits[1]}")
    if first.status != second.status:
        yield Difference(words=f"status: {first.status} → {second.status}")


def _people(record: Record, key: str) -> str:
    if key == "elected":
        return ", ".join(sorted(record.contest.label(one) for one in record.elected))
    stage = stage_of(record, "remain")
    return ", ".join(sorted(record.contest.label(one) for one in stage.remaining)) if stage else ""


DECIDING = ("seats", "threshold", "default", "order", "electorate")
"""Facts that a rule may count by: places, a quorum, who needs what share, the order of papers."""


def _contest(first: Contest, second: Contest, two_columns: bool) -> Iterator[Difference]:
    """Facts of the contest; other candidates make it another election."""
    if set(first.ids) != set(second.ids):
        only = [
            ", ".join(sorted({*a.ids} - {*b.ids})) or "nobody" for a, b in ((first, second), (second, first))
        ]
        words = f"candidates: only in the first {only[0]}, only in the second {only[1]}"
        yield Difference(words=words, could_change=BOTH)
    for key in ("title", "office", "date", "notice_date", *DECIDING, "law", "declared", "source"):
        one, other = getattr(first, key), getattr(second, key)
        if one != other:
            words = f"contest, {key}: {one or 'not stated'} → {other or 'not stated'}"
            decides = key in DECIDING and not (two_columns and key == "electorate")
            yield Difference(words=words, could_change=("elected",) if decides else ())
    for key in ("candidates", "areas"):
        before, after = ({one.id: one for one in getattr(whose, key)} for whose in (first, second))
        if before.keys() == after.keys() and getattr(first, key) != getattr(second, key):
            decides = key == "candidates" and any(_counts(before[id]) != _counts(after[id]) for id in before)
            words = f"contest, {key}: names, order or particulars differ"
            yield Difference(words=words, could_change=("elected",) if decides else ())


def _counts(one: Candidate) -> tuple[object, ...]:
    """The particulars of a candidate that a rule may count by."""
    return one.listed, one.constituencies, one.majority


def _law(first: Record, second: Record) -> Iterator[Difference]:
    """The rule and the law counted by; another rule could come to another outcome."""
    rules = [f"{one.rule.name}, version {one.rule.version}" for one in (first, second)]
    if first.rule != second.rule:
        yield Difference(words=f"rule: {rules[0]} → {rules[1]}", could_change=BOTH)
    laws = [f"{one.law.key}, version {one.law.version}" if one.law else "none" for one in (first, second)]
    if first.law != second.law:
        yield Difference(words=f"law: {laws[0]} → {laws[1]}")


def _decisions(first: Record, second: Record) -> Iterator[Difference]:
    """Lots and directions decide by themselves; rulings show in the figures."""
    kinds = (("lots", ("elected",)), ("directions", BOTH), ("rulings", ()))
    for kind, could in kinds:
        before, after = (
            [replace(made, where="") for made in getattr(one.decisions, kind)] for one in (first, second)
        )
        if before != after:
            words = f"{kind}: {len(before)} → {len(after)} recorded"
            if len(before) == len(after):
                words = f"{kind}: {sum(a != b for a, b in zip(before, after, strict=True))} of them differ"
            yield Difference(words=words, could_change=could)


# -- Figures ----------------------------------------------------------------------------------------------


def _figures(first: Record, second: Record, bound: Slack) -> list[Difference]:
    """What statements say differently, then all of it together, then what no statement shows."""
    before, after = _newest(first), _newest(second)
    if {area for area, _ in before} != {area for area, _ in after}:
        # The areas are others: only what they add up to can be compared.
        before, after = _whole(before), _whole(after)
    found = []
    for area, stage in sorted(before.keys() | after.keys()):
        none = Statement(area=area, stage="second" if stage == "second" else "first")
        pair = before.get((area, stage), none), after.get((area, stage), none)
        found += _statement(*pair, first.contest, bound, "")
    if len(found) > 1:
        sums = [_whole(one) for one in (before, after)]
        firsts, seconds = (
            _size(_table(sums[0], stage, key), _table(sums[1], stage, key))
            for stage, key in (("first", "first"), ("second", "counted"))
        )
        words = f"all figures together: first preferences by {firsts:,}, seconds counted by {seconds:,} votes"
        could = effect(bound, firsts=firsts, seconds=seconds)
        found.append(Difference(words=words, size=firsts + seconds, could_change=could))
    if first.contest_totals != second.contest_totals:
        none = Statement(area=WHOLE, stage="first")
        pair = first.contest_totals or none, second.contest_totals or none
        found += _statement(*pair, first.contest, bound, "as the contest's facts declare")
    if not found:
        for words, size, matters in unlike_papers(first, second):
            found.append(Difference(words=words, size=size, could_change=("elected",) if matters else ()))
    return found


def _newest(record: Record) -> dict[tuple[str, str], Statement]:
    """The newest version of each area's statements."""
    return {(one.area, one.stage): one for one in sorted(record.statements, key=lambda one: one.version)}


def _whole(statements: Mapping[tuple[str, str], Statement]) -> dict[tuple[str, str], Statement]:
    """All areas' statements of a stage added up, figure by figure."""
    added: dict[tuple[str, str], Statement] = {}
    for (_, stage), one in statements.items():
        sums = added.get((WHOLE, stage), Statement(area=WHOLE, stage=one.stage))
        figures: dict[str, Any] = {}
        for key in FIGURES:
            known = [getattr(part, key) for part in (sums, one) if getattr(part, key) is not None]
            figures[key] = sum(known) if known else None
        for key in TABLES:
            a, b = getattr(sums, key), getattr(one, key)
            figures[key] = {name: a.get(name, 0) + b.get(name, 0) for name in {**a, **b}}
        added[WHOLE, stage] = replace(sums, **figures)
    return added


def _table(statements: Mapping[tuple[str, str], Statement], stage: str, key: str) -> Mapping[str, int]:
    one = statements.get((WHOLE, stage))
    return getattr(one, key) if one else {}


def _size(before: Mapping[str, int], after: Mapping[str, int]) -> int:
    return sum(abs(after.get(one, 0) - before.get(one, 0)) for one in {**before, **after})


def _statement(
    before: Statement, after: Statement, contest: Contest, bound: Slack, about: str
) -> list[Difference]:
    """What two statements of one area and stage say differently, as one difference, or none."""
    changes = [
        f"{words} {_change(getattr(before, key), getattr(after, key))}"
        for key, words in FIGURES.items()
        if getattr(before, key) != getattr(after, key)
    ]
    for key, words in TABLES.items():
        one, other = getattr(before, key), getattr(after, key)
        for name in sorted({**one, **other}, key=_order(contest)):
            if one.get(name) != other.get(name):
                called = contest.label(name) if name in contest.ids else CODES.get(name, name)
                changes.append(f"{words.format(called)} {_change(one.get(name), other.get(name))}")
    for key in ("status", "reason"):
        one, other = getattr(before, key), getattr(after, key)
        if one != other:
            changes.append(f"{key} {one or 'none'} → {other or 'none'}")
    if not changes:
        return []
    firsts, seconds = _size(before.first, after.first), _size(before.counted, after.counted)
    place = f"{contest.area_name(after.area)}, {after.stage} statement" + (f", {about}" if about else "")
    could = effect(bound, firsts=firsts, seconds=seconds)
    return [Difference(words=f"{place}: {'; '.join(changes)}", size=firsts + seconds, could_change=could)]


def _order(contest: Contest) -> Callable[[str], tuple[int, str]]:
    rank = {one: place for place, one in enumerate(contest.ids)}
    return lambda name: (rank.get(name, len(rank)), name)


def _change(before: int | None, after: int | None) -> str:
    shown = ["not stated" if one is None else f"{one:,}" for one in (before, after)]
    by = f" ({after - before:+,})" if before is not None and after is not None else ""
    return f"{shown[0]} → {shown[1]}{by}"
