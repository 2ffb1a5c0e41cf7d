"""Capitalised words in a row: where a name may stand. Latin script only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.record import Block

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽȘȚ"
# Ends of compounds whose first half alone is the name: "Washington-based".
_TAIL = r"(?:[a-z]+(?:ed|ing|en)|led|era|style|wide|area|made|like|only|born|run|bound|friendly)\b"
CAPITAL = re.compile(
    rf"""(?<![\w@\#.])
    (?>
      (?:[{_UPPER}]\.){{2,}}                                  # U.S.
    | (?:Inc|Corp|Co|Ltd|Jr|Sr|St|Mt|Ft|Bros|Gen|Sen|Rep|Gov|Dr|Mr|Mrs|Ms|Mx|Prof|Lt|Col|Sgt
        |Capt|Rev|Hon|Reps|Sens|Maj|Adm|Cmdr|Supt|Det|Insp|Pres|Cpl|Fr)\.  # keeps its stop
    | [{_UPPER}]\.(?=\s)                                       # an initial
    | (?:al-|el-|ash-|an-|[ie](?=[{_UPPER}][a-z])|[dl]['’])?[{_UPPER}]
      (?:\w|['’](?!s\b)(?=\w)|-(?=[{_UPPER}\d])|-(?!{_TAIL})(?=[a-z])|&(?=[{_UPPER}])|\.(?=[a-z]{{2,3}}\b(?!\.)))*
    )(?!\s?[$£€¥])""",
    re.VERBOSE,
)
_CAPITAL_LETTER = re.compile(rf"[{_UPPER}]")
_PREFIX = re.compile(r"(?:al-|el-|ash-|an-|[ie]|[dl]['’])\Z")
_PREFIX_ENDS = ("-", "'", "’", "i", "e")
_GAP = re.compile(
    r"[ \u00a0](?:(?:(?:de|da|do|dos|das|di|del|della|des|du|la|le|van|von|der|den|ter|ten|zu|zur"
    r"|bin|ibn|bint|al|el|ben|af|av|st|vom|&)[ \u00a0])+)?"
)
_NICKNAME = re.compile(rf" [“\"‘']\w+[”\"’'] (?=[{_UPPER}])")
_SOFT = re.compile(r" (?:of|for|and|on)(?: the)? ")


@dataclass(slots=True)
class Chain:
    """Words of one row with their offsets; ``link`` is the soft link that leads to the next
    chain (`` of ``, `` and the `` ...), ``initial`` says that it begins a sentence."""

    words: list[str]
    starts: list[int]
    ends: list[int]
    initial: bool
    block: int
    link: str | None = None

    def add(self, word: str, start: int, end: int) -> None:
        """Append a word."""
        self.words.append(word)
        self.starts.append(start)
        self.ends.append(end)

    @property
    def end(self) -> int:
        """Where the last word ends."""
        return self.ends[-1]

    @property
    def text(self) -> str:
        """The words with single blanks."""
        return " ".join(self.words)


def _capitals(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The words that match ``CAPITAL``, tried only where a capital letter is."""
    position = start
    while first := _CAPITAL_LETTER.search(text, position, end):
        at = first.start()
        if text[at - 1 : at] in _PREFIX_ENDS and at > position:
            prefix = _PREFIX.search(text, max(position, at - 4), at)
            at = prefix.start() if prefix else at
        m = CAPITAL.match(text, at, end) or CAPITAL.match(text, first.start(), end)
        if m is not None:
            yield m
        position = m.end() if m else first.end()


def find_chains(text: str, blocks: Sequence[Block]) -> Iterator[Chain]:
    """The chains of each block in order."""
    for index, block in enumerate(blocks):
        chain: Chain | None = None
        for m in _capitals(text, block.start, block.end):
            start, end, word = m.start(), m.end(), m.group()
            if chain is not None:
                gap = text[chain.end : start]
                if len(gap) == 2 and _NICKNAME.match(text, chain.end):
                    continue  # Marcia “Cia” Price
                if _NICKNAME.match(text, chain.end, start + 1):
                    chain.add(word, start, end)
                    continue
                if chain.words[-1] in ("Inc.", "Ltd.", "Jr.", "Sr."):
                    pass
                elif len(gap) < 16 and _GAP.fullmatch(gap):
                    if len(gap) > 1:  # particles or "&": words of the name themselves
                        chain.add(gap.strip(), chain.end + 1, start - 1)
                    chain.add(word, start, end)
                    continue
                elif len(gap) < 10 and _SOFT.fullmatch(gap):
                    chain.link = gap
                yield chain
            chain = Chain([word], [start], [end], _begins(text, start, block.start), index)
        if chain is not None:
            yield chain


def _begins(text: str, at: int, begin: int) -> bool:
    """Whether a sentence begins at ``at``: after a stop, at the head of the block or of a quote."""
    k = at - 1
    quoted = False
    while k >= begin and (text[k] in " \u00a0\"“”‘’'([«»„—–-*•―"):
        quoted = quoted or text[k] in '"“‘«„'
        k -= 1
    return k < begin or text[k] in ".!?:;…\n" or (quoted and text[k] in ",")
