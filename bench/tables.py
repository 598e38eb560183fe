"""The tables as they are printed."""

from typing import Any

Row = dict[str, Any]


def _verdict(value: float, target: float | None) -> str:
    if target is None:
        return ""
    return f"≤ {target:g} {'ok' if value <= target else 'MISSED'}"


def _show(title: str, heads: list[str], rows: list[list[str]]) -> None:
    widths = [max(len(row[i]) for row in [heads, *rows]) for i in range(len(heads))]
    print(f"\n{title}\n")
    for row in [heads, *rows]:
        print(
            "  ".join(
                text.ljust(w) if i == 0 else text.rjust(w) for i, (text, w) in enumerate(zip(row, widths, strict=True))
            )
        )
    print()


def show_lists(rows: list[Row]) -> None:
    """Each page at each size against the floor, and how it grows."""
    heads = ["page", "needs", "ms", "÷ floor", "target", "÷ smallest", "queries", "kB"]
    _show(
        "The needs list against the practical floor (medians, one client)",
        heads,
        [
            [
                row["page"],
                f"{row['needs']:,}".replace(",", " "),
                f"{row['ms']:.2f}",
                f"{row['ratio']:.2f}",
                _verdict(row["ratio"], row["target"]),
                f"{row['growth']:.2f}",
                str(row["queries"]),
                f"{row['kb']:.1f}",
            ]
            for row in rows
        ],
    )


def show_pages(title: str, rows: list[Row]) -> None:
    """Each page against the floor, the slowest first."""
    _show(
        f"{title} against the practical floor (medians, one client)",
        ["page", "ms", "÷ floor", "target", "queries", "kB"],
        [
            [
                row["page"],
                f"{row['ms']:.2f}",
                f"{row['ratio']:.2f}",
                _verdict(row["ratio"], row["target"]),
                str(row["queries"]),
                f"{row['kb']:.1f}",
            ]
            for row in sorted(rows, key=lambda row: -row["ratio"])
        ],
    )


def show_crowd(rows: list[Row]) -> None:
    """How many pages many clients get, and how long they wait."""
    _show(
        "The needs list for many at once (medians)",
        ["clients", "slow bodies", "pages/s", "19 of 20 under, ms"],
        [[str(row["clients"]), str(row["slow"]), f"{row['pages']:.0f}", f"{row['ms']:.0f}"] for row in rows],
    )


def show_reports(rows: list[Row]) -> None:
    """A report's way from order to file against bare WeasyPrint."""
    heads = ["what", "pages", "ms", "÷ bare", "target"]
    _show(
        "A report from order to file against bare WeasyPrint on the same HTML (medians, warm)",
        heads,
        [
            [
                row["what"],
                str(row["pages"]),
                f"{row['ms']:.0f}",
                f"{row['ratio']:.2f}",
                _verdict(row["ratio"], row["target"]),
            ]
            for row in rows
        ],
    )


def show_scheduling(rows: list[Row]) -> None:
    """What plans are worth against the bound, how long they took, and what a plan made by hand is worth."""
    heads = ["day", "size", "÷ bound", "target", "by hand", "proof", "s", "target", "least", "gaps", "moved"]
    _show(
        "Matchmaking days planned, against the proved bound and against the greedy plan",
        heads,
        [
            [
                row["what"],
                row["size"],
                f"{row['ratio']:.4f}",
                ""
                if row["target"] is None
                else f"≥ {row['target']:g} {'ok' if row['ratio'] >= row['target'] else 'MISSED'}",
                f"{row['by_hand']:.4f}",
                row["proof"],
                f"{row['seconds']:.2f}",
                _verdict(row["seconds"], row["limit"]),
                str(row["least"]),
                str(row["gaps"]),
                f"{row['moved']:.2%}",
            ]
            for row in rows
        ],
    )


def show_big_day(rows: list[Row]) -> None:
    """The pages and deeds of the largest day."""
    heads = ["what", "ms", "target", "÷ floor", "target", "questions"]
    _show(
        "A day of 40 managers, 60 startups, 24 times and 350 meetings (medians, one client)",
        heads,
        [
            [
                row["what"],
                f"{row['ms']:.1f}",
                _verdict(row["ms"], row.get("limit")),
                f"{row['ratio']:.2f}",
                _verdict(row["ratio"], row.get("target")),
                str(row["queries"]),
            ]
            for row in rows
        ],
    )


def show_live(rows: list[Row]) -> None:
    """What the open pages of a day take of one processor."""
    heads = ["question", "ms of processor", "answers/s a processor", "200 phones", "target"]
    _show(
        "A day as it goes, open on 200 phones that ask every 25 s: share of one processor, web and PostgreSQL",
        heads,
        [
            [
                row["what"],
                f"{row['ms']:.2f}",
                f"{row['a_second']:.0f}",
                f"{row['share']:.1%}",
                _verdict(row["share"], row["target"]),
            ]
            for row in rows
        ],
    )


def show_suggestions(rows: list[Row]) -> None:
    """What the matching engine takes with ten thousand startups."""
    _show(
        "Suggestions among 10 000 startups (processor time)",
        ["what", "seconds", "÷ floor", "target", "peak, MB"],
        [
            [
                row["what"],
                f"{row['seconds']:.3f}",
                f"{row['ratio']:.2f}",
                _verdict(row["seconds"], row["limit"]),
                f"{row['peak']:.0f}" if row["peak"] else "",
            ]
            for row in rows
        ],
    )
