"""HTML elements by what they do to text."""

from __future__ import annotations


def _elements(names: str) -> frozenset[str]:
    return frozenset(names.split())


INLINE = _elements(
    "a abbr b bdi bdo big br cite code data del dfn em font i img ins kbd mark picture q rp rt "
    "ruby s samp small source span strike strong sub sup time tt u var wbr"
)
BREAKING = _elements(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav "
    "ol option p pre section summary table tbody td tfoot th thead tr ul"
)
UNSEEN = _elements(
    "script style noscript template svg iframe button select option textarea head title"
)
AROUND = _elements("nav aside footer figure figcaption dialog menu a") | UNSEEN
TEXT_BLOCKS = _elements("p ul ol dl table blockquote pre h1 h2 h3 h4 h5 h6")
