"""Which pictures are the article's, and what their captions and credits are."""

from __future__ import annotations

from tests.extract.pages import BODY, read


def pictures(body: str, *, around: str = "") -> list[tuple[str | None, str | None]]:
    """Caption and credit of each picture, the paragraphs of a body before and behind it."""
    article = read(around, body=f"{BODY}{body}{BODY.replace('centimetres', 'inches')}")
    return [(image.caption, image.credit) for image in article.images]


def test_two_captions_outside_of_figures() -> None:
    one = "<img src=/a.jpg><figcaption>The river at noon, Photo: Ada Moen</figcaption>"
    two = "<img src=/b.jpg><figcaption>Sand for the dyke, Photo: Tom Reyes</figcaption>"
    assert pictures(f"{one}<p>Then the rain came back for two more hours.</p>{two}") == [
        ("The river at noon", "Ada Moen"),
        ("Sand for the dyke", "Tom Reyes"),
    ]


def test_the_title_of_a_video_is_no_caption() -> None:
    video = (
        "<div class=player><img src=/v.jpg alt=\"Click to play video: 'Pumps at work all night'\">"
        "<time>2:34</time><span class=player__title>Pumps at work all night</span></div>"
    )
    assert pictures(video) == []


def test_a_tile_that_leads_elsewhere_is_no_caption() -> None:
    tile = (
        "<div><img src=/t.svg alt='Latest in rivers'><div><p>Latest in rivers</p>"
        "<p>News and tales of all our streams and canals, every day of the week and more</p>"
        "<a href=/rivers>Start reading</a></div></div>"
    )
    assert (pictures(tile) or [(None, None)])[0][0] != "Latest in rivers"


def test_words_of_an_image_beside_the_headline_are_its_caption() -> None:
    caption = "A crew carries sand to the river road, which is closed until the morning."
    hero = (
        f"<div><h2>Flood closes the river road</h2><img src=/h.jpg alt='{caption}'>"
        f"<div><span>{caption}</span><small>dpa</small></div></div>"
    )
    article = read("", headline=hero)
    assert [(i.caption, i.credit) for i in article.images] == [(caption, "dpa")]


def test_a_credit_in_the_first_element_of_a_caption() -> None:
    figure = (
        "<figure><img src=/a.jpg><figcaption><span>Photo: Ada Moen Courier Archive</span>"
        "<span>The river at noon, seen from the old bridge</span></figcaption></figure>"
    )
    assert pictures(figure) == [
        ("The river at noon, seen from the old bridge", "Ada Moen Courier Archive")
    ]


def test_whose_quotation_it_is_is_no_caption() -> None:
    quote = (
        "<div><img src=/p.jpg alt=''><blockquote>We carried sand all night.</blockquote>"
        "<figcaption>Ada Moen, fire brigade</figcaption></div>"
    )
    assert [said for said in pictures(quote) if said != (None, None)] == []


def test_the_headline_below_its_video_is_no_caption() -> None:
    video = (
        "<div class=player><video src=/v.mp4></video>"
        "<figcaption>Flood closes the river road</figcaption></div>"
    )
    assert [said for said in pictures(video) if said != (None, None)] == []


def test_a_class_that_names_a_type_size_takes_no_figures() -> None:
    figure = (
        "<figure><img src=/{0}.jpg><figcaption><p class=caption>{1} — <span>© {2}</span></p>"
        "</figcaption></figure>"
    )
    one, two = (
        figure.format("a", "The river at noon.", "Ada Moen"),
        figure.format("b", "Sand for the dyke.", "Tom Reyes"),
    )
    rain = "The rain went on. " * 9
    body = f"<div><small class='t caption'>Local</small><p>{rain}</p>{one}{two}</div>"
    assert pictures(body) == [
        ("The river at noon.", "Ada Moen"),
        ("Sand for the dyke.", "Tom Reyes"),
    ]


def test_a_slash_before_the_last_element_of_a_caption() -> None:
    figure = (
        "<figure><img src=/a.jpg><figcaption><p>The river at noon in Lorne / "
        "<span class=w8>Ada Moen</span></p></figcaption></figure>"
    )
    assert pictures(figure) == [("The river at noon in Lorne", "Ada Moen")]
