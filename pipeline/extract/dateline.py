"""Datelines: where a report was filed, when, and by which agency.

Styles: ``OTTAWA —``, ``LONDON, March 3 (Reuters) -``, ``BERLIN (dpa) -``, ``(Reuters) -``,
``Moscou, le 3 mars (AFP) -``, ``MADRID, 3 mar. (EFE).-``, ``GENEVA/VIENNA, Sept 9 (Reuters) -``.
"""

from __future__ import annotations

import re

from pipeline.extract.agencies import agency_named
from pipeline.extract.names import PARTICLES, name_case
from pipeline.lexicon import load
from pipeline.record import Dateline

# A place in capitals, then perhaps a region ("Ont.", "D.C."), then perhaps a date.
_UPPER = r"[^\W\d_a-zà-öø-ÿ](?:[^\W\d_a-zà-öø-ÿ]|[.'’\-](?=[^\W\d_a-z]))*\.?"
_NAME = r"[^\W\d_a-zà-öø-ÿ][\w'’.\-]*"
_MONTHS = r"[^\W\d_]{3,10}\.?"
_DATE = (
    rf"(?:(?:le|den|am|on|de|el)\s+)?(?:{_NAME},?\s+)?"
    rf"(?:{_MONTHS}\s+\d{{1,2}}|\d{{1,2}}\.?(?:er)?\s+(?:de\s+)?{_MONTHS})(?:,?\s+(?:de\s+)?\d{{4}})?"
    r"|\d{1,2}[./]\d{1,2}\.?(?:[./]\d{2,4})?"
)
_SEPARATOR = r"(?:\s*[-–—―]{1,2}\s*|\s*\.\s?[-–—]\s*|\s*:\s+|\s+\|\s+|\s*[-–—]\s*)"
_UPPER_PLACE = rf"{_UPPER}(?:[ /&-]+(?:{_UPPER}|(?:de|do|da|la|el|al|of|sur|am|an der)\b)){{0,4}}"
_ANY_PLACE = rf"{_NAME}(?:[ /-]+(?:{_NAME}|(?:de|do|da|la|el|al|of|sur|am|an der)\b)){{0,4}}"
_REGION = rf"(?:,\s+(?P<region>(?!\w+day\b){_NAME}(?: {_NAME}){{0,2}}))?"

_FULL = re.compile(
    rf"(?:(?P<place>{_ANY_PLACE}){_REGION}(?:,?\s+(?P<date>{_DATE}))?,?\s*|(?P<day>{_DATE})\s*)?"
    rf"[(\[](?P<agency>[^()\[\]]{{2,40}})[)\]]\s?(?P<separator>{_SEPARATOR}|\.?\s+)"
)
_PLAIN = re.compile(
    rf"(?P<place>{_UPPER_PLACE}){_REGION}(?:,?\s+(?P<date>{_DATE}))?(?P<separator>{_SEPARATOR})"
)
_SLASHED = re.compile(
    rf"(?P<place>{_ANY_PLACE})(?:,?\s+(?P<date>{_DATE}))?(?:\s*/\s*|[.,]\s+/?)(?P<agency>[\w-]{{2,20}})/?"
    rf"(?P<separator>{_SEPARATOR}|\.\s+)"
)
_AGENCY_BEHIND = re.compile(r"(?P<agency>[\w .-]{2,30}?)(?:\.|\s[-–—])\s+")


def split_dateline(text: str) -> tuple[Dateline | None, str]:
    """The dateline at the start of an article's first paragraph, and the paragraph without it.

    >>> dateline, rest = split_dateline("LORNE, March 3 (Reuters) - A ferry ran aground.")
    >>> dateline.place, dateline.agency, dateline.date, rest
    ('Lorne', 'Reuters', 'March 3', 'A ferry ran aground.')
    >>> split_dateline("ADA QUILL, BYLINE: The ferry ran aground at noon.")[0] is None
    True
    >>> split_dateline("UNESCO — which listed the old town — has said no.")[0] is None
    True
    """
    for pattern in (_FULL, _SLASHED, _PLAIN):
        match = pattern.match(text, 0, 160)
        if match and _is_dateline(match, text):
            return _read(match, text)
    return None, text


def _read(match: re.Match[str], text: str) -> tuple[Dateline, str]:
    groups = match.groupdict()
    place, region, end = groups.get("place"), groups.get("region"), match.end()
    date = groups.get("date") or groups.get("day")
    agency = _agency(groups.get("agency"))
    if agency and not place:  # "(ANSA) - ROMA, 3 MAR - "
        behind = _PLAIN.match(text, end, end + 80)
        if behind and _is_dateline(behind, text):
            place, region, date, end = (
                behind["place"],
                behind["region"],
                behind["date"],
                behind.end(),
            )
    elif place and not agency:  # "МОСКВА, 3 мар - РИА Новости. "
        behind = _AGENCY_BEHIND.match(text, end, end + 40)
        if behind and agency_named(behind["agency"]):
            agency, end = agency_named(behind["agency"]), behind.end()
    dateline = Dateline(
        place=_place(place, region), agency=agency, date=date, text=text[:end].strip()
    )
    return dateline, text[end:].lstrip()


def _is_dateline(match: re.Match[str], text: str) -> bool:
    groups = match.groupdict()
    rest = text[match.end() : match.end() + 15].lstrip()
    if len(rest) < 10 or not (rest[0].isupper() or rest[0] in "\"“„«‘'" or rest[0].isdigit()):
        return False
    place, not_places = groups.get("place"), load.words("not_places")
    if place and (place.upper() in not_places or len(place) > 40):
        return False
    if (groups.get("region") or "").upper() in not_places:
        return False
    separator = groups["separator"].strip()
    dashed = bool(separator.strip("."))
    agency = groups.get("agency")
    if agency is not None:
        if _agency(agency) is None:
            return False
        if agency_named(re.split(r"[/,]", agency)[0]):
            return dashed or place is None or place.isupper()
        # an agency nobody knows: in capitals, behind a place in capitals, and no transcript's label
        return dashed and separator != ":" and place is not None and place.isupper()
    if not place or not dashed:
        return False
    spaced = groups["separator"][0].isspace() or len(separator) > 1 or separator in "—:"
    return spaced and sum(map(str.isalpha, place)) >= 3 and (separator != ":" or len(place) > 4)


def _agency(written: str | None) -> str | None:
    if not written:
        return None
    return agency_named(re.split(r"[/,]", written)[0]) or (written if written.isupper() else None)


def _place(place: str | None, region: str | None) -> str | None:
    """``MARLOWE FALLS`` and ``Ont.`` as ``Marlowe Falls, Ont.``."""
    if not place:
        return None
    if place.isupper() or sum(c.isupper() for c in place) > len(place) // 2:
        words = re.split(r"([ /-]+)", place)
        place = "".join(
            w.lower() if n and w.lower() in PARTICLES else _city_case(w)
            for n, w in enumerate(words)
        )
    return f"{place}, {region.strip()}" if region else place


def _city_case(word: str) -> str:
    return word if "." in word[:-1] else name_case(word)  # "D.C." stays
