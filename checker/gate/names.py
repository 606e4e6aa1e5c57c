"""The names that select, ignore and suppress: rules, and kinds of finding that no rule makes."""

from __future__ import annotations


def names() -> tuple[str, ...]:
    """All of them, rules first. The rules are loaded only when somebody names one."""
    from checker.rules import REGISTRY  # noqa: PLC0415
    from checker.rules.besides import PAGES  # noqa: PLC0415

    return (*REGISTRY, *PAGES)
