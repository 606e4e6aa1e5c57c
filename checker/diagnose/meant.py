"""What a figure would be worth if its words were others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from msgspec.structs import replace

from checker.diagnose.slips import Slip
from checker.extract import extract
from checker.interval import Interval, Rounding, Widths, stated
from checker.model import Document, Figure, Profile, Quantity


class Meant:
    """Reads edited texts with the extractor and puts their worth in the figure's place."""

    def __init__(self, currency: str | None, rounding: Rounding, widths: Widths) -> None:
        self._profile = Profile(currency=currency)
        self._rounding = rounding
        self._widths = widths

    def by(self, figure: Figure, slips: Iterable[Slip]) -> Iterator[tuple[Slip, Figure]]:
        """The figure as each slip's text would have stated it; none for texts that state nothing."""
        plain = self._read(figure.text)
        factor = None if plain is None else _factor(figure, plain)
        if plain is None or factor is None:
            return
        for slip in slips:
            meant = self._read(slip.after)
            if meant is not None:
                yield slip, self._edited(figure, plain, meant, factor)

    def turned(self, figure: Figure) -> Iterator[tuple[Slip, Figure]]:
        """A change the other way: "declined" heard for "increased"."""
        if figure.measure != "change" or figure.low * figure.high <= 0:
            return
        way = "a decrease" if figure.low > 0 else "an increase"
        turned = replace(
            figure,
            low=figure.high.copy_negate(),
            high=figure.low.copy_negate(),
            low_step=figure.high_step,
            high_step=figure.low_step,
            low_coarse=figure.high_coarse,
            high_coarse=figure.low_coarse,
            interval=-figure.interval,
            lenient=-figure.lenient,
        )
        yield Slip("direction", f"{way} of {figure.text.strip('-−()')}", 19), turned

    def _read(self, text: str) -> Quantity | None:
        """What a text is worth by itself, if all of it is one quantity."""
        found = extract(Document(path="", text=f"{text} .", sha256="", profile=self._profile))
        return found[0] if len(found) == 1 and (found[0].start, found[0].end) == (0, len(text)) else None

    def _edited(self, figure: Figure, plain: Quantity, meant: Quantity, factor: Decimal) -> Figure:
        """The figure with the worth of its edited text; sign, hedge and all it is about are kept.

        Trailing zeros of an edited number count: a slip that fits only because "30" may be anything
        from 25 to 35 explains nothing.
        """
        if meant.low_step > plain.low_step * 100:  # it has a scale word of its own now, and needs no other's
            factor = Decimal(1).copy_sign(factor)
        size = abs(factor)
        low, high = (meant.low, meant.high) if factor > 0 else (meant.high, meant.low)
        low_step, high_step = meant.low_step * size, meant.high_step * size
        if factor < 0:
            low_step, high_step = high_step, low_step
        unit = figure.unit
        if meant.unit != plain.unit and (unit + "/").startswith(plain.unit + "/"):
            unit = meant.unit + unit[len(plain.unit) :]
        interval = self._true(low * factor, high * factor, low_step, high_step, figure)
        return replace(
            figure,
            text=meant.text,
            low=low * factor,
            high=high * factor,
            unit=unit,
            low_step=low_step,
            high_step=high_step,
            low_coarse=low_step,
            high_coarse=high_step,
            interval=interval,
            lenient=interval,
        )

    def _true(
        self, low: Decimal, high: Decimal, low_step: Decimal, high_step: Decimal, figure: Figure
    ) -> Interval:
        return stated(
            low,
            high,
            low_step=low_step,
            high_step=high_step,
            hedge=figure.hedge,
            rounding=self._rounding,
            widths=self._widths,
        )


def _factor(figure: Figure, plain: Quantity) -> Decimal | None:
    """What a figure is worth in terms of its own text.

    -1 for "5%" after "declined", 1000000 for an elided "million"; ``None`` where its text does not tell.
    """
    for sign, low, high in ((1, plain.low, plain.high), (-1, plain.high, plain.low)):
        size, worth = max((low, figure.low), (high, figure.high), key=lambda pair: abs(pair[0]))
        if not size:
            return None if worth else Decimal(1)
        factor = worth / size
        if factor * sign > 0 and (low * factor, high * factor) == (figure.low, figure.high):
            return factor
    return None
