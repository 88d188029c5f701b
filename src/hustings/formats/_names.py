"""Names as people write them: found again among those who stand, or refused with the nearest one.

Source: the ballot paper, which names people; ids are for files. Exact but for case, spaces and the Unicode
form: a name that is only similar is never taken, it is suggested.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from hustings.contest import Area, Candidate, Contest
from hustings.errors import InputError

ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
"""What an id looks like: it cannot be taken for one of `paper.TOKENS` or for a mark in a transcript."""

UNTITLED = "Untitled contest"
"""The title of a contest whose facts give none."""


def folded(text: str) -> str:
    """Text as it is compared: one Unicode form, no case, single spaces.

    >>> folded("  Sadiq  Aman KHAN ")
    'sadiq aman khan'
    """
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def nearest(text: str, known: Iterable[str]) -> str:
    """The known text most like this one, or "" when none is.

    >>> nearest("Jon Biggs", ["Lutfur Rahman", "John Biggs"])
    'John Biggs'
    """
    choices = {folded(one): one for one in known}
    close = difflib.get_close_matches(folded(text), list(choices), n=1, cutoff=0.6)
    return choices[close[0]] if close else ""


def unknown(what: str, text: str, known: Iterable[str], *, where: str) -> InputError:
    """The complaint that `text` names no known `what`, with the nearest one suggested.

    >>> print(unknown("candidate", "Ane", ["Ann", "Bert"], where="votes.csv:2"))
    votes.csv:2: unknown candidate
      found: Ane
      expected: one of: Ann, Bert
      to do: did you mean Ann?
    """
    names = list(known)
    close = nearest(text, names)
    shown = ", ".join(names[:30]) + (f" and {len(names) - 30} more" if len(names) > 30 else "")
    return InputError(
        f"unknown {what}",
        where=where,
        found=(text if len(text) <= 80 else f"{text[:77]}...") or "nothing",
        expected=f"one of: {shown}" if names else f"no {what} here",
        hint=f"did you mean {close}?" if close else f"write the {what} as the contest does",
    )


class Names:
    """Candidates and areas of a contest, found by what a file calls them.

    A candidate answers to the id, the full name, the commonly used name and the label; an area to its id and
    its name. Raises InputError for a text that names nobody, or that two candidates answer to.

    >>> from hustings.contest import Candidate, Contest
    >>> names = Names(Contest(title="Mayor", candidates=(Candidate(id="sk", name="Sadiq Aman Khan"),)))
    >>> names.candidate("sadiq aman  KHAN", where="votes.csv:2")
    'sk'
    """

    def __init__(self, contest: Contest) -> None:
        self._contest = contest
        self._ids = frozenset(contest.ids)
        self._candidates = _index(
            (one.id, (one.id, one.name, one.known_as, contest.label(one.id))) for one in contest.candidates
        )
        self._areas = _index((one.id, (one.id, one.name)) for one in contest.areas)

    def candidate(self, text: str, *, where: str) -> str:
        """The id of the candidate whom `text` names; `where` is file and line for the complaint."""
        if text in self._ids:
            return text
        return _find("candidate", text, self._candidates, self._labels(), where)

    def _labels(self) -> Iterator[str]:
        for id in self._contest.ids:
            yield self._contest.label(id)

    def area(self, text: str, *, where: str) -> str:
        """The id of the area that `text` names."""
        if any(text == area.id for area in self._contest.areas):
            return text
        return _find("area", text, self._areas, (area.name for area in self._contest.areas), where)

    def knows(self, text: str) -> bool:
        """Whether `text` names exactly one candidate."""
        return text in self._ids or len(self._candidates.get(folded(text), ())) == 1


def _index(named: Iterable[tuple[str, Iterable[str]]]) -> dict[str, tuple[str, ...]]:
    index: dict[str, tuple[str, ...]] = {}
    for id, texts in named:
        for key in {folded(text) for text in texts if text}:
            index[key] = (*index.get(key, ()), id)
    return index


def _find(
    what: str, text: str, index: Mapping[str, tuple[str, ...]], known: Iterable[str], where: str
) -> str:
    ids = index.get(folded(text), ())
    if not ids:
        raise unknown(what, text, known, where=where)
    if len(ids) > 1:
        raise InputError(
            f"two {what}s answer to this name",
            where=where,
            found=text,
            expected=f"one of the ids {', '.join(ids)}",
            hint=f"write the {what}'s id instead of the name",
        )
    return ids[0]


def slug(name: str) -> str:
    """A stable ASCII id for a name: lower case, words joined by hyphens.

    >>> slug("Siân Niamh O'Brien"), slug("李")
    ('sian-niamh-o-brien', 'x')
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "x"


def infer_ids(
    names: Iterable[str], *, what: str = "candidate", where: str, taken: Iterable[str] = ()
) -> tuple[str, ...]:
    """An id for each name, in order, none of them twice and none already `taken`.

    Raises InputError where two of the names are the same: only ids could tell them apart.

    >>> infer_ids(["Ann Archer", "Bert Fry"], where="votes.csv:1")
    ('ann-archer', 'bert-fry')
    """
    used = set(taken)
    seen: set[str] = set()
    ids: list[str] = []
    for name in names:
        if folded(name) in seen:
            raise InputError(
                f"two {what}s have one name and no ids",
                where=where,
                found=name,
                expected=f"a different name, or an id for each {what}",
                hint="give each of them an id in contest.toml, and use the ids in the file",
            )
        seen.add(folded(name))
        base = id = slug(name)
        number = 2
        while id in used:
            id, number = f"{base}-{number}", number + 1
        used.add(id)
        ids.append(id)
    return tuple(ids)


def infer_candidates(names: Iterable[str], *, where: str) -> tuple[Candidate, ...]:
    """Candidates from the names in a file, in their order, with inferred ids.

    >>> [one.id for one in infer_candidates(["Ann Archer", "Bert Fry"], where="votes.csv:1")]
    ['ann-archer', 'bert-fry']
    """
    listed = [" ".join(name.split()) for name in names]
    return tuple(
        Candidate(id=id, name=name) for id, name in zip(infer_ids(listed, where=where), listed, strict=True)
    )


def infer_areas(names: Iterable[str], *, where: str) -> tuple[Area, ...]:
    """Areas from the names in a file, each once, in the order first met, with inferred ids.

    >>> [one.id for one in infer_areas(["North", "South", "North"], where="votes.csv")]
    ['north', 'south']
    """
    first_met: dict[str, str] = {}
    for name in names:
        first_met.setdefault(folded(name), " ".join(name.split()))
    listed = list(first_met.values())
    ids = infer_ids(listed, what="area", where=where)
    return tuple(Area(id=id, name=name) for id, name in zip(ids, listed, strict=True))
