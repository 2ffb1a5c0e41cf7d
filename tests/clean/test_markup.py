import gc

import pytest
from bs4 import BeautifulSoup
from bs4.element import NavigableString

from pipeline.clean.blocks import read_blocks
from pipeline.clean.markup import clean
from pipeline.clean.names import rule_of
from pipeline.clean.sizes import Sizes
from pipeline.clean.soup import parse, put_in_place

SENTENCE = "The council met on Monday and agreed on the plan after a long debate. "
PROSE = f"<p>{SENTENCE * 6}</p>"


def test_collection_is_restored():
    assert gc.isenabled()
    parse("<p>x")
    assert gc.isenabled()


def test_the_soup_reads_as_one_that_beautifulsoup_parsed():
    html = (
        "<div class='a b' hidden><p>One <b>two</b>,<!--no--> three &amp; <i>four</i>.</p><p>5</div>"
    )
    own, parsed = parse(html), BeautifulSoup(html, "html.parser", multi_valued_attributes=None)
    assert own.body.get_text("|") == parsed.get_text("|")
    div = own.find("div")
    assert div["class"] == "a b" and div.has_attr("hidden")
    assert [tag.name for tag in div.find_all(True)] == ["p", "b", "i", "p"]
    assert [str(s) for s in own.find("b").next_elements] == [str(s) for s in own.b.next_elements]
    assert own.find_all("p")[1].previous_sibling is own.find("p")
    own.find("b").extract()
    assert own.body.get_text() == "One , three & four.5"


def test_sizes_follow_what_is_taken_out():
    root = parse("<div><p>four <b>six...</b></p><section>eight...<i>two</i></section></div>")
    sizes = Sizes(root)
    assert sizes.whole == sizes.of(root.div) == 4 + 6 + 8 + 3
    sizes.take_off(root.section)
    assert sizes.of(root.div) == sizes.of(root.p) == 10
    assert sizes.whole == 21


def test_leftovers_go_by_the_name_of_their_rule():
    root = parse(
        f"<div>{PROSE}<nav>Home</nav><div class=related-posts><a href=/s>Other story</a></div>"
        f"<figure><img src=a.jpg><figcaption>A bridge</figcaption></figure>{PROSE}</div>"
    )
    cleaned = clean(root)
    assert [rule for rule, _ in cleaned.cuts] == ["navigation", "related", "figure"]
    assert "bridge" not in cleaned.root.get_text()


def test_wrappers_and_headings_are_no_leftovers():
    assert rule_of("div", "has-sidebar", None) is None
    assert rule_of("h2", None, "related-work") is None
    assert rule_of("div", None, "https://example.org/related/1") is None


def test_blocks_keep_kind_order_and_links():
    root = parse(
        '<h2>One</h2><p>First <a href="/x">link</a>.<br><br>Second.</p><ul><li>A<li>B</ul>'
        "<blockquote><p>Said</p></blockquote><table><tr><td>1<td>2</table>tail"
    )
    blocks = read_blocks(root).pieces
    assert [(b.kind, b.text) for b in blocks] == [
        ("subhead", "One"),
        ("paragraph", "First link."),
        ("paragraph", "Second."),
        ("list_item", "A"),
        ("list_item", "B"),
        ("blockquote", "Said"),
        ("paragraph", "1"),
        ("paragraph", "2"),
        ("paragraph", "tail"),
    ]
    assert blocks[1].links == [("/x", "link")]


def test_cuts_know_the_block_they_stood_before():
    root = parse(f"<div><nav>Home</nav>{PROSE}<nav>Back</nav>{PROSE}{PROSE}<nav>Top</nav></div>")
    cleaned = clean(root)
    assert read_blocks(cleaned.root).places == {0: 0, 1: 1, 2: 3}


def test_a_single_break_parts_sentences_and_bold_headings_but_no_verse():
    root = parse(
        f"<p>{SENTENCE}<br>{SENTENCE}</p><p>Roses are red,<br>violets blue</p>"
        f"<p><b>The pier</b><br>{SENTENCE}</p>"
    )
    texts = [(piece.text, piece.bold) for piece in read_blocks(root).pieces]
    said = SENTENCE.strip()
    assert texts == [
        (said, False),
        (said, False),
        ("Roses are red, violets blue", False),
        ("The pier", True),
        (said, False),
    ]


