"""Words and numbers that every report shares, so that a page, a terminal and a document say the same.

Reports never compute an election figure: what stands here only puts figures of the record into words.
Shares are exact fractions rounded half up at the last place shown.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from fractions import Fraction

from hustings.counting import Number, Stage
from hustings.paper import FIRST_CODES, SECOND_CODES, TOKEN_CODES, TOKENS, RecordedRuling
from hustings.record import Record

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)  # not from the locale: the same words on every machine

UNCERTIFIED = "Not certified for statutory use."
UNOFFICIAL = "Unofficial: calculated from the figures given, not declared by a returning officer."
ROUNDING = "Per cents are rounded to one place, halves up, so they may not add to 100."

GAP = "published figures that do not close"
"""The account of papers that a publication leaves unexplained; it may be negative."""


def number(value: Number) -> str:
    """A number with thousands separators: its decimals where they end within nine places, else six of them.

    >>> number(2596961), number(Fraction(2596961, 2)), number(Fraction(2, 3))
    ('2,596,961', '1,298,480.5', '0.666667')
    """
    sign, value = "-" if value < 0 else "", abs(Fraction(value))
    places = _places(value.denominator)
    scaled = math.floor(value * 10**places + Fraction(1, 2))
    whole, rest = divmod(scaled, 10**places)
    return f"{sign}{whole:,}" + (f".{rest:0{places}d}" if rest else "")


def _places(denominator: int) -> int:
    """How many decimals show a fraction exactly, or six where none do."""
    places = next((n for n in range(10) if 10**n % denominator == 0), None)
    return 6 if places is None else places


def papers(value: Number) -> str:
    """A number of papers: "1 paper", "2 papers"."""
    return f"{number(value)} paper" + ("" if value == 1 else "s")


def votes(value: Number) -> str:
    """A number of votes: "1 vote", "2 votes"."""
    return f"{number(value)} vote" + ("" if value == 1 else "s")


def added(value: Number) -> str:
    """What was added to a candidate's votes, with its sign."""
    return ("" if value < 0 else "+") + number(value)


def percent(part: Number, whole: Number, places: int = 1) -> str:
    """A share rounded half up; more places where rounding would make a half of what is not; "-" of nothing.

    >>> percent(1148716, 2596961), percent(4999, 9999), percent(1, 0)
    ('44.2%', '49.99%', '-')
    """
    if whole <= 0:
        return "-"
    while True:
        unit = 10**places
        rounded = math.floor(Fraction(100 * unit * part) / whole + Fraction(1, 2))
        if rounded * 2 != 100 * unit or 2 * part == whole:
            break
        places += 1
    return f"{rounded // unit}" + (f".{rounded % unit:0{places}d}" if places else "") + "%"


def clean(text: str) -> str:
    """Text from outside on one line, what is invisible in it made visible: control, direction, private use.

    >>> clean("Ann" + chr(0x202E) + "eldo")
    'Ann�eldo'
    """
    kept = [" " if one.isspace() else "\N{REPLACEMENT CHARACTER}" if _hidden(one) else one for one in text]
    return " ".join("".join(kept).split())


def _hidden(one: str) -> bool:
    joins = "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"  # some scripts spell with these
    return unicodedata.category(one) in ("Cc", "Cf", "Cs", "Co", "Cn") and one not in joins


def sentence(text: str) -> str:
    """The same text with a capital."""
    plain = clean(text)
    return plain[:1].upper() + plain[1:]


def listed(names: Sequence[str]) -> str:
    """Names as a sentence lists them: "A, B and C"."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def day(iso: str) -> str:
    """An ISO date in words, "6 May 2021"; other text as it stands."""
    try:
        read = date.fromisoformat(iso)
    except ValueError:
        return clean(iso)
    return f"{read.day} {MONTHS[read.month - 1]} {read.year}"


def title(record: Record) -> str:
    """What the election is called, with its day where the title does not hold it."""
    words, on = clean(record.contest.title), day(record.contest.date)
    return f"{words}, {on}" if on and on not in words and record.contest.date not in words else words


def name(record: Record, id: str) -> str:
    """A candidate's name, safe to print."""
    return clean(record.contest.label(id))


def names(record: Record, ids: Sequence[str]) -> str:
    """Several candidates' names as a sentence lists them."""
    return listed([name(record, id) for id in ids])


def with_party(record: Record, id: str) -> str:
    """A candidate's name and party."""
    party = clean(record.contest.candidate(id).party)
    return f"{name(record, id)} ({party})" if party else name(record, id)


def stage_of(record: Record, *steps: str) -> Stage | None:
    """The first stage of one of these steps, or None."""
    return next((stage for stage in record.stages if stage.step in steps), None)


def first_stage(record: Record) -> Stage | None:
    """The stage that holds every candidate's first preferences (or only votes), or None."""
    return next((stage for stage in record.stages if stage.votes), None)


def standing(record: Record) -> tuple[str, ...]:
    """Candidates' ids as a result lists them: by total, then first preferences, then ballot order."""
    first, second = first_stage(record), stage_of(record, "second-count")
    if first is None:
        return record.contest.ids
    totals = second.votes if second else {}
    return tuple(
        sorted(
            record.contest.ids,
            key=lambda id: (id not in record.elected, -totals.get(id, -1), -first.votes[id]),
        )
    )


