"""What a process and those it started have used, from /proc (Linux only)."""

import os
from contextlib import suppress
from pathlib import Path

_TICK = os.sysconf("SC_CLK_TCK")
# Places in /proc/PID/stat, counted behind the name.
_PARENT, _USER, _SYSTEM, _ENDED_CHILDREN = 1, 11, 12, (13, 14)


def cpu_seconds(pid: int) -> float:
    """User and system time of the process tree, ended children included."""
    return sum(_ticks(one) for one in tree(pid)) / _TICK


def resident_mb(pid: int) -> float:
    """Resident memory of the process tree now, in MB."""
    return sum(_status_kib(one, "VmRSS") for one in tree(pid)) / 1024


def peak_mb(pid: int) -> float:
    """The peaks of resident memory of each process of the tree, added up, in MB."""
    return sum(_status_kib(one, "VmHWM") for one in tree(pid)) / 1024


def tree(pid: int) -> list[int]:
    """The process and all below it that are alive."""
    below: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # one that ended in the meantime
            parent = int(_fields(int(entry.name))[_PARENT])
            below.setdefault(parent, []).append(int(entry.name))
    found = [pid]
    for parent in found:
        found += below.get(parent, [])
    return found


def _ticks(pid: int) -> int:
    fields = _fields(pid)
    return sum(int(fields[place]) for place in (_USER, _SYSTEM, *_ENDED_CHILDREN))


def _fields(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def _status_kib(pid: int, name: str) -> int:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1])
    return 0
