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
    quotes = []
    for s in speech.stretches:
        mention = text[s.source.start : s.source.end] if s.source else None
        quotes.append(
            Quote(
                quote=text[s.start : s.end],
                kind=s.kind,
                speaker=resolver.speaker(s.source) if s.source else None,
                speaker_mention=mention,
                speaker_role=resolver.role(s.source) if s.source else None,
                speaker_affiliation=resolver.affiliation(s.source) if s.source else None,
                verb=text[s.verb[0] : s.verb[1]] if s.verb else None,
                paragraph=s.paragraph,
                start=s.start,
                end=s.end,
                quote_group=s.group,
            )
        )
    return Annotations(
        quotes=tuple(quotes),
        citations=read_citations(text, blocks, speech.attributions, names),
        mentions=(*to_mentions(text, names), *to_mentions(title or "", in_title, part="title")),
        dates=dates_in(text, language=language, anchor=anchor),
    )
