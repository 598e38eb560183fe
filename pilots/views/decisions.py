"""The decision about a pilot, and the library of lessons."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.permissions import acting_in, permit
from accounts.requests import AuthenticatedRequest
from entry.answers import done, form_page
from history.threads import thread_of
from listing.answers import answer_list
from meetings.models import Answer, Questionnaire
from meetings.permissions import can_be_read
from pilots.actions import add_lesson, correct_lesson, decide
from pilots.forms.decisions import DecisionForm, LessonForm, LessonOfAnswerForm, LessonRows
from pilots.forms.rows import kept, kept_rows
from pilots.lists import LESSONS
from pilots.models import Lesson, Pilot
from pilots.permissions import has_started, is_running, may_correct, may_decide, may_make_lessons_of, may_run
from pilots.states import DecisionKind

ADD_ROW = "add_row"
SAID = {
    DecisionKind.SCALE_UP: gettext_lazy("Beslutet är fattat: piloten skalas upp."),
    DecisionKind.ITERATE: gettext_lazy("Beslutet är fattat: ni fortsätter pröva."),
    DecisionKind.END: gettext_lazy("Beslutet är fattat. Lärdomen finns nu i biblioteket."),
}


@login_required
def pilot_decide(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """The named decider's word, with its reason and at least one lesson, in one form."""
    pilot = get_object_or_404(
        Pilot.objects.visible_to(request.user)
        .select_related("organisation", "owner", "match__challenge")
        .prefetch_related("thresholds"),
        pk=pk,
    )
    permit(request.user, pilot, who=may_decide, when=is_running)
    form, rows = _decision_forms(request, pilot)
    if request.method == "POST" and ADD_ROW not in request.POST and form.is_valid() & rows.is_valid():
        decision = decide(pilot, **form.cleaned_data, lessons=rows.written, by=request.user)
        return done(request, SAID[DecisionKind(decision.kind)], pilot)
    return form_page(request, "pilots/decision.html", form, rows=rows, pilot=pilot)


def _decision_forms(request: AuthenticatedRequest, pilot: Pilot) -> tuple[Any, Any]:
    """The decision and its lessons: empty, as sent, or as typed with one more lesson."""
    if not request.POST:
        number = pilot.decisions.count() + 1
        return DecisionForm(pilot=pilot, initial={"number": number}), LessonRows(prefix="lardom")
    if ADD_ROW in request.POST:
        return (kept(DecisionForm, request.POST, pilot=pilot), kept_rows(LessonRows, request.POST, "lardom"))
    return DecisionForm(request.POST, pilot=pilot), LessonRows(request.POST, prefix="lardom")


@login_required
def lesson_list(request: AuthenticatedRequest) -> HttpResponse:
    """The library: what the organisation has learned, for the whole staff."""
    membership = acting_in(request)
    lessons = Lesson.objects.visible_to(request.user).of(membership.organisation)
    return answer_list(request, LESSONS, lessons, membership=membership)


@login_required
def lesson_page(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """One lesson with the pilot it comes from."""
    lesson = get_object_or_404(
        Lesson.objects.visible_to(request.user)
        .select_related("pilot__match__challenge", "pilot__match__startup", "written_by")
        .defer("search", "pilot__search"),
        pk=pk,
    )
    context = {
        "lesson": lesson,
        "pilot": lesson.pilot,
        "may_correct": may_correct(request.user, lesson),
        "thread": thread_of(lesson, user=request.user),
        "history": lesson.history,
    }
    return render(request, "pilots/lesson.html", context)


@login_required
def lesson_new(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """One more lesson of a pilot."""
    pilot = get_object_or_404(Pilot.objects.visible_to(request.user).select_related("organisation"), pk=pk)
    permit(request.user, pilot, who=may_run, when=has_started)
    form = LessonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        lesson = add_lesson(pilot, **form.cleaned_data, by=request.user)
        return done(request, _("Lärdomen är sparad och syns i biblioteket."), lesson)
    return form_page(request, "pilots/lesson_form.html", form, pilot=pilot)


@login_required
def lesson_of_answer(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """A lesson out of what a line manager answered in mid-process: the words stand there, the name does not."""
    asked = Questionnaire.objects.visible_to(request.user)
    answers = Answer.objects.filter(question__questionnaire__in=asked)
    answer = get_object_or_404(answers.select_related("question__questionnaire__organisation"), pk=pk)
    questionnaire = answer.question.questionnaire
    permit(request.user, questionnaire, who=may_make_lessons_of, when=can_be_read)
    begins = {"saw": answer.text}
    form = LessonOfAnswerForm(request.POST or None, organisation=questionnaire.organisation, initial=begins)
    if request.method == "POST" and form.is_valid():
        lesson = add_lesson(**form.cleaned_data, by=request.user)
        return done(request, _("Lärdomen är sparad och syns i biblioteket."), lesson)
    told = {"answer": answer, "questionnaire": questionnaire, "has_pilots": form.fields["pilot"].queryset.exists()}
    return form_page(request, "pilots/lesson_of_answer.html", form, **told)


@login_required
def lesson_change(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Correcting the words of a lesson."""
    lesson = get_object_or_404(Lesson.objects.visible_to(request.user).select_related("pilot"), pk=pk)
    permit(request.user, lesson, who=may_correct)
    form = LessonForm(request.POST or None, instance=lesson)
    if request.method == "POST" and form.is_valid():
        texts = {name: value for name, value in form.cleaned_data.items() if name != "form_key"}
        correct_lesson(lesson, **texts, by=request.user)
        return done(request, _("Ändringen är sparad."), lesson)
    return form_page(request, "pilots/lesson_form.html", form, pilot=lesson.pilot, lesson=lesson)
