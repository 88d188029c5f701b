"""A file is written whole or not at all, and never over another unasked."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any, NoReturn

import pytest

from hustings.errors import InputError, UsageError
from hustings.saving import save


def test_the_bytes_are_those_given_and_nothing_else_is_left(tmp_path: Path) -> None:
    save(tmp_path / "r.json", b"\x00whole\r\n")
    assert (tmp_path / "r.json").read_bytes() == b"\x00whole\r\n"
    save(str(tmp_path / "s.json"), b"")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["r.json", "s.json"]


@pytest.mark.skipif(os.name == "nt", reason="permissions are those of POSIX")
def test_others_may_read_what_was_published(tmp_path: Path) -> None:
    save(tmp_path / "r.json", b"x")
    assert (tmp_path / "r.json").stat().st_mode & 0o777 == 0o644


def test_another_file_is_kept_unless_it_is_to_be_replaced(tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    path.write_bytes(b"mine")
    with pytest.raises(UsageError, match="not overwritten") as error:
        save(path, b"yours")
    assert path.read_bytes() == b"mine" and "--force" in error.value.hint
    save(path, b"yours", force=True)
    assert path.read_bytes() == b"yours"


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be written") as error:
        save(tmp_path / "none" / "r.json", b"x")
    assert error.value.where == str(tmp_path / "none" / "r.json") and error.value.found


@pytest.mark.parametrize("force", [False, True])
def test_an_interrupted_write_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, force: bool
) -> None:
    path = tmp_path / "r.json"
    if force:
        path.write_bytes(b"old")

    def interrupted(*_: Any) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        save(path, b"new", force=force)
    assert [one.name for one in tmp_path.iterdir()] == (["r.json"] if force else [])
    assert not force or path.read_bytes() == b"old"


def test_the_file_grows_beside_its_place_so_that_it_can_be_moved_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file on another disk cannot be moved in one step; the folder of temporary files may be one."""
    elsewhere = tmp_path / "temporary"
    monkeypatch.setattr(tempfile, "tempdir", str(elsewhere))  # there is no such folder
    save(tmp_path / "r.json", b"x")
    assert (tmp_path / "r.json").read_bytes() == b"x"
