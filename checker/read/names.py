"""What a person's name looks like, and when two spellings are one person."""

from __future__ import annotations

import re

HONORIFIC = r"(?:Mr|Mrs|Ms|Dr|Prof|Sir|Shri|Smt|MR|MRS|MS|DR)\.?"
_TOKEN = re.compile(r"[^\W\d_a-z](?:[\w'’`\-]{1,24}|\.?|(?:\.-?[^\W\d_a-z]){1,3}\.?)")
_PARTICLE = frozenset("de da di do dos du del della der den van von la le al el bin ben ibn y e d'".split())
_SUFFIX = frozenset("jr sr ii iii iv cfa cpa phd md esq".split())
_HONORIFICS = frozenset("mr mrs ms dr prof sir shri smt".split())

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

_TITLED_OPERATOR = re.compile(r"[^\W\d_a-z][\w'’\-]{1,20},? (?:[Cc]onference |[Cc]all )?(?:[Oo]perator|[Mm]oderator|[Cc]oordinator)")

# Words of headings, titles and firms: a line that holds one is no name.
_WORDS = frozenset(
    """
    a about academy act actual additional adjusted again agenda all also an analysis analyst analysts and annual
    any appendix are as asset assets assumptions at balance bank base basis because before begin
    beginning believe board break bridge brief business but by call calls can capital cash cautionary
    chairman chief close closing commentary comments company comparison conclusion conditions
    conference consolidated contact contacts contents conversation corp corporate corporation cost
    costs credit currency current customer customers data date debt definitions demand detail details
    development director disclaimer disclosure discussion dividend document dollars earnings
    ebitda end ended equity estimates events executive executives exhibit expenses fact factors
    february figures finance financial financials first fiscal flow focus for foreign form forward
    forward-looking fourth free from full fund future gaap general global good great gross group
    growth guidance guide half hello here hi highlights holdings how however i if in inc income
    industry information initiatives instructions insurance international introduction investment
    investments investor investors is it items january key language large limited liquidity llc loan
    long ltd management margin margins market markets matter measures media metrics model monday more
    my net new next nine no non-gaap not note notes now october of office officer on one online
    operating operational operations operator opportunities other our outlook overall overview page
    partners parts performance period plan please portfolio positive prepared present presentation
    presentations president press price pricing private product production products profile profit
    program project public quarter question questions q&a quick rate ratio real recent reconciliation
    regarding region relations release remarks report reporting research results retail
    return revenue revenues review right risk risks safe sales second section sector securities
    segment segments session share shareholder shareholders shares sheet slide so source spending
    statement statements store strategic strategy strong subject such summary supplemental sure table tables
    target tax team technology thank thanks that the then there these third this three thursday to
    today total transcript trends tuesday two u.s unaudited united update use valuation value
    vice was we website wednesday welcome well what when where which will with work year years yeah
    yes yesterday you your appreciate absolutely ok okay perfect got congrats congratulations
    scrip code sub ref encl dear
    """.split()
)


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
