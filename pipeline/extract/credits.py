"""A caption and the credit that is glued to it, told apart; the credit read as who and for whom.

A credit is recognised by its grammar: an optional label ("Photo:", "Bild:", "Crédit"), then parts
joined by slashes, "via", "for", "|" or brackets, each an agency, an organisation, a person or a
marker such as "Handout". ``split_caption`` tries every place where a credit may begin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.extract.agencies import agency_named, may_name_agency
from pipeline.extract.credit_words import (
    SMALL,
    label_words,
    labels,
    markers,
    openers,
    signed_names,
    small_words,
    tails,
)
from pipeline.extract.names import is_person, name_case, people

_LONGEST_CREDIT = 160
_FINISHED = (".", "!", "?", "…", "”", '"', "’")


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """The parts of a caption; ``credit`` is as written, without label and brackets."""

    caption: str | None = None
    credit: str | None = None
    photographer: str | None = None
    agency: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """A credit that was read. ``form`` says by what it was known: ``label``, ``agency`` (with a
    joint, or the word Photo), ``joint`` (parts with a joint, no known agency), ``bare``, ``marker``
    (a word such as Supplied that names nobody).
    """

    text: str
    photographer: str | None
    agency: str | None
    form: str


def split_caption(text: str) -> Caption:
    """Split what is known to be a caption; unknown parts are None.

    >>> parts = split_caption("The old mill.Teo Brandvik/AFP")
    >>> parts.caption, parts.photographer, parts.agency
    ('The old mill.', 'Teo Brandvik', 'AFP')
    """
    return _split(text, ("label", "agency", "joint", "bare", "marker")) or Caption(
        caption=" ".join(text.split()) or None
    )


def split_stray_caption(text: str, *, explicit: bool = False) -> Caption | None:
    """Split a paragraph that may be a caption; None when no credit gives it away.

    With ``explicit`` the credit must have a label or an agency: parts with a joint are not enough.
    """
    if explicit and not _may_be_explicit(text):
        return None
    return _split(text, ("label", "agency") if explicit else ("label", "agency", "joint"))


def _may_be_explicit(text: str) -> bool:
    """Whether a word of ``text`` may be a label's or an agency's: a look that costs little."""
    tail = _without_tail(text[-_LONGEST_CREDIT - 40 :].rstrip())
    return not _ends_in_prose(tail) and (
        any(sign in tail for sign in ":：©Ⓒ")
        or any(opener in tail for opener in openers())
        or may_name_agency(tail)
    )


def is_labelled_caption(text: str) -> bool:
    """Does ``text`` end in a credit with a label ("Photo: ...")?

    Names and slashes alone also end headlines and sentences.
    """
    return _split(text, ("label",)) is not None


def is_labelled_credit(text: str) -> bool:
    """Is ``text`` nothing but a credit that a label opens?"""
    credit = read_credit(text)
    return credit is not None and credit.form == "label"


def is_label_alone(text: str) -> bool:
    """Is ``text`` the label of a credit and no more: "Photo:", "Copyright"?"""
    return text.casefold().strip(" .:：©()[]|-–—") in label_words()


def read_credit(text: str) -> Credit | None:
    """Read ``text`` as a whole as a credit; None when it is not one.

    >>> read_credit("Photo: Bram Okonta / dpa")
    Credit(text='Bram Okonta / dpa', photographer='Bram Okonta', agency='dpa', form='label')
    """
    text, labelled = _without_label(_without_tail(text.strip().strip("+|•·-–— \t＝")))
    text = _unbracket(text)
    if not labelled:
        text, labelled = _without_label(text)
    text = text.rstrip(" ,;")
    if signed := signed_names().fullmatch(text):
        name = signed["name"] or signed["named"]
        return Credit(text=name, photographer=name, agency=None, form="label")
    if text.endswith((")", "]")) and not re.search(r"[(\[]", text):
        text = text[:-1].rstrip()  # its opening bracket stood before the label
    if not 2 <= len(text) <= _LONGEST_CREDIT:
        return None
    again = labels().search(text, 1)
    if again and not (text[: again.start()].endswith(". ") and again[0].startswith("Courtesy")):
        # "(Photo by A/AFP) (Photo by A/AFP via Getty Images)"
        first = read_credit(text[: again.start()]) if labelled else None
        return first if first and read_credit(text[again.start() :]) else None
    joint = bool(_JOINT.search(text))
    parts = [p for p in (part.strip(" ,()[]+") for part in _JOINT.split(text)) if p]
    agencies: list[str] = []
    photographers: list[str] = []
    others: list[str] = []
    marked = False
    for part in parts:
        kind, value = _part(part)
        if kind == "no":
            return None
        marked = marked or kind == "marker"
        if kind != "marker":
            {"agency": agencies, "person": photographers, "other": others}[kind].append(value)
    if agencies and (joint or marked or _PHOTO.search(text)):
        form = "agency"
    else:
        form = "joint" if joint and len(parts) > 1 else "bare"
    if labelled:
        form = "label"
    if not (agencies or photographers or others or marked):
        return None
    if form == "bare" and not (agencies or photographers or others):
        form = "marker"
    return Credit(
        text=text,
        photographer=photographers[0] if photographers else None,
        agency=(agencies + others + [None])[0],
        form=form,
    )


# What joins the parts of a credit. A comma joins only what follows it with a marker or an agency.
_JOINT = re.compile(
    r"\s*[/|•·／]\s*|\s+[-–—]\s+|\s*[()\[\]]\s*|:\s+|\.\s+(?=Courtesy)|,\s+|\s+(?i:via|for|für|pour|para|per|by)\s+(?:the\s+)?"
)
_PHOTO = re.compile(r"\b(?:photos?|foto|images?|pictures)\b", re.IGNORECASE)
_YEAR = re.compile(r"^(?:copyright\s+|©\s*|\(c\)\s*)?(?:19|20)\d\d\s+(?=\D)", re.IGNORECASE)


def _part(part: str) -> tuple[str, str]:
    """What one part of a credit is: agency, person, marker, other (an organisation), or no."""
    part = _YEAR.sub("", part)
    if part.casefold().strip(".") in markers():
        return "marker", part
    agency = agency_named(part)
    if agency:
        return "agency", agency
    if is_person(part) or people(part):
        return "person", name_case(part)
    words = part.split()
    if len(words) > 8 or len(part) > 80 or part.endswith(("?", "!")) or ". " in part:
        return "no", part
    if any(
        w[0].islower() and w.casefold() not in SMALL and "@" not in w and "." not in w[1:-1]
        for w in words
    ):
        return "no", part
    return ("other", part) if any(c.isalpha() for c in part) else ("marker", part)


def _split(text: str, forms: tuple[str, ...]) -> Caption | None:
    text = _without_tail(" ".join(text.split()))
    if _ends_in_prose(text):
        return None
    for start, glued in _beginnings(text):
        head, rest = text[:start].rstrip(" ,|•·-–—\u00a0"), text[start:]
        credit = read_credit(rest)
        if credit is None or credit.form not in forms:
            continue
        if credit.form == "bare" and not _bare_may_follow(head, rest, credit, glued):
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


def _bare_may_follow(head: str, rest: str, credit: Credit, glued: bool) -> bool:
    """A name alone is a credit only behind a finished sentence, an agency also on its own."""
    if not head:
        return agency_named(credit.text) is not None
    if rest.lstrip().startswith(("(", "[", "（", "【")):
        return credit.agency is not None and agency_named(credit.agency) is not None
    return credit.photographer is not None or agency_named(credit.text) is not None


_BOUNDARY = re.compile(
    r"(?P<bracket>[(\[（【])|(?P<dash>\s[-–—|•·]+\s+|\s*[|•·]\s*)|(?P<copy>[©Ⓒ]|\([cC]\)\s)"
    r"|(?<=[.!?…。」）])[\"”’»)\]]*(?P<space>\s*)(?=[^\W\d_a-z]|[(\[@©])|(?P<glue>(?<=[a-zà-öø-ÿ0-9\"”’»)])(?=[A-ZÀ-ÖØ-Þ]))"
)
_CAPITALS = re.compile(r"(?<=\s)[A-Z]{2,10}(?=\s?/)")  # an agency opens a credit, with no mark
_ABBREVIATION = re.compile(r"(?:^|[\s(.])(?:[^\W\d_]|[A-Z][a-z]{1,3}|No|St|Sept|\d{1,2})\.$")


def _beginnings(text: str) -> Iterator[tuple[int, bool]]:
    """Where a credit may begin, from left to right, and whether it is glued to what precedes."""
    yield 0, False
    from_ = max(0, len(text) - _LONGEST_CREDIT)
    starts: dict[int, bool] = {}
    for match in _BOUNDARY.finditer(text, from_):
        start = match.start() if match["bracket"] or match["copy"] else match.end()
        if match["space"] is not None and _ABBREVIATION.search(text, 0, match.start()):
            continue
        starts.setdefault(start, match["glue"] is not None or match["space"] == "")
    for match in (*labels().finditer(text, from_), *_CAPITALS.finditer(text, from_)):
        starts.setdefault(match.start(), False)
    yield from sorted(starts.items())


_BRACKET = re.compile(r"[()\[\]（）【】]")


def _unbracket(text: str) -> str:
    """``(X)`` and ``(X).`` without the brackets, when they hold all of it."""
    bare = text.rstrip(". 。")
    inner = _BRACKET.search(bare, 1, len(bare) - 1)
    if bare[:1] in "([（【" and bare[-1:] in ")]）】" and inner is None:
        return bare[1:-1].strip()
    return text


def _without_label(text: str) -> tuple[str, bool]:
    match = labels().match(text)
    return (text[match.end() :].strip(), True) if match else (text, False)


def _without_tail(text: str) -> str:
    endings = tails()
    if text.endswith(endings):
        for tail in endings:
            text = text.removesuffix(tail).rstrip()
    return text
