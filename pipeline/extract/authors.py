"""Who wrote the article: the people of its byline; where no person signs, the desk that does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.clean.fold import letters
from pipeline.clean.page import Page
from pipeline.extract.claims import Claim, read_claims
from pipeline.extract.evidence import Candidate
from pipeline.extract.marked import Marked

_SHOWN = ("below headline", "name below headline")  # rules of what a reader sees as a byline


def candidates(page: Page, marked: Marked, *, dated: bool) -> Iterator[Candidate[tuple[str, ...]]]:
    """People first, from the likeliest place; then, from the same places, whoever else signs.

    A claim from far off the headline, or against what JSON-LD says, stays evidence unless another
    place says the same; so does a name in the head of a page that is neither ``dated`` nor called
    an article: it is the site's owner.
    """
    claims = list(read_claims(page, marked, dated=dated))
    people = [c for c in claims if c.signers.people]
    near = [c for c in people if not c.far or _is_confirmed(c, people)]
    if not near and len({c.signers.people for c in people}) == 1:
        near = [c for c in people if not c.rule.startswith("meta")]
    near = _printed_first(near, page)
    first = near[0].signers.people if near else ()
    # The same names without a job or an outlet beside them are better.
    for claim in sorted(near, key=lambda c: not _is_part(c.signers.people, first)):
        yield Candidate(claim.signers.people, claim.rule, claim.raw)
    for claim in claims:
        if claim not in near:
            rule = f"{claim.rule} far off" if claim.far else claim.rule
            if not claim.signers.people:
                outlet = all(letters(name) in page.site for name in claim.signers.others)
                rule += ", outlet" if outlet else ", no person"
            named = claim.signers.people or claim.signers.others
            yield Candidate(named, rule, claim.raw, doubtful=claim.far)


def _printed_first(claims: list[Claim], page: Page) -> list[Claim]:
    """Where the page shows nobody of those whom its head names, a byline that it shows goes first:
    a system that publishes an article often names its own user.
    """
    shown = [c for c in claims if c.rule in _SHOWN]
    if not shown or claims[0].rule in _SHOWN or page.tree.body is None:
        return claims
    text = letters(page.tree.body.text(deep=True))
    if any(letters(name) in text for name in claims[0].signers.people):
        return claims
    return [shown[0], *(c for c in claims if c is not shown[0])]


def _is_confirmed(claim: Claim, people: Sequence[Claim]) -> bool:
    return any(
        other.signers.people == claim.signers.people and other.rule != claim.rule
        for other in people
    )


def _is_part(names: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    return (
        len(names) == len(longer)
        and names != longer
        and all(
            name in long and len(name.split()) > 1 for name, long in zip(names, longer, strict=True)
        )
    )
