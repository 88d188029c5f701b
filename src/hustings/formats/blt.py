"""BLT: rankings by candidates' numbers, as STV programmes and councils exchange them.

Source: Hill, Wichmann and Woodall, "Algorithm 123: Single Transferable Vote by Meek's method", Computer
Journal 30 (1987), section 3.1 of the paper (known from excerpts), with what OpenSTV added: comments, ids of
papers, `=` between candidates who share a rank, `-` for a rank that was skipped. Names: see `_blt_names`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from hustings.contest import Candidate, Contest
from hustings.errors import InputError
from hustings.formats._blt_names import Named, names_in
from hustings.formats._blt_rows import START, WITHDRAWN, Frame, bare, frame_of, rows_of, tally_of
from hustings.formats._format import Facts, Format, Opened
from hustings.formats._names import UNTITLED, Names, infer_ids
from hustings.formats._open import BOM, content, lines_of
from hustings.formats._ranked import profile_of, seats_of
from hustings.formats._rulings import refuse_rulings
from hustings.returns import Note, Reading

PAPERS = r"(?:\([^()]*\)[ \t]*)?[0-9]+(?:[ \t]+[0-9=-]+)*[ \t]+0|0|" + WITHDRAWN


def read(opened: Opened, facts: Facts) -> Reading:
    """Read a BLT file into a profile of rankings; preferences for who withdrew are passed over.

    Raises InputError naming the line for a number that is no candidate's, a row that does not end in 0, a
    weight that is not a whole number, names too few or too many, and two papers with one id.
    """
    refuse_rulings(facts, name=opened.name)
    file = content(opened, format="blt")
    frame = frame_of(lines_of(file.text), opened.name)
    behind = frame.lines[frame.end + 1 :]
    people, title = names_in(behind, frame.candidates, first=frame.end + 2, where=opened.name)
    contest, ids, notes = _contest(facts, frame, people, title)
    rows = rows_of(frame, ids, contest.ids)
    tally, passed_over = tally_of(frame, rows)
    turns = ((rows[line].key, rows[line].papers) for line in frame.rows() if line in rows)
    if contest.withdrawn:
        gone = ", ".join(one.name for one in contest.withdrawn)
        words = f"withdrawn: {gone}; preferences for them are passed over, on {passed_over:,} papers"
        notes = (*notes, Note(words=words, where=opened.name))
    return Reading(
        contest=contest,
        papers=profile_of(contest.ids, tally, turns if facts.in_order else None, where=opened.name),
        sources=(file.source,),
        notes=(*file.notes, *notes),
    )


def _contest(
    facts: Facts, frame: Frame, people: Sequence[Named], title: str
) -> tuple[Contest, tuple[str, ...], tuple[Note, ...]]:
    """The contest, the candidates' ids by number, and what is to be remarked on."""
    contest = facts.contest or Contest(title=title or UNTITLED, candidates=())
    everybody = (*contest.candidates, *contest.withdrawn)
    if contest.candidates:
        ids = _known(replace(contest, candidates=everybody), people, frame.name)
    else:
        ids = infer_ids((one.name for one in people), where=f"{frame.name}:{people[0].line}")
        everybody = tuple(
            Candidate(id=id, name=one.name, party=one.party) for id, one in zip(ids, people, strict=True)
        )
    gone = {ids[one - 1] for one in frame.withdrawn} | {one.id for one in contest.withdrawn}
    if gone >= set(ids):
        raise InputError(
            "every candidate has withdrawn",
            where=frame.name,
            found=", ".join(one.name for one in people),
            expected="somebody who stands",
            hint="correct the line of those who withdrew",
        )
    seats, notes = seats_of(facts, frame.seats, where=frame.name)
    return (
        replace(
            contest,
            candidates=tuple(one for one in everybody if one.id not in gone),
            withdrawn=tuple(one for one in everybody if one.id in gone),
            seats=seats,
        ),
        ids,
        notes,
    )


def _known(contest: Contest, people: Sequence[Named], name: str) -> tuple[str, ...]:
    """The ids of the file's candidates in a contest that names them all."""
    names = Names(contest)
    ids = tuple(names.candidate(one.name, where=f"{name}:{one.line}") for one in people)
    twice = [one for at, one in enumerate(people) if ids[at] in ids[:at]]
    missing = [contest.label(id) for id in contest.ids if id not in ids]
    if twice or missing:
        raise InputError(
            "two names are one candidate's" if twice else "a candidate has no number",
            where=f"{name}:{twice[0].line}" if twice else name,
            found=twice[0].name if twice else missing[0],
            expected="each candidate of the contest once",
            hint="correct the name in the file or in contest.toml",
        )
    return ids


def sniff(start: bytes) -> bool:
    """Whether a file begins with two whole numbers, then those who withdrew or a row of papers."""
    lines = lines_of(start.removeprefix(BOM).decode("utf-8", "replace"))
    found = list(islice(filter(None, map(bare, lines)), 2))
    return len(found) == 2 and bool(re.fullmatch(START, found[0]) and re.fullmatch(PAPERS, found[1]))


FORMAT = Format(
    key="blt",
    title="BLT",
    about="Rankings by candidates' numbers, as STV programmes and councils write them. Names may stand in "
    "quotes or not, every one with the party in quotes or in brackets behind it, or in comments "
    "`# ALTERNATIVE NAME n: name`. Seats are those of the file, unless the contest's facts or --seats say "
    "otherwise. Who withdrew is passed over. Text behind # and empty lines are left out.",
    columns=(
        ("first line", "how many candidates stand, and how many are elected"),
        ("-n -m", "the numbers of candidates who withdrew (optional, a line of its own)"),
        ("papers", "how many papers carry the ranking: a whole number, first in the row"),
        (
            "rank",
            "a candidate's number; several that share a rank joined by `=`; `-` for a rank that was skipped",
        ),
        ("0", "ends each row; alone on a line it ends the papers"),
        ("(id)", "a paper's id in brackets before the row, which is then one paper (optional)"),
        ("name", "behind the papers, a line for each candidate in the order of their numbers"),
        ("title", "behind the names (optional)"),
    ),
    example=(
        "4 2\n"
        "-3\n"
        "40 1 2 0\n"
        "25 2 3 4 0\n"
        "20 4 1=2 0\n"
        "3 2 - 1 0\n"
        "1 0\n"
        "0\n"
        '"Ann Archer" "Green"\n'
        '"Bert Fry" "Blue"\n'
        '"Clara Hill" "Green"\n'
        '"Dora Lang" "Independent"\n'
        '"Ambridge Ward"\n'
    ),
    sniff=sniff,
    read=read,
)
