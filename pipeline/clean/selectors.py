"""The selectors that the rules of the code ask a page with, read once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

_CONDITION = re.compile(
    r"\.(?P<class>[\w-]+)"
    r"|\[(?P<name>[\w-]+)(?:(?P<how>[~*]?=)(?P<quote>['\"]?)(?P<value>[^'\"\]]+?)(?P=quote)"
    r"(?P<folded> i)?)?\]"
)
_TAG = re.compile(r"[\w-]*")
_LIST = re.compile(r"\s*,\s*")


@dataclass(frozen=True, slots=True)
class Condition:
    """What an attribute must be: ``how`` is ``=``, ``~=`` (a word of it), ``*=`` (a part of it), or
    nothing where it must only be there; ``folded`` says that case does not matter."""

    name: str
    how: str = ""
    value: str = ""
    folded: bool = False

    def holds(self, written: str) -> bool:
        """Does it hold for what an attribute says?"""
        if self.folded:
            written = written.lower()
        if self.how == "*=":
            return self.value in written
        return not self.how or self.value in (written.split() if self.how == "~=" else [written])

    def holds_in(self, attributes: dict[str, str | None]) -> bool:
        """Does it hold for an element?"""
        return self.name in attributes and self.holds(attributes[self.name] or "")


Compound = tuple[str, tuple[Condition, ...]]  # an element's tag, or "", and its conditions


@cache
def read_selector(written: str) -> tuple[tuple[Compound, ...], ...]:
    """A list of CSS selectors: each one or several elements, an ancestor before what is below it.

    An element is a tag, classes and conditions on attributes: ``[a]``, ``[a=b]``, ``[a~=b]`` or
    ``[a*=b]``, with an `` i`` where case does not matter.

    >>> read_selector("nav, a[href*='/author' i]")
    ((('nav', ()),), (('a', (Condition(name='href', how='*=', value='/author', folded=True),)),))

    :raises ValueError: where it is anything else.
    """
    return tuple(
        tuple(_element(one) for one in re.split(r"\s+(?![^\[]*\])", path))
        for path in _LIST.split(written.strip())
    )


def _element(written: str) -> Compound:
    tag = _TAG.match(written)[0]  # type: ignore[index]  # it matches nothing, too
    at, conditions = len(tag), []
    while at < len(written):
        part = _CONDITION.match(written, at)
        if part is None:
            raise ValueError(f"{written}: not a selector that rules may use")
        at = part.end()
        if part["class"]:
            conditions.append(Condition("class", "~=", part["class"]))
        else:
            value, folded = part["value"] or "", part["folded"] is not None
            value = value.lower() if folded else value
            conditions.append(Condition(part["name"], part["how"] or "", value, folded))
    return tag, tuple(conditions)
