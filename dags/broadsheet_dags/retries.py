"""When to try again: by the kind of the error, not by hope."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from airflow.sdk import ExceptionRetryPolicy, RetryAction, RetryRule

from pipeline.errors import (
    CheckFailed,
    ConfigurationError,
    InputError,
    WarehouseLocked,
    WarehouseNewer,
)

BY_KIND = ExceptionRetryPolicy(
    rules=[
        RetryRule(
            exception=[ConfigurationError, InputError, WarehouseNewer],
            action=RetryAction.FAIL,
            reason="the same input gives the same error: mend what the message names, then clear",
        ),
        RetryRule(
            exception=CheckFailed,
            action=RetryAction.FAIL,
            reason="the rows will not change by themselves: see check_results",
        ),
        RetryRule(
            exception=WarehouseLocked,
            retry_delay=timedelta(seconds=30),
            reason="another process is writing the warehouse; it is usually done soon",
        ),
        RetryRule(
            exception=[ConnectionError, TimeoutError, "requests.exceptions.RequestException"],
            retry_delay=timedelta(minutes=2),
            reason="the network failed as a whole; single addresses that fail become captures",
        ),
    ]
)

DEFAULTS: dict[str, Any] = {
    "owner": "broadsheet",
    "retries": 2,
    "retry_delay": timedelta(seconds=20),
    "retry_policy": BY_KIND,
    "execution_timeout": timedelta(minutes=30),
}
