"""Names of people, organisations and places in a text, told apart by their words and their place.

First each chain of capitalised words is cut into names by what it holds (titles, known names,
words such as Ministry or Airport, given names) and by the words beside it; then the article as
a whole settles what a name alone left open: a last name follows its full name, a short name its
long one, and the same words are the same kind everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.annotate.chains import Chain, find_chains
from pipeline.annotate.gazetteer import (
    family_first,
    given_names,
    organisations,
    part_words,
    places,
)
from pipeline.annotate.verb_forms import verb_forms
from pipeline.lexicon.load import words
from pipeline.record import Block

PERSON, ORGANISATION, PLACE = "person", "organisation", "place"
_NEXT = re.compile(r"[ \u00a0]*(['’]s|[\w’'-]+)?")
_BEFORE = re.compile(r"([\w’'-]+),?[ \u00a0]+(?:the[ \u00a0])?[\"“‘(]?\Z")
_AGE = re.compile(r", \d{1,3}(?:,|\.| )")
_PARTY = re.compile(r" \((?:[DRI]|Ind|Lab|Con|SNP|LD)(?:[-–.,)])")
LOCATIVES = words("english", "locatives")
WITHIN = frozenset({"in", "near", "outside", "across", "downtown"})


@dataclass(slots=True)
class Name:
    """A name in the text: ``[start, end)`` without its title.

    ``sure`` kinds come from the name's own words or the words beside it, others may be changed
    by the rest of the article. ``title`` is what stands before a person's name, lower-cased.
    """

    start: int
    end: int
    words: tuple[str, ...]
    kind: str | None
    sure: bool
    block: int
    title: str = ""
    title_start: int = -1
    canonical: str = ""
    country: str | None = None
    initial: bool = False
    media: str | None = None

    @property
    def text(self) -> str:
        """The words with single blanks."""
        return " ".join(self.words)


def find_names(text: str, blocks: Sequence[Block]) -> list[Name]:
    """All names in order, kinds as far as the article tells."""
    lower = frozenset(re.findall(r"\b[a-z]{3,}\b", text))
    names: list[Name] = []
    carried: Chain | None = None
    for chain in find_chains(text, blocks):
        if carried is not None:
            chain = _linked(carried, chain, text)
            carried = None
        if chain.link and _takes_link(chain):
            carried = chain
            continue
        names += _cut(chain, text, lower)
    if carried is not None:
        names += _cut(carried, text, lower)
    return names


def names_in_title(title: str, known: Iterable[Name]) -> list[Name]:
    """The names in a headline, offsets in it.

    Where every word of it has a capital, a capital shows no name: there only the names that the
    text has, and organisations and places that everybody knows, are looked for.
    """
    if not _every_word_capital(title):
        return find_names(title, [Block("title", 0, len(title))])
    of_text = {name.text: name for name in known if name.kind}
    family = {name.words[-1] for name in of_text.values() if name.kind == PERSON}
    tokens = list(_TITLE_WORD.finditer(title))
    found: list[Name] = []
    at = 0
    while at < len(tokens):
        for after in range(min(at + 6, len(tokens)), at, -1):
            start, end = tokens[at].start(), tokens[after - 1].end()
            whole = title[start:end]
            name = Name(start, end, tuple(whole.split()), None, False, 0)
            same = of_text.get(whole)
            if same is not None:
                name.kind, name.sure = same.kind, same.sure
                name.canonical, name.country = same.canonical, same.country
            elif whole in organisations() or (whole in places() and places()[whole].sure):
                name.kind, name.sure = _classify(name, title, frozenset())
            elif whole not in family:
                continue
            found.append(name)
            at = after
            break
        else:
            at += 1
    return found


_TITLE_WORD = re.compile(r"[^\W_]+(?:[.&’'-](?!s\b)[^\W_]+)*\.?(?<!\w\w\.)")


def _every_word_capital(title: str) -> bool:
    long = [word for word in re.findall(r"[^\W\d_]+", title) if len(word) > 3]
    capitals = sum(word[0].isupper() for word in long)
    return len(long) >= 3 and capitals >= 0.8 * len(long)


def _takes_link(chain: Chain) -> bool:
    """Whether a name goes on behind "of" or "for": Bank of X, Ministry of Y and Z."""
    assert chain.link is not None
    head = chain.words[-1]
    if " of" in chain.link or " for" in chain.link:
        return head in words("organisations", "linking") or (
            head.lower()
            in (
                "secretary",
                "minister",
                "director",
                "university",
                "gulf",
                "bay",
                "isle",
                "cape",
                "strait",
                "straits",
            )
        )
    if "and" in chain.link or "&" in chain.link:
        joined = " ".join(chain.words)
        return " of " in joined or " for " in joined
    return " on " in chain.link and head in (
        "Committee",
        "Council",
        "Commission",
        "Institute",
        "Panel",
    )


def _linked(left: Chain, right: Chain, text: str) -> Chain:
    """The two chains as one, the link among its words."""
    assert left.link is not None
    link = left.link.strip()
    at = left.end + 1
    joined = Chain(
        [*left.words, link, *right.words],
        [*left.starts, at, *right.starts],
        [*left.ends, at + len(link), *right.ends],
        left.initial,
        left.block,
        right.link,
    )
    if "and" in link and not _and_belongs(left, right):
        joined.link = None
    return joined


def _and_belongs(left: Chain, right: Chain) -> bool:
    return " ".join(right.words) not in places() and right.words[0] not in given_names()


def _cut(chain: Chain, text: str, lower: frozenset[str]) -> list[Name]:
    """The names of one chain."""
    low, high = 0, len(chain.words)
    while low < high and chain.initial:
        word = chain.words[low]
        folded = word.lower()
        rest = " ".join(chain.words[low:high])
        if rest in organisations() or rest in places():
            break
        if (
            folded in words("english", "common")
            or folded in words("english", "subordinators")
            or folded in words("english", "prepositions")
        ):
            low += 1
            continue
        if (
            high - low > 1
            and (
                folded in verb_forms()
                or folded in words("english", "adverbs")
                or folded.endswith("ly")
            )
            and word not in given_names()
        ):
            low += 1
            continue
        break
    while low < high and chain.words[low] in ("The", "A", "An", "I"):
        low += 1
    while high > low and chain.words[high - 1] in ("of", "for", "and", "the", "I"):
        high -= 1
    if low >= high:
        return []
    return list(_split(chain, low, high, text, lower))


def _split(chain: Chain, low: int, high: int, text: str, lower: frozenset[str]) -> Iterable[Name]:
    """Split a chain at titles, then classify the parts."""
    tokens = chain.words
    whole = " ".join(tokens[low:high])
    if whole in organisations() or whole in places():
        yield _name(chain, low, high, text, lower)
        return
    run = _title_run(tokens, low, high)
    if run is not None:
        a, b = run
        if a > low:
            yield from _split_plain(chain, low, a, text, lower, titled=True)
        if b < high:
            name = _name(chain, b, high, text, lower)
            title = " ".join(tokens[a:b]).lower().replace(".", "")
            if not (name.kind != PERSON and name.sure and title not in words("english", "titles")):
                name.kind, name.sure = PERSON, True
                name.title, name.title_start = title, chain.starts[a]
            yield name
        return
    yield from _split_plain(chain, low, high, text, lower, titled=False)


def _split_plain(
    chain: Chain, low: int, high: int, text: str, lower: frozenset[str], *, titled: bool
) -> Iterable[Name]:
    """Take a place or a demonym off the front of what is no known name as a whole."""
    tokens = chain.words
    while low < high:
        whole = " ".join(tokens[low:high])
        if whole in organisations() or whole in places():
            break
        if tokens[low] in words("places", "demonyms") or tokens[low].rstrip("s") in words(
            "places", "demonyms"
        ):
            if high - low > 1 and _has_head(tokens[low + 1 : high]):
                break
            low += 1
            continue
        size = next(
            (
                n
                for n in (3, 2, 1)
                if low + n < high and " ".join(tokens[low : low + n]) in places()
            ),
            0,
        )
        if (
            size
            and not _has_head(tokens[low + size : high])
            and places()[" ".join(tokens[low : low + size])].sure
            and not _place_head(tokens[high - 1])
            and tokens[low] not in given_names()
        ):
            yield _name(chain, low, low + size, text, lower)
            low += size
            continue
        break
    if low < high and not (
        titled and high - low == 1 and tokens[low].lower() in words("english", "title_words")
    ):
        yield _name(chain, low, high, text, lower)


def _title_run(tokens: list[str], low: int, high: int) -> tuple[int, int] | None:
    """The last run of title words, unless an organisation's or place's word follows it."""
    titles, roles, parts = (
        words("english", "titles"),
        words("english", "roles"),
        words("english", "title_words"),
    )
    best: tuple[int, int] | None = None
    at = low
    while at < high:
        start = at
        last = -1
        while at < high:
            word = tokens[at].rstrip(".").lower()
            if (
                word in titles
                or word in roles
                or word.removesuffix("s") in titles
                or word in ("republican", "democrat")
            ):
                last = at
            elif not (
                word in parts
                or (word in ("of", "for", "and", "of the", "for the", "to the") and at > start)
                or (word in words("english", "portfolios") and at > start)
            ):
                break
            at += 1
        if last >= 0:
            stop = last + 1
            while (
                (stop < high and tokens[stop - 1] in ("of", "for", "of the", "and", "for the"))
                or (
                    stop < high
                    and stop > last + 1
                    and tokens[stop].lower() in words("english", "portfolios")
                )
                or (stop < high and tokens[stop] in ("of", "for", "of the", "for the"))
            ):
                stop += 1
            while (
                stop < high
                and tokens[stop].lower() in words("english", "portfolios")
                and stop > last + 1
            ):
                stop += 1
            best = (start, max(stop, last + 1))
            at = max(at, stop)
        at = max(at, start + 1)
    if best is None:
        return None
    start, stop = best
    if stop < high and (_has_head(tokens[stop:high]) or _place_head(tokens[high - 1])):
        return None
    if start == low and stop == high and high - low == 1 and tokens[low] in given_names():
        return None
    if start > low and tokens[start - 1] in ("of", "for", "and"):
        return None
    return start, stop


def _has_head(tokens: Sequence[str]) -> bool:
    heads = words("organisations", "heads")
    return any(token in heads for token in tokens)


def _place_head(token: str) -> bool:
    return token in words("places", "heads")


def _name(chain: Chain, low: int, high: int, text: str, lower: frozenset[str]) -> Name:
    """One name with the kind that its words and neighbours give it."""
    tokens = tuple(chain.words[low:high])
    start, end = chain.starts[low], chain.ends[high - 1]
    name = Name(start, end, tokens, None, False, chain.block, initial=chain.initial and low == 0)
    name.kind, name.sure = _classify(name, text, lower)
    return name


def _classify(name: Name, text: str, lower: frozenset[str]) -> tuple[str | None, bool]:
    tokens = name.words
    whole = name.text
    first, last = tokens[0], tokens[-1]
    count = len(tokens)
    before = _word_before(text, name.start)
    after = _NEXT.match(text, name.end)
    following = (after.group(1) or "") if after else ""
    known = organisations().get(whole)
    if known:
        name.canonical, name.media = known
        return ORGANISATION, True
    place = places().get(whole)
    if place and (place.sure or before in LOCATIVES or _region_follows(text, name.end)):
        name.canonical, name.country = place.name, place.country
        return PLACE, place.sure
    if _product(first):
        return None, True
    if whole in words("organisations", "not_names") or (
        last.lower() in words("english", "no_mentions")
        and not (count > 1 and _has_head(tokens[:-1]) and last not in ("Act", "Day"))
    ):
        return None, True
    if count == 1 and (_demonym(whole) or _calendar(whole)):
        return None, True
    if count == 1 and first.lower() in words("english", "common") | words(
        "english", "titles"
    ) | words("english", "roles"):
        return None, False
    if (_place_head(last) and count > 1) or (
        count > 1
        and first
        in (
            "Lake",
            "Mount",
            "Port",
            "Fort",
            "Cape",
            "Gulf",
            "Mt.",
            "Ft.",
            "Strait",
            "Bay",
            "Isle",
        )
        and first not in given_names()
    ):
        return PLACE, True
    if _has_head(tokens) and not (
        count == 1
        and first
        not in (
            "Parliament",
            "Treasury",
            "Congress",
            "Senate",
            "Pentagon",
            "Navy",
            "Army",
            "Marines",
            "Cabinet",
            "Government",
            "Church",
        )
    ):
        return ORGANISATION, True
    if count > 1 and (organisations().get(first) or organisations().get(" ".join(tokens[:2]))):
        return ORGANISATION, True
    if count > 1 and first in given_names():
        return PERSON, True
    if count >= 2 and _initials(tokens):
        return PERSON, True
    if last in part_words("suffixes") and count > 1:
        return PERSON, True
    if (
        count <= 4
        and _person_beside(text, name.end, before, count)
        and not any(_camel(t) for t in tokens)
    ):
        return PERSON, count > 1
    if count == 1 and whole.isupper() and 2 <= len(whole.replace(".", "")) <= 6:
        return ORGANISATION, False
    if count == 2 and first in family_first() and not whole.isupper():
        return PERSON, False
    if (
        count == 1
        and name.initial
        and (whole.lower() in lower or not _subject_like(following) or _derived(whole))
    ):
        return None, False
    if place is not None:
        return PLACE, False
    if count == 1 and before in WITHIN and not _invested(text, name.start):
        return PLACE, False
    return ORGANISATION, False


def _subject_like(following: str) -> bool:
    """Whether the word after a sentence's first shows it to be a name: a possessive or a verb."""
    return following in words("english", "auxiliaries") or any(
        form.tense in ("past", "s") for form in verb_forms().get(following, ())
    )


