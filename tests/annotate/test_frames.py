"""Who said what in single sentences: each frame of English prose, and what is none."""

from __future__ import annotations

import pytest

from pipeline.annotate.annotate import annotate
from pipeline.record import join_blocks

THE_DAM = "The dam leaks, and nobody cares"
THE_PLAN = "The plan calls for a dam in the valley"
SAID = [
    ("Ada Quill said the dam would hold.", [("Ada Quill", "the dam would hold")]),
    ("Rep. Ada Quill (R-Utah) said it would hold.", [("Ada Quill", "it would hold")]),
    (
        "“It will hold,” Rep. Ada Quill (D-Wis.) said Friday. “It always has.”",
        [("Ada Quill", "It will hold,"), ("Ada Quill", "It always has.")],
    ),
    ("“It will hold,” Sen. Ada Quill, R-Ky., said.", [("Ada Quill", "It will hold,")]),
    (
        "The dam, Ada Quill often says, is the oldest in the valley.",
        [("Ada Quill", "The dam"), ("Ada Quill", "is the oldest in the valley")],
    ),
    (
        "The dam is sound, Ada Quill said, but “the road is not.”",
        [("Ada Quill", "The dam is sound"), ("Ada Quill", "the road is not.")],
    ),
    (
        "Ada Quill said the dam was sound and warned that the road was not.",
        [("Ada Quill", "the dam was sound"), ("Ada Quill", "the road was not")],
    ),
    (
        "While Ada Quill has said the dam is sound, the road has been closed since May.",
        [("Ada Quill", "the dam is sound")],
    ),
    (
        "Ada Quill tweeted in the early morning hours that the dam was safe.",
        [("Ada Quill", "the dam was safe")],
    ),
    (
        "Ada Quill told the BBC's “Morning Call” on Friday that “nobody knows” who paid.",
        [("Ada Quill", "“nobody knows” who paid")],
    ),
    ("“It held,” Ada Quill said at a rally on Monday.", [("Ada Quill", "It held,")]),
    ("Jane Roe, spokesperson for Ocean Watch, said it died.", [("Jane Roe", "it died")]),
    ("Ocean Watch spokesperson Jane Roe said it died.", [("Jane Roe", "it died")]),
    ("Lamb's lawyer, Idris Vaughan, said she was sorry.", [("Idris Vaughan", "she was sorry")]),
    ("The mayor, Ada Quill, told Reuters it was over.", [("Ada Quill", "it was over")]),
    ("Profits rose, according to its director, Priya Nair.", [("Priya Nair", "Profits rose")]),
    (
        "According to Ada Quill, the company knew of the leak.",
        [("Ada Quill", "the company knew of the leak")],
    ),
    (
        "It was reported by the Harrow Gazette that the dam leaks.",
        [("Harrow Gazette", "the dam leaks")],
    ),
    ("The dam leaks, the Harrow Gazette reported.", [("Harrow Gazette", "The dam leaks")]),
    (
        "Ada Quill warned that time was short: “Act now,” she wrote, “or never.”",
        [("Ada Quill", "time was short"), ("Ada Quill", "Act now,"), ("Ada Quill", "or never.")],
    ),
    (
        "Ada Quill called the goal “a joke” and blamed the referee for it.",
        [("Ada Quill", "the goal “a joke”")],
    ),
    ("Ada Quill urged talks with Harrow.", [("Ada Quill", "talks with Harrow")]),
    (
        "Ada Quill denied that the dam was old and the council has not claimed that it was new.",
        [("Ada Quill", "the dam was old")],
    ),
    ("Asked whether it leaks, Ada Quill said “maybe.”", [("Ada Quill", "maybe.")]),
    (
        "The dam may go, officials from both towns said on Monday, ending a long fight.",
        [(None, "The dam may go")],
    ),
    ("A spokesman for Ada Quill said she was away.", [(None, "she was away")]),
    ("Ada Quill, who in 2019 said it would hold, has left.", [("Ada Quill", "it would hold")]),
    (
        "Even if it leaks, Ada Quill said, the town is safe.",
        [("Ada Quill", "Even if it leaks"), ("Ada Quill", "the town is safe")],
    ),
    ("Observers in and around the valley say the dam must go.", [(None, "the dam must go")]),
    ("Those close to her say that the dam must go.", [(None, "the dam must go")]),
    ("The town may flood, top city engineers said on Friday.", [(None, "The town may flood")]),
    (
        "An act that Mayor Ada Quill described as “a joke” ended the meeting.",
        [("Ada Quill", "a joke")],
    ),
    ("“A joke,” as Ada Quill put it, ended the meeting.", [("Ada Quill", "A joke,")]),
    (
        "“You squeezed staff” for years, Ada Quill said.",
        [("Ada Quill", "“You squeezed staff” for years")],
    ),
    (
        "“It held!” Marcia “Cia” Price (D-Newport News) shouted. “It held.”",
        [("Marcia Price", "It held!"), ("Marcia Price", "It held.")],
    ),
    ("The council issued a statement calling the dam “a joke.”", [(None, "the dam “a joke.”")]),
    ("The plan calls for a dam in the valley, sources said.", [(None, THE_PLAN)]),
    ("A report, obtained by Reuters, warned that the dam leaks.", [(None, "the dam leaks")]),
    ("The father, Tom Brandt, 31, told us it was late.", [("Tom Brandt", "it was late")]),
    ("His daughter, the writer Ada Quill, said it was late.", [("Ada Quill", "it was late")]),
    ("The MP, Sir Alan Firth (Con), said it was late.", [("Alan Firth", "it was late")]),
    ("Halvorsen Motors (HALV.OL) said it was late.", [("Halvorsen Motors", "it was late")]),
    (
        "The answer did not go over well, and the meeting broke up, said one source in the room.",
        [(None, "The answer did not go over well, and the meeting broke up")],
    ),
    ("The dam leaks, and nobody cares, said Quill.", [("Quill", THE_DAM)]),
    ("Wells Fargo just this month announced it would close.", [("Wells Fargo", "it would close")]),
    ("Nearly eight of 10 voters say they plan to stay.", [(None, "they plan to stay")]),
    ("It rains. Critics say the dam leaks.", [(None, "the dam leaks")]),
    ("''This is no reform,'' said Ada Quill.", [("Ada Quill", "This is no reform,")]),
    (
        "“What a mess!” exclaimed Ada Quill as she left.",
        [("Ada Quill", "What a mess!")],
    ),
]

