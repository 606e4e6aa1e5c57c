"""Small files of packed formats, made by hand so that none needs to be kept."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

from docx import Document

Line = tuple[int, int, str]


def pdf(pages: Sequence[Sequence[Line]], *, encrypted: bool = False) -> bytes:
    """A PDF file: of every page its lines as x, y (from the top) and words, in 10-point Helvetica."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for lines in pages:
        drawn = " ".join(f"1 0 0 1 {x} {800 - y} Tm ({_escaped(words)}) Tj" for x, y, words in lines)
        stream = f"BT /F1 10 Tf {drawn} ET"
        kids.append(len(objects) + 1)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {len(objects) + 2} 0 R "
            "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica "
            "/Encoding /WinAnsiEncoding >> >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{k} 0 R' for k in kids)}] >>"
    body = "%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    locked = (
        f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'ab' * 32}> /U <{'cd' * 32}> >> "
        if encrypted
        else ""
    )
    trailer = f"<< /Size {len(objects) + 1} /Root 1 0 R {locked}/ID [<00> <00>] >>"
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    end = f"{head}trailer\n{trailer}\nstartxref\n{len(body)}\n%%EOF\n"
    return (body + end).encode("latin-1")


def _escaped(words: str) -> str:
    return words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def docx(write: Callable[[Any], None]) -> bytes:
    """A Word document; ``write`` fills it through python-docx."""
    document = Document()
    write(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def archive(**files: bytes) -> bytes:
    """A zip archive with these files, "_" in a name standing for "/"."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name.replace("_", "/"), content)
    return stream.getvalue()
