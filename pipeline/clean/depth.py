"""Bound the depth of a page: the parser's time grows with the square of it."""

from __future__ import annotations

import re

_DEEPEST = 500  # open elements; pages written by people stay under a hundred
_FEW = 5000  # elements; a page with fewer is parsed in no time however deep it is
_TAG = re.compile(
    r"<(/?)(?:div|span|section|article|blockquote|table|font|b|i|em|strong)\b[^>]*>", re.IGNORECASE
)


def bound_depth(html: str) -> str:
    """``html`` without the tags that would open an element more than 500 deep.

    >>> len(bound_depth("<div>" * 9000)) // len("<div>")
    500
    """
    if html.count("<") < _FEW:
        return html
    depth = 0

    def keep(tag: re.Match[str]) -> str:
        nonlocal depth
        if tag[1]:
            depth = max(0, depth - 1)
            return tag[0] if depth < _DEEPEST else ""
        depth += 1
        return tag[0] if depth <= _DEEPEST else ""

    bounded = _TAG.sub(keep, html)
    return bounded if len(bounded) < len(html) else html
