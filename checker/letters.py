"""The small letters of a text, in which everything is searched."""

from __future__ import annotations

_SPACES = ("\u00a0", "\u202f", "\u2009", "\u2007")


def lowered(text: str) -> str:
    """The text in small letters, each character in its place, with one kind of apostrophe and of space.

    To search so is three times faster than to ignore case; and a word processor's apostrophes and
    spaces that keep a number with its unit say nothing else than the plain ones.
    """
    small = text.lower()
    if len(small) != len(text):  # a few letters grow when lowered; offsets matter more than they do
        small = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    if small.isascii():
        return small
    if "’" in small:
        small = small.replace("’", "'")
    for space in _SPACES:
        if space in small:
            small = small.replace(space, " ")
    return small
