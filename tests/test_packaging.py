"""What is published runs by itself: a wheel, in an environment that never saw the source."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "hustings"
HEAVY = ("numpy", "polars", "jinja2", "rich", "typst", "openpyxl", "click", "importlib.metadata")


def run(*command: str | Path, where: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a program as a stranger would: no variable of ours points at the source."""
    kept = {
        key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "HUSTINGS", "LC_"))
    }
    return subprocess.run(
        [str(one) for one in command],
        cwd=where,
        env=kept | settings,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=300,
        check=False,
    )


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built by the build backend of this environment, so that nothing is downloaded."""
    out = tmp_path_factory.mktemp("wheel")
    built = run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, ROOT, where=out)
    assert built.returncode == 0, built.stdout + built.stderr
    (made,) = out.glob("*.whl")
    return made


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts' folder of an empty environment in which hustings is the wheel and nothing else.

    Its dependencies are those of this environment, lent through a path entry that stands behind the
    wheel's; the source's own editable entry is not followed from there.
    """
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, with_pip=False, symlinks=os.name != "nt")
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / ("python.exe" if os.name == "nt" else "python")
    paths = sysconfig.get_paths(vars={"base": str(home), "platbase": str(home)})
    site = Path(paths["purelib"])
    (site / "lent.pth").write_text(sysconfig.get_paths()["purelib"] + "\n", encoding="utf-8")
    done = run(
        sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index",
        "--ignore-installed", wheel, where=home,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = run(python, "-c", "import hustings; print(hustings.__file__)", where=home)
    assert Path(found.stdout.strip()).is_relative_to(site), found.stdout + found.stderr
    return scripts


def test_the_wheel_holds_every_file_of_the_package_and_nothing_else(wheel: Path) -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "-z", "."], cwd=SOURCE, capture_output=True, encoding="utf-8", check=False
    )
    if tracked.returncode or not tracked.stdout:
        pytest.skip("not a git checkout")
    expected = {
        f"hustings/{name}" for name in tracked.stdout.split("\0") if name and (SOURCE / name).exists()
    }
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    own = {name for name in held if not name.split("/")[0].endswith(".dist-info")}
    assert expected <= own
    assert {name.split("/")[0] for name in own} == {"hustings"}
    assert "hustings/py.typed" in own
    assert any(name.endswith("/licenses/LICENSE") for name in held)


def test_the_version_is_said_once(installed: Path) -> None:
    import hustings

    said = run(installed / "hustings", "--version", where=installed)
    assert said.stdout.strip() == f"hustings {hustings.__version__}"


def test_the_bundled_elections_are_in_the_wheel(installed: Path, tmp_path: Path) -> None:
    listed = run(installed / "hustings", "demo", "--list", where=tmp_path)
    assert listed.returncode == 0, listed.stderr
    assert {"london-2021", "greater-manchester-2026", "tower-hamlets-2014"} <= set(
        listed.stdout.replace("\n", " ").split()
    )


LOCALES = {
    "as it is": {},
    "UTF-8": {"LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "7"},
    "no UTF-8": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "western": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "cp1252"},
}


@pytest.mark.parametrize("settings", LOCALES.values(), ids=LOCALES)
def test_the_demo_counts_london(installed: Path, tmp_path: Path, settings: dict[str, str]) -> None:
    """Figures: declaration of the Greater London returning officer, election of 6 May 2021."""
    folder = tmp_path / "a folder of ours"
    folder.mkdir()
    done = run(installed / "hustings", "demo", "london-2021", "--html", "page.html", where=folder, **settings)
    assert done.returncode == 0, done.stdout + done.stderr
    for figure in ("1,013,721", "192,313", "1,206,034", "893,051", "84,550", "977,601"):
        assert figure in done.stdout
    assert "1,206,034" in (folder / "page.html").read_text(encoding="utf-8")


def test_names_in_every_script_are_the_same_in_every_locale(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "votes.csv").write_text(
        "first,second,papers\nSiân Ŵyn,Zoë Ñandú,3\nΆννα,Zoë Ñandú,1\nZoë Ñandú,,3\n", encoding="utf-8"
    )
    printed = set()
    for number, settings in enumerate(LOCALES.values()):
        command = ("count", "votes.csv", "--rule", "sv", "--json", "-o", f"{number}.html")
        done = run(installed / "hustings", *command, where=tmp_path, **settings)
        assert done.returncode == 0, done.stderr
        printed.add(done.stdout)
    assert len(printed) == 1
    assert "Zoë Ñandú" in printed.pop()
    pages = {(tmp_path / f"{number}.html").read_bytes() for number in range(len(LOCALES))}
    assert len(pages) == 1
    assert "Άννα".encode() in pages.pop()


def imported(installed: Path, code: str) -> set[str]:
    done = run(
        installed / "python", "-c", f"{code}\nimport sys; print(*sys.modules, sep='\\n')", where=installed
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def test_importing_hustings_loads_nothing_heavy(installed: Path) -> None:
    loaded = imported(installed, "import hustings")
    assert "hustings" in loaded
    assert not loaded & set(HEAVY)


def test_help_loads_nothing_heavy(installed: Path) -> None:
    code = (
        "import contextlib, io\nfrom hustings.cli import main\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit): main(['--help'])"
    )
    loaded = imported(installed, code)
    assert "click" in loaded
    assert not loaded & (set(HEAVY) - {"click"})


def test_questions_pictures_and_the_explorer_are_in_the_wheel(installed: Path, tmp_path: Path) -> None:
    """The margin of London 2021 is half its lead of 228,433, rounded up: it takes so many papers altered."""
    asked = run(installed / "hustings", "ask", "margin", "london-2021", where=tmp_path)
    assert asked.returncode == 0 and "With 114,217 papers altered" in asked.stdout, asked.stderr
    for words in (("plot", "win-region", "london-2021"), ("explore", "london-2021")):
        out = "region.svg" if words[0] == "plot" else "what-if.html"
        done = run(installed / "hustings", *words, "-o", out, where=tmp_path)
        assert done.returncode == 0 and (tmp_path / out).stat().st_size > 1_000, done.stderr
