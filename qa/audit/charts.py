"""The geometry of the report's charts, in SVG units; the templates draw it."""

from __future__ import annotations

from math import ceil, floor, log10
from typing import TYPE_CHECKING

from qa.record import record

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from qa.audit.history import Run

_LEFT, _RIGHT, _TOP, _BOTTOM = 40.0, 12.0, 14.0, 24.0


@record
class Dot:
    """A point of a line: its place, the day and the value as written."""

    x: float
    y: float
    day: dt.date
    value: str


@record
class LineChart:
    """One figure over all audits; `ticks` are (y, label) of the value axis, `unit` stands behind every value."""

    name: str
    dots: tuple[Dot, ...]
    ticks: tuple[tuple[float, str], ...]
    width: float
    height: float
    unit: str = ""

    @property
    def path(self) -> str:
        """The line through all dots."""
        return " ".join(f"{'L' if place else 'M'}{dot.x:.1f} {dot.y:.1f}" for place, dot in enumerate(self.dots))

    @property
    def words(self) -> str:
        """The chart in one sentence, for those who don't see it."""
        first, last = self.dots[0], self.dots[-1]
        values = sorted(float(dot.value.removesuffix(self.unit).replace(",", "")) for dot in self.dots)
        return (
            f"From {first.value} on {first.day} to {last.value} on {last.day}, "
            f"over {len(self.dots)} audits; lowest {values[0]:,g}{self.unit}, highest {values[-1]:,g}{self.unit}."
        )


@record
class Bar:
    """A column: its place, label and value; `marked` ones are drawn in the second colour."""

    x: float
    y: float
    width: float
    height: float
    label: str
    value: int
    marked: bool


@record
class BarChart:
    """Columns side by side over a common base line."""

    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, str], ...]
    width: float
    height: float
    base: float


def trend(name: str, metric: str, runs: Sequence[Run]) -> LineChart | None:
    """A metric over audits, spaced by their days; None where fewer than two have it."""
    points = [(run.today, run.metrics[metric]) for run in runs if run.metrics.get(metric) is not None]
    if len(points) < 2:
        return None
    steps = _steps([float(value) for _, value in points], from_zero=metric != "median_grade")
    return _line(name, points, steps)


def shares_over_time(name: str, points: Sequence[tuple[dt.date, float]]) -> LineChart | None:
    """Shares in per cent over days, on an axis from 0 to 100; None for fewer than two."""
    return _line(name, points, [0.0, 50.0, 100.0], unit=" %") if len(points) > 1 else None


def _line(
    name: str, points: Sequence[tuple[dt.date, float]], steps: Sequence[float], unit: str = "",
    width: float = 340, height: float = 150,
) -> LineChart:  # fmt: skip
    low, high = steps[0], steps[-1]
    begin, span = points[0][0], max(1, (points[-1][0] - points[0][0]).days)
    inner, tall = width - _LEFT - _RIGHT, height - _TOP - _BOTTOM

    def y(value: float) -> float:
        return _TOP + tall * (1 - (value - low) / (high - low))

    def written(value: float) -> str:
        return f"{value:,g}{unit}" if unit else f"{value:,}"

    dots = tuple(Dot(_LEFT + inner * (day - begin).days / span, y(value), day, written(value)) for day, value in points)
    return LineChart(name, dots, tuple((y(step), f"{step:,g}{unit}") for step in steps), width, height, unit)


def columns(
    values: Sequence[tuple[str, int]], marked: Sequence[bool], width: float = 640, height: float = 200
) -> BarChart:
    """A column for each label and value; `marked` says which take the second colour."""
    steps = _steps([float(value) for _, value in values] or [0.0], from_zero=True)
    inner, tall = width - _LEFT - _RIGHT, height - _TOP - _BOTTOM
    slot = inner / max(1, len(values))
    base = _TOP + tall
    bars = []
    for place, ((label, value), mark) in enumerate(zip(values, marked, strict=True)):
        high = tall * value / steps[-1]
        bars.append(Bar(_LEFT + slot * (place + 0.14), base - high, slot * 0.72, high, label, value, mark))
    ticks = tuple((base - tall * step / steps[-1], f"{step:,g}") for step in steps)
    return BarChart(tuple(bars), ticks, width, height, base)


def _steps(values: Sequence[float], *, from_zero: bool) -> list[float]:
    """Three to five round numbers that enclose the values."""
    low, high = 0.0 if from_zero else min(values), max(values)
    size = _round_step(max(high - low, 1.0) / 3)
    if from_zero:
        size = max(1.0, size)
    first = floor(low / size)
    last = max(ceil(high / size), first + 1)
    return [number * size for number in range(first, last + 1)]


def _round_step(rough: float) -> float:
    unit = 10.0 ** floor(log10(rough))
    return next(unit * factor for factor in (1, 2, 5, 10) if unit * factor >= rough * 0.999)
