"""Who holds which role in an article, so that "the mayor" is a person with a name there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.annotate.names import ORGANISATION, PERSON, Name
from pipeline.lexicon.load import words

_WORD = re.compile(r"[^\W_]+(?:[-‑][^\W_]+)*(?:['’](?!s\b)[^\W_]+)*|['’]s\b")
_BEFORE = 70  # characters before a name in which its role may stand
_BEHIND = re.compile(
    r", (?:who (?:is|was) )?(?P<det>the |a |an |its |his |her |their |[\w’' -]+?['’]s )?"
    r"(?P<role>[^,.;:()“”\"]{3,90})"
)
_HOLDER = re.compile(r"\b(?P<det>[Tt]he |[\w’' -]{2,30}['’]s )(?P<role>[\w’' -]{3,60}?), \Z")


@dataclass(frozen=True, slots=True)
class Holder:
    """A person with the words of a role, in lower case."""

    person: str
    role: frozenset[str]


def roles_of(text: str, names: Iterable[Name]) -> list[Holder]:
    """The roles that stand beside the names of people, before or behind."""
    found: list[Holder] = []
    for name in names:
        if name.kind != PERSON:
            continue
        for role in (_role_before(text, name), _role_behind(text, name), _role_apart(text, name)):
            if role and has_role(role):
                found.append(Holder(name.canonical or name.text, frozenset(role)))
    return found


def has_role(tokens: Iterable[str]) -> bool:
    """Whether one of the words is what people are: a mayor, a chemist."""
    roles, courtesies = words("english", "roles"), words("english", "courtesies")
    return any(token in roles and token not in courtesies for token in tokens)


def _tokens(text: str) -> list[str]:
    return [m.group().lower() for m in _WORD.finditer(text)]


def _role_before(text: str, name: Name) -> list[str]:
    """``Harrow Mayor`` of ``Harrow Mayor Tom Brandt``: back to the first word that is none."""
    low = max(text.rfind("\n", 0, name.start) + 1, name.start - _BEFORE)
    role: list[str] = []
    known = words("english", "title_words") | words("english", "roles") | words("english", "titles")
    end = name.start
    for m in reversed(list(_WORD.finditer(text, low, name.start))):
        if text[m.end() : end].strip(" .\u00a0"):
            break
        word = m.group().lower()
        if not (m.group()[0].isupper() or word in known or word in ("of", "for", "and")):
            break
        role.append(word)
        end = m.start()
    return role


def _role_behind(text: str, name: Name) -> list[str]:
    """``a chemist at Keio`` of ``Ada Quill, a chemist at Keio, said``."""
    m = _BEHIND.match(text, name.end)
    if m is None:
        return []
    tokens = _tokens(m["role"])
    head = next((i for i, t in enumerate(tokens) if t in words("english", "roles")), None)
    if head is None or head > 5:
        return []
    return _tokens(m["det"] or "") + tokens[: head + 1]


def _role_apart(text: str, name: Name) -> list[str]:
    """``The mayor, Tom Brandt, said``."""
    if text[name.end : name.end + 1] != ",":
        return []
    m = _HOLDER.search(text, max(0, name.start - _BEFORE), name.start)
    return _tokens(m["det"] + m["role"]) if m else []


def holder_of(phrase: str, holders: Sequence[Holder]) -> str | None:
    """The only person of the article whom a phrase such as "the foreign minister" can mean.

    >>> mayor = Holder("Tom Brandt", frozenset({"harrow", "mayor"}))
    >>> holder_of("the mayor", [mayor]), holder_of("a mayor", [mayor])
    ('Tom Brandt', None)
    """
    tokens = _tokens(phrase)
    if not is_role(tokens):
        return None
    owner, wanted = _parted(tokens)
    changed = words("english", "role_changers")
    fits = {
        holder.person
        for holder in holders
        if wanted <= holder.role
        and not (holder.role & changed) - wanted
        and (owner is None or _owns(owner, holder.role))
    }
    return fits.pop() if len(fits) == 1 else None


def is_role(tokens: Sequence[str]) -> bool:
    """Whether the words mean one person by the role: "the mayor", "China's foreign minister"."""
    if len(tokens) < 2 or tokens[-1] not in words("english", "roles"):
        return False
    return tokens[0] == "the" or "'s" in tokens or "’s" in tokens


def is_role_phrase(phrase: str) -> bool:
    """``is_role`` of a phrase as written."""
    return is_role(_tokens(phrase))


def _parted(tokens: Sequence[str]) -> tuple[str | None, frozenset[str]]:
    """The owner ("china" of "China's foreign minister") and the words of the role."""
    at = next((i for i, t in enumerate(tokens) if t in ("'s", "’s")), None)
    owner = tokens[at - 1] if at else None
    rest = tokens[at + 1 :] if at is not None else tokens
    return owner, frozenset(t for t in rest if t != "the")


def _owns(owner: str, role: frozenset[str]) -> bool:
    """``China's`` fits "Chinese" and "China", and a role that names no place at all."""
    return any(word[:4] == owner[:4] for word in role) or not any(
        word not in words("english", "roles") and word not in words("english", "title_words")
        for word in role
    )


def body_of(phrase: str, names: Iterable[Name]) -> str | None:
    """The only organisation of the article that "the council" can mean, by the word for it."""
    tokens = _tokens(phrase)
    if (
        len(tokens) != 2
        or tokens[0] != "the"
        or tokens[1] not in words("english", "speaking_things")
    ):
        return None
    fits = {
        name.canonical or name.text
        for name in names
        if name.kind == ORGANISATION and tokens[1] in (w.lower() for w in name.words)
    }
    return fits.pop() if len(fits) == 1 else None
