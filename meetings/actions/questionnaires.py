"""Asking line managers some questions, keeping what they answer, and closing it.

Who has answered stands in no logbook: whoever does not show their name is not to be told by the hour.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.letters import write_to
from accounts.models import User
from history.actions import StaleState, move, record
from meetings.models import Answer, Question, Questionnaire, Respondent
from meetings.states import QuestionnaireState
from post.actions import LETTER_HOURS

# How long before the last day whoever has not answered is reminded, and in which hours.
REMINDED_BEFORE = timedelta(days=2)


@transaction.atomic
def ask_managers(
    questionnaire: Questionnaire, *, questions: Sequence[str], managers: Collection[User], by: User
) -> Questionnaire:
    """Saves the new questionnaire and asks each of the managers by letter."""
    questionnaire.save()
    numbered = enumerate(questions, 1)
    Question.objects.bulk_create(Question(questionnaire=questionnaire, number=n, text=text) for n, text in numbered)
    Respondent.objects.bulk_create(Respondent(questionnaire=questionnaire, person=manager) for manager in managers)
    record(questionnaire, "questionnaire.asked", by=by, count=len(managers))
    _write(questionnaire, managers, is_reminder=False, by=by)
    return questionnaire


@transaction.atomic
def answer(respondent: Respondent, *, texts: Mapping[int, str], hides_name: bool) -> None:
    """Keeps the manager's answers by the questions' ids, in place of those that stood there; an empty text is none.

    Raises StaleState when it is closed.
    """
    questionnaire = _locked(respondent.questionnaire_id)
    if not questionnaire.takes_answers:
        raise StaleState(questionnaire, _("Tiden att svara är slut."))
    respondent.answers.all().delete()
    Answer.objects.bulk_create(
        Answer(question=question, respondent=respondent, text=texts[question.pk])
        for question in questionnaire.questions.all()
        if texts.get(question.pk)
    )
    respondent.answered_at, respondent.hides_name = timezone.now(), hides_name
    respondent.save(update_fields=["answered_at", "hides_name"])


@transaction.atomic
def close(questionnaire: Questionnaire, *, by: User | None) -> None:
    """Closes it for good: answers without a name are from now on nobody's, in an order that tells nothing."""
    current = _locked(questionnaire.pk)
    move(current, QuestionnaireState.CLOSED, by=by, fields={"closed_at": timezone.now()})
    hidden = Answer.objects.filter(question__questionnaire=current, respondent__hides_name=True)
    texts = list(hidden.order_by("question__number", "text").values_list("question", "text"))
    hidden.delete()
    Answer.objects.bulk_create(Answer(question_id=question, text=text) for question, text in texts)


@transaction.atomic
def choose_quotes(questionnaire: Questionnaire, *, answers: Collection[Answer], by: User) -> None:
    """Which answers stand in reports from now on; editions that are made already stay as they are."""
    current = _locked(questionnaire.pk)
    if not current.is_closed:
        raise StaleState(current)
    chosen, mine = {answer.pk for answer in answers}, Answer.objects.filter(question__questionnaire=current)
    mine.exclude(pk__in=chosen).update(is_quoted=False)
    mine.filter(pk__in=chosen).update(is_quoted=True)
    record(current, "questionnaire.quoted", by=by, count=len(chosen))


def look_after() -> None:
    """Closes what is over, and reminds of what soon will be, once and in office hours. May be called at any time."""
    for questionnaire in Questionnaire.objects.over():
        try:
            close(questionnaire, by=None)
        except StaleState:  # the chief has pressed meanwhile
            continue
    now = timezone.localtime()
    if now.hour in LETTER_HOURS:
        soon, asked_before = now.date() + REMINDED_BEFORE, timezone.now() - timedelta(days=1)
        due = Questionnaire.objects.taking_answers().filter(closes_on__lte=soon, created_at__lt=asked_before)
        for pk in due.filter(reminded_at=None).values_list("pk", flat=True):
            _remind(pk)


@transaction.atomic
def _remind(pk: int) -> None:
    """Of two workers the second waits here, and then finds it done."""
    questionnaire = _locked(pk)
    if questionnaire.reminded_at or not questionnaire.takes_answers:
        return
    questionnaire.reminded_at = timezone.now()
    questionnaire.save(update_fields=["reminded_at"])
    awaited = User.objects.filter(pk__in=questionnaire.respondents.awaited().values("person"))
    if people := list(awaited):
        record(questionnaire, "questionnaire.reminded", by=None)
        _write(questionnaire, people, is_reminder=True, by=None)


def _locked(pk: int) -> Questionnaire:
    return Questionnaire.objects.select_for_update(of=("self",), no_key=True).select_related("organisation").get(pk=pk)


def _write(questionnaire: Questionnaire, people: Collection[User], *, is_reminder: bool, by: User | None) -> None:
    told: dict[str, Any] = {"count": questionnaire.questions.count(), "is_reminder": is_reminder}
    organisation = questionnaire.organisation
    write_to(people, "manager_questions", organisation=organisation, by=by, questionnaire=questionnaire, **told)
