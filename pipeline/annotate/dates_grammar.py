"""The expressions of dates as one pattern a language; the outer group's name is the kind."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from pipeline.lexicon.load import toml

_YEAR = r"(?:1[5-9]|20)\d\d"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%:]|[.,]\d)"
_DASH = r" ?(?:-|–|—|to|and) ?"
_UNIT = "day|week|month|year|decade"


def _either(words: list[str]) -> str:
    """An alternation that also takes the words with a capital."""
    return "|".join(f"[{w[0].upper()}{w[0]}]{re.escape(w[1:])}" for w in words)


# The lists whose words are an expression's first or last word, and those that only open one.
_CORES = ("months", "short_months", "weekdays", "alone")
_OPENERS = ("seasons", "numbers", "openers")
_INNER = ("months", "short_months", "weekdays", "alone", "seasons", "openers", "inner")


def openings(words: dict[str, Any]) -> str:
    """A cheap test of a word or two that all expressions pass and little else does: most texts
    are full of ``the`` and ``in``, and what follows these is no date.
    """
    cores, openers, inner = (
        _by_initial([word for name in names for word in words[name]])
        for names in (_CORES, _OPENERS, _INNER)
    )
    return rf"[\d'’]|{cores}|(?:{openers})[ -](?:[\d'’]|{inner})"


def _by_initial(words: list[str]) -> str:
    """An alternation of the words, with a capital too, that decides by the first letter."""
    rests: dict[str, list[str]] = {}
    for word in sorted({*words, *(w.capitalize() for w in words)}):
        rests.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in rests.items())


def _after(*words: str) -> str:
    """A look back at one of the words and a space."""
    return "(?:" + "|".join(f"(?<={word} )" for word in words) + ")"


@cache
def english() -> re.Pattern[str]:
    """All English expressions. Every part is bounded, so time is linear in the text."""
    words: dict[str, Any] = toml("text_dates")["english"]
    return re.compile(rf"(?<![\w/])(?={openings(words)})(?:{expressions(words)})")


def expressions(words: dict[str, Any]) -> str:
    """The alternation of all English expressions, made of the lists of words."""
    full = "|".join(words["months"])
    month = f"(?:{full}|(?:{'|'.join(words['short_months'])})\\b\\.?)"
    sure = "|".join(m for m in words["months"] if m not in words["unsure_months"])
    weekday = "|".join(words["weekdays"])
    not_named = "".join(f"(?<!{w} )" for w in words["named_days"])
    things = "|".join(words["named_things"])
    number = f"[Aa]n?|{_either(words['numbers'])}|\\d{{1,3}}"
    season = _either([*words["seasons"], "fall"])
    part = "(?:[Ee]arly|[Ll]ate|[Mm]id)[ -]"
    turn = _either(["last", "next", "this", "past", "previous", "coming", "current"])
    edge = "(?:(?:[Tt]he )?(?:end|start|beginning|middle|rest) of |[Ee]arlier |[Ll]ater )"
    orders = _either(["first", "second", "third", "fourth", "final"])
    turns = _either(["last", "next", "this", "coming", "past"])
    hours = "morning|afternoon|evening"
    alternatives = [
        rf"(?P<iso>(?P<iso_y>{_YEAR})-(?P<iso_m>\d\d)-(?P<iso_d>\d\d)(?!\d))",
        # Before a month and its day: the year's first two digits look like a day.
        rf"(?P<my>(?:{part})?(?P<my_m>{month})(?:(?:,| of)? (?P<my_y>{_YEAR})"
        r"| of (?P<my_t>this|last|next) year)\b)",
        rf"(?P<mdy>(?:(?:{weekday}),? )?(?P<mdy_m>{month}) (?P<mdy_d>{_DAY})"
        rf"(?:{_DASH}(?:(?P<mdy_n>{month}) )?(?P<mdy_e>{_DAY}))?(?:,? (?P<mdy_y>{_YEAR})\b)?)",
        rf"(?P<dmy>(?:(?:{weekday}),? )?(?P<dmy_d>{_DAY})(?:{_DASH}(?P<dmy_e>{_DAY}))?"
        rf"(?: of)? (?P<dmy_m>{month})(?!\w)(?:,? (?P<dmy_y>{_YEAR})\b)?)",
        rf"(?P<fiscal>(?:[Ff]iscal(?: year)? |FY ?)(?P<fiscal_y>{_YEAR}|\d\d)\b)",
        rf"(?P<quarter>(?:[Tt]he )?(?:(?P<quarter_w>{orders})[ -](?P<quarter_u>quarter|half)"
        rf"|Q(?P<quarter_n>[1-4]))\b(?:(?: of)? (?:(?P<quarter_f>fiscal )?(?P<quarter_y>{_YEAR})"
        r"|(?P<quarter_t>this|last|next) year)\b)?)",
        rf"(?P<season>(?:{part})?(?P<season_t>[Ll]ast|[Nn]ext|[Tt]his|[Ii]n the|[Tt]he) "
        rf"(?P<season_s>{season})\b(?:(?: of)? (?P<season_y>{_YEAR})\b)?"
        rf"|(?P<season_a>{season})(?: of)? (?P<season_b>{_YEAR})\b)",
        rf"(?P<decade>(?:[Tt]he )?(?:{part})?(?:(?P<decade_y>(?:1[5-9]|20)\d0)['’]?s\b"
        r"|(?:(?<=the )|(?<=0s and ))(?P<decade_s>[2-9]0)s\b|['’](?P<decade_q>[2-9]0)s\b))",
        rf"(?P<century>(?:[Tt]he )?(?:{part})?(?P<century_n>1\d|2[01])(?:th|st)[ -]century\b)",
        rf"(?P<ago>(?P<ago_n>{number}) (?P<ago_u>{_UNIT})s? ago\b)",
        rf"(?P<today>(?:[Ee]arlier |[Ll]ater )?(?:[Tt]oday|[Tt]onight|[Tt]his (?:{hours}))\b"
        rf"|{_after(*words['before_day'])}the day"
        r"(?= at\b| with\b|[,.]))",
        r"(?P<yesterday>(?:[Yy]esterday|[Ll]ast night)\b)",
        r"(?P<tomorrow>[Tt]omorrow\b)",
        rf"(?P<turn>{edge}?(?:[Tt]he )?(?P<turn_t>{turn}) "
        rf"(?P<turn_u>weekend|week|month|year|quarter|decade|century)\b)",
        r"(?P<whole>(?:[Tt]he )?(?:end|start|beginning) of the (?P<whole_u>day|week|month|year)\b"
        rf"|{_after('over', 'Over', 'during', 'at', 'on')}the (?P<whole_w>weekend)\b)",
        rf"(?P<weekday>(?:(?P<weekday_t>{turns}) )?{not_named}"
        rf"(?P<weekday_d>{weekday})(?! (?:{things}))\b(?: (?:{hours}|night))?)",
        rf"(?P<month>(?:(?P<month_t>[Ll]ast|[Nn]ext|[Tt]his) |{part})(?P<month_a>{full})\b"
        rf"|{_after(*words['before_months'])}(?P<month_p>{full})\b(?! [A-Z])"
        rf"|(?P<month_b>{sure})\b)",
        rf"(?P<years>(?<![$€£#.,/\-–])(?P<years_a>{_YEAR})[-–](?P<years_b>{_YEAR}|\d\d)(?![\d\-]))",
        # Round numbers before a plural count things ("2000 workers").
        rf"(?P<year>(?:{part})?(?<![$€£#.,/\-–])(?P<year_y>{_YEAR})(?![\w%\-–:/]|[.,]\d)"
        rf"(?! (?:{'|'.join(words['counted'])})\b)(?!(?<=00) [a-z]{{3,30}}s\b))",
    ]
    return "|".join(alternatives)


@cache
def day_month_year(language: str) -> re.Pattern[str] | None:
    """A day, month and year in another language; None where its months are not known."""
    names = toml("text_dates")["months"].get(language)
    if names is None:
        return None
    return re.compile(
        rf"\b(?P<day>3[01]|[12]\d|0?[1-9])(?:\.|er|º|°)? (?:de |di )?(?P<month>{'|'.join(names)})"
        rf",? (?:del? )?(?P<year>{_YEAR})\b",
        re.IGNORECASE,
    )


@cache
def cues() -> re.Pattern[str]:
    """Words that tell the tense: group ``future`` (with its participle) or ``past``."""
    words = toml("text_dates")["english"]
    future, past = "|".join(words["future"]), "|".join(words["past"])
    participle = r"(?: not)?(?: to)?(?: be)?(?: \w{1,20}(?:ed|en)\b)?"
    return re.compile(
        rf"\b(?:(?P<future>(?:{future})\b{participle}|\w{{1,20}}[’']ll\b)"
        rf"|(?P<past>(?:{past}|[a-z]{{2,20}}ed)\b))"
    )