def _derived(word: str) -> bool:
    """Whether a word is built like an adverb or a participle."""
    return len(word) > 5 and word.endswith(("ly", "ing", "ed"))


def _camel(word: str) -> bool:
    """``AirTanker``, ``AIG``: written as no person's name is."""
    return (
        len(word) > 1
        and any(c.isupper() for c in word[2:])
        and not word.startswith(
            ("Mc", "Mac", "O'", "O’", "D'", "D’", "De", "Di", "La", "Le", "Fitz")
        )
        and "-" not in word
        and "." not in word
    )


def _product(word: str) -> bool:
    """``iPhone``: a brand that begins with a small letter."""
    return word[0] in "ie" and len(word) > 2 and word[1].isupper()


def _invested(text: str, at: int) -> bool:
    m = re.search(r"(\w+) in (?:the )?\Z", text[max(0, at - 30) : at])
    return bool(m and m.group(1).lower() in words("english", "invested"))


def _word_before(text: str, at: int) -> str:
    m = _BEFORE.search(text, max(0, at - 40), at)
    return m.group(1).lower() if m else ""


def _region_follows(text: str, end: int) -> bool:
    """``Everett, Washington``: a comma and a place that surely is one."""
    m = re.compile(r", ([A-Z][\w.]+(?: [A-Z][\w.]+)?)").match(text, end)
    if not m:
        return False
    region = m.group(1)
    table = places()
    found = table.get(region) or table.get(region.split(" ")[0])
    return bool(found and found.sure) or region.rstrip(".") in words("english", "abbreviations")


