"""A caption and the credit that is glued to it, told apart: every place where a credit may begin is
tried, and ``credit_line`` says whether one begins there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.extract.agencies import agency_named, is_wire, may_name_agency
from pipeline.extract.credit_line import LONGEST, Credit, is_label_alone, read_credit, without_tail
from pipeline.extract.credit_words import labels, openers, small_words

_MOST_WORDS = 60  # of a caption that nothing but its place and end tells from prose
_YEAR = re.compile(r"(?:19|20)\d\d")
_MOST_OF_CREDIT = 14  # words behind a label
_STOP = re.compile(r"[^\W\d_]{3}[.!?]\s+[A-ZÀ-Þ]")
_JOINED = re.compile(r"/|\||\bvia\b|\.\w{2,4}\b|@")
_FINISHED = (".", "!", "?", "…", "”", '"', "’")


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """The parts of a caption; ``credit`` is as written, without label and brackets."""

    caption: str | None = None
    credit: str | None = None
    photographer: str | None = None
    agency: str | None = None


def split_caption(text: str) -> Caption:
    """Split what is known to be a caption; unknown parts are None.

    >>> parts = split_caption("The old mill.Teo Brandvik/AFP")
    >>> parts.caption, parts.photographer, parts.agency
    ('The old mill.', 'Teo Brandvik', 'AFP')
    """
    text = " ".join(text.split())
    return (
        _split(text, ("label", "agency", "joint", "bare", "marker"))
        or split_labelled(text)
        or Caption(caption=text or None)
    )


def split_labelled(text: str) -> Caption | None:
    """What stands behind a caption's last label, though nobody that it names was made out.

    >>> split_labelled("A mill. (Photo: DBT/Ada Moen (edited by mill.example))").credit
    'DBT/Ada Moen (edited by mill.example)'
    """
    if not _may_hold_label(text):
        return None
    label = next(iter(list(labels().finditer(without_tail(text)))[-1:]), None)
    if label is None:
        return None
    head, rest = text[: label.start()].rstrip(" ,|•·-–—"), text[label.end() :].strip()
    if label[0][0] in "([":
        rest = rest.rstrip(".").removesuffix(")" if label[0][0] == "(" else "]")
    is_plain = label[0][0] not in "([©Ⓒ"  # such a label also opens what a picture shows
    if not rest or len(rest) > LONGEST or len(rest.split()) > _MOST_OF_CREDIT:
        return None
    if _STOP.search(rest) or (is_plain and not head and not _JOINED.search(rest)):
        return None
    return Caption(caption=head or None, credit=rest)


def split_stray_caption(text: str, *, explicit: bool = False) -> Caption | None:
    """Split a paragraph that may be a caption; None when no credit gives it away.

    With ``explicit`` the credit must have a label or an agency: parts with a joint are not enough.
    """
    if explicit and not _may_be_explicit(text):
        return None
    return _split(text, ("label", "agency") if explicit else ("label", "agency", "joint"))


def split_copied_caption(text: str, *, early: bool, followed: bool) -> Caption | None:
    """Split a short paragraph of a copied page whose credit has neither label nor joint: a name or
    an agency glued to the caption, or behind its last sentence ("... at noon. Supplied").

    ``early`` says that the prose has not begun, ``followed`` that it goes on: later a space before
    a name is not enough, and in the last paragraph not before a news agency.

    >>> split_copied_caption("A tug leaves.Ada Moen", early=False, followed=True).credit
    'Ada Moen'
    >>> split_copied_caption("The tug left. Ada Moen", early=False, followed=True)
    """
    text = without_tail(" ".join(text.split()))
    if len(text.split()) > _MOST_WORDS or _ends_in_prose(text):
        return None
    for start, glued in _beginnings(text):
        head, rest = text[:start].rstrip(), text[start:]
        ends = glued or head.endswith((*_FINISHED, "/"))
        credit = read_credit(rest) if start and ends else None
        if credit and head.endswith("/"):
            head = head.rstrip(" /")
            glued = _is_signed(head, credit)
            credit = credit if glued else None
        if credit is None or credit.form not in ("bare", "marker") or len(head.split()) < 2:
            continue
        agency = agency_named(credit.agency or "")
        if credit.form == "marker" and (glued or not rest[:1].isupper()):
            continue
        if credit.form == "bare" and text.endswith("."):
            continue
        if credit.form == "bare" and not (credit.photographer or agency):
            continue
        if not (early or glued or credit.form == "marker" or agency):
            continue
        if agency and is_wire(agency) and not (followed or glued):
            continue
        return Caption(
            caption=head,
            credit=credit.text,
            photographer=credit.photographer,
            agency=credit.agency,
        )
    return None


def is_credit_line(text: str) -> bool:
    """Is a line of a copied page nothing but a picture's credit: with a label and no year, as
    notices of rights have, or an agency with a slash?"""
    if len(text) > LONGEST or not _may_be_explicit(text) or _YEAR.search(text):
        return False
    credit = read_credit(text)
    if credit is None or not (credit.photographer or credit.agency):
        return False
    return credit.form == "label" or (credit.form == "agency" and "/" in credit.text)


def _may_be_explicit(text: str) -> bool:
    """Whether a word of ``text`` may be a label's or an agency's: a look that costs little."""
    tail = without_tail(text[-LONGEST - 40 :].rstrip())
    return not _ends_in_prose(tail) and (_may_hold_label(tail) or may_name_agency(tail))


def _may_hold_label(text: str) -> bool:
    return any(sign in text for sign in ":：©Ⓒ") or any(opener in text for opener in openers())


def is_labelled_caption(text: str) -> bool:
    """Does ``text`` end in a credit with a label ("Photo: ...")?

    Names and slashes alone also end headlines and sentences.
    """
    return _split(text, ("label",)) is not None


def _split(text: str, forms: tuple[str, ...]) -> Caption | None:
    text = without_tail(" ".join(text.split()))
    if _ends_in_prose(text):
        return None
    for start, glued in _beginnings(text):
        head, rest = text[:start].rstrip(" ,/|•·-–—\u00a0"), text[start:]
        head = "" if is_label_alone(head) else head
        credit = read_credit(rest)
        if credit is None or credit.form not in forms:
            continue
        if credit.form == "bare" and not _bare_may_follow(head, rest, credit, glued):
            continue
        behind_slash = text[:start].rstrip().endswith("/")
        if behind_slash and credit.form != "label" and not _is_signed(head, credit):
            continue
        if credit.form == "marker" and not (head.endswith(_FINISHED) and rest[:1].isupper()):
            continue
        if credit.form == "joint" and not (head or credit.photographer or _has_agency(credit)):
            continue  # names with slashes between them may be what the picture shows
        if credit.form == "joint" and _is_list(head, rest, credit):
            continue
        return Caption(
            caption=head or None,
            credit=credit.text,
            photographer=credit.photographer,
            agency=credit.agency,
        )
    return None


def _is_list(head: str, rest: str, credit: Credit) -> bool:
    """Whether names without a known agency end a sentence of prose.

    ``the Party (SDP), the Liberal Forum (LiF) and the Greens.``, ``with Ada Quill and Tom Brandt.``
    """
    if _has_agency(credit):
        return False
    if credit.photographer is credit.agency is None or re.search(r"[)\]]\W*\w", rest):
        return True
    return "/" not in rest and bool(head) and not head.endswith(_FINISHED)


def _ends_in_prose(text: str) -> bool:
    """Whether the last word is one in small letters that no credit holds.

    A credit reaches to the end of its text, so most paragraphs are told by their last word.
    """
    last = text[text.rfind(" ") + 1 :].strip(".,;:!?\"'”’»)]")
    return (
        last.isalpha()
        and last[0].islower()
        and not last.startswith("al")  # begins names
        and last.casefold() not in small_words()
    )


def _has_agency(credit: Credit) -> bool:
    return credit.agency is not None and agency_named(credit.agency) is not None


def _is_signed(head: str, credit: Credit) -> bool:
    """Does a person's name alone stand behind a slash, and no name before it that it goes with?"""
    before = head.split()[-1:]
    alone = credit.form == "bare" and credit.agency is None
    return alone and bool(before) and not before[0][0].isupper()


