"""Authors of pages with markup: one page a way of signing, in several languages."""

from __future__ import annotations

from time import process_time

import pytest

from pipeline.extract.byline import read_byline
from tests.extract.pages import BODY, evidence, ld, read, rule_of

OG = '<meta property="og:type" content="article">'

SIGNED = {
    "opener": ("en", "<p>By Hanne Solberg</p>", ("Hanne Solberg",)),
    "two": ("en", "<p>By Hanne Solberg and Tomas Reyes</p>", ("Hanne Solberg", "Tomas Reyes")),
    "role": ("en", "<p>By Hanne Solberg, Flood Safety Expert</p>", ("Hanne Solberg",)),
    "date first": ("en", "<p>March 3, 2026 • Hanne Solberg</p>", ("Hanne Solberg",)),
    "date behind": ("de", "<p>Hanne Solberg, 3. März 2026</p>", ("Hanne Solberg",)),
    "German": ("de", "<p>Von Hanne Solberg</p>", ("Hanne Solberg",)),
    "French": ("fr", "<p>Par Hanne Solberg et Tomas Reyes</p>", ("Hanne Solberg", "Tomas Reyes")),
    "Spanish": ("es", "<p>Escribe Ana Feliz</p>", ("Ana Feliz",)),
    "Italian": ("it", "<p>di Ana Feliz</p>", ("Ana Feliz",)),
    "label": ("de", "<div>Autor:</div><div>Hanne Solberg</div>", ("Hanne Solberg",)),
    "role below": ("en", "<div>Hanne Solberg</div><div>Staff reporter</div>", ("Hanne Solberg",)),
    "class": ("en", '<div class="byline">Hanne Solberg</div>', ("Hanne Solberg",)),
    "side by side": (
        "en",
        '<div><span class="author">Hanne Solberg</span><span class="author">Ana Feliz</span></div>',
        ("Hanne Solberg", "Ana Feliz"),
    ),
    "glued": (
        "en",
        '<div class="date-and-author"><span>Mar 3, 2026</span><span>Hanne Solberg</span></div>',
        ("Hanne Solberg",),
    ),
    "vcard": ("en", '<p class="vcard author"><a class="fn">Ana Feliz</a></p>', ("Ana Feliz",)),
    "relative time": ("es", '<div class="byline">Ana Feliz Hace 3 horas</div>', ("Ana Feliz",)),
    "Arabic": ("ar", "<p>بقلم أحمد علي</p>", ("أحمد علي",)),
    "Japanese": ("ja", "<p>文：山田太郎</p>", ("山田太郎",)),
    "Korean": ("ko", '<p class="byline">김철수 기자</p>', ("김철수",)),
    "Russian": ("ru", "<p>Автор: Анна Мельник</p>", ("Анна Мельник",)),
    "job behind a stroke": (
        "en",
        "<div>Hanne Solberg / Print Managing Editor</div><div>March 3, 2026</div>",
        ("Hanne Solberg",),
    ),
    "first name": ("en", "<div>Written by</div><div>Hanne</div>", ("Hanne",)),
    "small the": ("en", "<p>By the Weather Team</p>", ("the Weather Team",)),
    "a day that is told": (
        "de",
        "<ul><li>Hanne Solberg</li><li>• Publiziert vor einer Stunde</li></ul>",
        ("Hanne Solberg",),
    ),
    "desk": ("en", '<p class="byline">By The Weather Team</p>', ("The Weather Team",)),
}

NOT_SIGNED = {
    "furniture": '<div class="author"><a href="/author/x">Full Bio</a></div>',
    "label only": "<div>Last Modified: March 3, 2026</div>",
    "company": '<p class="byline">Ferrant Verlag GmbH &amp; Co. KG</p>',
    "host": '<p class="byline">courier.example.org</p>',
    "sentence": '<p class="author">Petition signed by one of our members</p>',
    "quote": '<blockquote><p>Rain.</p><span class="author">Hanne Solberg</span></blockquote>',
    "comment": '<div class="comment"><span class="comment-author">Hanne Solberg</span></div>',
    "card": '<div class="card"><a href="/author/hs" class="author">Hanne Solberg</a></div>',
}


@pytest.mark.parametrize("case", SIGNED)
def test_a_byline_is_read(case: str) -> None:
    lang, around, authors = SIGNED[case]
    assert read(around, lang=lang).authors == authors


@pytest.mark.parametrize("case", NOT_SIGNED)
def test_what_is_no_byline_gives_none(case: str) -> None:
    assert read(NOT_SIGNED[case]).authors == ()


def test_a_link_in_a_sentence_is_no_byline() -> None:
    link = (
        '<p>The mayor, <a href="/profile/ada">Ada Moen</a>, said that the water was as high as it '
        "had been in sixty years and would rise.</p>"
    )
    assert read(link).authors == ()


def test_json_ld_names_people_not_organisations() -> None:
    head = ld(
        '{"@type": "NewsArticle", "headline": "Flood closes the river road", "author": ['
        '{"@type": "Person", "name": "Ana Feliz"}, {"@type": "Organization", "name": "Acme Wire"}]}'
    )
    assert read(head=head).authors == ("Ana Feliz",)


