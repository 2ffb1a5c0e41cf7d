"""Lines of an article that are not its prose: credits, datelines, notes, captions, leftovers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace

from pipeline.clean.fold import letters
from pipeline.extract.byline import read_author_note, read_byline
from pipeline.extract.copied_captions import (
    is_caption_above,
    is_repeated,
    is_sentence,
    read_caption,
)
from pipeline.extract.corrections import is_label_alone, read_correction
from pipeline.extract.credits import Caption, is_credit_line, split_stray_caption
from pipeline.extract.date_line import DateLine, dates_of, read_date_line
from pipeline.extract.dateline import split_dateline
from pipeline.extract.edges import read_edges
from pipeline.extract.evidence import Candidate
from pipeline.extract.plain import Piece, is_prose
from pipeline.extract.saved_page import leftover
from pipeline.extract.signers import read_names
from pipeline.extract.wire import read_wire, split_wire_ending
from pipeline.record import Correction, Cut, Dateline, Image, WireCredit

_BEGINNING = 3  # pieces in which a dateline may stand
_NEXT = 3  # pieces among which the prose goes on
_END = 6  # pieces in which a line about the author may stand
_OWN = 40  # letters of a caption that no other line begins with, and of the credit behind it
_LONGEST_CAPTION = 320  # characters of a stray caption with its credit on a page with markup


@dataclass(slots=True, kw_only=True)
class Lines:
    """What is left of the pieces, and what was read from those that were taken out."""

    pieces: list[Piece] = field(default_factory=list)
    kept: list[int] = field(default_factory=list)  # pieces left before each that was read
    images: list[Image] = field(default_factory=list)
    wire_credits: list[WireCredit] = field(default_factory=list)
    dateline: Dateline | None = None
    corrections: list[Correction] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    cuts: list[Cut] = field(default_factory=list)
    title: list[Candidate[str]] = field(default_factory=list)
    summary: list[Candidate[str]] = field(default_factory=list)
    published: list[Candidate[str]] = field(default_factory=list)
    modified: list[Candidate[str]] = field(default_factory=list)


def read_lines(
    pieces: Sequence[Piece], *, plain: bool, language: str | None, captions: Sequence[str] = ()
) -> Lines:
    """Sort the pieces of a body into prose and the lines around it.

    ``plain`` says that the document was plain text, where a headline, a caption or a byline has
    no markup. ``captions`` are those read elsewhere: a piece that repeats one is cut.
    """
    reader = _Reader(plain, language, captions)
    for index, (kind, text) in enumerate(pieces):
        if plain and index + 1 < len(pieces) and is_repeated(text, pieces[index + 1][1]):
            reader.repeat(text)
        else:
            if plain:
                reader.goes_on = any(is_prose(t) for _, t in pieces[index + 1 : index + 1 + _NEXT])
            reader.read(kind, text, left=len(pieces) - index)
    return reader.finish()


class _Reader:
    """Reads the pieces in order; every rule that takes one out leaves a cut with its name."""

    def __init__(self, plain: bool, language: str | None, captions: Sequence[str]) -> None:
        self.lines = Lines()
        self.plain = plain
        self.language = language
        self.captions = {letters(caption): caption for caption in captions}
        self.note: str | None = None  # the kind of a note whose label stood alone before
        self.prose = 0  # pieces of prose read so far
        self.signed: list[tuple[int, str]] = []  # names of bylines, and before which piece each was
        self.repeated: set[str] = set()  # letters of sentences that stand twice in a row
        self.goes_on = True  # whether prose follows
        self.uncredited = 0  # the piece, counted from one, that may be the last image's credit
        self.pictured: list[int] = []  # before which piece each of the images was
        self.heading_end: int | None = None  # pieces kept before the first byline or date line

    def read(self, kind: str, text: str, left: int) -> None:
        """One piece; ``left`` counts it and those behind it."""
        self.lines.kept.append(len(self.lines.pieces))
        if kind not in ("table", "blockquote") and (rule := self._rule(kind, text, left)):
            self._cut(rule, text)
            return
        if kind == "paragraph":
            text = self._without_edges(text)
        self.prose += is_prose(text)
        self.lines.pieces.append((kind, text))

    def repeat(self, text: str) -> None:
        """A piece that the next one repeats: a caption where it is a sentence."""
        self.lines.kept.append(len(self.lines.pieces))
        self._cut("repeated", text)
        if is_sentence(text):
            self.repeated.add(letters(text))

    def finish(self) -> Lines:
        lines = self.lines
        lines.kept.append(len(lines.pieces))
        if self.plain:
            edges = read_edges(lines.pieces, self.heading_end)
            lines.pieces = edges.pieces
            lines.title += edges.title
            lines.summary += edges.summary
            lines.images = [
                image
                for image, at in zip(lines.images, self.pictured, strict=True)
                if edges.start <= at <= edges.last
            ]
            lines.authors = edges.signers(self.signed)
            last = len(edges.kept) - 1  # a caption that its credit took away may have stood there
            moved = [
                replace(cut, position=edges.kept[min(cut.position, last)]) for cut in lines.cuts
            ]
            lines.cuts = sorted([*moved, *edges.cuts], key=lambda cut: cut.position)
        # "Reporting by ...; Editing by ..." is signed by the one agency that the article names
        agencies = {credit.agency for credit in lines.wire_credits if credit.agency}
        if len(agencies) == 1:
            only = agencies.pop()
            lines.wire_credits = [
                replace(credit, agency=credit.agency or only) for credit in lines.wire_credits
            ]
        lines.authors = list(dict.fromkeys(lines.authors))
        return lines

    def _rule(self, kind: str, text: str, left: int) -> str | None:
        """The rule that takes a piece out, its fields already read; None for prose."""
        lines = self.lines
        if self.note:
            lines.corrections.append(Correction(kind=self.note, text=text))
            self.note = None
            return "note"
        if self._may_be_note(left) and (note := read_correction(text)):
            if is_label_alone(text) and left > 1:
                self.note = note.kind
            else:
                lines.corrections.append(note)
            return "note"
        if self.plain and is_credit_line(text) and self._is_caption(kind, text):
            return "caption"
        if (wire := read_wire(text)) is not None:
            lines.wire_credits += wire
            return "wire credit"
        if self.plain and (rule := leftover(text)):
            return rule
        if byline := read_byline(text, language=self.language):
            names = read_names([text]).people if self.plain else ()
            names = names if len(names) >= len(byline.people) else byline.people
            lines.authors += names
            self.signed += [(len(lines.pieces), name) for name in names]
            lines.wire_credits += [WireCredit(agency=a, text=text) for a in byline.agencies]
            self._dates(dates_of(text))
            return "byline"
        date_line = read_date_line(text)
        if date_line and (date_line.label or (self.plain and not self.prose)):
            self._dates(date_line)
            return "date line"
        if self._is_caption(kind, text):
            return "caption"
        if self.prose and left <= _END and (author := read_author_note(text)):
            lines.authors += author.people
            self.signed += [(len(lines.pieces), name) for name in author.people]
            return "author note"
        return None

    def _may_be_note(self, left: int) -> bool:
        """Markup keeps notes to the ends; between paragraphs "Updates:" begins a paragraph."""
        return self.plain or self.prose < _BEGINNING or left <= _END

    def _is_caption(self, kind: str, text: str) -> bool:
        """On a page with markup only a paragraph with an explicit credit strays into the body."""
        if self._repeats_caption(text):
            return True
        if not self.plain and (kind != "paragraph" or len(text) > _LONGEST_CAPTION):
            return False
        if letters(text) in self.repeated:
            self._add_image(Caption(caption=text))
            self.uncredited = len(self.lines.kept) + 1
            return True
        if self.plain:
            parts = read_caption(text, early=self.prose < _BEGINNING, followed=self.goes_on)
        else:
            parts = split_stray_caption(text, explicit=True)
        if parts is None:
            return False
        if parts.caption is None and self.uncredited == len(self.lines.kept):
            parts = replace(parts, caption=self.lines.images.pop().caption)
            self.lines.images.append(Image(**asdict(parts)))
            return True
        above, begun = self.lines.pieces, self.prose > 0
        if (
            self.plain
            and parts.caption is None
            and is_caption_above(above, prose=begun, language=self.language)
        ):
            _, caption = self.lines.pieces.pop()
            self.prose -= is_prose(caption)
            self._cut("caption", caption)
            parts = replace(parts, caption=caption)
        self._add_image(parts)
        return True

    def _repeats_caption(self, text: str) -> bool:
        """Whether a piece says what a caption says, and its credit at most."""
        if not self.captions:
            return False
        folded = letters(text)
        if folded in self.captions:  # a sentence of the article ends, the caption made of it not
            return not text.endswith(".") or self.captions[folded].endswith(".")
        return any(
            len(caption) >= _OWN
            and folded.startswith(caption)
            and len(folded) < len(caption) + _OWN
            for caption in self.captions
        )

    def _add_image(self, parts: Caption) -> None:
        if parts.caption and letters(parts.caption) in self.captions:
            return
        image = Image(**asdict(parts))
        if image not in self.lines.images:
            self.lines.images.append(image)
            self.pictured.append(len(self.lines.pieces))
        if parts.caption:
            self.captions[letters(parts.caption)] = parts.caption

    def _without_edges(self, text: str) -> str:
        """A paragraph without its dateline and without the agency behind its last sentence."""
        lines = self.lines
        rest, wire = split_wire_ending(text)
        if wire and rest:
            self._cut("wire ending", text[len(rest) :].strip())
            lines.wire_credits += wire
            text = rest
        if lines.dateline is None and self.prose < _BEGINNING:
            dateline, rest = split_dateline(text)
            if dateline:
                lines.dateline = dateline
                self._cut("dateline", dateline.text)
                if dateline.agency:
                    lines.wire_credits.append(
                        WireCredit(agency=dateline.agency, text=dateline.text)
                    )
                return rest
        return text

    def _dates(self, dates: DateLine | None) -> None:
        if self.heading_end is None and not self.prose > 1:
            self.heading_end = len(self.lines.pieces)
        if dates is None:
            return
        rule = "labelled date line" if dates.label else "date line"
        for iso, field_ in (
            (dates.published, self.lines.published),
            (dates.modified, self.lines.modified),
        ):
            if iso:
                field_.append(Candidate(iso, rule, iso))

    def _cut(self, rule: str, text: str) -> None:
        self.lines.cuts.append(Cut(rule=rule, text=text, position=len(self.lines.pieces)))
