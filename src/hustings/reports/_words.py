"""Words and numbers that every report shares, so that a page, a terminal and a document say the same.

Reports never compute an election figure: what stands here only puts figures of the record into words.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from fractions import Fraction

from hustings.counting import Number, Stage
from hustings.paper import FIRST_CODES, SECOND_CODES, TOKEN_CODES, TOKENS, RecordedRuling
from hustings.record import Record
from hustings.reports import _stages as stages
from hustings.reports._figures import added as added
from hustings.reports._figures import clean as clean
from hustings.reports._figures import listed as listed
from hustings.reports._figures import name as name
from hustings.reports._figures import names as names
from hustings.reports._figures import number as number
from hustings.reports._figures import papers as papers
from hustings.reports._figures import party as party
from hustings.reports._figures import percent as percent
from hustings.reports._figures import places_of as places_of
from hustings.reports._figures import sentence as sentence
from hustings.reports._figures import votes as votes
from hustings.reports._figures import with_party as with_party

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)  # not from the locale: the same words on every machine

UNCERTIFIED = "Not certified for statutory use."
UNOFFICIAL = "Unofficial: calculated from the figures given, not declared by a returning officer."
ROUNDING = "Per cents are rounded to one place, halves up, so they may not add to 100."


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


def stage_of(record: Record, *steps: str) -> Stage | None:
    """The first stage of one of these steps, or None."""
    return next((stage for stage in record.stages if stage.step in steps), None)


def first_stage(record: Record) -> Stage | None:
    """The stage that holds every candidate's first preferences (or only votes), or None."""
    return next((stage for stage in record.stages if stage.votes), None)


def standing(record: Record) -> tuple[str, ...]:
    """Candidates' ids as a result lists them: by total, then first preferences, then ballot order."""
    if not stages.in_columns(record):
        return stages.order_of(record)
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
    """What became of a candidate: elected, its seats, remains, out; nothing while it is open."""
    if held := stages.last_seats(record).get(id, 0):
        return f"{number(held)} seat{'' if held == 1 else 's'}"
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
            "second-round": "A second round is awaited",
            "order": "The order of papers is awaited",
            "constituency-results": "Constituency results are awaited",
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
        sofar = f" Elected so far: {names(record, record.elected)}." if record.elected else ""
        return f"No result yet: {clean(record.awaiting.words)}.{sofar}"
    if seats := stages.last_seats(record):
        return _seats_sentence(record, seats)
    if not record.elected:
        return "Nobody is elected."
    who = listed([with_party(record, id) for id in record.elected])
    verb = "is elected" if len(record.elected) == 1 else "are elected"
    if record.status == "provisional":
        who, verb = f"On these provisional figures {who}", "would be elected"
    if not stages.in_columns(record):
        return f"{who} {verb}{_manner(record)}."
    first, ahead = first_stage(record), margin(record)
    if stage_of(record, "uncontested"):
        return f"{who} {verb} unopposed: there was no poll."
    if lot := stage_of(record, "lot"):
        equal = f"{names(record, lot.remaining)} have {number(lot.votes[record.elected[0]])} votes each"
        return f"{who} {verb} by lot: {equal}."
    if stage_of(record, "second-count"):
        return f"{who} {verb} on the second count, {ahead}."
    assert first is not None
    if len(record.elected) > 1:
        return f"{who} {verb}."
    won = first.votes[record.elected[0]]
    if first.step == "majority":
        share = f"{number(won)} of {number(first.papers)} ({percent(won, first.papers)})"
        return f"{who} {verb} on the first count, with more than half of the first preferences: {share}."
    return f"{who} {verb} with {number(won)} of {votes(first.papers)}" + (f", {ahead}." if ahead else ".")


def _seats_sentence(record: Record, seats: Mapping[str, int]) -> str:
    parts = [f"{number(seats[id])} for {name(record, id)}" for id in standing(record) if seats.get(id)]
    total = sum(seats.values())
    would = "On these provisional figures " if record.status == "provisional" else ""
    words = f"{would}{number(total)} seat{'' if total == 1 else 's'}: {listed(parts)}."
    vacant = record.contest.seats - total
    if vacant > 0:
        words += f" {number(vacant)} seat{' stays' if vacant == 1 else 's stay'} vacant."
    return words if parts else "Nobody wins a seat."


