"""Whatever goes wrong, said in one line."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from checker.errors import InputError


@contextmanager
def clear_errors() -> Iterator[None]:
    """Turn whatever goes wrong into one clear line and exit status 2."""
    try:
        yield
    except InputError as error:
        click.echo(f"checker: {error}", err=True)
        sys.exit(2)
    except BrokenPipeError:
        # The reader of our output went away (``checker … | head``): that is no failure of ours.
        sys.stderr.close()
        sys.exit(0)
    except (click.exceptions.ClickException, click.exceptions.Exit):
        raise
    except Exception as error:
        where = _deepest(error)
        click.echo(
            f"checker: failed on its own account ({type(error).__name__}: {error}; {where}). "
            "Nothing counts as checked. Please report this, with the document if you may.",
            err=True,
        )
        sys.exit(2)


def _deepest(error: BaseException) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "no trace"
