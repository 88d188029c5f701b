"""What stands on the formats shelf: a way to recognise and read one kind of file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from hustings.contest import Contest
from hustings.decisions import Decisions
from hustings.paper import DEFECT_ORDER
from hustings.returns import Reading, Statement


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A file to be read: its display name for messages, and its path, or a binary stream for standard input.

    A path may hold gzip; readers see decompressed bytes through `formats._open`.
    """

    name: str
    path: Path | None = None
    stream: BinaryIO | None = None


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is known beside the file: contest facts, totals of the whole contest, decisions, settings.

    `totals` is a statement for the whole contest holding what contest.toml's [totals] gives: papers used
    and verified, rejected by code, unused seconds by code. `defect_order` comes from the law; `in_order` says
    that the papers' order in the file is to be kept. `said` are the facts that contest.toml gives: about them
    no file of papers has a say. `progress` is called with the bytes read so far.
    """

    contest: Contest | None = None
    totals: Statement | None = None
    decisions: Decisions = field(default_factory=Decisions)
    defect_order: tuple[str, ...] = DEFECT_ORDER
    said: frozenset[str] = frozenset()
    in_order: bool = False
    progress: Callable[[int], None] | None = None


@dataclass(frozen=True, kw_only=True)
class Format:
    """One way to read papers or returns.

    `sniff` is given the first 64 KiB, decompressed, and says whether the file is of this kind; `example`
    is a small whole file of it; `columns` pairs each column with its meaning.
    """

    key: str
    title: str
    about: str
    columns: tuple[tuple[str, str], ...]
    example: str
    sniff: Callable[[bytes], bool]
    read: Callable[[Opened, Facts], Reading]
