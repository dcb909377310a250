"""Two runs of the benchmark, side by side."""
import json

import report


def show(before: str, after: str) -> int:
    first, second = (values(json.load(open(file))) for file in (before, after))
    rows = [("what", "who", "before", "after", "", "change")]
    for key in [*first, *(key for key in second if key not in first)]:
        old, new = first.get(key), second.get(key)
        change = f"{(new / old - 1) * 100:+.0f} %" if old and new is not None else ""
        rows.append((key[0], key[1], number(old), number(new), key[2], change))
    report.table(rows)
    return 0


def values(results: dict) -> dict:
    return {(row["what"], row["who"], row["unit"]): row["value"] for row in results["results"]}


def number(value) -> str:
    return "-" if value is None else f"{value:.1f}"
