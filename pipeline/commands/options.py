"""Options that many commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.settings import HOME_VARIABLE

HomeOption = Annotated[
    Path | None,
    typer.Option("--home", envvar=HOME_VARIABLE, help="Where data lie.", show_default="./data"),
]
