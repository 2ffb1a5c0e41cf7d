import gc

from pipeline.clean.blocks import read_blocks
from pipeline.clean.markup import clean, parse
from pipeline.clean.names import rule_of

SENTENCE = "The council met on Monday and agreed on the plan after a long debate. "
PROSE = f"<p>{SENTENCE * 6}</p>"


def test_collection_is_restored():
    assert gc.isenabled()
    parse("<p>x")
    assert gc.isenabled()


def test_leftovers_go_by_the_name_of_their_rule():
    root = parse(
        f"<div>{PROSE}<nav>Home</nav><div class=related-posts>Other story</div>"
        f"<figure><img src=a.jpg><figcaption>A bridge</figcaption></figure>{PROSE}</div>"
    )
    cleaned = clean(root)
    assert [rule for rule, _ in cleaned.cuts] == ["navigation", "related"]
    assert [figure.name for figure in cleaned.figures] == ["figure"]
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
    blocks = read_blocks(root)
    assert [(b.kind, b.text) for b in blocks] == [
        ("subhead", "One"),
        ("paragraph", "First link."),
        ("paragraph", "Second."),
        ("list_item", "A"),
        ("list_item", "B"),
        ("blockquote", "Said"),
        ("table", "1\n2"),
        ("paragraph", "tail"),
    ]
    assert blocks[1].links == [("/x", "link")]
