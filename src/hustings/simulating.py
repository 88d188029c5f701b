"""Simulating: elections are drawn from a culture, counted by a rule, and what became of them is added up.

Elections are drawn in blocks, each from a random stream of its own that is spawned from the seed by the
block's number (numpy's SeedSequence and SFC64). How large a block is depends on the electorate alone, so that
neither threads nor how many elections are asked for change what is drawn: the first thousand of a million are
the thousand that are drawn alone.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType

from hustings.blocks import Plan, counted
from hustings.cultures._culture import Culture
from hustings.electorates import Asked, asked_of, whole
from hustings.errors import UsageError
from hustings.mechanics.drawn_counts import Tally
from hustings.mechanics.habits import Habits
from hustings.returns import Reading
from hustings.saving import save
from hustings.simulation import Drawn, Duelling, Rates, Simulation, Used

CELLS, VOTERS = 1 << 19, 1 << 17
"""How many cells of tables, and how many voters, are about one block: what a processor's cache holds."""

TABLES = 1 << 11
"""So many elections are about one task: counting fewer tables at once takes longer."""

WAITING = 1_000
"""So many tasks at most stand in line for the threads."""

MARKS = 10**9
"""So many marks of one election's voters are drawn one by one: what fits the memory of a larger machine."""

FILES = 10_000
"""So many elections at most are written as files."""


def simulate(
    culture: str,
    *,
    voters: int,
    elections: int,
    seed: int | None = None,
    candidates: int | Sequence[str] | None = None,
    rule: str = "sv",
    seats: int = 1,
    habits: str | Habits = "none",
    around: str | Path | Reading | None = None,
    rankings: bool = False,
    spoilers: bool = False,
    threads: int | None = None,
    folder: str | Path | None = None,
    arrays: ModuleType | None = None,
    **settings: object,
) -> Simulation:
    """Draw elections from a culture and count them by a rule.

    `candidates` are how many, or their names; a culture `around` a real result (a file or a reading; London
    2021 if none is given) has that one's. `habits` says how voters fill the second column: "none", each as
    the culture has it, "english", or any `Habits`. Under the supplementary vote only what it looks at is
    drawn; with `rankings` whole rankings are, which tells who beats each other candidate; `spoilers` counts
    again without each candidate. `threads` (all processors if not given) change nothing but the time, and
    only that of the supplementary vote. `folder` is where each election is written as a file. `arrays` is
    another library's array namespace in which the supplementary vote counts what numpy drew. Other names are
    the culture's settings. Raises UsageError for anything that makes no sense, first a seed that is missing.

    >>> found = simulate("impartial", candidates=3, voters=99, elections=1000, seed=1)
    >>> sum(found.won) + found.lots
    1000
    """
    asked = asked_of(
        culture,
        candidates=candidates,
        voters=voters,
        seats=seats,
        rule=rule,
        habits=habits,
        around=around,
        settings=settings,
    )
    plan = _plan(
        asked,
        seed=whole(seed, "seed", 0),
        elections=whole(elections, "elections", 1, 10**9),
        rankings=rankings,
        spoilers=spoilers,
        write=folder is not None,
        arrays=arrays,
    )
    workers = whole(_processors() if threads is None else threads, "threads", 1, 1024)
    room = None if folder is None else _room(Path(folder), plan.elections)
    total, written = Tally(), 0
    for found, files in _blocks(plan, workers if asked.rule.key == "sv" else 1):
        total.update(found)
        for content in files:
            written += 1
            save(f"{room}/election-{written:0{len(str(plan.elections))}}.csv", content)
    return _summary(plan, total)


