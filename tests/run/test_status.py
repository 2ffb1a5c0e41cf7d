"""What the command line prints of a home."""

from pathlib import Path

from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.settings import Home


def call(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(words), env={"COLUMNS": "200"})
    return result.exit_code, result.output


def test_status_counts_articles_rejects_and_failures(home: Home) -> None:
    code, output = call("run", "--home", str(home.root), "--jobs", "1")
    assert code == 0, output
    code, output = call("status", "--home", str(home.root))
    assert code == 0
    for word in ("alder-ledger", "saved-articles", "robots", "gone", "Last runs"):
        assert word in output


def test_every_command_is_documented() -> None:
    for command in app.registered_commands:
        assert command.callback is not None
        assert command.callback.__doc__, command.callback.__name__


def test_explain_shows_rule_value_and_cut(tmp_path: Path) -> None:
    document = tmp_path / "page.txt"
    document.write_text(
        "Skip to main content\n\nThe ice is thin, the office said on Monday, and the road closes.\n"
        "\nWith files from Reuters\n"
    )
    code, output = call("explain", str(document))
    assert code == 0
    for word in ("Skip to main content", "Reuters", "The ice is thin"):
        assert word in output
