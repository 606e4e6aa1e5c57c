"""The page of a rule, taken apart: what it is in one sentence, then its points by name."""

from __future__ import annotations

from checker.model import Struct


class RulePage(Struct, frozen=True, kw_only=True):
    """A rule's page; ``points`` are name and text ("Why it matters", …)."""

    summary: str
    points: tuple[tuple[str, str], ...]


def rule_page(kind: str, text: str) -> RulePage:
    """Read the page of a rule: paragraphs, or names at the margin with their text indented below."""
    summary: list[str] = []
    points: list[tuple[str, list[str]]] = []
    for paragraph in text.removeprefix(kind).strip().split("\n\n"):
        name, _, rest = paragraph.partition("\n")
        if rest.startswith(" "):
            points.append((name, [rest]))
        elif points:
            points[-1][1].append(paragraph)
        else:
            summary.append(paragraph)
    return RulePage(
        summary=" ".join(" ".join(summary).split()),
        points=tuple((name, " ".join(" ".join(rest).split())) for name, rest in points),
    )
