"""Sparklines: small charts drawn on the server. The larger ones are drawn from their tables."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

WIDTH, HEIGHT = 112, 24


def sparkline(values: Sequence[float], label: str) -> Markup:
    """Bars of ``values``, oldest first, as an SVG image that is named ``label``.

    >>> sparkline([0, 2], "two days").count("<rect")
    2
    """
    top = max([*values, 1])
    step = WIDTH / max(len(values), 1)
    bars = Markup("").join(
        Markup('<rect x="{}" y="{}" width="{}" height="{}"/>').format(
            f"{index * step:.1f}",
            f"{HEIGHT - height:.1f}",
            f"{max(step - 1, 0.5):.1f}",
            f"{height:.1f}",
        )
        for index, value in enumerate(values)
        # A day with nothing keeps a hairline, so that a gap is seen as one.
        for height in [max(value / top * HEIGHT, 0.5)]
    )
    return Markup(
        '<svg class="spark" role="img" aria-label="{}" viewBox="0 0 {} {}" '
        'width="{}" height="{}" preserveAspectRatio="none">{}</svg>'
    ).format(label, WIDTH, HEIGHT, WIDTH, HEIGHT, bars)
