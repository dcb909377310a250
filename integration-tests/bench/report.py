"""Tables and JSON."""
import json
import subprocess
from pathlib import Path

import setting


def header(bench) -> dict:
    commit = subprocess.run(["git", "-C", setting.REPOSITORY, "rev-parse", "--short", "HEAD"], capture_output=True, text=True)
    return {"commit": commit.stdout.strip(), "rounds": bench.rounds, "machine": setting.machine(), "results": []}


def write(results: dict, file: Path) -> None:
    file.write_text(json.dumps(results, indent=1) + "\n")


def show(results: dict) -> None:
    machine = results["machine"]
    print(f"{machine['cpus']} CPUs ({machine['model']}), load {machine['load']:.1f} before, {results['rounds']} rounds, medians")
    table([("what", "who", "value", "")] + [(r["what"], r["who"], f"{r['value']:.1f}", r["unit"]) for r in results["results"]])


def table(rows: list) -> None:
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    for row in rows:
        print("  ".join(cell.rjust(width) if i >= 2 and cell[:1].isdigit() else cell.ljust(width)
                        for i, (cell, width) in enumerate(zip(row, widths))).rstrip())