NOTHING_SAID = [
    "Ada Quill did not confirm any plans for a visit.",
    "Ada Quill declined to say whether the dam leaks.",
    "The company did not respond to a request for comment.",
    "The United States like Canada has many dams.",
    "Battleground states like Ohio want a new dam.",
    "Beijing continues to tout its plan for the valley, which Harrow blames for the drought.",
    "Washington has repeatedly accused Harrow of seeking to go further.",
    "The problem demands a solution that costs nothing.",
    "The council ordered the company to hand over its records.",
    "A critic of the dam, it was said by nobody.",
    "Everything the mayor says is a lie.",
    "Ada Quill denied this.",
    "Ada Quill denied it at the time.",
    "Deeply divided, leaders found little unity.",
    "The alleged thief was held by the police.",
    "If the plan rejected them, they would leave.",
    "The company reported net profit of 1.2 billion crowns, compared with less before.",
    "Ada Quill declared a state of emergency and deployed the guard.",
    "They find themselves in the thick of it.",
    "A rival, which reports on Thursday, rose.",
    "It rains. Choose projects that not only look good but improve your home.",
    "It rains. Noteworthy projects back this up, and group projects do.",
    "You find reasons not to do it, and I suggest going home.",
    "Woodcuts shown here were made by the thief.",
    "Firms helping brands reach buyers sell the most.",
    "The stream called Miracle Run was built over by the council.",
]


@pytest.mark.parametrize(("sentence", "said"), SAID, ids=[s for s, _ in SAID])
def test_who_said_what(sentence: str, said: list[tuple[str | None, str]]) -> None:
    text, blocks = join_blocks([("paragraph", sentence)])
    quotes = annotate(text, blocks, language="en", anchor=None).quotes
    assert [(q.speaker, q.quote) for q in quotes] == said


@pytest.mark.parametrize("sentence", NOTHING_SAID)
def test_what_reports_nothing(sentence: str) -> None:
    text, blocks = join_blocks([("paragraph", sentence)])
    assert annotate(text, blocks, language="en", anchor=None).quotes == ()
