"""Plans a matchmaking day that a file describes, and measures the plan against what no plan can better."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from meetings.scheduling import Instance, Plan, instance_from_json
from meetings.scheduling.bound import Bound, bound
from meetings.scheduling.figures import Figures, figures_of
from meetings.scheduling.planning import plan


def read(path: str) -> tuple[Instance, list[str]]:
    """The instance in a JSON file and the keys that say nothing; CommandError when it cannot be read or makes no sense."""
    try:
        return instance_from_json(json.loads(Path(path).read_text(encoding="utf-8-sig")))
    except (OSError, ValueError, RecursionError) as reason:
        raise CommandError(f"{path}: {reason}") from reason


def answer(planned: Plan, figures: Figures, proved: Bound) -> dict[str, Any]:
    """What is printed for machines."""
    return {
        "value": figures.value,
        "bound": proved.value,
        "seconds": round(planned.seconds, 4),
        "moved": figures.moved,
        "plan": [list(meeting) for meeting in planned.meetings],
        **{name: value for name, value in asdict(figures).items() if name not in ("value", "moved")},
        "proof": proved.proof,
        "rounds": planned.rounds,
        "refusals": [{"pin": list(r.pin), "reason": r.reason, "kept": r.kept} for r in planned.refusals],
    }


class Command(BaseCommand):
    help = "Plans the day in a JSON file and prints the plan, its value and the proved bound."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "instance",
            help="JSON: slots, manager_scores, startup_scores, manager_free, startup_free and, if wanted, pinned, "
            "room_count, most_in_a_row, fair_minimum, keep",
        )
        parser.add_argument("--json", action="store_true", help="for machines")
        parser.add_argument("--seconds", type=float, help="how long to search; by default what the size asks for")
        parser.add_argument(
            "--rounds", type=int, help="how many rounds to search; with it alone a plan can be repeated"
        )
        parser.add_argument("--seed", type=int, default=0, help="another seed, another plan")

    def handle(self, *args: Any, **options: Any) -> None:
        instance, unknown = read(options["instance"])
        if unknown:
            self.stderr.write(f"{options['instance']}: nothing is known of {', '.join(unknown)}")
        planned = plan(instance, seed=options["seed"], rounds=options["rounds"], seconds=options["seconds"])
        figures = figures_of(instance, planned)
        result = answer(planned, figures, bound(instance, reached=figures.value))
        if options["json"]:
            self.stdout.write(json.dumps(result))
            return
        self._tell(result)

    def _tell(self, result: dict[str, Any]) -> None:
        share = result["value"] / result["bound"] if result["bound"] else 1.0
        self.stdout.write(
            f"value {result['value']:g} of at most {result['bound']:g} ({share:.4f}, by {result['proof']})"
        )
        self.stdout.write(
            f"{result['meetings']} meetings; per manager at least {result['least_per_manager']}, median "
            f"{result['median_per_manager']:g}; per startup at least {result['least_per_startup']}, median "
            f"{result['median_per_startup']:g}"
        )
        self.stdout.write(
            f"{result['below_fair_minimum']} below the fair minimum, {result['gaps']} gaps, {result['moved']} moved, "
            f"{result['seconds']:.2f} s, {result['rounds']} rounds"
        )
        for refusal in result["refusals"]:
            kept = "planned all the same" if refusal["kept"] else "not planned"
            self.stdout.write(f"pin {refusal['pin']}: {refusal['reason']}; {kept}")
        for manager, startup, slot in result["plan"]:
            self.stdout.write(f"slot {slot}: manager {manager}, startup {startup}")
