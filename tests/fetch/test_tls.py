"""Certificates are checked against the name that was asked for, whatever address it leads to."""

import socket
from pathlib import Path

import pytest

from pipeline.fetch.client import Client, FetchError
from pipeline.fetch.guard import Address, Guard
from pipeline.sources import Politeness, read_source
from tests.fetch.certificates import DAY, NOW, Authority, tls_server

HOST = "news.example"


def _here(host: str, port: int) -> list[Address]:
    return [(socket.AF_INET, ("127.0.0.1", port))]


GUARD = Guard(frozenset({HOST}), _here)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("certificates"))


def test_a_good_certificate_is_trusted(authority: Authority) -> None:
    policy = Politeness(ca=str(authority.path))
    with tls_server(authority.issue(HOST)) as port, Client(GUARD) as client:
        assert client.ask(f"https://{HOST}:{port}/", policy).status == 200


def _failure(certificate: Path, policy: Politeness, scheme: str = "https") -> tuple[str, str]:
    """Class and message of a request to a server with that certificate."""
    with (
        tls_server(certificate) as port,
        Client(GUARD) as client,
        pytest.raises(FetchError) as caught,
    ):
        client.ask(f"{scheme}://{HOST}:{port}/", policy)
    return caught.value.kind, str(caught.value)


@pytest.mark.parametrize("fault", ["unknown authority", "self-signed", "another host", "expired"])
def test_a_bad_certificate_is_a_tls_error(authority: Authority, fault: str) -> None:
    certificate = authority.issue(
        "other.example" if fault == "another host" else HOST,
        until=NOW - DAY if fault == "expired" else NOW + DAY,
        self_signed=fault == "self-signed",
    )
    policy = Politeness(ca=None if fault == "unknown authority" else str(authority.path))
    kind, message = _failure(certificate, policy)
    assert kind == "tls"
    reasons = {
        "unknown authority": "unable to get local issuer", "self-signed": "self-signed certificate",
        "another host": "not valid for 'news.example'", "expired": "has expired",
    }  # fmt: skip
    assert reasons[fault] in message


def test_no_tls_where_it_was_asked_for(authority: Authority) -> None:
    assert _failure(authority.issue(HOST), Politeness(), "http")[0] in ("reset", "protocol")


def test_a_handshake_that_never_ends() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as silent,
        Client(GUARD) as client,
        pytest.raises(FetchError) as caught,
    ):
        client.ask(f"https://{HOST}:{silent.getsockname()[1]}/", Politeness(deadline=0.3))
    assert caught.value.kind == "timeout"


def test_the_file_of_an_authority_lies_beside_the_source(tmp_path: Path) -> None:
    (tmp_path / "intranet.toml").write_text('[fetch]\nca = "intranet.pem"\n')
    assert read_source(tmp_path / "intranet.toml").fetch.ca == str(tmp_path / "intranet.pem")
