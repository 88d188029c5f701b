"""A small election to audit: its papers, bundles, and what hands find."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from click.testing import CliRunner

from hustings import desk
from hustings.answer import Answer
from hustings.cli import cli
from hustings.contest import Candidate, Contest
from hustings.mechanics.pull_list import pulled
from hustings.profile import Profile
from hustings.returns import Reading

SEED = "3 1 4 1 5 9 2 6"
HEAD = "number,first,second"
RECORDED = f"{HEAD},recorded_first,recorded_second"


def reading(
    votes: dict[tuple[str, ...], int], ids: str = "abc", kind: Any = "preferences", **facts: Any
) -> Reading:
    people = tuple(Candidate(id=id, name=f"{id.upper()} Person") for id in ids)
    papers = Profile.of(ids, votes, ballots=kind, rejected=facts.pop("rejected", None))
    return Reading(contest=Contest(title="Sample", candidates=people), papers=papers, **facts)


SAMPLE = {("a", "b"): 420, ("b", "a"): 300, ("c", "a"): 120, ("c", "b"): 60, ("c", "-"): 20}
"""a 540, b 360 after the second count; 920 valid papers."""


def sizes(answer: Answer) -> list[Any]:
    return [row[1] for row in answer.table("sizes").rows]


def papers_of(votes: dict[tuple[str, ...], int]) -> list[tuple[str, ...]]:
    return [vote for vote, papers in sorted(votes.items()) for _ in range(papers)]


def found(tmp_path: Path, head: str, rows: list[str], name: str = "found.csv") -> Path:
    file = tmp_path / name
    file.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return file


def compared_rows(votes: dict[tuple[str, ...], int], number: int) -> list[str]:
    papers = papers_of(votes)
    said = [",".join(papers[one.number - 1]) for one in pulled(SEED, len(papers), number)]
    return [
        f"{one.number},{text},{text}"
        for one, text in zip(pulled(SEED, len(papers), number), said, strict=True)
    ]


def check(file: Path, what: Reading | None = None, **options: Any) -> Answer:
    return desk.ask("audit-check", what or reading(SAMPLE), found=file, seed=SEED, **options)


def manifest(
    tmp_path: Path, votes: dict[tuple[str, ...], int], size: int = 20
) -> tuple[Path, list[tuple[str, int]]]:
    """Bundles of like papers, as they lie after a count by hand."""
    rows, kept = [], []
    for vote, papers in votes.items():
        while papers:
            held = min(size, papers)
            papers -= held
            name = f"{'-'.join(vote)}/{len(rows) + 1}"
            rows.append(f"{name},{held},{vote[0]},{vote[1]},table {vote[0]}")
            kept.append((name, held))
    file = tmp_path / "manifest.csv"
    file.write_text("\n".join(["bundle,papers,first,second,place", *rows]) + "\n", encoding="utf-8")
    return file, kept


def run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(cli, words)
    return getattr(done.exception, "exit_code", done.exit_code), done.output


def written(tmp_path: Path) -> Path:
    """The sample as papers in a file, beside its contest."""
    people = "".join(f'[[candidate]]\nid = "{id}"\nname = "{id.upper()} Person"\n' for id in "abc")
    (tmp_path / "contest.toml").write_text(f'title = "Sample"\n{people}', encoding="utf-8")
    votes = tmp_path / "votes.csv"
    lines = [f"{first},{second.replace('-', '')}" for first, second in papers_of(SAMPLE)]
    votes.write_text("\n".join(["first,second", *lines]) + "\n", encoding="utf-8")
    return votes