def test_blocks_inside_a_link_say_so():
    root = parse(
        "<a href=/s><span>Port</span><h3>Ferry fares rise</h3></a><p>See <a href=/t>it</a>."
    )
    pieces = read_blocks(root).pieces
    assert [(p.text, p.in_link) for p in pieces] == [
        ("Port", True),
        ("Ferry fares rise", True),
        ("See it.", False),
    ]
    assert pieces[1].links == [("/s", "Ferry fares rise")]


def test_what_is_called_related_but_leads_nowhere_is_text():
    kept = clean(
        parse(f"<div>{PROSE}<div class=teaser-content><p>{SENTENCE}</p></div>{PROSE}</div>")
    )
    assert kept.cuts == []
    linked = f"<div class=teaser-content><a href=/s>{SENTENCE}</a></div>"
    assert [rule for rule, _ in clean(parse(f"<div>{PROSE}{linked}</div>")).cuts] == ["related"]


def test_editors_that_write_classes_for_elements():
    root = parse(
        f'<div>{SENTENCE}<span class="x br"></span>{SENTENCE}<span class="br"></span>'
        f'<span class="strong">The pier</span><span class="br"></span>{SENTENCE}</div>'
    )
    pieces = read_blocks(root).pieces
    said = SENTENCE.strip()
    assert [(p.text, p.bold) for p in pieces] == [
        (said, False),
        (said, False),
        ("The pier", True),
        (said, False),
    ]


def test_a_table_at_the_end_of_an_element_ends_it():
    cells = "".join(f"<tr><td>{n}<td>{n * n}" for n in range(4))
    root = parse(f"<ul><li>A<table><tr><th>n<th>n²{cells}</table></li></ul><p>{SENTENCE}</p>")
    kinds = [piece.kind for piece in read_blocks(root).pieces]
    assert kinds == ["list_item", "table", "paragraph"]


def test_what_is_put_in_place_leaves_the_tree_whole():
    root = parse("<div><i>a</i><p>one <b>two</b></p><u>c</u></div><p>last</p>")
    paragraph, string = root.p, NavigableString("new")
    put_in_place(paragraph, 1, string)
    assert root.get_text("|") == "a|new|c|last"
    assert [str(node) for node in root.u.previous_elements][:3] == ["new", "a", "<i>a</i>"]
    assert string.next_element is root.u and string.previous_sibling is root.i
    assert paragraph.get_text("|") == "one |two" and paragraph.parent is None
    assert list(paragraph.next_elements)[-1] == "two"
    with pytest.raises(ValueError, match="<u> is not child 0"):
        put_in_place(root.u, 0, string)


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("lire-aussi", "related"),
        ("leiaTambem box", "related"),
        ("te-puede-interesar", "related"),
        ("nieuwsbrief", "newsletter"),
        ("kommentare", "comments"),
        ("third-party-services--placeholder", "consent"),
        ("autoren-info", "biography"),
    ],
)
def test_names_in_other_languages(name: str, rule: str) -> None:
    assert rule_of("div", name, None) == rule


def test_the_heading_of_comments_is_known_by_its_id() -> None:
    assert rule_of("h2", None, "postcomment") == "comments"
    assert rule_of("h2", None, "comments-on-the-budget") is None


def rules_of(html: str) -> list[str]:
    return [rule for rule, _ in clean(parse(html)).cuts]


def test_an_article_of_links_in_the_article_is_a_card_and_an_entry_is_none() -> None:
    card = "<article><h4><a href=/b>Le pont rouvre en juin</a></h4></article>"
    entry = f"<article><h3>10:15</h3><p>{SENTENCE}</p></article>"
    assert rules_of(f"<article>{PROSE}{card}{entry}{PROSE}</article>") == ["card"]


def test_the_tab_behind_is_hidden() -> None:
    behind = f"<div role=tabpanel class=tab-pane>{SENTENCE}</div>"
    front = f"<div role=tabpanel class='tab-pane active'>{PROSE}</div>"
    assert rules_of(f"<section>{front}{behind}</section>") == ["hidden"]
    assert rules_of(f"<section>{behind}{behind}{PROSE}</section>") == []
