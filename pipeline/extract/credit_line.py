"""A credit read as who took a picture and for whom.

A credit is recognised by its grammar: an optional label ("Photo:", "Bild:", "Crédit"), then parts
joined by slashes, "via", "for", "|" or brackets, each an agency, an organisation, a person or a
marker such as "Handout".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.extract.agencies import agency_named
from pipeline.extract.credit_words import (
    ARTICLES,
    SMALL,
    label_words,
    labels,
    markers,
    signed_names,
    tails,
)
from pipeline.extract.names import is_person, name_case, names_of_people, people

LONGEST = 160  # characters of a credit


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


def read_credit(text: str) -> Credit | None:
    """Read ``text`` as a whole as a credit; None when it is not one.

    >>> read_credit("Photo: Bram Okonta / dpa")
    Credit(text='Bram Okonta / dpa', photographer='Bram Okonta', agency='dpa', form='label')
    """
    text, labelled = _without_label(without_tail(text.strip().strip("+|•·-–— \t＝")))
    text = _unbracket(text)
    if not labelled:
        text, labelled = _without_label(text)
    text = text.rstrip(" ,;")
    if signed := signed_names().fullmatch(text):
        name = signed["name"] or signed["named"]
        return Credit(text=name, photographer=name, agency=None, form="label")
    bare = text.rstrip(".")
    open_, closed = (len(re.findall(pair, text)) for pair in (r"[(\[]", r"[)\]]"))
    if bare.endswith((")", "]")) and closed > open_:
        text = bare[:-1].rstrip()  # its opening bracket stood before the label
    if not 2 <= len(text) <= LONGEST:
        return None
    again = labels().search(text, 1)
    if again and not (text[: again.start()].endswith(". ") and again[0].startswith("Courtesy")):
        # "(Photo by A/AFP) (Photo by A/AFP via Getty Images)"
        first = read_credit(text[: again.start()]) if labelled else None
        return first if first and read_credit(text[again.start() :]) else None
    joint = bool(_JOINT.search(text))
    parts = [p for p in (part.strip(" ,()[]+") for part in _JOINT.split(text)) if p]
    found: dict[str, list[str]] = {kind: [] for kind in _KINDS}
    for part in parts:
        kind, value = _part(part)
        found[kind].append(value)
    agencies, photographers, handles = found["agency"], found["person"], found["handle"]
    if found["no"] or (handles and not labelled and not (joint and agencies)):
        return None
    # a handle is a person's on a platform ("mira_k / Getty Images"), else a brand ("Foto: privat")
    others = found["other"] + (handles if len(handles) == len(parts) else [])
    photographers += handles if len(handles) < len(parts) else []
    if labelled:
        form = "label"
    elif agencies and (joint or found["marker"] or _PHOTO.search(text)):
        form = "agency"
    elif joint and len(parts) > 1:
        form = "joint"
    else:
        form = "bare" if agencies or photographers or others else "marker"
    if not (agencies or photographers or others or found["marker"]):
        return None
    return Credit(
        text=text,
        photographer=photographers[0] if photographers else None,
        agency=(agencies + others + [None])[0],
        form=form,
    )


def parties(credit: str) -> list[str]:
    """Those whom a credit names, each as written: apart at bars, commas and semicolons, and at
    "and" between the names of people. A slash joins who took a picture with whom it was for.

    >>> parties("picture alliance/dpa | Hanne Solberg"), parties("Ana Feliz und Tom Reyes")
    (['picture alliance/dpa', 'Hanne Solberg'], ['Ana Feliz', 'Tom Reyes'])
    """
    parts = [part.strip() for part in _APART.split(credit)]
    return [name for part in parts if part for name in names_of_people(part) or [part]]


_APART = re.compile(r"\s*\|\s*|[;,]\s+")

# What joins the parts of a credit. A comma joins only what follows it with a marker or an agency.
_JOINT = re.compile(
    r"\s*[/|•·／]\s*|\s+[-–—]\s+|\s*[()\[\]]\s*|:\s+|\.\s+(?=Courtesy)|,\s+|\s+(?i:via|for|für|pour|para|per)\s+(?:the\s+)?"
    r"|,?\s+(?i:courtesy(?: of)?)\s+(?:the\s+)?"
    r"|\s+(?i:on|from|auf|sur)\s+(?=(?:Unsplash|Pexels|Pixabay|Flickr|Instagram|Wikimedia)\b)"
    r"|(?i:(?<=photo)|(?<=photos)|(?<=foto)|(?<=image)|(?<=images)|(?<=picture)|(?<=handout))\s+by\s+"
)
_LICENCE = re.compile(r"CC(?:[- ](?:BY|0|NC|ND|SA)\b|$)|Creative Commons")
_CASED = re.compile(r"[^\W\d_\u0900-\u0dff\u0e00-\u0eff\u3040-\u9fff\uac00-\ud7af]")
_LONGEST_CASELESS = 12  # characters of a name where no capital tells one from a sentence
# A handle is one word in small letters, other an organisation's name; no: no part of a credit.
_KINDS = ("agency", "person", "other", "handle", "marker", "no")
_QUOTED = re.compile(r"[\"“”„«»]")
_PHOTO = re.compile(r"\b(?:photos?|foto|images?|pictures)\b", re.IGNORECASE)
_YEAR = re.compile(r"^(?:copyright\s+|©\s*|\(c\)\s*)?(?:19|20)\d\d\s+(?=\D)", re.IGNORECASE)


def _part(part: str) -> tuple[str, str]:
    """What one part of a credit is, of ``_KINDS``, and how it is called."""
    part = _YEAR.sub("", part)
    if part.casefold().strip(".") in markers() or _LICENCE.match(part):
        return "marker", part
    agency = agency_named(part)
    if agency:
        return "agency", agency
    words = part.split()
    if words[0].casefold() not in ARTICLES and (is_person(part) or people(part)):
        return "person", name_case(part)
    if len(words) == 1 and words[0][0].islower() and words[0].isalnum():
        return "handle", part
    if _QUOTED.search(part) or (not _CASED.search(part) and len(part) > _LONGEST_CASELESS):
        return "no", part
    if len(words) > 8 or len(part) > 80 or part.endswith(("?", "!")) or ". " in part:
        return "no", part
    if any(
        w[0].islower() and w.casefold() not in SMALL and "@" not in w and "." not in w[1:-1]
        for w in words
    ):
        return "no", part
    return ("other", part) if any(c.isalpha() for c in part) else ("marker", part)


def is_labelled_credit(text: str) -> bool:
    """Is ``text`` nothing but a credit that a label opens?"""
    credit = read_credit(text)
    return credit is not None and credit.form == "label"


def is_label_alone(text: str) -> bool:
    """Is ``text`` the label of a credit and no more: "Photo:", "Copyright"?"""
    return text.casefold().strip(" .:：©()[]|-–—") in label_words()


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


def without_tail(text: str) -> str:
    endings = tails()
    if text.endswith(endings):
        for tail in endings:
            text = text.removesuffix(tail).rstrip()
    return text
