"""What a person's name looks like, and when two spellings are one person."""

from __future__ import annotations

import re
from functools import lru_cache

from checker.units import data

HONORIFIC = r"(?:Mr|Mrs|Ms|Dr|Prof|Sir|Shri|Smt|MR|MRS|MS|DR)\.?"
_TOKEN = re.compile(r"[^\W\d_a-z](?:[\w'’`]{0,24}(?:-[\w'’`]{1,20}){0,3}|\.?|(?:\.-?[^\W\d_a-z]){1,3}\.?)")


def _words(name: str) -> frozenset[str]:
    return frozenset(data("reading")["names"][name].split())


_PARTICLE = _words("particles")
_SUFFIX = _words("suffixes")
_HONORIFICS = _words("honorifics")

# Who speaks without a name of his own. Compared in lower case.
OPERATORS = frozenset(
    {
        "operator", "moderator", "coordinator", "conference operator", "conference call operator",
        "call operator", "conference coordinator", "event coordinator", "facilitator",
    }
)  # fmt: skip
_ANONYMOUS = re.compile(
    r"(?i)(?:(?:unidentified|unknown|unnamed) (?:company |corporate )?"
    r"(?:analyst|speaker|participant|executive|representative|attendee|shareholder|person)"
    r"|(?:company|management|corporate) (?:representative|speaker|participant)"
    r"|(?:participant|speaker|analyst|attendee|executive)s?(?: (?:\d{1,3}|[A-Z]))?"
    r"|management|interpreter|translator|question|answer|[QA]|host|interviewer)\Z"
)

_TITLED_OPERATOR = re.compile(
    r"[^\W\d_a-z][\w'’\-]{1,20},? (?:[Cc]onference |[Cc]all )?(?:[Oo]perator|[Mm]oderator|[Cc]oordinator)"
)

_WORDS = _words("never")


@lru_cache(4096)
def is_name(text: str) -> bool:
    """Whether ``text`` could be somebody's name: one to six capitalised words, none of a heading."""
    tokens = text.split()
    if not 1 <= len(tokens) <= 6 or len(text) > 60:
        return False
    for index, token in enumerate(tokens):
        low = token.lower()
        if index and (low in _PARTICLE or low.strip(".,") in _SUFFIX):
            continue
        if not index and low.rstrip(".") in _HONORIFICS:
            continue
        if token.endswith(",") and index + 1 < len(tokens):
            if tokens[index + 1].lower().strip(".,") not in _SUFFIX:
                return False
            token = token[:-1]  # noqa: PLW2901
        initial = len(token) == 2 and token[1] == "." and len(tokens) > 1
        if not _TOKEN.fullmatch(token) or (token.lower().rstrip(".,") in _WORDS and not initial):
            return False
    return len(tokens) > 1 or len(text) > 2


@lru_cache(4096)
def is_label(text: str) -> bool:
    """Whether ``text`` names a speaker without a name: the operator, "Speaker 3", "Unidentified Analyst"."""
    return text.lower() in OPERATORS or is_operator(text) or bool(_ANONYMOUS.match(text))


def is_operator(text: str) -> bool:
    """Whether the speaker so named leads the call: "Operator", "Rebecca, Conference Operator"."""
    low = text.lower()
    if low in OPERATORS:
        return True
    # "Rebecca, Conference Operator", but not "Thank you. Operator".
    return len(low) < 40 and bool(_TITLED_OPERATOR.fullmatch(text))


@lru_cache(4096)
def key(name: str) -> str:
    """First and last name in lower case: "Mr. Dennis J. Gilmore" and "Dennis Gilmore" are one person."""
    if is_label(name):
        return name.lower()
    plain = [token.strip(".,'’").lower() for token in name.replace("-", "- ").split()]
    kept = [t for t in plain if t not in _HONORIFICS and t not in _SUFFIX and len(t.strip("-.")) > 1]
    kept = [t.rstrip("-") for t in kept] or plain
    return f"{kept[0]} {kept[-1]}" if len(kept) > 1 else (kept[0] if kept else name.lower())


def plain(name: str) -> str:
    """The name without an honorific: "MR. SUDHIR KUMAR" is "SUDHIR KUMAR"."""
    return re.sub(rf"^{HONORIFIC}\s+", "", name).strip(" ,")
