"""The wheel, installed elsewhere: it brings its SQL, its sources and its sample outlet."""

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_wheel_works_away_from_the_checkout(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT, check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    (wheel,) = tmp_path.glob("*.whl")
    elsewhere = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(elsewhere)
    document = tmp_path / "tram.txt"
    document.write_text(
        "The tram stops at noon, the company said on Monday.\n\n"
        '"We are out of drivers," said Ada Moen, its director.\n'
    )
    # The core must do without Airflow: an import of it fails here.
    script = f"""
import sys
sys.path.insert(0, {str(elsewhere)!r})
sys.modules["airflow"] = None
import pipeline
assert pipeline.__file__.startswith({str(elsewhere)!r}), pipeline.__file__
from pipeline.cli import main
sys.argv = ["broadsheet", "run", {str(document)!r}, "--home", {str(tmp_path / "home")!r}]
main()
"""
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "home" / "published" / "broadsheet.duckdb").exists()
