"""Airflow for tests that only read the DAG files: no database, no processes."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from airflow.dag_processing.dagbag import DagBag

ROOT = Path(__file__).resolve().parents[2]

# Airflow reads these when it is first imported, and would else write to the user's home.
if "AIRFLOW_HOME" not in os.environ:
    os.environ["AIRFLOW_HOME"] = tempfile.mkdtemp(prefix="airflow-")
    # Registered before Airflow's own last acts, hence done after them.
    atexit.register(shutil.rmtree, os.environ["AIRFLOW_HOME"], ignore_errors=True)
os.environ.setdefault("AIRFLOW__CORE__UNIT_TEST_MODE", "True")
os.environ.setdefault("AIRFLOW__CORE__LOAD_EXAMPLES", "False")


@pytest.fixture(scope="session")
def dag_bag() -> DagBag:
    """The project's DAGs, parsed once."""
    from airflow.dag_processing.dagbag import DagBag

    with warnings.catch_warnings():
        # Airflow 3.3.2 itself calls what pathspec 1 deprecates.
        warnings.filterwarnings("ignore", "GitWildMatchPattern", DeprecationWarning)
        return DagBag(dag_folder=str(ROOT / "dags"))
