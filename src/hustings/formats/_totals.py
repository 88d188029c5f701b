"""Totals of the whole contest beside a table: put into the profile, or refused where they contradict it.

Source: declarations that give rejected papers, and second preferences that are not valid, in total only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from hustings.errors import InputError
from hustings.paper import SECOND_CODES, TOKEN_CODES
from hustings.profile import Profile, Rejected
from hustings.returns import Note, Statement

NOT_VALID = SECOND_CODES["no_valid_second"].parts


def with_totals(profile: Profile, totals: Statement | None) -> tuple[Profile, tuple[Note, ...]]:
    """The profile with what only the totals know: rejected papers, and the split of seconds not valid.

    Raises InputError for a total that contradicts the table. Papers used that are not valid and rejected
    ones together are refused without a reason, and carried with a warning where one is given.
    """
    if totals is None:
        return profile, ()
    _agree(profile.valid, totals.valid, "valid first preferences", totals)
    _agree(
        profile.same_as_first(), totals.totals.get("same_as_first"), "papers of one candidate twice", totals
    )
    notes = _used(profile.valid, totals)
    rejected = tuple(Rejected(code=code, papers=papers) for code, papers in totals.rejected.items())
    unused = tuple(_unused(profile, totals).items())
    return replace(profile, rejected=profile.rejected + rejected, unused=unused).merged(), notes


def _used(valid: int, totals: Statement) -> tuple[Note, ...]:
    if totals.used is None or (not totals.rejected and totals.used >= valid):
        return ()
    found = valid + sum(totals.rejected.values())
    if found == totals.used:
        return ()
    words = "papers used are not the valid and the rejected ones together"
    if totals.reason:
        gap = f"{words}, by {totals.used - found:+,}: {totals.reason}"
        return (Note(words=gap, level="warning", where=totals.where),)
    raise InputError(
        words,
        where=totals.where,
        found=f"used {totals.used:,}, but {valid:,} in the table and {found - valid:,} rejected",
        expected=f"{found:,}",
        hint="correct the figures, or give the reason: reason = ...",
    )


def _unused(profile: Profile, totals: Statement) -> dict[str, int]:
    """How the papers known only to have no valid second preference split by reason."""
    own: Counter[str] = Counter()
    for pile in profile.piles:
        if len(pile.vote) > 1 and pile.vote[1] in TOKEN_CODES:
            own[TOKEN_CODES[pile.vote[1]]] += pile.papers
    stated = dict(totals.unused)
    _agree(
        profile.same_as_first(), stated.pop("same_candidate", None), "papers of one candidate twice", totals
    )
    _agree(sum(own.values()), stated.pop("no_valid_second", None), "papers without a valid second", totals)
    open_ = own.pop("no_valid_second", 0)
    rest: dict[str, int] = {}
    for code, papers in stated.items():
        parts = SECOND_CODES[code].parts
        if not parts <= NOT_VALID:
            raise _contradiction(f"{code} is not a reason why a second preference is not valid", totals)
        rest[code] = papers - sum(own[part] for part in parts)
        if rest[code] < 0:
            raise _contradiction(
                f"the table has more papers under {code} than the totals",
                totals,
                found=f"{papers:,} in the totals",
                expected=f"{papers - rest[code]:,}, as in the table",
            )
    _split(rest, open_, stated, totals)
    return {code: papers for code, papers in rest.items() if papers}


def _split(rest: Mapping[str, int], open_: int, stated: Mapping[str, int], totals: Statement) -> None:
    """Reasons add to the papers without a valid second, or stay below while some reasons are not stated."""
    named: frozenset[str] = frozenset().union(*(SECOND_CODES[code].parts for code in stated))
    found = sum(rest.values())
    if found > open_ or (named == NOT_VALID and found < open_):
        raise _contradiction(
            "the reasons in the totals do not add to the papers without a valid second preference",
            totals,
            found=f"{found:,} by reason",
            expected=f"{open_:,}, as in the table",
        )


def _agree(found: int, stated: int | None, what: str, totals: Statement) -> None:
    if stated is not None and stated != found:
        raise _contradiction(
            f"the totals contradict the table: {what}",
            totals,
            found=f"{stated:,} in the totals",
            expected=f"{found:,}, as in the table",
        )


def _contradiction(words: str, totals: Statement, *, found: str = "", expected: str = "") -> InputError:
    return InputError(
        words,
        where=totals.where or "totals",
        found=found,
        expected=expected,
        hint="correct [totals] in contest.toml, or the table",
    )
