"""Who holds which role in an article, so that "the mayor" is a person with a name there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.annotate.name import ORGANISATION, PERSON, Name
from pipeline.annotate.tags import tag_table
from pipeline.lexicon.load import words

Range = tuple[int, int]

_WORD = re.compile(r"[^\W_]+(?:[-‑][^\W_]+)*(?:['’](?!s\b)[^\W_]+)*|['’]s\b")
_BEFORE = 70  # characters before a name in which its role may stand
_BEHIND = re.compile(r", (?:who (?:is|was) )?(?P<role>[^,.;:()“”\"\n]{3,110})")
_CAPITAL = re.compile(r"[A-Z][\w.]* \Z")
_OWNER = r"(?:(?:[Tt]he |[A-Z][\w-]* ){0,4}[A-Z][\w-]*['’]s|[Tt]he|[Tt]heir|[Ii]ts) "
_APART = re.compile(
    rf"\b(?P<role>{_OWNER}(?:(?:of|for|at|in) the |(?!{_OWNER})[\w’'-]+ ){{0,5}}[\w-]+), "
    r"(?:[A-Z][a-z]*\.? )?\Z"
)
_ARTICLE = re.compile(r"(?:a|an|the|its|his|her|their|one|another) ", re.IGNORECASE)
_ASIDE = re.compile(
    r",| who(?:['’]s)? | which | that | at | in (?=the |[A-Z])| with |(?<=[a-z]{4})\.(?: |\Z)"
)
_FARTHEST = 6  # words of an appositive before its role


@dataclass(frozen=True, slots=True)
class Holder:
    """A person with a role: its words in lower case, as written, and the organisation named."""

    person: str
    role: frozenset[str]
    written: str
    affiliation: str | None


def roles_of(text: str, names: Sequence[Name]) -> list[Holder]:
    """The roles that stand beside the names of people, before or behind, in order."""
    organisations = [n for n in names if n.kind == ORGANISATION]
    found: list[Holder] = []
    for name in names:
        if name.kind != PERSON:
            continue
        for start, end in (_before(text, name), _behind(text, name), _apart(text, name)):
            if start == end:
                continue
            phrase = text[start:end]
            inside = [o for o in organisations if start <= o.start and o.end <= end]
            affiliation = text[inside[-1].start : inside[-1].end] if inside else None
            role = frozenset(tokens_of(phrase))
            person = name.canonical or name.text
            found.append(Holder(person, role, written_role(phrase), affiliation))
    return found


def tokens_of(phrase: str) -> list[str]:
    """The words of a phrase in lower case, 's apart."""
    return [m.group().lower() for m in _WORD.finditer(phrase)]


def written_role(phrase: str) -> str:
    """A role as written, without its article and what follows it.

    >>> written_role("a chemist at Keio University"), written_role("the head of the Board")
    ('chemist', 'head of the Board')
    >>> written_role("State Rep."), written_role("owner of the yard. But")
    ('State Rep.', 'owner of the yard')
    """
    bare = phrase[m.end() :] if (m := _ARTICLE.match(phrase)) else phrase
    return _ASIDE.split(bare)[0].strip()


def has_role(tokens: Iterable[str]) -> bool:
    """Whether one of the words is what people are: a mayor, a chemist, a senator."""
    return not _offices().isdisjoint(tokens)


@cache
def _offices() -> frozenset[str]:
    titles = words("english", "roles") | words("english", "titles")
    return titles - words("english", "courtesies")


@cache
def _role_words() -> frozenset[str]:
    """The words that a role before a name may hold in lower case."""
    small = frozenset({"of", "for", "and"})
    return words("english", "title_words") | _offices() | words("english", "titles") | small


def _before(text: str, name: Name) -> Range:
    """``Harrow Mayor`` of ``Harrow Mayor Tom Brandt``: back to the first word that is none."""
    low = max(text.rfind("\n", 0, name.start) + 1, name.start - _BEFORE)
    start = name.start
    for m in reversed(list(_WORD.finditer(text, low, name.start))):
        word = m.group()
        if text[m.end() : start].strip(" .\u00a0"):
            break
        plain = not (word[0].isupper() or word in _role_words())
        if plain and not (start < name.start and _is_adjective(text, low, m)):
            break
        start = m.start()
    while start < name.start and text.startswith(("and ", "of ", "for "), start):
        start = text.index(" ", start) + 1
    if not has_role(tokens_of(text[start : name.start])):
        return 0, 0
    return start, name.start


def _is_adjective(text: str, low: int, word: re.Match[str]) -> bool:
    """``humanitarian`` of ``UN humanitarian chief``: a word behind a name that is of no class."""
    return word.group() not in tag_table() and bool(_CAPITAL.search(text, low, word.start()))


def _behind(text: str, name: Name) -> Range:
    """``a chemist at Keio`` of ``Ada Quill, a chemist at Keio, said``."""
    m = _BEHIND.match(text, name.end)
    if m is None:
        return 0, 0
    roles = words("english", "roles")
    near = tokens_of(m["role"])[:_FARTHEST]
    return m.span("role") if any(token in roles for token in near) else (0, 0)


def _apart(text: str, name: Name) -> Range:
    """``The mayor, Tom Brandt, said``."""
    if not text.startswith((",", " ("), name.end):
        return 0, 0
    m = _APART.search(text, max(0, name.start - _BEFORE), name.start)
    return m.span("role") if m and has_role(tokens_of(m["role"])) else (0, 0)


def holder_of(phrase: str, holders: Sequence[Holder]) -> str | None:
    """The only person of the article whom a phrase such as "the foreign minister" can mean.

    >>> mayor = Holder("Tom Brandt", frozenset({"harrow", "mayor"}), "Harrow Mayor", None)
    >>> holder_of("the mayor", [mayor]), holder_of("a mayor", [mayor])
    ('Tom Brandt', None)
    """
    tokens = tokens_of(phrase)
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


def _parted(tokens: Sequence[str]) -> tuple[str | None, frozenset[str]]:
    """The owner ("china" of "China's foreign minister") and the words of the role."""
    at = next((i for i, t in enumerate(tokens) if t in ("'s", "’s")), None)
    owner = tokens[at - 1] if at else None
    rest = tokens[at + 1 :] if at is not None else tokens
    return owner, frozenset(t for t in rest if t != "the")


def _owns(owner: str, role: frozenset[str]) -> bool:
    """``China's`` fits "Chinese" and "China", and a role that names no place at all."""
    return any(word[:4] == owner[:4] for word in role) or role <= _role_words()


def body_of(phrase: str, names: Iterable[Name]) -> str | None:
    """The only organisation of the article that "the council" can mean, by the word for it."""
    tokens = tokens_of(phrase)
    things = words("english", "speaking_things")
    if len(tokens) != 2 or tokens[0] != "the" or tokens[1] not in things:
        return None
    fits = {
        name.canonical or name.text
        for name in names
        if name.kind == ORGANISATION and tokens[1] in (w.lower() for w in name.words)
    }
    return fits.pop() if len(fits) == 1 else None
