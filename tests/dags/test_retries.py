from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import requests

from pipeline.errors import CheckFailed, ConfigurationError, InputError, WarehouseLocked

if TYPE_CHECKING:
    from airflow.sdk import RetryAction

pytestmark = [pytest.mark.airflow, pytest.mark.xdist_group("dag-files")]


@pytest.mark.parametrize(
    ("error", "action"),
    [
        (ConfigurationError("harbour.toml: feed: not an address"), "fail"),
        (InputError("no such folder"), "fail"),
        (CheckFailed("3 rows"), "fail"),
        (WarehouseLocked("pid 7"), "retry"),
        (requests.Timeout(), "retry"),
        (ConnectionResetError(), "retry"),
        (ZeroDivisionError(), "default"),
    ],
)
def test_the_kind_of_error_decides(error: Exception, action: RetryAction) -> None:
    from broadsheet_dags.retries import BY_KIND

    assert BY_KIND.evaluate(error, try_number=1, max_tries=2).action.value == action
