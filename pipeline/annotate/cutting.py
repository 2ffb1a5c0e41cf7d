"""Cut a chain of capitalised words into names: titles off, a place before a person apart."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.annotate.chains import Chain
from pipeline.annotate.classify import has_head, is_place_head, settle_kind
from pipeline.annotate.gazetteer import given_names, is_medium, organisations, places
from pipeline.annotate.name import PERSON, Name
from pipeline.annotate.verb_forms import verb_forms
from pipeline.lexicon.load import words

_SMALL = ("of", "for", "and", "of the", "for the", "and the", "to the")


def cut(chain: Chain, text: str, lower: frozenset[str]) -> Iterator[Name]:
    """The names of one chain; ``lower`` are the text's words in lower case."""
    if chain.words[0] in ("Q.", "A.") and _is_question_or_answer(text, chain.starts[0]):
        rest = chain.words[1:], chain.starts[1:], chain.ends[1:]
        chain = Chain(*rest, initial=True, block=chain.block, link=chain.link)
    tokens = chain.words
    low, high = _first_of_name(chain), len(tokens)
    while high > low and tokens[high - 1] in ("of", "for", "and", "the", "I"):
        high -= 1
    if low >= high:
        return
    run = None if _whole(tokens, low, high) else _title_run(tokens, low, high)
    if run is None:
        yield from _plain(chain, low, high, text, lower, titled=False)
        return
    first, behind = run
    if first > low:
        yield from _plain(chain, low, first, text, lower, titled=True)
    if behind < high:
        name = _name(chain, behind, high, text, lower)
        title = " ".join(tokens[first:behind]).lower().replace(".", "")
        if name.kind == PERSON or not name.sure or title in words("english", "titles"):
            name.kind, name.sure, name.title = PERSON, True, title
        yield name


def _is_question_or_answer(text: str, at: int) -> bool:
    """Whether the letter at ``at`` opens a paragraph of an article that asks "Q. What is it?"."""
    opens = at == 0 or text.startswith("\n\n", at - 2)
    return opens and (text.startswith("Q. ") or "\n\nQ. " in text)


def _first_of_name(chain: Chain) -> int:
    """Behind the capitalised word that only begins the sentence, and behind articles."""
    tokens, low, high = chain.words, 0, len(chain.words)
    while low < high and chain.initial and not _whole(tokens, low, high):
        word, folded = tokens[low], tokens[low].lower()
        if folded in words("english", "titles"):
            break
        common = (
            folded in words("english", "common")
            or folded in words("english", "subordinators")
            or folded in words("english", "prepositions")
        )
        derived = (
            folded in verb_forms() or folded in words("english", "adverbs") or folded[-2:] == "ly"
        )
        if not common and not (high - low > 1 and derived and word not in given_names()):
            break
        low += 1
    while low < high and tokens[low] in ("The", "A", "An", "I"):
        low += 1
    return low


def _whole(tokens: list[str], low: int, high: int) -> bool:
    """Whether the gazetteer knows the words as one name."""
    whole = " ".join(tokens[low:high])
    return whole in organisations() or whole in places()


def _plain(
    chain: Chain, low: int, high: int, text: str, lower: frozenset[str], *, titled: bool
) -> Iterator[Name]:
    """Take a place or a demonym off the front of what is no known name as a whole."""
    tokens, demonyms = chain.words, words("places", "demonyms")
    while low < high and not _whole(tokens, low, high):
        if tokens[low] in demonyms or tokens[low].rstrip("s") in demonyms:
            if high - low > 1 and has_head(tokens[low + 1 : high]):
                break
            low += 1
            continue
        size = _place_in_front(tokens, low, high)
        if not size:
            break
        yield _name(chain, low, low + size, text, lower)
        low += size
    alone = high - low == 1 and tokens[low].lower() in words("english", "title_words")
    if low < high and not (titled and alone):
        yield _name(chain, low, high, text, lower)


def _place_in_front(tokens: list[str], low: int, high: int) -> int:
    """How many words of a place stand before the rest, which is no part of its name."""
    for size in (3, 2, 1):
        place = places().get(" ".join(tokens[low : low + size])) if low + size < high else None
        if place is not None:
            rest = tokens[low + size : high]
            apart = place.sure and tokens[low] not in given_names() and not is_medium(rest[-1])
            return size if apart and not has_head(rest) and not is_place_head(rest[-1]) else 0
    return 0


def _title_run(tokens: list[str], low: int, high: int) -> tuple[int, int] | None:
    """The last run of title words, unless an organisation's or place's word follows it."""
    best: tuple[int, int] | None = None
    at = low
    while at < high:
        start, last = at, -1
        while at < high:
            word = tokens[at].rstrip(".").lower()
            if _is_title(word):
                last = at
            elif word not in words("english", "title_words") and not (
                at > start and (word in _SMALL or word in words("english", "portfolios"))
            ):
                break
            at += 1
        if last >= 0:
            while low < start < last and is_place_head(tokens[start]):  # "Harlan County Sheriff"
                start += 1
            stop = _with_portfolio(tokens, last, high)
            best = (start, stop)
            at = max(at, stop)
        at = max(at, start + 1)
    if best is None:
        return None
    start, stop = best
    person = high - stop == 2 and tokens[stop] in given_names()  # "Mayor Denise Park"
    other = stop < high and (has_head(tokens[stop:high]) or is_place_head(tokens[high - 1]))
    if other and not person:
        return None
    if start == low and stop == high and high - low == 1 and tokens[low] in given_names():
        return None
    if start > low and tokens[start - 1] in ("of", "for", "and"):
        return None
    return start, stop


def _is_title(word: str) -> bool:
    titles = words("english", "titles")
    return (
        word in titles
        or word in words("english", "roles")
        or word.removesuffix("s") in titles
        or word in ("republican", "democrat")
    )


def _with_portfolio(tokens: list[str], last: int, high: int) -> int:
    """Behind "of State", "for the Environment" and the like."""
    stop = last + 1
    while stop < high and (
        tokens[stop] in ("of", "for", "of the", "for the")
        or tokens[stop - 1] in ("of", "for", "of the", "and", "for the")
        or (stop > last + 1 and tokens[stop].lower() in words("english", "portfolios"))
    ):
        stop += 1
    return stop


def _name(chain: Chain, low: int, high: int, text: str, lower: frozenset[str]) -> Name:
    """One name with the kind that its words and neighbours give it."""
    tokens = tuple(chain.words[low:high])
    start, end = chain.starts[low], chain.ends[high - 1]
    name = Name(start, end, tokens, None, False, chain.block, initial=chain.initial and low == 0)
    settle_kind(name, text, lower)
    return name
