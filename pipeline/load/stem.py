"""English stemming as a SQL expression: the index and the search macro fold words alike by it."""

from __future__ import annotations

from functools import cache

from pipeline.lexicon.load import toml


def stem(word: str) -> str:
    """The expression that stems the column ``word``; words under three letters stay."""
    expression = word
    for pattern, replacement in rules():
        expression = f"regexp_replace({expression}, '{pattern}', '{replacement}')"
    return f"CASE WHEN length({word}) < 3 THEN {word} ELSE {expression} END"


@cache
def rules() -> tuple[tuple[str, str], ...]:
    """Patterns and replacements, in order."""
    lexicon = toml("stemmer")
    found = []
    for step in lexicon["rules"].values():
        for pattern, replacement in step:
            for name, beginning in lexicon["beginnings"].items():
                pattern = pattern.replace(f"{{{name}}}", beginning)
            found.append((pattern, replacement))
    return tuple(found)
