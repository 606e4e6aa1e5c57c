"""Transcript, press release or note."""

from __future__ import annotations

import re

from checker.model import Kind

_CALL = re.compile(
    r"(?i)\b(?:conference call|earnings call|today['’]s call|this call|on the call|"
    r"the operator|turn (?:it|the call)"
    r" over|prepared remarks|good (?:morning|afternoon|evening|day)|thank you|thanks|webcast|"
    r"teleconference)\b"
)
_HEAD = 12_000
# What is said in a call and not written in a release, which may announce a call or thank somebody.
_TALK = re.compile(
    r"(?i)\b(?:today['’]s call|this call|on the call|the operator|turn (?:it|the call) over|prepared remarks|"
    r"good (?:morning|afternoon|evening|day)|thank you)\b"
)
_RELEASE = re.compile(
    r"(?i:\bfor immediate release\b|\bbusiness ?wire\b|\b(?:pr|globe) ?newswire\b|"
    r"\bexhibit 99|\btoday (?:announce[sd]|report(?:s|ed)|present(?:s|ed)|provided|released)\b|"
    r"\bpress (?:release|information)\b|\bform 6-k\b|\bthis (?:press|news) release\b)"
    r"|(?m:^\W{0,4}(?:About [A-Z][\w&. ]{1,40}|Forward-Looking Statements|"
    r"Safe Harbor Statement|Investor Contacts?:?)\W{0,4}$)"
)
_NOTE = re.compile(
    r"(?i)\b(?:price target|target price|valuation|we rate|rating|outperform|overweight|"
    r"underweight|our estimates?|"
    r"consensus|buy|hold|upside|downside|analysis|summary|thesis)\b|^#|^\s*[-*] |\*\*"
)


def is_release(text: str) -> bool:
    """Whether the opening is that of a press release."""
    head = text[:_HEAD]
    releases = len(_RELEASE.findall(head))
    return releases >= 2 and releases > len(_TALK.findall(head))


def kind(text: str, dialogue: bool) -> Kind:
    """The kind of document; a dialogue is always a transcript."""
    if dialogue:
        return "transcript"
    head = text[:_HEAD]
    calls = len(_CALL.findall(head))
    notes = len(_NOTE.findall(head)) + 2 * len(re.findall(r"(?m)^(?:#{1,4} |[-*•] )", head)) // 3
    if is_release(text):
        return "press release"
    return "transcript" if calls * 2 >= notes else "note"
