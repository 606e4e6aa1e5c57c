"""What every page we write has in common: escaping, the templates, and a policy that admits nothing else.

A page is hostile ground, because the text in it is somebody else's: every expression is escaped,
what could reorder the page is spelled out, and a content security policy admits the one style and
the one script of the templates by their hashes and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from checker import wording
from checker.report.cards import who
from checker.report.manuscript import SECTIONS
from checker.report.states import WORDS

# Characters that reorder, hide or break: spelled out wherever text of the document is shown.
_UNRULY = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
)
_IDLE = re.compile(r"^[ \t]+|^[ \t]*(?://[^\n]*|/\*[^\n]*\*/)?\n", re.MULTILINE)
_PACKAGE = Path(__file__).resolve().parents[1]
_FOLDERS = (_PACKAGE / "templates", _PACKAGE.parent / "templates")


def fill(template: str, scripts: Sequence[str], **values: Any) -> str:
    """The page of ``template`` with our style and ``scripts`` inlined and admitted by the policy."""
    environment = _environment()
    style = _source(environment, "report.css")
    code = "\n".join(_source(environment, script) for script in scripts)
    return environment.get_template(template).render(
        style=Markup(style),  # noqa: S704  our own file
        script=Markup(code),  # noqa: S704  our own file
        policy=_policy(style, code),
        **values,
    )


def embedded(json: str) -> Markup:
    """JSON that cannot end its own element, open another or begin a comment."""
    return Markup(json.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))  # noqa: S704


@cache
def _environment() -> Environment:
    """Templates from inside the package, where a wheel has them, or from the top of the repository."""
    environment = Environment(
        loader=FileSystemLoader(_FOLDERS),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_visible,
        optimized=False,  # folding constants takes longer than it saves on a page made once
    )
    environment.filters |= {
        "amount": wording.amount,
        "basis": wording.basis,
        "capital": lambda text: text[:1].upper() + text[1:],
        "comparison": wording.comparison,
        "counted": wording.counted,
        "metric": wording.metric,
        "period": wording.period,
        "sentence": wording.sentence,
        "span": wording.span,
        "stated": wording.stated,
        "subject": wording.subject,
        "uncapital": lambda text: text[:1].lower() + text[1:],
        "who": who,
    }
    environment.globals |= {"SECTIONS": SECTIONS, "STATES": WORDS}
    return environment


def _visible(value: Any) -> Any:
    """A value as it goes into the page: text without unruly characters, trusted markup as it is."""
    if isinstance(value, str) and not isinstance(value, Markup) and not value.isprintable():
        return _UNRULY.sub(lambda match: f"⟨U+{ord(match[0]):04X}⟩", value)
    return value


def _source(environment: Environment, name: str) -> str:
    """A style or script without its indentation and its comments, which nobody reads in a report."""
    loader = environment.loader
    if loader is None:
        raise RuntimeError("the environment has a loader")
    return _IDLE.sub("", loader.get_source(environment, name)[0])


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(source: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode("utf-8")).digest()).decode("ascii")
