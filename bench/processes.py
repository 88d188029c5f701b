"""Runs a command as a whole process and says what it took: wall and CPU time, or memory."""

from __future__ import annotations

import os
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

PAUSE = 0.005  # seconds between two looks at the memory


@dataclass(frozen=True, kw_only=True)
class Run:
    """Seconds from start to end, and seconds of CPU over the process and its children."""

    wall: float
    cpu: float


@dataclass(frozen=True, kw_only=True)
class Memory:
    """The greatest sums over all processes at one moment: resident bytes, and with shared pages shared."""

    rss: int
    pss: int


def timed(command: list[str], folder: Path) -> Run:
    """Run a command to its end; raises RuntimeError, with what it said, if it fails."""
    errors = folder / "stderr.txt"
    with errors.open("wb") as said:
        begin = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said, cwd=folder)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command} ended with {process.returncode}: {errors.read_text()[-500:]}")
    return Run(wall=wall, cpu=used.ru_utime + used.ru_stime)


def memory(command: list[str], folder: Path) -> Memory | None:
    """Run a command and watch its memory; None where the system does not show it (no /proc).

    A run of its own, because looking takes time.
    """
    if not Path("/proc/self/smaps_rollup").exists():
        return None
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder, start_new_session=True
    ) as process:
        rss = pss = 0
        while process.poll() is None:
            sums = [_memory_of(one) for one in _session(process.pid)]
            rss = max(rss, sum(one for one, _ in sums))
            pss = max(pss, sum(one for _, one in sums))
            time.sleep(PAUSE)
    return Memory(rss=rss, pss=pss)


def _session(leader: int) -> list[Path]:
    """The processes of a session: a command, and whatever it started."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == leader:
            found.append(entry)
    return found


def _memory_of(process: Path) -> tuple[int, int]:
    """Resident bytes of a process, and its share of them; nothing if it has just ended."""
    try:
        lines = (process / "smaps_rollup").read_text().splitlines()[1:]
    except OSError:
        return 0, 0
    sizes = {line.split(":")[0]: int(line.split()[1]) * 1024 for line in lines}
    return sizes["Rss"], sizes["Pss"]
