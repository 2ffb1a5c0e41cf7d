"""Bound the depth of a page: the parser's time grows with the square of it."""

from __future__ import annotations

import re

_DEEPEST = 500  # open elements; pages written by people stay under a hundred
_FEW = 5000  # elements; a page with fewer is parsed in no time however deep it is
# Elements that nest, which are all but those that end by themselves or hold nothing.
_TAG = re.compile(
    r"<(/?)(?!(?:a|p|li|h[1-6]|form|button|select|nobr|d[tdh]|t[rdh]|tbody|thead|tfoot|colgroup|caption|opt(?:ion|group)|r[tbp]|html|head|body"
    r"|area|base|br|col|embed|hr|i(?:mg|nput)|link|meta|param|source|track|wbr"
    r"|script|style|title|textarea|noscript|svg|path)\b)[a-z][\w-]*(?:\s[^<>]*)?(?<!/)>",
    re.IGNORECASE,
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
