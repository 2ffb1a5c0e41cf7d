import pytest

from pipeline.clean.decode import decode

GERMAN = "<p>Größe, Straße, Übung und mehr"


@pytest.mark.parametrize(
    ("payload", "header", "stated", "encoding", "rule"),
    [
        (b"\xef\xbb\xbfabc", "text/html; charset=latin-1", None, "utf-8", "bom"),
        (GERMAN.encode(), "text/html; charset=iso-8859-1", None, "utf-8", "utf-8"),
        (GERMAN.encode("cp1252"), "text/html; charset=iso-8859-1", None, "cp1252", "header"),
        (b"<meta charset=latin1>" + GERMAN.encode("cp1252"), None, None, "cp1252", "meta"),
        (GERMAN.encode("cp1252"), None, "latin-1", "cp1252", "stated"),
        ((GERMAN * 20).encode() + b"\xff", None, None, "utf-8", "detected"),
        (GERMAN.encode()[:7], None, None, "utf-8", "utf-8"),
    ],
)
def test_charset_and_the_rule_that_chose_it(payload, header, stated, encoding, rule):
    decoded = decode(payload, header, stated)
    assert (decoded.encoding, decoded.rule) == (encoding, rule)


def test_mojibake_inside_a_right_charset_stays():
    assert decode("Ã¼ber".encode()).text == "Ã¼ber"


def test_any_bytes_decode():
    assert decode(bytes(range(256)) * 3).text