def _bare_may_follow(head: str, rest: str, credit: Credit, glued: bool) -> bool:
    """A name alone is a credit only behind a finished sentence, an agency also on its own."""
    if not head:
        return agency_named(credit.text) is not None
    if rest.lstrip().startswith(("(", "[", "（", "【")):
        return credit.agency is not None and agency_named(credit.agency) is not None
    return credit.photographer is not None or agency_named(credit.text) is not None


_BOUNDARY = re.compile(
    r"(?P<bracket>[(\[（【])|(?P<dash>\s[-–—|•·/]+\s+|\s*[|•·]\s*)|(?P<copy>[©Ⓒ]|\([cC]\)\s)"
    r"|(?P<small>(?<=[.!?])(?=[a-z]{3,8}\b[^.]{0,40}$))"
    r"|(?<=[.!?…。」）])[\"”’»)\]]*(?P<space>\s*)(?=[^\W\d_a-z]|[(\[@©])|(?P<glue>(?<=[a-zà-öø-ÿ0-9\"”’»)])(?=[A-ZÀ-ÖØ-Þ]))"
)
_CAPITALS = re.compile(r"(?<=\s)[A-Z]{2,10}(?=\s?/)")  # an agency opens a credit, with no mark
# A name with a slash behind it, after a word in small letters.
_SIGNED = re.compile(r"(?<=[a-zà-öø-ÿ]\s)(?:[A-ZÀ-ÖØ-Þ][^\W\d_]*\.?\s){2,3}(?=/\s?\w)")
_ABBREVIATION = re.compile(r"(?:^|[\s(.])(?:[^\W\d_]|[A-Z][a-z]{1,3}|No|St|Sept|\d{1,2})\.$")


def _beginnings(text: str) -> Iterator[tuple[int, bool]]:
    """Where a credit may begin, from left to right, and whether it is glued to what precedes."""
    yield 0, False
    from_ = max(0, len(text) - LONGEST)
    starts: dict[int, bool] = {}
    for match in _BOUNDARY.finditer(text, from_):
        start = match.start() if match["bracket"] or match["copy"] else match.end()
        if match["space"] is not None and _ABBREVIATION.search(text, 0, match.start()):
            continue
        is_apart = match["glue"] is match["small"] is None and match["space"] != ""
        starts.setdefault(start, not is_apart)
    patterns = (labels(), _CAPITALS, _SIGNED)
    for match in (found for pattern in patterns for found in pattern.finditer(text, from_)):
        starts.setdefault(match.start(), False)
    yield from sorted(starts.items())
