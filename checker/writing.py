"""Files written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from checker.errors import InputError


def write_whole(path: Path, text: str) -> None:
    """Write ``text`` as UTF-8 to a temporary file beside ``path``, then rename it into place.

    A reader sees the old file or the new one, never half of it. Raises ``InputError`` if the folder
    does not exist or cannot be written.
    """
    folder = path.parent
    if path.is_dir():
        raise InputError(str(path), "is a directory", "Name a file to write.")
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=folder)
    except FileNotFoundError:
        raise InputError(str(path), f"the folder {folder} does not exist", "Create it first.") from None
    except OSError as error:
        raise InputError(
            str(path), f"cannot write there ({error.strerror})", "Choose another place."
        ) from None
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n", errors="backslashreplace") as stream:
            stream.write(text)
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except OSError as error:
        raise InputError(
            str(path), f"cannot write there ({error.strerror})", "Choose another place."
        ) from None
    finally:
        temporary.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
