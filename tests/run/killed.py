"""A run that ends itself with SIGKILL: ``python killed.py HOME STAGE NTH``.

NTH counts the interpreter's audit events (files opened, renamed and removed, connections made,
modules imported ...) from the moment the stage is entered. NTH 0 ends nothing and prints how
many events each stage made, as JSON.
"""

import json
import os
import signal
import sys
from collections import Counter
from pathlib import Path

from rich.console import Console

from pipeline import stages
from pipeline.commands.run import run_all
from pipeline.settings import Home

NAMES = ("discover", "fetch", "parse", "load", "check", "publish")


def main(home: Path, victim: str, nth: int) -> None:
    events: Counter[str] = Counter()
    inside: list[str] = []

    def hook(event: str, args: tuple[object, ...]) -> None:
        if inside:
            events[inside[0]] += 1
            if inside[0] == victim and events[victim] == nth:
                os.kill(os.getpid(), signal.SIGKILL)

    def watched(name):
        work = getattr(stages, name)

        def stage(*args, **options):
            inside.append(name)
            try:
                return work(*args, **options)
            finally:
                inside.clear()

        return stage

    for name in NAMES:
        setattr(stages, name, watched(name))
    sys.addaudithook(hook)
    outcomes = list(run_all(Home(home), [], Console(quiet=True), jobs=1))
    print(json.dumps(events))
    sys.exit(any(outcome.failed for outcome in outcomes))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
