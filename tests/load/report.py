"""What a load test came to, in lines for docs/load.md, and its histogram.

python report.py RESULT.json CPU_BEFORE CPU_AFTER WORKERS PLOT.svg
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure

PERCENTILES = ("p50", "p90", "p97_5", "p99", "p99_9", "max")


def main() -> int:
    """Print the figures; 1 if any call failed."""
    file, before, after, workers, plot = sys.argv[1:]
    result: dict[str, Any] = json.loads(Path(file).read_text(encoding="utf-8"))
    answered = sum(result["statuses"].values())
    failed = result["errors"] + result["timeouts"] + result["wrong"]
    busy = (float(after) - float(before)) * 1000 / max(answered, 1)
    load = " ".join(f"{one:.1f}" for one in os.getloadavg())
    print(
        f"| {result['rate']} a second for {result['duration']:.0f} s | {workers} "
        f"| {answered} | {result['statuses']} | {failed} | "
        + " | ".join(f"{result['latency'][one]} ms" for one in PERCENTILES)
        + f" | {busy:.1f} ms | {load} |"
    )
    _draw(result, plot)
    return 1 if failed or not answered else 0


def _draw(result: dict[str, Any], plot: str) -> None:
    """Calls by the time they took, on a scale of doublings."""
    buckets = sorted((float(end), count) for end, count in result["buckets"].items())
    figure = Figure(figsize=(8, 3.2), layout="constrained")
    axes = figure.subplots()
    ends = [end for end, _ in buckets]
    widths = [-end * (1 - 2**-0.25) for end in ends]
    axes.bar(ends, [count for _, count in buckets], width=widths, align="edge")
    axes.set_xscale("log", base=2)
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:g}")
    axes.set_xlabel("milliseconds to the answer")
    axes.set_ylabel("calls")
    axes.set_title(
        f"{result['rate']} hook calls a second for {result['duration']:.0f} s"
    )
    figure.savefig(plot, metadata={"Date": None})


if __name__ == "__main__":
    sys.exit(main())
