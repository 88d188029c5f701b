"""The runner of the documentation's examples: what is true passes, what is false fails."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from examples import blocks, commands, matches, run_page

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the pages' console blocks need a POSIX shell")


def page(*parts: str) -> str:
    return "\n".join(parts) + "\n"


def test_files_commands_and_python_share_a_folder(tmp_path: Path) -> None:
    text = page(
        "```{code-block} csv",
        ":caption: votes.csv",
        "",
        "first,second",
        "A,B",
        "```",
        "",
        "```console",
        "$ cat votes.csv",
        "first,second",
        "...",
        "$ cat > more.txt <<'EOF'",
        "one",
        "EOF",
        "$ cat more.txt \\",
        "    votes.csv",
        "one",
        "fi...second",
        "A,B",
        "$ false",
        "$ echo $?",
        "1",
        "```",
        "```python",
        ">>> from pathlib import Path",
        ">>> rows = Path('votes.csv').read_text().split()",
        ">>> rows",
        "['first,second', 'A,B']",
        "```",
        "```python",
        "assert len(rows) == 2",
        "```",
    )
    assert run_page(text, tmp_path) == 3


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (page("```console", "$ echo this", "that", "```"), "line 2: .* prints something else"),
        (page("```console", "$ echo a", "a", "$ false", "```"), "line 4: exit status 1"),
        (page("```console", "$ exit 3", "$ echo a", "```"), "the shell ended"),
        (page("```console", "echo a", "```"), "begins with"),
        (page("```python", ">>> 1 + 1", "3", "```"), "Expected:\n *3\nGot:\n *2"),
        (page("```python", "assert False, 'no'", "```"), "no"),
        (page("- item", "", "  ```console", "  $ echo this", "  that", "  ```"), "line 4"),
    ],
)
def test_a_false_example_fails(text: str, complaint: str, tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match=complaint):
        run_page(text, tmp_path)


def test_a_longer_fence_hides_what_is_in_it(tmp_path: Path) -> None:
    assert run_page(page("````markdown", "```console", "$ false", "```", "````"), tmp_path) == 0


def test_a_caption_that_is_no_file_name_is_a_caption() -> None:
    (block,) = blocks(page("```{code-block} console", ":caption: What it prints", "$ true", "```"))
    assert (block.file, block.language, block.line) == ("", "console", 3)
    assert [one.text for one in commands(block)] == ["true"]


@pytest.mark.parametrize(
    ("expected", "actual", "same"),
    [
        ("a\n...\nd", "a\nb\nc\nd\n", True),
        ("a\n...\nd", "a\nd\n", True),
        ("...\nd", "b\nd\n", True),
        ("a\n...", "a\nb\n", True),
        ("a ... c", "a b c", True),
        ("a ... c", "a b\nb c", False),
        ("a\n...\nd", "a\nb\n", False),
        ("a", "a\nb\n", False),
        ("a", "a   \n\n", True),
        ("1.5", "105", False),
    ],
)
def test_what_three_dots_stand_for(expected: str, actual: str, same: bool) -> None:
    assert matches(expected, actual) is same
