"""Kinds of finding that no rule makes, each with a page of the same form as a rule's."""

from __future__ import annotations

PAGES: dict[str, str] = {
    "no_figures": """\
A document without a single figure was not checked, and that is no pass.

Why it matters
    A wrong file, a scan without text or a broken export would look sound otherwise.

Silent
    As soon as one figure is found. Leave out documents that state none with `exclude` or `ignore`.
""",
    "coverage": """\
Fewer of a document's figures could be checked than `min-coverage` asks for.

Why it matters
    A note in which hardly anything can be recomputed has not been shown to be right.

Silent
    Unless `min-coverage` is set. The report lists every figure that was not checked, and why.
""",
    "suppression": """\
A suppression does not do what it says.

Why it matters
    One without a reason cannot be judged by anyone else, one that is past its day was meant to be looked at \
again, and one that suppresses nothing hides the next slip in its place.

Silent
    While a suppression has a reason and suppresses a finding.
""",
}
