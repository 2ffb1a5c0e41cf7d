"""All fields inside the text, in one pass over an article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.annotate.citations import read_citations
from pipeline.annotate.dates import Anchor, dates_in
from pipeline.annotate.marks import pair_marks
from pipeline.annotate.mentions import to_mentions
from pipeline.annotate.name import PERSON, Name
from pipeline.annotate.names import find_names, names_in_title
from pipeline.annotate.people import settle
from pipeline.annotate.pictures import Scene, scene_of
from pipeline.annotate.quotes import read_speech
from pipeline.annotate.resolve import Resolver
from pipeline.annotate.roles import roles_of
from pipeline.annotate.stretches import Source, Stretch, between_marks
from pipeline.lexicon.load import words
from pipeline.record import Block, Citation, DateMention, Mention, Quote, join_blocks


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What stands around a text and names people: headline, captions, bylines and credits."""

    title: str | None = None
    captions: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


NOTHING = Around()
_SAMPLE = 3_000  # characters that show an unknown language


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotations:
    """Rows whose offsets count in the text that was given; ``scenes`` has one a caption."""

    quotes: tuple[Quote, ...] = ()
    citations: tuple[Citation, ...] = ()
    mentions: tuple[Mention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    scenes: tuple[Scene, ...] = ()


def annotate(
    text: str,
    blocks: tuple[Block, ...],
    *,
    language: str | None,
    anchor: Anchor | None,
    around: Around = NOTHING,
) -> Annotations:
    """Annotate one article; ``anchor`` is the day that relative dates count from, if known.

    Only English is read by its words; in other languages what stands between quotation marks
    and full dates are. Where the language is not known, the commonest words tell.
    """
    if language is None and not _looks_english(text):
        language = "und"
    marks = pair_marks(text, blocks)
    title = around.title or ""
    dates = (
        *dates_in(text, language=language, anchor=anchor),
        *dates_in(title, language=language, anchor=anchor, part="title"),
    )
    if language not in (None, "en"):
        quotes = tuple(_quote(text, stretch, None, {}) for stretch in between_marks(text, marks))
        return Annotations(quotes=quotes, dates=dates)
    names = find_names(text, blocks)
    in_title = names_in_title(title, names) if title else []
    captions = [(c, find_names(c, join_blocks([("caption", c)])[1])) for c in around.captions]
    outside = [name for _, found in captions for name in found]
    people = settle([*names, *in_title], [*outside, *_signed(around.people)])
    holders = roles_of(text, names)
    for caption, found in captions:
        holders += roles_of(caption, found)
    known = {word for person in people.people for word in person.words}
    speech = read_speech(text, blocks, marks, known)
    quotations = (span for spans in marks for span in spans)
    resolver = Resolver(text, names, people, holders, quotations)
    speakers = {source: resolver.speaker(source) for source in speech.sources}
    return Annotations(
        quotes=tuple(_quote(text, stretch, resolver, speakers) for stretch in speech.stretches),
        citations=read_citations(text, blocks, speech.attributions, names, speakers),
        mentions=(*to_mentions(text, names), *to_mentions(title, in_title, part="title")),
        dates=dates,
        scenes=tuple(scene_of(caption, found, anchor) for caption, found in captions),
    )


def _looks_english(text: str) -> bool:
    """Whether one word in twenty, at least, is one of the commonest of English."""
    found = re.findall(r"\w+", text[:_SAMPLE].lower())
    known = words("english", "commonest")
    return 20 * sum(word in known for word in found) > len(found)


def _signed(people: Iterable[str]) -> list[Name]:
    """The people of bylines and credits as names without a place in the text."""
    return [Name(0, 0, tuple(person.split()), PERSON, True, -1) for person in people]


def _quote(
    text: str,
    stretch: Stretch,
    resolver: Resolver | None,
    speakers: Mapping[Source, str | None],
) -> Quote:
    source, verb = stretch.source, stretch.verb
    speaker = role = affiliation = None
    if source is not None and resolver is not None:
        speaker = speakers[source]
        role, affiliation = resolver.role(source, speaker), resolver.affiliation(source, speaker)
    return Quote(
        quote=text[stretch.start : stretch.end],
        kind=stretch.kind,
        speaker=speaker,
        speaker_mention=text[source.start : source.end] if source else None,
        speaker_role=role,
        speaker_affiliation=affiliation,
        verb=text[verb[0] : verb[1]] if verb else None,
        paragraph=stretch.paragraph,
        start=stretch.start,
        end=stretch.end,
        quote_group=stretch.group,
    )
