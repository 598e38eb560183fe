"""The geometry of the charts: plain numbers in, places on a drawing out. Templates draw it as SVG, on the web and in PDFs."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from printing.months import months_back, name_of_month

# Widths of Inter's letters in ems, rounded up; for deciding what fits, not for drawing.
NARROW, WIDE = frozenset(" .,:;!|'’fijlrtI()-"), frozenset("mwMW%@—")


def width_of(text: str, size: float) -> float:
    ems = (0.36 if c in NARROW else 0.9 if c in WIDE else 0.7 if c.isupper() else 0.6 for c in text)
    return size * sum(ems)


def cut(text: str, size: float, room: float) -> str:
    """The text shortened at the end so that it fits in `room`."""
    if width_of(text, size) <= room:
        return text
    while text and width_of(text + "…", size) > room:
        text = text[:-1].rstrip()
    return text + "…"


@dataclass(frozen=True)
class FunnelChart:
    width: int
    height: int
    size: int
    bars: Sequence[Any]

    @property
    def has_dashes(self) -> bool:
        """Whether a bar is drawn with dashes, which wants its explanation."""
        return any(bar.apart and bar.width for bar in self.bars)


def funnel_chart(steps: Sequence[dict[str, Any]], *, narrow: bool = False) -> FunnelChart:
    """Horizontal bars, one a step: dicts with label, count, note, and apart for another unit. Narrow puts the label over its bar."""
    width, size, height = (340, 14, 20) if narrow else (680, 14, 25)
    left = 0 if narrow else 150
    over = 20 if narrow else 0
    pitch = over + height + 9
    longest = max((step["count"] for step in steps), default=0) or 1
    # As long as the numbers and notes after the bars leave room for.
    room = min(
        (
            (width - left - 24 - width_of(f"{step['count']}{step['note']}", size)) * longest / step["count"]
            for step in steps
            if step["count"]
        ),
        default=0.0,
    )
    bars = []
    for number, step in enumerate(steps):
        y = number * pitch + over
        length = max(2.0, room * step["count"] / longest) if step["count"] else 0.0
        text_x = left + length + (8 if length else 0)
        bars.append(
            SimpleNamespace(
                label=step["label"],
                label_x=0 if narrow else left - 12,
                label_y=y - 6 if narrow else y + height / 2 + size * 0.36,
                anchor="start" if narrow else "end",
                x=left,
                y=y,
                width=length,
                height=height,
                text_x=text_x,
                text_y=y + height / 2 + size * 0.36,
                count=step["count"],
                note=step["note"],
                note_x=text_x + width_of(str(step["count"]), size) * 1.05 + 7,
                apart=step.get("apart", False),
            )
        )
    return FunnelChart(width, len(bars) * pitch - 9 + 2, size, bars)


@dataclass(frozen=True)
class TimelineChart:
    width: int
    height: int
    size: int
    top: int
    bottom: int
    months: Sequence[Any] = field(default_factory=list)
    lanes: Sequence[Any] = field(default_factory=list)
    today_x: float | None = None


def timeline_chart(
    pilots: Sequence[dict[str, Any]], *, first: date, last: date, today: date, narrow: bool = False
) -> TimelineChart:
    """A lane a pilot (title, state, words, from, to as dates) over whole months that hold the period and all pilots."""
    width, size = (340, 13) if narrow else (680, 12)
    left = 4 if narrow else 236
    over, height = (18, 18) if narrow else (0, 20)
    pitch, top = over + height + 7, 38
    # At most a year before and a year after the period: an odd date must not squeeze all the others together.
    start = months_back(max(min([first, *(p["from"] for p in pilots)]), months_back(first, 12)), 0)
    end = months_back(min(max([last, *(p["to"] for p in pilots)]), months_back(last, -13)), -1)
    scale = (width - left - 4) / (end - start).days

    def x(day: date) -> float:
        return left + scale * (min(max(day, start), end) - start).days

    lanes = []
    for number, pilot in enumerate(pilots):
        y = top + 6 + number * pitch + over
        x_from, x_to = x(pilot["from"]), x(pilot["to"] + timedelta(days=1))
        length = max(3.0, x_to - x_from)
        inside = length > width_of(pilot["words"], size) + 16
        # Beside a short bar: to the right of it if there is room, else to the left.
        right_of = x_from + length + 6 + width_of(pilot["words"], size) < width
        lanes.append(
            SimpleNamespace(
                title=cut(pilot["title"], size, (width if narrow else left - 16)),
                full_title=pilot["title"],
                label_x=0 if narrow else left - 12,
                label_y=y - 5 if narrow else y + height / 2 + size * 0.36,
                anchor="start" if narrow else "end",
                x=x_from,
                y=y,
                width=length,
                height=height,
                text=pilot["words"],
                text_x=x_from + 8
                if inside
                else (x_from + length + 6 if right_of else x_from - 6 - width_of(pilot["words"], size)),
                text_y=y + height / 2 + size * 0.34,
                inside=inside,
                state=pilot["state"],
                first=pilot["from"],
                last=pilot["to"],
            )
        )
    bottom = top + 6 + len(lanes) * pitch
    return TimelineChart(
        width,
        bottom + 22,
        size,
        top,
        bottom,
        _months(start, end, x, size),
        lanes,
        x(today) if start <= today < end else None,
    )


def _months(start: date, end: date, x: Any, size: float) -> list[Any]:
    """Every month's line; its name only as often as there is room, with the year over each year's first name."""
    firsts = [start]
    while (after := months_back(firsts[-1], -1)) < end:
        firsts.append(after)
    step = max(1, round(0.5 + 36 * size / 13 / ((x(end) - x(start)) / len(firsts))))
    step = 1 if len(firsts) * 36 * size / 13 <= x(end) - x(start) else step
    named = firsts[::step]
    opening = {day for before, day in zip([None, *named], named, strict=False) if not before or before.year != day.year}
    return [
        SimpleNamespace(
            first=first,
            name=name_of_month(first),
            x=x(first),
            text_x=(x(first) + x(months_back(first, -1))) / 2,
            shown=first in named,
            opens_year=first in opening,
        )
        for first in firsts
    ]
