"""All fields inside the text, in one pass over an article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.annotate.citations import read_citations
from pipeline.annotate.dates import dates_in
from pipeline.annotate.marks import pair_marks
from pipeline.annotate.mentions import to_mentions
from pipeline.annotate.names import find_names, names_in_title
from pipeline.annotate.people import settle
from pipeline.annotate.quotes import read_speech
from pipeline.annotate.resolve import Resolver
from pipeline.annotate.roles import roles_of
from pipeline.annotate.stretches import Stretch
from pipeline.record import Block, Citation, DateMention, Mention, Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotations:
    """Rows whose offsets count in the text that was given."""

    quotes: tuple[Quote, ...] = ()
    citations: tuple[Citation, ...] = ()
    mentions: tuple[Mention, ...] = ()
    dates: tuple[DateMention, ...] = ()


def annotate(
    text: str,
    blocks: tuple[Block, ...],
    *,
    language: str | None,
    anchor: date | None,
    title: str | None = None,
) -> Annotations:
    """Annotate one article; ``anchor`` is the day that relative dates count from, if known."""
    english = language in (None, "en")
    names = find_names(text, blocks) if english else []
    in_title = names_in_title(title, names) if english and title else []
    people = settle([*names, *in_title])
    marks = pair_marks(text, blocks)
    speech = read_speech(text, blocks, marks, english=english)
    resolver = Resolver(text, names, people, roles_of(text, names))
    quotes = [_quote(text, stretch, resolver) for stretch in speech.stretches]
    return Annotations(
        quotes=tuple(quotes),
        citations=read_citations(text, blocks, speech.attributions, names),
        mentions=(*to_mentions(text, names), *to_mentions(title or "", in_title, part="title")),
        dates=dates_in(text, language=language, anchor=anchor),
    )


def _quote(text: str, stretch: Stretch, resolver: Resolver) -> Quote:
    source, verb = stretch.source, stretch.verb
    speaker = resolver.speaker(source) if source else None
    return Quote(
        quote=text[stretch.start : stretch.end],
        kind=stretch.kind,
        speaker=speaker,
        speaker_mention=text[source.start : source.end] if source else None,
        speaker_role=resolver.role(source, speaker) if source else None,
        speaker_affiliation=resolver.affiliation(source, speaker) if source else None,
        verb=text[verb[0] : verb[1]] if verb else None,
        paragraph=stretch.paragraph,
        start=stretch.start,
        end=stretch.end,
        quote_group=stretch.group,
    )
