"""The documentation says what is there, all of it, and its examples are true."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

import _generate
from examples import run_page
from hustings import paper, shelf

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = sorted(
    page
    for page in (*ROOT.glob("*.md"), *DOCS.rglob("*.md"))
    if "generated" not in page.relative_to(ROOT).parts
)


def named(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.skipif(os.name == "nt", reason="the pages' console blocks need a POSIX shell")
@pytest.mark.parametrize("page", PAGES, ids=named)
def test_the_examples_of_a_page_are_true(page: Path, tmp_path: Path) -> None:
    run_page(page.read_text(encoding="utf-8"), tmp_path)


# -- The reference ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def reference() -> dict[str, str]:
    """The generated pages by name. That they can be made is a test of its own: nothing lacks its words."""
    return _generate.pages()


def headings(page: str, level: str = "##") -> set[str]:
    return set(re.findall(rf"^{level} (.+)$", page, re.MULTILINE))


def files(folder: str) -> set[str]:
    """The keys' source: the modules that stand in a folder of the package."""
    return {
        file.stem
        for file in (ROOT / "src" / "hustings" / folder).glob("*.py")
        if not file.name.startswith("_")
    }


@pytest.mark.parametrize("kind", ["formats", "laws", "rules", "reports"])
def test_everything_on_a_shelf_is_in_the_reference(kind: str, reference: dict[str, str]) -> None:
    things = getattr(shelf, kind)()
    folder = "law" if kind == "laws" else kind
    assert len(things) >= len(files(folder)) > 0
    level = "###" if kind == "rules" else "##"  # rules stand below their families
    assert headings(reference[f"{kind}.md"], level) == set(things)


def test_the_reference_says_which_rule_is_checked_by_what(reference: dict[str, str]) -> None:
    table = reference["rules.md"].partition("## Which rule is checked by what\n")[2]
    for key, rule in shelf.rules().items():
        (row,) = (line for line in table.splitlines() if line.startswith(f"| [`{key}`](#{key}) |"))
        assert f"| {rule.known} |" in row
        assert row.endswith(f"| {_generate.escaped(rule.checked or 'none yet')} |")


def test_every_command_is_in_the_reference(reference: dict[str, str]) -> None:
    expected = {f"hustings {name}" for name in files("cli")} | {"hustings law list", "hustings law show"}
    assert expected <= headings(reference["commands.md"])


def test_every_option_has_a_help_text() -> None:
    bare = [
        f"{path} {option.opts[-1]}"
        for path, command in _generate.commands()
        for option in command.params
        if option.param_type_name == "option" and not option.help
    ]
    assert bare == []


def test_every_code_is_in_the_reference(reference: dict[str, str]) -> None:
    for code in (*paper.FIRST_CODES, *paper.SECOND_CODES):
        assert f"| `{code}` |" in reference["codes.md"]


def test_every_module_is_in_the_reference(reference: dict[str, str]) -> None:
    for name in files(".") - {"__init__", "__main__"}:
        assert f"automodule:: hustings.{name}\n" in reference[f"python/{name}.md"]
        assert f"\npython/{name}\n" in reference["python.md"]


def test_every_complaint_is_in_the_reference(reference: dict[str, str]) -> None:
    complaints = reference["errors.md"]
    for words in ("two …s share an id", "seats must be 1 or more"):
        assert f"| {words} |" in complaints


def test_what_lacks_words_is_refused() -> None:
    with pytest.raises(ValueError, match="rule sv is undocumented"):
        _generate.required("  ", "rule sv")


def test_every_generated_page_is_listed(reference: dict[str, str]) -> None:
    index = (DOCS / "reference" / "index.md").read_text(encoding="utf-8")
    for name in reference:
        if "/" not in name:
            assert f"\ngenerated/{name.removesuffix('.md')}\n" in index
