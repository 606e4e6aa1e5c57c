"""One document checked for a command: from the cache if it is unchanged, else by the engine."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checker.cli.gating import Wishes
    from checker.config import Settings
    from checker.model import Reading, Report


class Checking:
    """Makes the reports of a run.

    ``against`` are the sources, ``prior`` earlier documents, that every document is held against. They
    are read once, and only if a document is not in the cache.
    """

    def __init__(self, wishes: Wishes, against: Sequence[Path] = (), prior: Sequence[Path] = ()) -> None:
        self._wishes = wishes
        self._against = tuple(against)
        self._prior = tuple(prior)

    def report(self, path: Path) -> tuple[Report, Settings]:
        """The report of a document, and the settings it was made with.

        Raises ``InputError`` for a document or source that cannot be read.
        """
        settings, profile = self._wishes.of(path)
        cache = self._wishes.cache
        key = cache.key(path, settings, profile, (self._against, self._prior))
        report = cache.find(key)
        if report is None:
            from checker.engine import check  # noqa: PLC0415  only a check needs the whole engine

            against, prior = self._beside
            report = check(path, against=against, prior=prior, overrides=profile, settings=settings)
            cache.keep(key, report)
        return report, settings

    @cached_property
    def _beside(self) -> tuple[Sequence[Reading], Sequence[Reading]]:
        return self._readings(self._against), self._readings(self._prior)

    def _readings(self, sources: Sequence[Path]) -> Sequence[Reading]:
        if not sources:
            return ()
        from checker.engine import figures_of  # noqa: PLC0415
        from checker.read import read  # noqa: PLC0415

        return [figures_of(read(source), self._wishes.of_run) for source in sources]
