"""The data that the DAGs keep up to date; other DAGs can be scheduled on them."""

from __future__ import annotations

from airflow.sdk import Asset

RAW = Asset("broadsheet_raw", group="broadsheet")
WAREHOUSE = Asset("broadsheet_warehouse", group="broadsheet")
SNAPSHOT = Asset("broadsheet", group="broadsheet")
