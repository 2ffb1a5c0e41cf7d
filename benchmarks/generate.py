"""Articles by the hundred thousand, as parts: realistic in length, vocabulary and what they hold.

Words are drawn by Zipf's law from an invented vocabulary; lengths are log-normal with a mean of
about 450 words. One article in ten is another outlet's copy of an earlier one, cut and edited.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from pathlib import Path

import numpy as np

from pipeline.extract.observe import observe
from pipeline.load.parts import write_part
from pipeline.record import (
    Article,
    Block,
    Capture,
    Citation,
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
COPIES = 0.1
START = datetime(2026, 1, 1, tzinfo=UTC)
_SYLLABLES = re.findall(
    r"\w+", "ba ce di fo gu la me ni po ru sa te vi wo ka ler ton ing ers ment tion ly and ber"
)


class Newsroom:
    """An endless supply of articles; the same seed gives the same ones."""

    def __init__(self, seed: int = 1) -> None:
        self._random = random.Random(seed)
        self._numbers = np.random.default_rng(seed)
        words = sorted({self._word() for _ in range(VOCABULARY * 3 // 2)})
        self._random.shuffle(words)
        self._words = np.array(words[:VOCABULARY], dtype=object)
        weights = 1.0 / np.arange(3, len(self._words) + 3)
        self._weights = np.cumsum(weights / weights.sum())
        self._people = [f"{self._word().title()} {self._word().title()}" for _ in range(PEOPLE)]
        self._recent: list[list[str]] = []

    def visits(self, count: int, run: str, first: int = 0) -> Iterator[tuple[Capture, Observation]]:
        """Captures and what was read from them, numbered from ``first``."""
        for number in range(first, first + count):
            source = f"outlet{number % SOURCES:02}"
            url = f"https://{source}.example/2026/{number}/a-story-of-some-length"
            capture = Capture(
                capture_id=blake2b(url.encode(), digest_size=16).hexdigest(),
                run=run,
                source=source,
                url=url,
                final_url=url,
                kind="response",
                fetched_at=START + timedelta(seconds=20 * number),
                status=200,
                content_type="text/html; charset=utf-8",
                bytes=80_000,
                digest=f"sha1:{number:032}",
                warc_file=f"raw/{run}-0000.warc.gz",
                warc_offset=number * 9000,
            )
            yield capture, observe(self._article(number, url, source), capture, run)

    def _article(self, number: int, url: str, source: str) -> Article:
        pick = self._random
        if self._recent and pick.random() < COPIES:
            paragraphs = list(pick.choice(self._recent))[: max(3, pick.randint(4, 20))]
            paragraphs[0] = self._sentence(20)
        else:
            words = int(np.clip(self._numbers.lognormal(5.95, 0.6), 60, 3000))
            paragraphs = [self._paragraph() for _ in range(max(2, words // 40))]
            self._recent = [*self._recent[-2000:], paragraphs]
        text, blocks = join_blocks(("paragraph", p) for p in paragraphs)
        published = (START + timedelta(seconds=20 * number - 1800)).isoformat()
        speakers = [pick.choice(self._people) for _ in range(4)]
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
            authors=(pick.choice(self._people[:500]),),
            published=published,
            published_precision="second",
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
            quotes=tuple(self._quote(text, blocks, i, name) for i, name in enumerate(speakers)),
            citations=(Citation(source="Agency", kind="agency", paragraph=0, text="told Agency"),),
            mentions=tuple(self._mention(text, name) for name in speakers * 5),
            dates=tuple(
                DateMention(
                    text="Tuesday",
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

    def _quote(self, text: str, blocks: tuple[Block, ...], index: int, name: str) -> Quote:
        block = blocks[index % len(blocks)]
        end = min(block.end, block.start + 90)
        return Quote(
            quote=text[block.start : end],
            kind="direct",
            speaker=name,
            speaker_mention=name.split()[1],
            speaker_role="spokesman",
            verb="said",
            paragraph=index % len(blocks),
            start=block.start,
            end=end,
            quote_group=index,
        )

    def _mention(self, text: str, name: str) -> Mention:
        start = self._random.randrange(max(1, len(text) - 20))
        mention = text[start : start + 14]
        return Mention(
            name=name, kind="person", mention=mention, start=start, end=start + len(mention)
        )

    def _word(self) -> str:
        return "".join(self._random.choices(_SYLLABLES, k=self._random.randint(1, 4)))

    def _sentence(self, words: int) -> str:
        drawn = np.searchsorted(self._weights, self._numbers.random(words))
        return (" ".join(self._words[drawn])).capitalize() + "."

    def _paragraph(self) -> str:
        return " ".join(self._sentence(n) for n in (18, 13, 9))


def write_runs(
    home: Home, sizes: dict[str, int], *, part: int = 5000, seed: int = 1, first: int = 0
) -> None:
    """A run of so many articles under each name, in parts of ``part`` articles."""
    newsroom = Newsroom(seed)
    for run, size in sizes.items():
        shards = [f"{n:04}" for n in range((size + part - 1) // part)]
        Manifest(run=run, created=START.isoformat(), shards=shards).write(home)
        for n, shard in enumerate(shards):
            count = min(part, size - n * part)
            visits = list(newsroom.visits(count, run, first + n * part))
            write_part(home.captures(run, shard), Capture, (c for c, _ in visits))
            write_part(home.articles(run, shard), Observation, (o for _, o in visits))
        first += size


if __name__ == "__main__":
    import sys

    write_runs(
        Home(Path(sys.argv[1])), {name: int(n) for name, n in (a.split("=") for a in sys.argv[2:])}
    )