def _plan(
    asked: Asked,
    *,
    seed: int,
    elections: int,
    rankings: bool,
    spoilers: bool,
    write: bool,
    arrays: ModuleType | None,
) -> Plan:
    """What is drawn: only what the rule looks at, or whole rankings where more is wanted."""
    culture, who, sv = asked.culture, asked.electorate, asked.rule.key == "sv"
    if spoilers and (culture.around or who.candidates < 3 or asked.contest.seats > 1):
        raise UsageError(
            "spoilers cannot be looked for here",
            expected="three or more candidates, one seat, and a culture that gives whole rankings",
        )
    if arrays is not None and not sv:
        raise UsageError(
            "only the supplementary vote counts in another library's arrays", found=asked.rule.key
        )
    drawn: Drawn = "rankings" if rankings or spoilers or not sv else _enough(culture)
    marks = who.voters * (2 if drawn == "first and second preferences" else who.candidates)
    if drawn != "tables" and marks > MARKS:
        raise UsageError(
            "so many voters are not drawn one by one",
            found=f"{who.voters:,} voters, {who.candidates} candidates",
            expected=f"at most {MARKS:,} marks in an election",
            hint="fewer voters; or a culture and the rule sv, for which tables are drawn straight",
        )
    cells = who.candidates * (who.candidates + 1)
    block = max(1, CELLS // cells if drawn == "tables" else VOTERS // who.voters)
    return Plan(
        asked=asked,
        seed=seed,
        elections=elections,
        drawn=drawn,
        block=block,
        spoilers=spoilers,
        write=write,
        arrays=arrays,
    )


def _enough(culture: Culture) -> Drawn:
    """The least of a culture that the supplementary vote can be counted from."""
    if culture.shares:
        return "tables"
    return "first and second preferences" if culture.pairs else "rankings"


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _room(folder: Path, elections: int) -> Path:
    """The folder elections are written into, made if need be; it must hold none of them yet."""
    if elections > FILES:
        raise UsageError(
            "so many elections are not written as files",
            found=f"{elections:,}",
            expected=f"at most {FILES:,}",
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError("the folder cannot be made", where=str(folder), found=str(error.strerror)) from error
    if any(folder.iterdir()):
        raise UsageError("the folder is not empty", where=str(folder), hint="name another, or empty it")
    return folder


def _blocks(plan: Plan, workers: int) -> Iterator[tuple[Tally, list[bytes]]]:
    """What the blocks come to, some at a time, in their order."""
    several = 1 if plan.drawn == "rankings" else max(1, TABLES // plan.block)
    blocks = range(-(-plan.elections // plan.block))
    tasks = range(0, len(blocks), several)
    if workers == 1 or len(tasks) == 1:
        yield from (counted(plan, blocks[at : at + several]) for at in tasks)
        return
    pool = ThreadPoolExecutor(workers)
    try:
        for start in range(0, len(tasks), WAITING):
            some = tasks[start : start + WAITING]
            yield from pool.map(lambda at: counted(plan, blocks[at : at + several]), some)
    finally:
        pool.shutdown(cancel_futures=True)


def _summary(plan: Plan, total: Tally) -> Simulation:
    """The sums as they are handed over."""
    asked, sv, one = plan.asked, plan.asked.rule.key == "sv", plan.asked.contest.seats == 1
    who, culture, rule, habits = asked.electorate, asked.culture, asked.rule, asked.habits
    settings = {
        name: ",".join(f"{one:g}" for one in (held if isinstance(held, tuple) else (held,)))
        for name, held in who.settings.items()
    }
    duels = Duelling(
        winners=total["condorcet", 0],
        decided=total["condorcet decided", 0],
        elected=total["condorcet elected", 0],
    )
    return Simulation(
        culture=Used(key=culture.key, name=culture.title, source=culture.source),
        settings=settings,
        around=asked.around,
        candidates=tuple(person.name for person in asked.contest.candidates),
        voters=who.voters,
        elections=plan.elections,
        seats=asked.contest.seats,
        rule=Used(key=rule.key, name=rule.name, source=rule.source),
        rule_version=rule.version,
        seed=plan.seed,
        drawn=plan.drawn,
        habits=Rates(source=habits.source, missing=habits.missing, same=habits.same) if habits else None,
        won=tuple(total["won", at] for at in range(who.candidates)),
        lots=total["lots", 0],
        places=tuple(total["place", at] for at in range(who.candidates)) if one else (),
        level_leads=total["level leads", 0],
        majorities=total["majorities", 0] if sv else None,
        level_cuts=total["level cuts", 0] if sv else None,
        ineffective=total["ineffective", 0] if sv else None,
        duels=duels if plan.drawn == "rankings" and one else None,
        spoiled=total["spoiled", 0] if plan.spoilers else None,
    )
