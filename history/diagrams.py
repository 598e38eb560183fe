"""Drawings made from the code, so that page and code cannot drift apart: docs/states.md, and who listens to what."""

from collections.abc import Iterable
from typing import Any, cast

from django.apps import apps
from django.utils.translation import override

from history.models import HistoryModel
from history.signals import subscriptions

HEAD = """# The states

Drawn by `manage.py state_diagrams` from the tables in each room's `states.py`; `script/test` fails when they differ.
Nobody sets a state by hand: `history.actions.move()` checks the table, saves and writes the history. Only a worker that
takes a row in hand (`history.claims`) does so without a line in the history.
"""


def models_with_states() -> Iterable[type[HistoryModel]]:
    return (m for m in apps.get_models() if issubclass(m, HistoryModel) and m.TRANSITIONS)


def diagram(model: type[HistoryModel]) -> str:
    """A Mermaid state diagram of one model, with the Swedish words that stand on the screen."""
    field: Any = cast(Any, model)._meta.get_field("state")
    words = dict(field.flatchoices)
    lines = [f"## {model.__name__}", "", "```mermaid", "stateDiagram-v2"]
    lines += [f"    {state}: {word} ({state})" for state, word in words.items()]
    lines += [f"    [*] --> {field.get_default()}"]
    for state, onward in model.TRANSITIONS.items():
        lines += [f"    {state} --> {to}" for to in words if to in onward]
        if not onward:
            lines += [f"    {state} --> [*]"]
    return "\n".join([*lines, "```", ""])


def page() -> str:
    """The whole of docs/states.md."""
    with override("sv"):
        return "\n".join([HEAD, *(diagram(model) for model in models_with_states())])


def listeners() -> str:
    """A Mermaid drawing of who hears of what, as it stands in docs/architecture.md."""
    arrows = []
    for heard in subscriptions():
        model, verbs = heard.to._meta, ", ".join(sorted(verb.partition(".")[2] for verb in heard.verbs))
        place = f'{model.label_lower.replace(".", "_")}["{model.label}"]'
        arrows.append(f'    {place} -- "{verbs}" --> {heard.listener.__name__}["{heard.name}"]')
    return "\n".join(["```mermaid", "flowchart LR", *sorted(arrows), "```", ""])
