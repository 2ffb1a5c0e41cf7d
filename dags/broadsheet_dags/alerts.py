"""Who hears of a run: the log always, a webhook and a mailbox where a connection names them.

``broadsheet_webhook`` is an HTTP connection: the address that takes ``{"text": ...}`` as JSON; a
token for it goes into the password and is sent as a bearer token. ``broadsheet_mail`` is an SMTP
connection with ``from_email`` and ``to`` in its extra. The connections hold the secrets, so that
no parameter, log line or DAG file does.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import structlog
from airflow.sdk import BaseHook, BaseNotifier
from airflow.sdk.exceptions import AirflowNotFoundException

if TYPE_CHECKING:
    from airflow.sdk import Connection, Context

WEBHOOK = "broadsheet_webhook"
MAIL = "broadsheet_mail"
SECONDS = 10
log = structlog.get_logger("broadsheet")


class Tell(BaseNotifier):
    """Tells of a run's end; ``event`` is what happened, in a word or two."""

    def __init__(self, event: str) -> None:
        super().__init__()
        self.event = event

    def notify(self, context: Context) -> None:
        """Send one line: DAG, event, run and, where Airflow gives it, the reason."""
        reason = context.get("reason")
        line = f"{context['dag'].dag_id} {self.event}: run {context['run_id']}"
        send(f"{line} ({reason})" if reason else line)


def deadline_missed(context: dict[str, Any], minutes: float) -> None:
    """Tell that a run is late; Airflow's executor calls it, with what it knows of the run."""
    run = context.get("dag_run", {})
    send(f"{run.get('dag_id')} is late: run {run.get('dag_run_id')} is not done in {minutes:g} min")


def send(text: str) -> None:
    """Tell the log, then the webhook and the mailbox; one that fails does not silence the other."""
    log.info("notification", text=text)
    for connection_id, way in ((WEBHOOK, _post), (MAIL, _mail)):
        if (connection := _connection(connection_id)) is None:
            continue
        try:
            way(connection, text)
        except Exception as error:
            # Its text may hold the address, and the address a token: the kind must do.
            log.error("notification failed", connection=connection_id, kind=type(error).__name__)


def _connection(connection_id: str) -> Connection | None:
    try:
        return BaseHook.get_connection(connection_id)
    except AirflowNotFoundException:
        return None


def _post(connection: Connection, text: str) -> None:
    import requests

    token = {"Authorization": f"Bearer {connection.password}"} if connection.password else {}
    answer = requests.post(
        webhook_address(connection), json={"text": text}, headers=token, timeout=SECONDS
    )
    answer.raise_for_status()


def webhook_address(connection: Connection) -> str:
    """The address of an HTTP connection: a whole URL in its host, or schema, host, port, path."""
    host = connection.host or ""
    if "://" in host:
        return host
    port = f":{connection.port}" if connection.port else ""
    path = str(connection.extra_dejson.get("path", "")).lstrip("/")
    return f"{connection.schema or 'https'}://{host}{port}/{path}"


def _mail(connection: Connection, text: str) -> None:
    from airflow.providers.smtp.hooks.smtp import SmtpHook

    with SmtpHook(smtp_conn_id=MAIL) as hook:
        hook.send_email_smtp(
            to=connection.extra_dejson["to"],
            subject=f"Broadsheet: {text.splitlines()[0][:80]}",
            html_content=f"<pre>{escape(text)}</pre>",  # it may hold words of articles
        )