def _manner(record: Record) -> str:
    """How the one who is elected came to be; several are only named."""
    if len(record.elected) != 1:
        return ""
    (winner,) = record.elected
    at, stage = next(one for one in stages.numbered(record) if winner in one[1].elected)
    if "condorcet-winner" in stage.step:
        return " as the Condorcet winner: preferred to each other candidate by more than prefer the other"
    held = next((one for one in reversed(record.stages[:at]) if one.holds != "duels" and one.votes), None)
    if chosen := _drawn(record, stage, held, winner):
        return chosen
    if stage.holds == "duels" or held is None or winner not in held.votes:
        return f" ({record.rule.name})"
    won = f"{number(held.votes[winner])}"
    if held.holds != "ledger":
        named = "" if stages.unit(record, held) else f" ({stages.plain(held.step).lower()})"
        return f" with {stages.figure(record, held, held.votes[winner])}{named}"
    if len(record.stages) == 1:
        return f" with {won} of {votes(record.totals.get('valid', held.papers))}"
    if held.quota is not None and held.votes[winner] >= held.quota:
        return f" in stage {at} with {votes(held.votes[winner])}; the quota is {number(held.quota)}"
    if "continuing" in record.totals:
        won += f" of {number(record.totals['continuing'])} continuing"
    return f" in {stages.round_word(record)} {at} with {won} votes"


def _drawn(record: Record, stage: Stage, held: Stage | None, winner: str) -> str:
    """By what the winner was chosen among equals, and what each of them had; nothing where nobody was."""
    had = None if stage.holds == "duels" or held is None else held.votes
    for one in (one for one in stage.equalities if one.chosen == winner):
        if had is not None and any(had.get(id) != had.get(winner) for id in one.between):
            continue  # equal in something before it: who stays for the last round
        if had is None and one.by != "lot":
            continue
        at = f" ({stages.round_word(record)} {one.at})" if one.at else ""
        between = names(record, in_order(record, one.between))
        each = ""
        if held is not None and had is not None and stages.unit(record, held):
            each = f", with {stages.figure(record, held, held.votes[winner])} each"
        return f" by {clean(one.by)}{at}: {between} were equal{each}"
    return ""


def second_words(code: str) -> str:
    """Why second preferences were not counted, in words."""
    return SECOND_CODES[code].words if code in SECOND_CODES else stages.account(code)


def not_counted(accounts: Mapping[str, Number]) -> tuple[tuple[str, Number], ...]:
    """The accounts of papers not counted again, in words, in the order of the codes."""
    order = {code: at for at, code in enumerate([*SECOND_CODES, "gap"])}
    known = sorted(accounts, key=lambda code: (order.get(code, len(order)), code))
    return tuple((second_words(code), accounts[code]) for code in known)


def ruled(record: Record, ruling: RecordedRuling) -> str:
    """What papers were held to say, or the head under which they were rejected."""
    held = ruling.ruling
    if held.vote is None:
        return f"rejected, {FIRST_CODES[held.code].words}" if held.code else "not decided"
    first, *rest = held.vote
    second = [SECOND_CODES[TOKEN_CODES[one]].words if one in TOKENS else name(record, one) for one in rest]
    return "first preference " + ", second ".join([name(record, first), *second])


def _final(record: Record, gap: Number) -> str:
    """A gap in what the last figures are."""
    held = next((one for one in reversed(record.stages) if one.votes), None)
    if held is None or held.holds == "ledger":
        return votes(gap)
    return stages.figure(record, held, gap)


def closeness_sentences(record: Record) -> tuple[str, ...]:
    """How close each comparison of the count was, a sentence each."""
    made = []
    for one in record.closeness:
        ahead, behind = name(record, one.ahead), name(record, one.behind)
        short = Fraction(max(one.votes, -one.votes)) / 2
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
        elif one.at == "exclusion":
            gap = f"{votes(one.votes)} behind" if one.votes else "level with"
            made.append(f"The closest exclusion was that of {behind}, {gap} {ahead}.")
        elif one.votes:
            made.append(f"{ahead} finished {_final(record, one.votes)} ahead of {behind}.")
        else:
            made.append(f"{ahead} and {behind} finished level.")
    return tuple(made)