def _demonym(word: str) -> bool:
    demonyms = words("places", "demonyms")
    if word in demonyms or word.removesuffix("s") in demonyms:
        return True
    return "-" in word and all(
        part in demonyms
        or part in ("Sino", "Anglo", "Franco", "Russo", "Pan", "Non", "Anti", "Pro", "Indo", "Euro")
        for part in word.split("-")
    )


def _calendar(word: str) -> bool:
    return word.rstrip(".").lower().removesuffix("s") in words("english", "time_words")


def _initials(tokens: Sequence[str]) -> bool:
    """``J.D. Vance``, ``Harry S. Truman``: initials before a last name."""
    if len(tokens) == 2 and re.fullmatch(r"(?:[A-Z]\.){1,3}", tokens[0]):
        return tokens[0] not in ("U.S.", "U.N.", "U.K.", "E.U.", "D.C.")
    return len(tokens) == 3 and re.fullmatch(r"[A-Z]\.", tokens[1]) is not None


def _person_beside(text: str, end: int, before: str, count: int) -> bool:
    """Whether the words beside a name are those of a person: a role, an age, a party, "who"."""
    if before and (
        before in words("english", "roles") or before.rstrip(".") in words("english", "titles")
    ):
        return True
    if _AGE.match(text, end) or _PARTY.match(text, end):
        return True
    ahead = text[end : end + 60]
    if ahead.startswith((", who ", " who ", ", whose ")):
        return True
    if count > 1:
        m = re.match(
            r", (?:(?:a|an|the|his|her|their|its|[\w’']+['’]s)\s)?((?:[\w’'-]+ ){0,4})", ahead
        )
        if m and any(w.lower() in words("english", "roles") for w in m.group(1).split()):
            return True
        m = re.match(r" (?:also |later |then |has |had )?(\w+)", ahead)
        if m and any(
            f.tense in ("past", "s") and "report" in f.classes
            for f in verb_forms().get(m.group(1), ())
        ):
            return True
    return False
