"""The frames of a sentence in order, none inside another."""

from __future__ import annotations

from dataclasses import replace

from pipeline.annotate.frames import CONNECTIVES, frame
from pipeline.annotate.report import Report
from pipeline.annotate.tags import ADVERB, NAME, REPORTING, TIME
from pipeline.annotate.turned_frames import according
from pipeline.annotate.units import QUOTE, Units


def find_reports(units: Units, low: int, high: int) -> list[Report]:
    """The frames of the sentence ``[low, high)``, none inside another."""
    end = high
    while end > low and units.low[end - 1] in (".", "!", "?", ")", "]", "…", "..."):
        end -= 1
    found: list[Report] = []
    covered = low
    for at in range(low, end):
        if units.low[at] == "according":
            report = according(units, at, low, end, found)
        elif units.tag[at] & REPORTING and not units.tag[at] & NAME:
            subject = next((r.source for r in reversed(found) if not r.negated), None)
            report = frame(units, at, low, end, subject)
            if report is not None and at < covered and not _own_clause(units, at, report, end):
                continue
        else:
            continue
        if report is None:
            continue
        found.append(report)
        if report.contents:
            covered = max(covered, report.contents[-1][1])
    return [report for report in _untangle(found) if not report.negated]


def _own_clause(units: Units, at: int, report: Report, end: int) -> bool:
    """Whether a frame inside what was said before is a clause of the writer's own."""
    words = units.low
    if words[at].endswith("ing") or words[report.begin - 1] in CONNECTIVES:
        return True
    if words[report.begin - 1] == "," and report.contents and report.contents[0][0] < report.begin:
        # "The plan calls for a dam, sources said": the last clause reports the whole sentence
        return all(units.tag[k] & (TIME | ADVERB) for k in range(report.verb[1], end))
    first = report.contents[0][0] if report.contents else report.begin
    quoted = words[first] == QUOTE and words[first - 1] == ":"
    return quoted or words[report.begin] in CONNECTIVES


def _untangle(reports: list[Report]) -> list[Report]:
    """Cut a content where the frame after it begins, and drop frames inside another's content."""
    kept: list[Report] = []
    for report in reports:
        if kept and kept[-1].contents:
            before = kept[-1]
            start, stop = before.contents[-1]
            cut = min([report.begin, report.verb[0], *(a for a, _ in report.contents)])
            if start < cut < stop:
                kept[-1] = replace(before, contents=(*before.contents[:-1], (start, cut)))
            elif start == cut and len(before.contents) > 1:
                kept[-1] = replace(before, contents=before.contents[:-1])
        kept.append(report)
    return kept
