"""`python -m bench [NAME…]`: prints a table of the MEASURES named, or all; writes build/bench.json."""

import json
import sys
import tempfile
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

from bench.measure import Figure

# Those that measure other processes come first and are loaded one by one: once this process has
# Qt, it counts as half the owner of Qt's memory that the windows measured have.
MEASURES = {
    "paint": "bench.first_paint",
    "memory": "bench.memory",
    "sync": "bench.first_sync",
    "turn": "bench.view_turn",
    "class": "bench.new_class",
    "steps": "bench.steps",
}
RESULT = Path("build/bench.json")


def main(names: list[str]) -> int:
    """Run the measures named, or all; return 1 when a promise is not kept."""
    figures: list[Figure] = []
    print(f"{'':28}{'Aula':>11}{'baseline':>11}{'':>10}  promised")
    with tempfile.TemporaryDirectory() as folder:
        for name in names or MEASURES:
            module = import_module(MEASURES[name])
            for figure in module.measure(Path(folder)):
                figures.append(figure)
                print(_line(figure), flush=True)
            if words := getattr(module, "IN_WORDS", ""):  # to judge the figures by
                print(f"\n{words}\n")
    RESULT.parent.mkdir(exist_ok=True)
    values = [asdict(figure) | {"kept": figure.kept} for figure in figures]
    RESULT.write_text(json.dumps(values, indent=2, ensure_ascii=False) + "\n")
    return 0 if all(figure.kept for figure in figures) else 1


def _line(figure: Figure) -> str:
    unit = figure.unit_of_sides
    value = f"{figure.value:.2f} {figure.unit}"
    kept = "" if figure.kept else "  NOT KEPT"
    return (
        f"{figure.name:28}{figure.ours:8.1f} {unit}{figure.baseline:8.1f} {unit}{value:>10}"
        f"  at most {figure.limit:.3g} {figure.unit}  {figure.note}{kept}"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
