"""A person's yes or no, in Airflow's UI or by its REST API."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from airflow.providers.standard.operators.hitl import ApprovalOperator

if TYPE_CHECKING:
    from airflow.sdk import Context


class Approval(ApprovalOperator):
    """Waits as many hours as the form's field ``hours`` says; then no answer is a refusal.

    A refusal skips what follows. ``execution_timeout`` would count the waiting, so it has none.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            defaults=self.REJECT, execution_timeout=None, retries=0, retry_policy=None, **kwargs
        )

    def execute(self, context: Context) -> Any:
        self.response_timeout = timedelta(hours=context["params"]["hours"])
        return super().execute(context)
