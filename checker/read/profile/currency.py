"""In which money a document reckons: what it says, else what it writes most."""

from __future__ import annotations

import re
from collections import Counter

# Spellings by code. A bare "$" is nobody's until something else says whose.
_SPELLINGS: dict[str, str] = {
    "USD": r"US\$|U\.S\.\s?\$|\bUSD|\bU\.?S\.? dollars?",
    "CNY": r"\bRMB|\bCNY|\brenminbi|\byuan",
    "INR": r"\bINR|₹|\bRs\.?(?=\s?\d)|\bcrores?\b|\brupees?",
    "EUR": r"€|\bEUR\b|\beuros?\b",
    "GBP": r"£|\bGBP|\bpounds? sterling|\bsterling",
    "JPY": r"\bJPY|\byen\b|¥",
    "CHF": r"\bCHF|\bSwiss francs?",
    "SEK": r"\bSEK|\bSwedish kron(?:or|a)",
    "NOK": r"\bNOK|\bNorwegian kroner?",
    "DKK": r"\bDKK|\bDanish kroner?",
    "TWD": r"NT\$|\bTWD|\bNTD\b|\bNew Taiwan dollars?",
    "HKD": r"HK\$|\bHKD|\bHong Kong dollars?",
    "SGD": r"S\$|\bSGD|\bSingapore dollars?",
    "CAD": r"\bC\$|\bCA\$|\bCAD|\bCanadian dollars?",
    "AUD": r"\bA\$|\bAU\$|\bAUD|\bAustralian dollars?",
    "NZD": r"NZ\$|\bNZD|\bNew Zealand dollars?",
    "BRL": r"R\$|\bBRL|\breais\b",
    "MXN": r"\bMXN|\bMex\$|\bMexican pesos?|\bPs\.?(?=\s?\d)",
    "CLP": r"\bCLP|\bChilean pesos?",
    "COP": r"\bCOP\b|\bColombian pesos?",
    "ARS": r"\bARS\b|\bArgentine pesos?",
    "PEN": r"\bPEN\b|\bS/\.?(?=\s?\d)|\bsoles\b",
    "ZAR": r"\bZAR|\brands?\b(?=,|\.|\s(?:billion|million|per))|\bR(?=\d)",
    "KRW": r"₩|\bKRW|\bKorean won\b|\b(?:trillion|billion) won\b",
    "IDR": r"\bIDR|\bRp\.?(?=\s?\d)|\brupiahs?",
    "MYR": r"\bMYR|\bRM(?=\s?\d)|\bringgit",
    "THB": r"\bTHB|\bbaht",
    "PHP": r"\bPHP(?=\s?\d)|₱|\bPhilippine pesos?",
    "VND": r"\bVND",
    "TRY": r"\bTRY(?=\s?\d)|₺|\bTL(?=\s?\d)|\bTurkish liras?|\blira\b",
    "RUB": r"₽|\bRUB\b|\brubles?|\broubles?",
    "PLN": r"\bPLN|\bz[łl]oty",
    "CZK": r"\bCZK|\bCzech (?:koruna|crowns?)",
    "HUF": r"\bHUF|\bforints?",
    "ILS": r"₪|\bNIS\b|\bILS\b|\bshekels?",
    "AED": r"\bAED|\bdirhams?",
    "SAR": r"\bSAR(?=\s?\d)|\bSaudi riyals?",
    "NGN": r"₦|\bNGN|\bnairas?",
    "GHS": r"\bGHS|\bGH₵|\bGHC|\bcedis?",
    "KES": r"\bKES|\bKenyan? shillings?",
    "EGP": r"\bEGP",
    "PKR": r"\bPKR",
}
_ANY = re.compile("|".join(f"(?P<{code}>{pattern})" for code, pattern in _SPELLINGS.items()))
_BARE = re.compile(r"(?<![A-Za-z.])\$(?=\s?[\d.])")
_DOLLARS = re.compile(r"(?i)\b(?:million|billion|thousand|\d) dollars?\b")
_DECLARED = re.compile(
    r"(?i)(?:all|the|our|these|financial|dollar)?[\w ,'’-]{0,50}\b(?:figures|amounts?|numbers|results|values|references to \$|"
    r"financials|currency|dollars?)\b[\w ,'’-]{0,70}?\b(?:are|is|were|be|presented|expressed|stated|quoted|reported|denominated|in)\b"
    r"[\w ,'’-]{0,40}?\b(?:in|to|as)\s(?P<money>[^.;\n]{2,60})"
)
_DOLLAR_HOMES = (
    ("CAD", re.compile(r"\bTSX\b|:CA\)|Toronto Stock Exchange|\b(?i:Canadian (?:company|GAAP)|in Canadian)\b")),
    ("AUD", re.compile(r"\bASX\b|Australian Securities Exchange")),
    ("HKD", re.compile(r"\bHKEX\b|\bSEHK\b")),
)
_CLEAR = 3


def currency(text: str) -> tuple[str | None, tuple[str, ...]]:
    """The ISO 4217 code of the reporting currency, and what was assumed to get there."""
    for match in _DECLARED.finditer(text[:20000]):
        if found := _ANY.match(match["money"].lstrip("the ")):
            return found.lastgroup, ()
    counts: Counter[str] = Counter()
    for match in _ANY.finditer(text):
        counts[match.lastgroup or ""] += 1
    bare = sum(1 for _ in _BARE.finditer(text)) + sum(1 for _ in _DOLLARS.finditer(text))
    home = next((code for code, pattern in _DOLLAR_HOMES if pattern.search(text[:8000])), None)
    most = counts.most_common(1)
    if most and most[0][1] >= max(_CLEAR, bare):
        code, times = most[0]
        return code, (f"currency {code}: the one written most ({times} times)",)
    if bare:
        dollar = home or next((c for c, n in counts.most_common() if c in {"CAD", "AUD"} and n > bare), "USD")
        return dollar, (f"currency {dollar}: a bare $ is taken as {dollar}",)
    if most:
        return most[0][0], (f"currency {most[0][0]}: the only one written",)
    return None, ()
