"""Articles by the hundred thousand, as parts: realistic in length, vocabulary and what they hold.

Words, and the people quoted, are drawn by Zipf's law from invented ones; lengths are log-normal
with a mean of about 450 words. One article in ten is another outlet's copy of an earlier one, cut
and edited. To every hundred articles come two pages that could not be fetched, three that are no
articles and three that were read again after an edit.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.extract.observe import observe
from pipeline.load.parts import write_part
from pipeline.record import (
    Article,
    Block,
    Capture,
    Citation,
    Correction,
    DateMention,
    Evidence,
    Image,
    Link,
    Mention,
    Observation,
    Quote,
    Versions,
    WireCredit,
    join_blocks,
)
from pipeline.runs import Manifest
from pipeline.settings import Home

VOCABULARY = 60_000
SOURCES = 40
PEOPLE = 20_000
PLACES = 3_000
COPIES, FAILURES, REJECTS, EDITS = 0.1, 0.02, 0.03, 0.03
VERBS = ["said"] * 12 + ["told", "added", "announced", "warned", "argued", "denied", "asked"]
SECONDS = 20  # from one article to the next
START = datetime(2026, 1, 1, tzinfo=UTC)
_SYLLABLES = re.findall(
    r"\w+", "ba ce di fo gu la me ni po ru sa te vi wo ka ler ton ing ers ment tion ly and ber"
)


class Newsroom:
    """Articles without end, one every 20 seconds from ``start``; the same seed, the same ones."""

    def __init__(self, seed: int = 1, start: datetime = START) -> None:
        self._start = start
        self._random = random.Random(seed)
        self._numbers = np.random.default_rng(seed)
        words = sorted({self._word() for _ in range(VOCABULARY * 3 // 2)})
        self._random.shuffle(words)
        self._words = np.array(words[:VOCABULARY], dtype=object)
        self._weights = _zipf(len(self._words), 3)
        self._people = np.array([self._name() for _ in range(PEOPLE)], dtype=object)
        self._fame = _zipf(PEOPLE, 30)
        self._places = [self._word().title() for _ in range(PLACES)]
        self._recent: list[list[str]] = []
        self._pages: list[tuple[Capture, Article]] = []

    def visits(self, numbers: range, run: str) -> Iterator[tuple[Capture, Observation | None]]:
        """Captures of the articles of these numbers, and of other pages between them, with what
        was read from each."""
        pick = self._random
        for number in numbers:
            source = f"outlet{number % SOURCES:02}"
            url = f"https://{source}.example/2026/{number}/a-story-of-some-length"
            capture = self._capture(url, number, run, source)
            article = self._article(number, url, source)
            self._pages = [*self._pages[-500:], (capture, article)]
            yield capture, observe(article, capture, run)
            if pick.random() < FAILURES:
                yield replace(self._capture(url + "/gone", number, run, source), **_FAILED), None
            if pick.random() < REJECTS:
                capture = self._capture(
                    f"https://{source}.example/topic/{number}", number, run, source
                )
                verdict = {"status": "rejected", "reject_reason": "not_article"}
                listing = Article(id="", title="A topic", versions=article.versions, **verdict)
                yield capture, observe(listing, capture, run)
            if pick.random() < EDITS:
                old, article = pick.choice(self._pages)
                capture = self._capture(old.url, number + SOURCES, run, old.source)
                yield capture, observe(self._edited(article), capture, run)

    def _article(self, number: int, url: str, source: str) -> Article:
        pick = self._random
        if self._recent and pick.random() < COPIES:
            paragraphs = list(pick.choice(self._recent))[: max(3, pick.randint(4, 20))]
            paragraphs[0] = self._sentence(20)
            paragraphs[-1] += f" It cost {pick.randrange(100, 1000)}."
        else:
            words = int(np.clip(self._numbers.lognormal(5.95, 0.6), 60, 3000))
            paragraphs = [self._paragraph() for _ in range(max(2, words // 40))]
            paragraphs[-1] += f" It cost {pick.randrange(100, 1000)}."
            self._recent = [*self._recent[-500:], paragraphs]
        text, blocks = join_blocks(("paragraph", p) for p in paragraphs)
        published = (self._start + timedelta(seconds=SECONDS * number - 1800)).isoformat()
        speakers = self._people[np.searchsorted(self._fame, self._numbers.random(4))]
        return Article(
            id=str(number),
            url=url,
            canonical_url=url,
            source=source,
            publisher=source.title(),
            section=pick.choice(["news", "sport", "business", "culture"]),
            language="en",
            encoding="utf-8",
            title=self._sentence(9),
            summary=self._sentence(22),
            authors=(self._people[pick.randrange(PEOPLE - 2000, PEOPLE)],),
            published=published,
            published_precision="second",
            access="paywalled" if pick.random() < 0.1 else "free",
            text=text,
            blocks=blocks,
            images=(Image(url=url + ".jpg", caption=self._sentence(14), credit="Photo: A. Name"),),
            wire_credits=(WireCredit(agency="Wire", text="With files from Wire"),)
            if pick.random() < 0.15
            else (),
            tags=tuple(self._words[pick.randrange(2000)] for _ in range(4)),
            links=tuple(
                Link(url=f"https://{source}.example/{pick.random()}", text="a link", paragraph=i)
                for i in range(4)
            ),
            quotes=tuple(
                self._quote(text, blocks, i, name if pick.random() < 0.9 else None)
                for i, name in enumerate(speakers)
            ),
            citations=(
                Citation(source=self._name(), kind="media", paragraph=0, text="told a daily"),
            )
            if pick.random() < 0.3
            else (),
            mentions=tuple(self._mentions(text, speakers)),
            dates=tuple(
                DateMention(
                    text=text[i : i + 7],
                    from_=published[:10],
                    to=published[:10],
                    granularity="day",
                    start=i,
                    end=i + 7,
                )
                for i in range(3)
            ),
            evidence=tuple(
                Evidence(
                    field=f, value="v", rule=f"json-ld.{f}", raw=f, confidence=0.9, chosen=True
                )
                for f in ("title", "authors", "published", "language", "section", "publisher")
            ),
            versions=Versions(extractor="0.1.0"),
        )

    def _edited(self, article: Article) -> Article:
        """The article with another number in its last sentence, and perhaps another headline; in
        three of ten with a note that says so."""
        pick = self._random
        note = Correction(kind="correction", text="An earlier version of this was wrong.")
        return replace(
            article,
            text=f"{article.text[:-4]}{pick.randrange(100, 1000)}.",
            title=self._sentence(9) if pick.random() < 0.3 else article.title,
            corrections=(note,) if pick.random() < 0.3 else (),
        )

    def _quote(self, text: str, blocks: tuple[Block, ...], index: int, name: str | None) -> Quote:
        block = blocks[index % len(blocks)]
        end = min(block.end, block.start + 90)
        return Quote(
            quote=text[block.start : end],
            kind="direct",
            speaker=name,
            speaker_mention=name and name.split()[1],
            speaker_role=name and ("minister", "spokesman", "coach", "analyst")[len(name) % 4],
            verb=self._random.choice(VERBS),
            paragraph=index % len(blocks),
            start=block.start,
            end=end,
            quote_group=index,
        )

    def _mentions(self, text: str, people: Iterable[str]) -> Iterator[Mention]:
        pick = self._random
        places = [pick.choice(self._places) for _ in range(2)]
        bodies = [f"{pick.choice(self._places)} Council" for _ in range(2)]
        for kind, names in (("person", people), ("place", places), ("organisation", bodies)):
            for name in [*names] * (3 if kind == "person" else 2):
                start = pick.randrange(max(1, len(text) - 30))
                mention = text[start : start + 14]
                country = "GB" if kind == "place" else None
                end = start + len(mention)
                yield Mention(
                    name=name, kind=kind, mention=mention, country=country, start=start, end=end
                )

    def _capture(self, url: str, number: int, run: str, source: str) -> Capture:
        return Capture(
            capture_id=blake2b(f"{url} {number}".encode(), digest_size=16).hexdigest(),
            run=run,
            source=source,
            url=url,
            final_url=url,
            kind="response",
            fetched_at=self._start + timedelta(seconds=SECONDS * number),
            status=200,
            content_type="text/html; charset=utf-8",
            bytes=80_000,
            digest=f"sha1:{number:032}",
            warc_file=f"raw/{run}-0000.warc.gz",
            warc_offset=number * 9000,
        )

    def _name(self) -> str:
        return f"{self._word().title()} {self._word().title()}"

    def _word(self) -> str:
        return "".join(self._random.choices(_SYLLABLES, k=self._random.randint(1, 4)))

    def _sentence(self, words: int) -> str:
        drawn = np.searchsorted(self._weights, self._numbers.random(words))
        return (" ".join(self._words[drawn])).capitalize() + "."

    def _paragraph(self) -> str:
        return " ".join(self._sentence(n) for n in (18, 13, 9))


_FAILED: dict[str, Any] = {
    "kind": "failure", "status": 404, "error_class": "http_404", "error": "404 Not Found"
}  # fmt: skip


def _zipf(size: int, flat: int) -> Any:
    """Cumulative weights 1/(rank + flat)."""
    weights = 1.0 / np.arange(flat, size + flat)
    return np.cumsum(weights / weights.sum())


def write_runs(
    home: Home,
    runs: dict[str, range],
    *,
    part: int = 5000,
    seed: int = 1,
    start: datetime = START,
) -> None:
    """A run of the articles of these numbers under each name, in parts of ``part`` articles."""
    newsroom = Newsroom(seed, start)
    for run, numbers in runs.items():
        cuts = [numbers[n : n + part] for n in range(0, len(numbers), part)]
        shards = [f"{n:04}" for n in range(len(cuts))]
        Manifest(run=run, created=start.isoformat(), shards=shards).write(home)
        for shard, cut in zip(shards, cuts, strict=True):
            visits = list(newsroom.visits(cut, run))
            write_part(home.captures(run, shard), Capture, (c for c, _ in visits))
            write_part(home.articles(run, shard), Observation, (o for _, o in visits if o))


if __name__ == "__main__":
    import sys

    write_runs(
        Home(Path(sys.argv[1])),
        {run: range(int(n)) for run, n in (a.split("=") for a in sys.argv[2:])},
    )
