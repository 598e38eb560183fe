"""Questions to line managers in mid-process: asked by the chief, answered on a phone, with or without a name."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Organisation, User
from history.models import Entry
from meetings.actions.questionnaires import close, look_after
from meetings.forms.questionnaires import FIRST_QUESTIONS
from meetings.models import Answer, MatchmakingDay, Questionnaire
from pilots.models import Lesson
from post.models import Letter
from startups.states import MatchState
from tests import factories

pytestmark = pytest.mark.django_db
HIDDEN, SHOWN = "Nattpersonalen tror inte på det här.", "Att startupen hade frågat i köket."


@pytest.fixture
def asked(organisation: Organisation, manager: User) -> Questionnaire:
    """Asked of the manager and of two colleagues."""
    others = [factories.a_person(organisation, factories.STAFF, factories.MANAGER) for _ in range(2)]
    return factories.a_questionnaire(organisation, manager, *others)


def colleague_of(manager: User, asked: Questionnaire) -> User:
    return asked.respondents.exclude(person=manager).order_by("pk")[0].person


def page(name: str, *args: Any) -> str:
    return reverse(f"meetings:{name}", args=args)


def text_of(client: Client, url: str) -> str:
    answer = client.get(url, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def file_of(client: Client, asked: Questionnaire) -> str:
    return b"".join(client.get(f"{page('questionnaire', asked.pk)}?format=csv")).decode()


def say(as_: Any, person: User, asked: Questionnaire, *texts: str, hides: bool = False) -> Any:
    questions = asked.questions.all()
    body = {f"answer_{question.pk}": text for question, text in zip(questions, texts, strict=False)}
    return as_(person).post(page("questionnaire_answer", asked.pk), body | ({"hides_name": "on"} if hides else {}))


# --- asking ---------------------------------------------------------------------------------------------------------
def test_after_a_day_the_managers_of_the_day_are_asked_the_first_questions(as_, chief, manager, organisation):
    factories.a_person(organisation, factories.STAFF, factories.MANAGER)
    day: MatchmakingDay = factories.a_day(organisation, managers=(manager,), days_ahead=-1)
    form = as_(chief).get(page("day_questions", day.pk)).context["form"]

    assert form["managers"].initial == [manager.pk]
    assert [field.initial for field in form.question_fields] == [*map(str, FIRST_QUESTIONS), ""]


def test_asking_writes_one_letter_to_each_and_the_next_time_begins_with_the_same_questions(as_, chief, manager):
    questions = {f"question_{n}": f"Fråga {n}?" for n in (1, 2, 3)}
    last = timezone.localdate() + timedelta(days=5)
    body = {"name": "Mitt i", "closes_on": str(last), "managers": [manager.pk], **questions}
    client = as_(chief)
    client.post(page("questionnaire_new"), body)

    letter = Letter.objects.get()
    assert (letter.to, letter.subject) == (manager.email, "Mitt i")
    assert "tre frågor" in letter.text
    assert page("questionnaire_answer", Questionnaire.objects.get().pk) in letter.text
    again = client.get(page("questionnaire_new")).context["form"]
    assert [field.initial for field in again.question_fields] == [*questions.values(), "", ""]


# --- answering ------------------------------------------------------------------------------------------------------
def test_the_start_page_leads_to_the_questions_until_they_are_answered(as_, manager, asked):
    assert "Svara på fyra frågor" in text_of(as_(manager), "/")
    say(as_, manager, asked, SHOWN)
    assert "Svara på fyra frågor" not in text_of(as_(manager), "/")


def test_an_answer_can_be_changed_until_it_is_closed_and_not_after(as_, chief, manager, asked):
    say(as_, manager, asked, "Först")
    say(as_, manager, asked, SHOWN, "", "Tala in")
    close(asked, by=chief)
    say(as_, manager, asked, "För sent")

    assert [*Answer.objects.in_order().values_list("text", flat=True)] == [SHOWN, "Tala in"]


def test_an_answer_says_something_and_holds_no_personal_number(as_, manager, asked):
    assert say(as_, manager, asked, "").status_code == 422
    assert say(as_, manager, asked, "Kalle, 811228-9874").status_code == 422
    assert not Answer.objects.exists()


# --- a name that is not shown ---------------------------------------------------------------------------------------
def test_nobody_reads_who_answered_without_a_name(as_, chief, manager, asked):
    colleague = colleague_of(manager, asked)
    say(as_, colleague, asked, SHOWN)
    say(as_, manager, asked, HIDDEN, hides=True)
    client = as_(chief)
    assert HIDDEN not in text_of(client, page("questionnaire", asked.pk))  # before it is closed nobody's is read
    close(asked, by=chief)

    shown, file = text_of(client, page("questionnaire", asked.pk)), file_of(client, asked)
    for told in (shown, file):
        assert (HIDDEN in told, SHOWN in told, colleague.name in told) == (True, True, True)
        assert "Visar inte sitt namn" in told
        assert manager.name not in told
    assert not Entry.objects.filter(actor=manager).exists()
    assert Answer.objects.get(text=HIDDEN).respondent is None  # nor can the database tell


def test_it_is_said_when_so_few_hide_their_names_that_one_can_guess(as_, chief, manager, asked):
    say(as_, manager, asked, HIDDEN, hides=True)
    close(asked, by=chief)
    assert "Färre än tre har svarat utan namn" in text_of(as_(chief), page("questionnaire", asked.pk))


def test_closing_leaves_no_order_by_which_the_answers_of_one_belong_together(as_, chief, manager, asked):
    say(as_, manager, asked, "Ö", "A", hides=True)
    say(as_, colleague_of(manager, asked), asked, "A", "Ö", hides=True)
    close(asked, by=chief)

    stored = Answer.objects.order_by("pk").values_list("question__number", "text")
    assert [*stored] == [(1, "A"), (1, "Ö"), (2, "A"), (2, "Ö")]


# --- reminding and closing ------------------------------------------------------------------------------------------
def test_those_who_have_not_answered_are_reminded_once_two_days_before_the_last(as_, manager, asked):
    say(as_, manager, asked, SHOWN)
    silent = {one.person.email for one in asked.respondents.exclude(person=manager)}
    for days in (4, 5, 6):
        with time_machine.travel(factories.at(timezone.localdate() + timedelta(days=days), 10), tick=False):
            look_after()

    assert sorted(Letter.objects.values_list("to", flat=True)) == sorted(silent)
    assert all(subject.startswith("Påminnelse") for subject in Letter.objects.values_list("subject", flat=True))


def test_it_closes_by_itself_when_the_last_day_has_passed(as_, chief, manager, asked):
    say(as_, manager, asked, SHOWN)
    with time_machine.travel(factories.at(asked.closes_on + timedelta(days=1), 6), tick=False):
        look_after()
        look_after()
        assert [entry.verb for entry in Entry.objects.filter(verb="questionnaire.closed")] == ["questionnaire.closed"]
        assert "Läs svaren" in text_of(as_(chief), "/")


# --- what becomes of it ---------------------------------------------------------------------------------------------
def test_an_answer_becomes_a_lesson_of_a_pilot_without_a_name(as_, chief, manager, asked):
    match = factories.a_match(factories.a_challenge(manager, factories.a_need(manager)), state=MatchState.IN_PILOT)
    pilot = factories.a_pilot(match, manager, chief)
    say(as_, manager, asked, SHOWN)
    close(asked, by=chief)
    client, url = as_(chief), reverse("pilots:lesson_of_answer", args=[Answer.objects.get().pk])
    form = client.get(url).context["form"]
    assert form["saw"].value() == SHOWN

    client.post(url, {"pilot": pilot.pk, "title": "Fråga i köket", "saw": SHOWN})
    assert Lesson.objects.values_list("pilot", "title", "saw").get() == (pilot.pk, "Fråga i köket", SHOWN)
