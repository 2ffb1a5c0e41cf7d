"""A module that is loaded later is there as soon as it is used, and not before."""

import subprocess
import sys

SCRIPT = """
import sys
from pipeline.lazy import load_later
load_later("wave", "wave_not_there", "sys")
import wave
assert "wave_not_there" not in sys.modules and sys.getsizeof(1)
print("audioop" in sys.modules or hasattr(type(wave), "Error"), "open" in vars(wave))
from wave import Error
print(issubclass(Error, Exception), wave.Error is Error, sys.modules["wave"] is not wave)
"""


def test_a_module_is_loaded_when_it_is_used():
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "False", "True", "True", "True"]


def test_cleaning_loads_no_selectors_and_beautifulsoup_has_them():
    script = (
        "import sys, pipeline.clean.soup as soup\n"
        "print('soupsieve.css_parser' in sys.modules)\n"
        "print(soup.parse('<p class=a>x').select_one('p.a').string)\n"
        "import requests\n"
    )
    command = [sys.executable, "-W", "error", "-c", script]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "x"]


def test_extract_starts_without_what_it_does_not_need(tmp_path):
    page = tmp_path / "page.html"
    page.write_text("<html lang=en><h1>A bridge</h1><p>The council met on Monday.")
    script = (
        "import sys\n"
        f"sys.argv = ['broadsheet', 'extract', '--no-inside', {str(page)!r}, {str(page)!r} + 'l']\n"
        "from pipeline.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "slow = ['duckdb', 'pyarrow', 'pydantic', 'requests', 'tldextract', 'rich', 'airflow',\n"
        "        'pytz', 'py3langid', 'pipeline.annotate.annotate', 'soupsieve.css_parser']\n"
        "print([name for name in slow if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
