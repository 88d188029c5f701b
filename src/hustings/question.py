"""What stands on the questions shelf: something to ask of an election, and the case it is asked about."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from hustings.answer import Answer
from hustings.contest import Contest
from hustings.counting import Count, Rule
from hustings.errors import UsageError
from hustings.mechanics.figures import clean, listed
from hustings.mechanics.known import LEVELS, Known, Level, known_of
from hustings.profile import Profile
from hustings.returns import AnyPapers, Reading

Takes = Literal["candidate", "area", "share", "number", "text", "choice", "flag", "polls", "file"]
"""What an option takes: a candidate or an area (name or id; the id arrives), a share ("40%" or "0.4"; a
Fraction arrives), a whole number, text, one of `choices`, nothing (True arrives), a file of polls (`Polls`
arrive), any other file (its path arrives, for `read` to make a noun of)."""


@dataclass(frozen=True, kw_only=True)
class Option:
    """One thing that may be said with a question. `many`: it may be given several times, a tuple arrives.

    `default` is what arrives where it is not given; with `needed` it must be. Names are plain words with
    underscores; on the command line they have hyphens. `read` turns the path of a file into a noun; it is a
    name in `hustings.formats`, "_tainted.read", since questions open no files. With `of_people` it is given
    the contest too, and finds the candidates that the file names.
    """

    name: str
    takes: Takes
    words: str
    default: Any = None
    many: bool = False
    needed: bool = False
    choices: tuple[str, ...] = ()
    read: str = ""
    of_people: bool = False


def _no_other(key: str) -> Rule:
    raise UsageError("no other rule is at hand", found=key, hint="ask with desk.ask")


@dataclass(frozen=True, kw_only=True)
class Case:
    """What a question is asked about: a reading, the rule it is counted by, and what counting came to.

    `rule_of` gives another rule by its key, for a question that compares. `rankings` are the papers as read,
    where they rank more than the columns of the rule's ballot paper hold.
    """

    reading: Reading
    rule: Rule
    counted: Count
    rule_of: Callable[[str], Rule] = _no_other
    rankings: Profile | None = None

    @property
    def contest(self) -> Contest:
        """The contest, with the names of its candidates."""
        return self.reading.contest

    @property
    def papers(self) -> AnyPapers:
        """The papers or totals, in the columns of the rule's ballot paper."""
        return self.reading.papers

    @cached_property
    def known(self) -> Known:
        """First and second preferences as far as they are told; raises what `known_of` does."""
        return known_of(self.reading)

    def name(self, who: int | str) -> str:
        """The name, safe to print, of the candidate of this id or position in `known.candidates`."""
        return clean(self.contest.label(who if isinstance(who, str) else self.papers.candidates[who]))

    def names(self, some: Iterable[int | str]) -> str:
        """Their names as a sentence lists them."""
        return listed([self.name(who) for who in some])

    @property
    def level(self) -> str:
        """In words, how much is told where whole rankings are looked at if there are any."""
        return LEVELS["rankings" if self.papers.kind == "rankings" else self.known.level]

    def need_rule(
        self, rules: Collection[str], refusal: str, hint: str = "name one of these with --rule"
    ) -> None:
        """Raises UsageError, in the words of `refusal`, for a count by another than these rules."""
        if self.rule.key == "uncontested" and self.rule.key not in rules:
            raise UsageError(
                "nobody else stands, so no paper decides who is elected",
                found=f"{len(self.papers.candidates)} candidate",
                expected="2 or more candidates",
            )
        if self.rule.key not in rules:
            raise UsageError(refusal, found=self.rule.key, expected=", ".join(rules), hint=hint)

    def need(self, *levels: Level, file: str) -> Known:
        """What is known, if it is known at one of these levels; `file` says which file would answer.

        Raises UsageError otherwise.
        """
        if self.known.level not in levels:
            raise UsageError(
                "what was published does not answer this question",
                found=LEVELS[self.known.level],
                expected=" or ".join(LEVELS[one] for one in levels),
                hint=file,
            )
        return self.known


@dataclass(frozen=True, kw_only=True)
class Question:
    """One thing to ask. `asks` is the question as people put it, `about` says what is asked.

    `of` is whether it is asked of an election's papers, or of polls (then `ask` gets `Polls` in the place of
    the case). `source` is the paper or text the mathematics is from. `ask` gets the options by name, checked
    and converted; it raises UsageError for what the data cannot answer, InputError for what makes no sense.
    """

    key: str
    title: str
    asks: str
    about: str
    source: str
    ask: Callable[..., Answer]
    options: tuple[Option, ...] = ()
    of: Literal["papers", "polls"] = "papers"


Asked = Mapping[str, Any]
"""Options by name, as they arrive at a question."""
