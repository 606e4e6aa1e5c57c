"""What a source says: the sentence in which one of its figures stands, as one line of text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from checker.model import Document, Figure, Report, Struct

_CONTEXT = 110


class Cited(Struct, frozen=True, kw_only=True):
    """A figure of a source by its id, with the words around it, and where it stands."""

    figure: str
    path: str
    line: int
    speaker: str
    before: str
    text: str
    after: str


def cited(report: Report, ids: Iterable[str]) -> Iterator[Cited]:
    """The figures of sources among ``ids``, in order, each once."""
    known = {f.id: (source.document, f) for source in report.sources for f in source.figures}
    for i in dict.fromkeys(ids):
        if i in known:
            document, figure = known[i]
            before, after = _around(document, figure)
            yield Cited(
                figure=figure.id,
                path=document.path,
                line=figure.line,
                speaker="" if figure.speaker is None else document.speakers[figure.speaker].name,
                before=before,
                text=_flat(figure.text),
                after=after,
            )


def quote(document: Document, figure: Figure) -> str:
    """The sentence of a figure, shortened to what stands near it, on one line."""
    before, after = _around(document, figure)
    return _flat(f"{before}{figure.text}{after}")


def _around(document: Document, figure: Figure) -> tuple[str, str]:
    """What stands before and after a figure in its sentence; a space at a joint is kept."""
    at = bisect_right([sentence.start for sentence in document.sentences], figure.start) - 1
    start, end = max(0, figure.start - _CONTEXT), min(len(document.text), figure.end + _CONTEXT)
    if at >= 0 and document.sentences[at].end >= figure.end:
        start, end = max(start, document.sentences[at].start), min(end, document.sentences[at].end)
        cut = start > document.sentences[at].start, end < document.sentences[at].end
    else:
        cut = True, True
    before, after = document.text[start : figure.start], document.text[figure.end : end]
    before = _flat(before) + (" " if before[-1:].isspace() else "")
    after = (" " if after[:1].isspace() else "") + _flat(after)
    return ("… " if cut[0] else "") + before, after + (" …" if cut[1] else "")


def _flat(text: str) -> str:
    return " ".join(text.split())
