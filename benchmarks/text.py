"""The four scorers of the text benchmark over ``broadsheet extract``: ``make bench-text``.

The folder of the benchmark is the first argument, else ``BROADSHEET_BENCHMARK``, else
``../shared/benchmark`` (its part ``text`` is used).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

RUNS = (
    ("quotes", "score_quotes.py", ()),
    ("dates", "score_dates.py", ()),
    ("mentions: meantime", "score_mentions.py", ()),
    ("mentions: crossner", "score_mentions.py", ("--data", "crossner")),
    ("credits", "score_credits.py", ()),
)


def run(folder: Path, script: str, options: tuple[str, ...]) -> dict[str, Any]:
    """One scorer's report, parsed."""
    tool = Path(sys.executable).with_name("broadsheet")
    command = [sys.executable, str(folder / script), "--cmd", f"{tool} extract {{in}} {{out}}"]
    command += [str(folder / o) if not o.startswith("--") else o for o in options]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=1800)
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def main() -> None:
    """Print each scorer's report, and the words per CPU-second of its run."""
    default = os.environ.get("BROADSHEET_BENCHMARK", "../shared/benchmark")
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else default) / "text"
    if not folder.is_dir():
        sys.exit(f"{folder}: no such folder; name the benchmark's folder as the first argument")
    for title, script, options in RUNS:
        report = run(folder, script, options)
        speed = report.get("speed") or {}
        if speed.get("cpu_s"):
            speed["words_per_cpu_s"] = round(speed["words"] / speed["cpu_s"])
        print(f"== {title}\n{json.dumps(report, indent=1)}")


if __name__ == "__main__":
    main()
