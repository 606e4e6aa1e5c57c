"""Whose document it is, from the opening: a title line, or the operator's welcome."""

from __future__ import annotations

import re

_HEAD = 6000
_FIELD = re.compile(
    r"(?im)^[\s*_>-]{0,8}(?:company|issuer|corporation)[*_\s]{0,4}:[*_\s]{0,4}(?P<name>[^\n(|]{2,60}?)\s*(?:\((?P<alias>[^)\n]{1,30})\))?\s*$"
)
_TICKER_FIELD = re.compile(
    r"(?im)\b(?:ticker|symbol|scrip symbol|(?:nse|bse) symbol)\s*:\s*"
    r"(?:[A-Z]{2,8}\s*:\s*)?([A-Z][A-Z0-9.&-]{0,11})\b"
)
_SMALL = r"[a-z](?=\w{1,20},? (?:Inc|Corp|N\.V|S\.A|S\.E|plc|PLC|Ltd|AG|SE|ASA)\b)"
"""The small letter with which some companies write their name, known by the legal form behind it."""
_TITLE = re.compile(
    r"(?:(?:Full |Call )?[Tt]ranscript\s*[-–—:]\s*)?"
    rf"(?P<name>(?:[A-Z0-9]|{_SMALL})[^\n()]{{1,70}}?)"
    r"\s*\(\s*(?:(?:[A-Z]{2,8}|Nasdaq|Nyse)\s*:\s*)?(?P<ticker>[A-Z][A-Z0-9.]{0,9})"
    r"(?:[:+\-][^)\n]{0,12})?\s*\)"
)
_EXCHANGE = re.compile(
    r"\((?:NYSE(?: American| Arca)?|NASDAQ|Nasdaq|TSXV?|LSE|HKEX|SEHK|SIX|OTC[A-Z]*|ASX|BSE|"
    r"NSE|AMEX)(?:\s?(?:GS|GM|CM))?\s*:\s*"
    r"([A-Z][A-Z0-9.]{0,9})\b"
)
_TOPIC = (
    r"(?:(?:the\s)?(?:fiscal|full|first|second|third|fourth|1st|2nd|3rd|4th|half|interim|annual|year|q[1-4]|[1-4]q|fy|"
    r"(?:20)\d\d|nine|six|twelve|earnings|results|financial\s(?:results|year|performance|call|update)|quarter(?:ly)?|conference|investor|analyst|webcast|"
    r"preliminary|unaudited|year-end|business|combined|post|pre|trading|teleconference|call)\b)"
)
_WELCOME = re.compile(
    r"(?i)\b(?:welcome(?: everyone| you| you all| all)?(?: back)? to|joining(?: us)?"
    r"(?: today)?(?: for| at| on| in)|"
    r"(?:attending|standing by for|listening to|call for|participating in)|good (?:morning|"
    r"afternoon|evening),?)\s+"
    r"(?:today['’]s |our |this |the )*(?P<name>(?-i:[A-Z0-9]|i(?=[A-Z])|e"
    r"(?=[A-Z]))[^\n;:?!]{1,70}?)(?:['’]s?)?,?\s"
    rf"(?={_TOPIC})"
)
_OF = re.compile(
    r"(?i)\b(?:earnings|results|conference|investor|analyst)s?\s(?:conference\s)?(?:call|results|webcast)\s(?:of|for|by)\s(?:the\s)?"
    r"(?P<name>(?-i:[A-Z])[^\n,;:?!]{1,60}?)(?=,|\.\s|\sfor\s|\shosted\s|\sto\s|\son\s|\n)"
)
# The legal form at the end of a name says nothing that a reader misses.
_LEGAL = re.compile(
    r"(?i),?\s+(?:inc|incorporated|corp|corporation|company|co|ltd|limited|plc|llc|l\.?p|n\.?v|s\.?a|a\.?g|s\.?e|ab|asa|oyj|"
    r"s\.?p\.?a|k\.?k|\(publ\)|sa/nv|s\.?a\.?b)\.?$"
)
_NOT = re.compile(
    rf"(?i)(?:(?!first\s(?!quarter|half)){_TOPIC}|everyone|ladies|today|thank|all|you|me|us|this|now|your|hello|good)\b"
)


def company(text: str) -> tuple[str, str]:
    """Company and ticker as the opening names them; empty where it does not."""
    head = text[:_HEAD]
    ticker = ""
    if match := _EXCHANGE.search(head) or _TICKER_FIELD.search(head):
        ticker = match[1]
    if match := _FIELD.search(head):
        return _clean(match["name"]), ticker
    if match := _TITLE.match(head.lstrip()[:300].replace("\n", " ")):
        return _clean(match["name"]), ticker or match["ticker"]
    for pattern in (_WELCOME, _OF):
        for match in pattern.finditer(head):
            name = _clean(match["name"])
            if name and not _NOT.match(name):
                return name, ticker
    return "", ticker


def _clean(name: str) -> str:
    name = re.sub(r"\s+", " ", name).strip(" ,.-–—'’\"“”")
    name = re.sub(r"(?i)^(?:the|our|today's)\s+", "", name)
    name = re.sub(r"['’]s?$", "", name)
    while (shorter := _LEGAL.sub("", name)) != name and shorter:
        name = shorter.rstrip(" ,.&")
    return name
