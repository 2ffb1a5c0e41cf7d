"""A process that fetches one shard: ``python fetching.py HOME RUN PACE``."""

import sys
from pathlib import Path

from pipeline.fetch.stage import fetch
from pipeline.settings import Home
from pipeline.sources import Politeness, Source

if __name__ == "__main__":
    home, run, pace = Home(Path(sys.argv[1])), sys.argv[2], float(sys.argv[3])
    policy = Politeness(delay=pace, allow_hosts=("127.0.0.0/8",))
    fetch(home, run, "0000", sources=[Source(name="s", fetch=policy)])
