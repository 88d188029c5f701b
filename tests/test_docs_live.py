"""What the documentation shows of elections that come along is made, and shown where it stands."""

from __future__ import annotations

import re
from pathlib import Path

import _live

DOCS = Path(__file__).resolve().parent.parent / "docs"


def test_every_file_a_page_shows_is_made_the_same_each_time() -> None:
    made = _live.made()
    pages = "".join(page.read_text(encoding="utf-8") for page in (DOCS / "explanation").glob("*.md"))
    shown = set(re.findall(r'"\.\./([\w-]+\.(?:svg|html))"', pages))
    assert {f"live/{name}" for name in shown} == set(made)
    assert made == _live.made()


def test_files_are_written_once(tmp_path: Path) -> None:
    _live.write(tmp_path)
    page = tmp_path / "live" / "tower-hamlets-2010-what-if.html"
    assert "Lutfur Rahman" in page.read_text(encoding="utf-8")
    before = page.stat().st_mtime_ns
    _live.write(tmp_path)
    assert page.stat().st_mtime_ns == before