def test_json_ld_refers_to_its_people_by_id() -> None:
    head = ld(
        '{"@graph": [{"@type": "Article", "author": {"@id": "#a", "name": "Ana"}},'
        '{"@type": "Person", "@id": "#a", "name": "Ana Feliz"}]}'
    )
    assert read(head=head).authors == ("Ana",)  # as the article itself calls her


def test_a_web_page_of_json_ld_may_name_the_author() -> None:
    head = ld('{"@type": "WebPage", "author": {"@type": "Person", "name": "ana feliz"}}')
    assert read(head=head).authors == ("ana feliz",)


def test_the_byline_in_full_wins_over_a_first_name_of_json_ld_page() -> None:
    head = ld('{"@type": "WebPage", "author": {"@type": "Person", "name": "Ana"}}')
    assert read("<p>By Ana Feliz</p>", head=head).authors == ("Ana Feliz",)


def test_a_name_in_the_head_of_an_undated_page_is_its_owners() -> None:
    article = read(head='<meta name="author" content="Hanne Solberg">')
    assert article.authors == ()
    assert evidence(article, "authors") == [('["Hanne Solberg"]', "meta author far off", False)]


def test_a_name_in_the_head_of_an_article_is_its_authors() -> None:
    assert read(head=OG + '<meta name="author" content="Hanne Solberg">').authors == (
        "Hanne Solberg",
    )


def test_catalogues_write_the_last_name_first() -> None:
    assert read(head=OG + '<meta name="citation_author" content="Feliz, Ana">').authors == (
        "Ana Feliz",
    )


def test_people_come_before_the_desk() -> None:
    head = OG + '<meta name="author" content="Courier Newsroom">'
    assert read("<p>By Ana Feliz</p>", head=head).authors == ("Ana Feliz",)


def test_a_line_about_the_author_signs_where_nothing_else_does() -> None:
    article = read(body=BODY + "<p>Hanne Solberg is a reporter with the Courier.</p>")
    assert article.authors == ("Hanne Solberg",)
    assert rule_of(article, "authors") == "line"
    assert "Solberg" not in article.text


def test_a_desk_signs_behind_an_opener() -> None:
    assert read("<p>3 min read · By The Weather Team</p>").authors == ("The Weather Team",)


def test_a_line_about_the_author_tells_that_a_bare_name_is_one() -> None:
    around = "<div>Hanne Solberg</div><div>Hanne Solberg is a sailor and lives in Lorne.</div>"
    assert read(around).authors == ("Hanne Solberg",)


def test_a_page_with_ten_thousand_bylines_takes_no_longer_than_its_share() -> None:
    box = '<div class="author byline date"><a href="/author/x">Ana Feliz</a> March 3, 2026</div>'
    started = process_time()
    read(around=10_000 * box)
    assert process_time() - started < 5


@pytest.mark.parametrize("name", ["आशा देवी", "أحمد علي", "王小明", "김철수", "Shivani M"])
def test_a_person_of_json_ld_may_be_written_in_any_script(name: str) -> None:
    person = f'{{"@type": "Person", "name": "{name}"}}'
    assert read(head=ld(f'{{"@type": "NewsArticle", "author": {person}}}')).authors == (name,)


def test_an_organisation_of_json_ld_signs_where_nobody_does() -> None:
    outlet = '{"@type": "NewsMediaOrganization", "name": "दैनिक नदी"}'
    assert read(head=ld(f'{{"@type": "NewsArticle", "author": {outlet}}}')).authors == ("दैनिक नदी",)


BELOW = {
    "one line": "<p>Written by Hanne Solberg</p>",
    "two lines": "<div><p>Article by</p><p>Hanne Solberg</p></div>",
    "label": "<div>Autor:</div><div>Hanne Solberg</div>",
    "with a date": "<p>Posted by Hanne Solberg at March 3, 2026 11:15 AM</p>",
}


@pytest.mark.parametrize("case", BELOW)
def test_who_signs_below_the_body_signs_where_nobody_does_above(case: str) -> None:
    article = read(body=f"{BODY}</article><div>{BELOW[case]}</div><article>")
    assert article.authors == ("Hanne Solberg",)


def test_who_comments_below_the_body_does_not_sign() -> None:
    comment = "<div class='comments'><p>Posted by Hanne Solberg</p></div>"
    assert read(body=f"{2 * BODY}</article>{comment}<article>").authors == ()


def test_a_byline_that_is_shown_wins_over_a_user_that_only_json_ld_names() -> None:
    author = '{"@type": "Person", "name": "Web Worker"}'
    head = ld(f'{{"@type": "NewsArticle", "author": {author}}}')
    assert read("<p>By Ana Feliz</p>", head=head).authors == ("Ana Feliz",)
    shown = "<p>By Ana Feliz</p><p>Photos: Web Worker</p>"
    assert read(shown, head=head).authors == ("Web Worker",)


def test_a_job_behind_a_name_is_nobody() -> None:
    signers = read_byline("Hanne Solberg, Projektleiterin der HSS", language="de")
    assert signers is not None
    assert signers.people == ("Hanne Solberg",)
