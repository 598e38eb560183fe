"""`manage.py evaluate_scheduling` plans the day in a file and prints what came of it."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.meetings.scheduling_checker import broken_rules
from tests.meetings.scheduling_days import a_day, troubles


def evaluate(path, *words) -> str:
    out = StringIO()
    call_command("evaluate_scheduling", str(path), "--rounds", "50", *words, stdout=out, stderr=StringIO())
    return out.getvalue()


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "day.json"
    path.write_text(json.dumps(a_day(4, 5, 3, pinned=[[0, 0, 0], [0, 1, 0]], room_count=None)))
    return path


def test_the_answer_for_machines_holds_value_bound_seconds_moved_and_plan(file):
    result = json.loads(evaluate(file, "--json"))
    assert broken_rules(json.loads(file.read_text()), [tuple(meeting) for meeting in result["plan"]]) == []
    assert result["value"] <= result["bound"]
    assert result["moved"] == 0
    assert result["seconds"] > 0
    assert result["meetings"] == len(result["plan"])


def test_people_read_value_bound_meetings_and_the_refused_pin(file):
    text = evaluate(file)
    result = json.loads(evaluate(file, "--json"))
    assert f"value {result['value']:g} of at most {result['bound']:g} (" in text
    assert f"{result['meetings']} meetings; per manager at least" in text
    assert "pin [0, 1, 0]: manager 0 already has a meeting in slot 0; not planned" in text
    assert text.count("slot ") - text.count("pin [") >= result["meetings"]


@pytest.mark.parametrize(
    ("content", "words"),
    [("{", "Expecting property name"), ("[]", "an object with slots"), ("{}", "lacks slots, manager_scores")],
)
def test_a_file_that_makes_no_sense_is_refused_in_words(tmp_path, content, words):
    path = tmp_path / "wrong.json"
    path.write_text(content)
    with pytest.raises(CommandError, match=words):
        evaluate(path)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        evaluate(tmp_path / "nowhere.json")


@pytest.mark.parametrize(
    "name", ["no managers", "no startups", "no slots", "nobody at all", "nobody free", "no wishes", "no room"]
)
def test_a_day_on_which_nobody_can_meet_has_an_empty_plan(tmp_path, name):
    path = tmp_path / "day.json"
    path.write_text(json.dumps(troubles()[name]))
    result = json.loads(evaluate(path, "--json"))
    assert (result["plan"], result["value"], result["bound"]) == ([], 0, 0)
    assert "value 0 of at most 0" in evaluate(path)