def in_order(record: Record, ids: Collection[str]) -> tuple[str, ...]:
    """These candidates in the order of the result."""
    return tuple(id for id in standing(record) if id in ids)


def outcome(record: Record, id: str) -> str:
    """What became of a candidate: elected, remains, out; nothing while it is open."""
    if id in record.elected:
        return "provisional" if record.status == "provisional" else "elected"
    if any(id in stage.eliminated for stage in record.stages):
        return "out"
    return "remains" if record.awaiting and any(id in one.remaining for one in record.stages) else ""


def status_words(record: Record) -> str:
    """How far the count has come, in the words of a badge."""
    if record.awaiting:
        return {
            "first-statements": "Partial: first statements awaited",
            "direction": "Provisional first count: direction awaited",
            "second-statements": "Second count directed: statements awaited",
            "lot": "Equality: a lot is awaited",
            "ruling": "Rulings awaited",
            "reason": "A reason is awaited",
            "fresh-election": "No result: fresh election needed",
        }[record.awaiting.what]
    return {"provisional": "Provisional", "declared": "Declared"}.get(record.status, "Calculated")


def official_words(record: Record) -> str:
    """Who declared the result, or that nobody did."""
    declared = record.contest.declared
    if declared is None or not record.official:
        return UNOFFICIAL
    return f"Declared by {clean(declared.by)} on {day(declared.on)}."


def margin(record: Record) -> str:
    """By how much, over whom; nothing where the record knows no final margin."""
    final = next((one for one in record.closeness if one.at == "final"), None)
    if final is None or not final.votes:
        return ""
    return f"{number(final.votes)} ahead of {name(record, final.behind)}"


def winner_sentence(record: Record) -> str:
    """Who is elected and how, or what is awaited, in one sentence."""
    if record.awaiting:
        return f"No result yet: {clean(record.awaiting.words)}."
    if not record.elected:
        return "Nobody is elected."
    who = listed([with_party(record, id) for id in record.elected])
    verb = "is elected"
    if record.status == "provisional":
        who, verb = f"On these provisional figures {who}", "would be elected"
    first, ahead = first_stage(record), margin(record)
    if stage_of(record, "uncontested"):
        return f"{who} {verb} unopposed: there was no poll."
    if lot := stage_of(record, "lot"):
        equal = f"{names(record, lot.remaining)} have {number(lot.votes[record.elected[0]])} votes each"
        return f"{who} {verb} by lot: {equal}."
    if stage_of(record, "second-count"):
        return f"{who} {verb} on the second count, {ahead}."
    assert first is not None
    won = first.votes[record.elected[0]]
    if first.step == "majority":
        share = f"{number(won)} of {number(first.papers)} ({percent(won, first.papers)})"
        return f"{who} {verb} on the first count, with more than half of the first preferences: {share}."
    return f"{who} {verb} with {number(won)} of {votes(first.papers)}" + (f", {ahead}." if ahead else ".")


def second_words(code: str) -> str:
    """Why second preferences were not counted, in words."""
    return SECOND_CODES[code].words if code in SECOND_CODES else GAP


def not_counted(accounts: Mapping[str, Number]) -> tuple[tuple[str, Number], ...]:
    """The accounts of papers not counted again, in words, in the order of the codes."""
    order = [*SECOND_CODES, "gap"]
    return tuple((second_words(code), accounts[code]) for code in sorted(accounts, key=order.index))


def ruled(record: Record, ruling: RecordedRuling) -> str:
    """What papers were held to say, or the head under which they were rejected."""
    held = ruling.ruling
    if held.vote is None:
        return f"rejected, {FIRST_CODES[held.code].words}" if held.code else "not decided"
    first, *rest = held.vote
    second = [SECOND_CODES[TOKEN_CODES[one]].words if one in TOKENS else name(record, one) for one in rest]
    return "first preference " + ", second ".join([name(record, first), *second])


def closeness_sentences(record: Record) -> tuple[str, ...]:
    """How close each comparison of the count was, a sentence each."""
    made = []
    for one in record.closeness:
        ahead, behind = name(record, one.ahead), name(record, one.behind)
        short = Fraction(abs(one.votes), 2)
        half = "1 vote" if short == 1 else f"{number(short)} votes"
        if one.at == "majority":
            side = "above" if one.votes > 0 else "below"
            exactly = f"{ahead} had exactly half of the first preferences, which is not enough."
            if record.stages[0].papers == 0:
                exactly = "There was no valid first preference."
            made.append(f"{ahead} was {half} {side} half of the first preferences." if one.votes else exactly)
        elif one.at == "second-place":
            made.append(
                f"{behind} had {number(one.votes)} fewer first preferences than {ahead}, who remained."
            )
        elif one.votes:
            made.append(f"{ahead} finished {votes(one.votes)} ahead of {behind}.")
        else:
            made.append(f"{ahead} and {behind} finished level.")
    return tuple(made)
