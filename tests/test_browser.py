"""The browser helpers see what they are there to see."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

GOOD = '<!doctype html><html lang="en"><title>A page</title><main><h1>A page</h1><p>Text.</p></main></html>'
BAD = '<!doctype html><html><title></title><img src="picture.png"></html>'


def show(page: Any, folder: Path, html: str) -> None:
    file = folder / "page.html"
    file.write_text(html, encoding="utf-8")
    page.goto(file.as_uri())


def test_a_plain_page_is_clean(
    page: Any, axe: Callable[[Any], list[str]], no_requests: Callable[[Any], None], tmp_path: Path
) -> None:
    show(page, tmp_path, GOOD)
    assert axe(page) == []
    no_requests(page)


def test_faults_are_seen(
    page: Any, axe: Callable[[Any], list[str]], no_requests: Callable[[Any], None], tmp_path: Path
) -> None:
    show(page, tmp_path, BAD)
    found = {line.split()[0] for line in axe(page)}
    assert {"document-title", "html-has-lang", "image-alt"} <= found
    with pytest.raises(AssertionError, match=r"picture\.png"):
        no_requests(page)
