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
_RELEASE = re.compile(
    r"(?i:\bfor immediate release\b|\bbusiness ?wire\b|\b(?:pr|globe) ?newswire\b|"
    r"\bexhibit 99|\btoday (?:announced|reported)\b)"
    r"|(?m:^\W{0,4}(?:About [A-Z][\w&. ]{1,40}|Forward-Looking Statements|"
    r"Safe Harbor Statement|Investor Contacts?:?)\W{0,4}$)"
)
_NOTE = re.compile(
    r"(?i)\b(?:price target|target price|valuation|we rate|rating|outperform|overweight|"
    r"underweight|our estimates?|"
    r"consensus|buy|hold|upside|downside|analysis|summary|thesis)\b|^#|^\s*[-*] |\*\*"
)


def kind(text: str, dialogue: bool) -> Kind:
    """The kind of document; a dialogue is always a transcript."""
    if dialogue:
        return "transcript"
    head = text[:12000]
    calls = len(_CALL.findall(head))
    releases = len(_RELEASE.findall(head))
    notes = len(_NOTE.findall(head)) + 2 * len(re.findall(r"(?m)^(?:#{1,4} |[-*•] )", head)) // 3
    if releases >= 2 and releases > calls:
        return "press release"
    return "transcript" if calls * 2 >= notes else "note"
