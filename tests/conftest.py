"""What every test may ask for: the real elections, a browser, and the same examples on every run."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent
IN_CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}

settings.register_profile("dev", deadline=None)
settings.register_profile(
    "ci", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


def missing(reason: str) -> NoReturn:
    """Skips with the reason; fails with it where CI=true, so that nothing is left out unnoticed there."""
    if IN_CI:
        pytest.fail(f"{reason} (CI=true: not skipped)", pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of real elections: $HUSTINGS_DATA, by default ../shared/data beside the repository."""
    folder = Path(os.environ.get("HUSTINGS_DATA") or ROOT.parent / "shared" / "data")
    if not folder.is_dir():
        missing(f"no real elections: HUSTINGS_DATA={folder} is not a folder")
    return folder


# -- The browser ------------------------------------------------------------------------------------------

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
CHROMIUM_PATHS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
CHROMIUM_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find_chromium() -> str | None:
    """The Chromium of this machine: $HUSTINGS_CHROMIUM, or the first known name or place that exists."""
    for name in (os.environ.get("HUSTINGS_CHROMIUM", ""), *CHROMIUM_NAMES, *CHROMIUM_PATHS):
        if name and (path := shutil.which(name)):
            return path
    return None


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A headless Chromium driven by Playwright; one for all tests of a process."""
    path = find_chromium()
    if path is None:
        missing("no Chromium here: run tools/chromium.sh, or set HUSTINGS_CHROMIUM to its path")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A fresh page 1280 px wide. Every request it makes is noted: see `no_requests`.

    A test chooses another width with `page.set_viewport_size({"width": 320, "height": 800})`.
    """
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    fresh = context.new_page()
    fresh.requests_made = []
    fresh.on("request", lambda request: fresh.requests_made.append(request.url))
    yield fresh
    context.close()


@pytest.fixture
def axe() -> Callable[[Any], list[str]]:
    """A function from an open page to what axe finds wrong with it, one line for each violation."""
    from axe_playwright_python.sync_playwright import Axe

    def violations(page: Any) -> list[str]:
        lines = []
        for one in Axe().run(page).response["violations"]:
            places = "; ".join(node["html"] for node in one["nodes"])
            lines.append(f"{one['id']} ({one['impact']}): {one['help']}: {places}")
        return lines

    return violations


@pytest.fixture
def no_requests() -> Callable[[Any], None]:
    """A function asserting that a page has asked for nothing beyond itself: no network, no other file."""

    def check(page: Any) -> None:
        own = page.url.split("#")[0]
        beyond = [
            url for url in page.requests_made if url.split("#")[0] != own and not url.startswith("data:")
        ]
        assert not beyond, f"the page asks for {beyond}"

    return check


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that uses the browser is marked so, whether or not its author remembered."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Says in plain sight that the browser tests did not run."""
    if find_chromium() is None:
        terminalreporter.section("NOTICE")
        terminalreporter.line("No Chromium here: the browser tests were skipped. Run tools/chromium.sh.")
