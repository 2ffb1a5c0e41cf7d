"""Wire credits: lines and endings that say which agencies an article came from."""

from __future__ import annotations

import re
from functools import cache

from pipeline.extract.agencies import agency_named, is_wire, may_name_agency
from pipeline.extract.contributors import Contributors, names_end, read_contributors
from pipeline.lexicon import load
from pipeline.record import WireCredit

_LONGEST = 400
_LONGEST_LIST = 200  # characters of the names before an ending such as "contributed to this report"
_GAP = re.compile(r",?\s+")


def read_wire(text: str) -> tuple[WireCredit, ...] | None:
    """The credits of a line that is nothing but one; None for any other line.

    A line that names colleagues only ("Additional reporting by ...") has a credit whose agency
    is None: it is kept for its text.

    >>> read_wire("With files from Ada Moen, Reuters and Bloomberg")[1].agency
    'Bloomberg'
    >>> read_wire("With files from two ministries still missing, the inquiry rests.") is None
    True
    """
    written = text.strip(" *•_–—-")
    if written.startswith("(") and written.endswith((")", ").")):
        written = written.rstrip(".").strip("()")
    if not 2 <= len(written) <= _LONGEST:
        return None
    found = _read(written)
    if found is None:
        return None
    agencies = found.agencies + found.outlets
    return tuple(WireCredit(agency=a, text=written) for a in agencies) or (
        WireCredit(agency=None, text=written),
    )


def split_wire_ending(text: str) -> tuple[str, tuple[WireCredit, ...]]:
    """A paragraph without the agency behind its last sentence: ``It rained. (AP)``.

    >>> split_wire_ending("It rained. (AP)")[0]
    'It rained.'
    """
    match = _ENDING.search(text, max(0, len(text) - 60))
    if match:
        names = re.split(r"\s*[/,&]\s*|\s+and\s+", match["bracket"] or match["dash"] or "")
        agencies = [agency_named(name) for name in names]
        if all(agencies):
            credit = match[0].strip(" –—-")
            return text[: match.start()].rstrip(), tuple(
                WireCredit(agency=a, text=credit) for a in agencies if a and is_wire(a)
            )
    return text, ()


# Behind the end of a sentence only: "told the Associated Press (AP)." defines an abbreviation.
_ENDING = re.compile(
    r"(?<=[.!?…”\"»])\s*(?:[(\[](?P<bracket>[^()\[\]]{2,40})[)\]]|(?:--?|[–—/])\s?(?P<dash>[^\s–—-][^–—]{1,30}?)/?)\s*\.?$"
)


def _read(text: str) -> Contributors | None:
    lexicon = _lexicon()
    found = _works(text)
    if found:
        return found
    end = names_end(text)
    found = read_contributors(text) if end == len(text) and may_name_agency(text) else None
    if found and found.agencies and not found.people and not found.outlets:
        return found if all(map(is_wire, found.agencies)) else None
    match = lexicon["strong"].match(text)
    if match:
        return read_contributors(text[match.end() :])
    match = lexicon["weak"].match(text)
    if match:
        found = read_contributors(_RIGHTS.sub("", text[match.end() :]))
        if found and (found.agencies or found.generic) and not found.people:
            return found
    for gap in _GAP.finditer(text, 2, min(end, _LONGEST_LIST) + 1):
        if lexicon["endings"].fullmatch(text, gap.start()):
            return read_contributors(text[: gap.start()])
    for sentence in _sentences():
        match = sentence.fullmatch(text)
        found = read_contributors(match["names"]) if match else None
        if found and found.agencies:
            return found
    return None


_RIGHTS = re.compile(r"(?<=[\w.])[.,;]?\s+all rights reserved\b.*$", re.IGNORECASE | re.DOTALL)


def _works(text: str) -> Contributors | None:
    """``Reporting by A in B; Writing by C; Editing by D``: every part must be of that form."""
    works = _lexicon()["works"]
    if not works.match(text):
        return None
    people: list[str] = []
    agencies: list[str] = []
    for part in _BETWEEN_WORKS.split(text.rstrip(".")):
        match = works.match(part)
        found = read_contributors(part[match.end() :]) if match else None
        if found is None:
            return None
        people += found.people
        agencies += found.agencies
    return Contributors(people=tuple(people), agencies=tuple(agencies))


_BETWEEN_WORKS = re.compile(
    r"\s*;\s*|\.\s+(?=[A-Z])|,\s+(?=(?i:writing|editing|additional|translat))"
)


@cache
def _lexicon() -> dict[str, re.Pattern[str]]:
    lexicon = load.toml("wire")

    def one_of(entries: list[str]) -> str:
        return "(?:" + "|".join(entries) + ")"

    return {
        name: re.compile(pattern, re.IGNORECASE)
        for name, pattern in {
            "strong": one_of(lexicon["strong"]) + r"(?:\s*[:：]\s*|\s+|(?<='))",
            "weak": one_of(lexicon["weak"]) + r"(?:\s*[:：]\s*|\s+)",
            "endings": r",?\s+" + one_of(lexicon["endings"]) + r"\.?",
            "works": one_of(lexicon["works"]) + r"\s+" + one_of(lexicon["works_by"]) + r"\s+",
        }.items()
    }


@cache
def _sentences() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(s + r"\.?", re.IGNORECASE) for s in load.toml("wire")["sentences"])
