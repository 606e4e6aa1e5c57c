"""In which script a text is written: the checker reads Latin letters."""

from __future__ import annotations

import re

_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
# Semitic and Indic scripts, and from the radicals of Chinese on everything but the forms of Latin.
_FOREIGN = re.compile(r"[\u0590-\u1cff\u2e80-\ufaff\uff66-\uffdc\U00020000-\U0003ffff]")


def foreign(text: str) -> bool:
    """Whether most letters of ``text`` are of a script that the checker does not read."""
    # A syllable or ideograph says as much as three letters.
    return len(_FOREIGN.findall(text)) * 3 > len(_LATIN.findall(text))
