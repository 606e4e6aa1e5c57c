"""Transcript, press release or note."""

from __future__ import annotations

import re

from checker.model import Kind

_HEAD = 12_000
# All but headings are looked for in small letters: to ignore case makes a search slow.
_CALL = re.compile(
    r"\b(?:conference call|earnings call|today['’]s call|this call|on the call|the operator|"
    r"turn (?:it|the call) over|prepared remarks|good (?:morning|afternoon|evening|day)|thank you|thanks|"
    r"webcast|teleconference)\b"
)
# What is said in a call and not written in a release, which may announce a call or thank somebody.
_TALK = re.compile(
    r"\b(?:today['’]s call|this call|on the call|the operator|turn (?:it|the call) over|prepared remarks|"
    r"good (?:morning|afternoon|evening|day)|thank you)\b"
)
_RELEASE = re.compile(
    r"\b(?:for immediate release\b|business ?wire\b|(?:pr|globe) ?newswire\b|exhibit 99|"
    r"today (?:announce[sd]|report(?:s|ed)|present(?:s|ed)|provided|released)\b|"
    r"press (?:release|information)\b|form 6-k\b|this (?:press|news) release\b)"
)
_RELEASED = (
    *("release", "wire", "exhibit 99", "press information", "form 6-k"),
    *("today announce", "today report", "today present", "today provided"),
)
_CLOSING = re.compile(
    r"(?m)^\W{0,4}(?:About [A-Z][\w&. ]{1,40}|Forward-Looking Statements|"
    r"Safe Harbor Statement|Investor Contacts?:?)\W{0,4}$"
)
_CLOSED = ("About ", "Forward-Looking Statements", "Safe Harbor Statement", "Investor Contact")
_NOTE = re.compile(
    r"\b(?:price target|target price|valuation|we rate|rating|outperform|overweight|underweight|"
    r"our estimates?|consensus|buy|hold|upside|downside|analysis|summary|thesis|[yq]/[yq])\b"
)
_MARKED = re.compile(r"#|\s*[-*] ")  # how a note begins that is marked up
_SHORT = re.compile(r"\d[bm]n\b")
_ITEM = re.compile(r"(?m)^(?:#{1,4} |[-*•] )")


def is_release(text: str) -> bool:
    """Whether the opening is that of a press release."""
    head = text[:_HEAD]
    low = head.lower()
    # A search for plain words is so quick that it pays to ask first whether there is anything to count.
    releases = len(_RELEASE.findall(low)) if any(words in low for words in _RELEASED) else 0
    releases += len(_CLOSING.findall(head)) if any(words in head for words in _CLOSED) else 0
    return releases >= 2 and releases > len(_TALK.findall(low))


def kind(text: str, dialogue: bool) -> Kind:
    """The kind of document; a dialogue is always a transcript."""
    if dialogue:
        return "transcript"
    if is_release(text):
        return "press release"
    low = text[:_HEAD].lower()
    marks = len(_NOTE.findall(low)) + low.count("**") + bool(_MARKED.match(low))
    marks += len(_SHORT.findall(low)) if "bn" in low or "mn" in low else 0
    notes = marks + 2 * len(_ITEM.findall(low)) // 3
    return "transcript" if len(_CALL.findall(low)) * 2 >= notes else "note"
