"""What the reporter leans on: media, agencies, documents, statements and polls, with the verb."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.annotate.name import Name
from pipeline.annotate.quotes import Attribution
from pipeline.lexicon.load import words
from pipeline.record import Block, Citation

_REPORTED = re.compile(r" (?:has |had |first )?(reported|reports|wrote|published)\b")
KINDS = ("document", "statement", "poll")


def read_citations(
    text: str, blocks: Sequence[Block], attributions: Iterable[Attribution], names: Sequence[Name]
) -> tuple[Citation, ...]:
    """A row for each frame whose source is a medium, or a document, a statement or a poll."""
    found: list[Citation] = []
    seen: set[tuple[int, int]] = set()
    for frame in attributions:
        source, verb = frame.source, frame.verb
        if (source.start, verb[0]) in seen:
            continue
        seen.add((source.start, verb[0]))
        phrase = text[source.start : source.end]
        inside = [n for n in names if source.start <= n.start and n.end <= source.end]
        medium = next((n for n in inside if n.media and n.end == source.end), None)
        if medium is not None:
            name, kind = medium.canonical, medium.media or "media"
        else:
            head = phrase.split()[-1].lower()
            kind = next((k for k in KINDS if head in words("citations", k)), "")
            name = phrase
        if kind:
            block = blocks[frame.paragraph]
            found.append(
                Citation(
                    source=name,
                    kind=kind,
                    verb=text[verb[0] : verb[1]],
                    paragraph=frame.paragraph,
                    text=text[block.start : block.end],
                )
            )
    for cited in names:  # "Politico reported on ...": cited without a clause of its own
        reported = _REPORTED.match(text, cited.end)
        if cited.media and reported and not any(c.source == cited.canonical for c in found):
            block = blocks[cited.block]
            passage = text[block.start : block.end]
            verb_form = reported.group(1)
            found.append(
                Citation(
                    source=cited.canonical,
                    kind=cited.media,
                    verb=verb_form,
                    paragraph=cited.block,
                    text=passage,
                )
            )
    return tuple(sorted(found, key=lambda c: c.paragraph))
