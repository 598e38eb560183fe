"""Questions to line managers in mid-process: the chief asks and reads, a manager answers on the phone."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.permissions import acting_in, permit
from accounts.requests import AuthenticatedRequest, deed
from entry.answers import done, form_page
from listing.answers import answer_list
from listing.export import csv_response
from meetings.actions.questionnaires import answer, ask_managers, choose_quotes, close
from meetings.forms.questionnaires import AnswerForm, QuestionnaireForm, QuotesForm
from meetings.lists import QUESTIONNAIRES
from meetings.models import FEW, Answer, MatchmakingDay, Questionnaire
from meetings.permissions import (
    can_be_asked_after,
    can_be_closed,
    can_be_read,
    is_asked,
    may_ask_managers,
    may_read_answers,
    takes_answers,
)


def _find(request: AuthenticatedRequest, pk: int) -> Questionnaire:
    found = Questionnaire.objects.visible_to(request.user).select_related("organisation", "day")
    return get_object_or_404(found, pk=pk)


@login_required
def questionnaire_list(request: AuthenticatedRequest) -> HttpResponse | StreamingHttpResponse:
    """All that has been asked."""
    membership = acting_in(request)
    permit(request.user, membership, who=may_ask_managers)
    found = Questionnaire.objects.of(membership.organisation)
    return answer_list(request, QUESTIONNAIRES, found, membership=membership)


@login_required
def questionnaire_new(request: AuthenticatedRequest) -> HttpResponse:
    """Asking chosen line managers."""
    membership = acting_in(request)
    permit(request.user, membership, who=may_ask_managers)
    return _ask(request, Questionnaire(organisation=membership.organisation))


@login_required
def day_questions(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Asking those who have met startups on a day."""
    days = MatchmakingDay.objects.visible_to(request.user).select_related("organisation")
    day = get_object_or_404(days, pk=pk)
    permit(request.user, day, who=may_ask_managers, when=can_be_asked_after)
    return _ask(request, Questionnaire(organisation=day.organisation, day=day))


def _ask(request: AuthenticatedRequest, questionnaire: Questionnaire) -> HttpResponse:
    organisation, day = questionnaire.organisation, questionnaire.day
    form = QuestionnaireForm(request.POST or None, instance=questionnaire, organisation=organisation, day=day)
    if request.method == "POST" and form.is_valid():
        people = form.cleaned_data["managers"]
        asked = ask_managers(questionnaire, questions=form.questions, managers=people, by=request.user)
        return done(request, _("Frågorna är ställda. Linjecheferna har fått ett brev med en länk."), asked)
    return form_page(request, "meetings/questionnaire_form.html", form, day=day)


@login_required
def questionnaire_page(request: AuthenticatedRequest, pk: int) -> HttpResponse | StreamingHttpResponse:
    """How many have answered; once it is closed the answers, with those ticked that are to stand in reports.

    Who was asked and does not lead is shown their own answers. `format=csv` gives the file.
    """
    questionnaire = _find(request, pk)
    if not may_read_answers(request.user, questionnaire):
        return redirect("meetings:questionnaire_answer", pk)
    answers = Answer.objects.filter(question__questionnaire=questionnaire).in_order()
    if request.method == "POST" or "format" in request.GET:
        permit(request.user, questionnaire, who=may_read_answers, when=can_be_read)
    if "format" in request.GET:
        return _file(questionnaire, answers)
    if not questionnaire.is_closed:
        answers = answers.none()
    form = QuotesForm(request.POST if request.method == "POST" else None, answers=answers)
    if request.method == "POST" and form.is_valid():
        choose_quotes(questionnaire, answers=form.cleaned_data["quotes"], by=request.user)
        return done(request, _("Valet är sparat. Citaten kommer med i nästa rapport för den perioden."), questionnaire)
    return form_page(request, "meetings/questionnaire.html", form, **_told(request, questionnaire, answers))


def _told(request: AuthenticatedRequest, questionnaire: Questionnaire, answers: Any) -> dict[str, Any]:
    by_question: dict[int, list[Answer]] = {}
    for one in answers:
        by_question.setdefault(one.question_id, []).append(one)
    asked = questionnaire.respondents.count()
    awaited = questionnaire.respondents.awaited().count()
    nameless = max((sum(not one.name for one in found) for found in by_question.values()), default=0)
    return {
        "questionnaire": questionnaire,
        "questions": [(q, by_question.get(q.pk, [])) for q in questionnaire.questions.all()],
        "asked": asked,
        "answered": asked - awaited,
        "is_guessable": 0 < nameless < FEW,
        "may_answer": takes_answers(questionnaire) and is_asked(request.user, questionnaire),
        "history": questionnaire.history,
    }


def _file(questionnaire: Questionnaire, answers: Any) -> StreamingHttpResponse:
    columns = [
        (_("Fråga"), lambda one: one.question.text),
        (_("Svar"), lambda one: one.text),
        (_("Namn"), lambda one: one.name or _("Visar inte sitt namn")),
        (_("Citeras i rapporten"), lambda one: _("Ja") if one.is_quoted else _("Nej")),
    ]
    return csv_response(f"svar-{slugify(questionnaire.name)}-{timezone.localdate()}", columns, answers)


@deed
def questionnaire_close(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Closes it for good; now the answers can be read."""
    questionnaire = _find(request, pk)
    permit(request.user, questionnaire, who=may_ask_managers, when=can_be_closed)
    close(questionnaire, by=request.user)
    return done(request, _("Frågorna är stängda. Här är svaren."), questionnaire)


@login_required
def questionnaire_answer(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """A manager's own answers, which can be changed until it is closed."""
    questionnaire = _find(request, pk)
    when = takes_answers if request.method == "POST" else None
    permit(request.user, questionnaire, who=is_asked, when=when)
    respondent = questionnaire.respondents.get(person=request.user)
    questions = list(questionnaire.questions.all())
    form = AnswerForm(request.POST or None, respondent=respondent, questions=questions)
    if request.method == "POST" and form.is_valid():
        answer(respondent, texts=form.texts, hides_name=form.cleaned_data["hides_name"])
        words = _("Tack. Ditt svar är sparat, och du kan ändra det till och med sista dagen.")
        return done(request, words, "meetings:questionnaire_answer", pk)
    said = [] if questionnaire.takes_answers else list(respondent.answers.select_related("question"))
    told = {"questionnaire": questionnaire, "respondent": respondent, "said": said}
    return form_page(request, "meetings/questionnaire_answer.html", form, **told)
