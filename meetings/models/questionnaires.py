"""A few questions to line managers in mid-process, who has been asked, and what they answer."""

from datetime import date, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, Role, User
from accounts.querysets import OrganisationQuerySet
from history.days import on_days
from history.models import HistoryModel
from history.questions import Now
from meetings.models.days import MatchmakingDay
from meetings.states import QUESTIONNAIRE_COLOURS, QUESTIONNAIRE_TRANSITIONS, QuestionnaireState

# Of fewer people who do not show their names it may be guessed who said what.
FEW = 3
NEWLY_CLOSED = timedelta(days=7)


class QuestionnaireQuerySet(OrganisationQuerySet["Questionnaire"]):
    def visible_to(self, user: User) -> Self:
        """The chief's, and of those who were asked."""
        asked = Respondent.objects.filter(questionnaire=OuterRef("pk"), person=user)
        leading = user.organisations_as(Role.DEVELOPMENT_CHIEF)
        return self.filter(Q(organisation__in=leading) | Q(organisation__in=user.organisation_ids) & Exists(asked))

    def taking_answers(self) -> Self:
        return self.filter(state=QuestionnaireState.OPEN, closes_on__gte=timezone.localdate())

    def over(self) -> Self:
        """Open although the last day has passed: to be closed."""
        return self.filter(state=QuestionnaireState.OPEN, closes_on__lt=timezone.localdate())

    def awaiting_answer_of(self, user: User) -> Self:
        awaited = Respondent.objects.awaited().filter(questionnaire=OuterRef("pk"), person=user)
        return self.taking_answers().filter(Exists(awaited))

    def with_counts(self) -> Self:
        """Annotates `asked` and `answered`, in people."""
        return self.annotate(asked=Count("respondents"), answered=Count("respondents__answered_at"))

    def with_answers_in(self) -> Self:
        """Those the chief can read: everybody has answered and it can be closed, or it was closed these days."""
        left = Respondent.objects.awaited().filter(questionnaire=OuterRef("pk"))
        newly = Q(state=QuestionnaireState.CLOSED, closed_at__gt=Now(-NEWLY_CLOSED))
        some = Respondent.objects.filter(questionnaire=OuterRef("pk")).exclude(answered_at=None)
        return self.filter(Q(state=QuestionnaireState.OPEN) & ~Exists(left) | newly, Exists(some))


class Questionnaire(HistoryModel):
    """Some questions that the chief asks chosen line managers, until the last day or until it is closed.

    The answers are read when nobody can change them any more: what is not shown with a name could otherwise be told
    from when it came.
    """

    URL_NAME = "meetings:questionnaire"
    TRANSITIONS = QUESTIONNAIRE_TRANSITIONS
    STATE_COLOURS = QUESTIONNAIRE_COLOURS

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="questionnaires")
    name = models.CharField(_("rubrik"), max_length=120)
    state = models.CharField(
        _("läge"), max_length=10, choices=QuestionnaireState, default=QuestionnaireState.OPEN, editable=False
    )
    # After which matchmaking day it was asked, if any.
    day = models.ForeignKey(
        MatchmakingDay, on_delete=models.SET_NULL, null=True, blank=True, related_name="questionnaires"
    )
    closes_on = models.DateField(_("sista dag att svara"))
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    reminded_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = QuestionnaireQuerySet.as_manager()

    class Meta:
        verbose_name = _("frågor till linjechefer")
        verbose_name_plural = _("frågor till linjechefer")
        indexes = [models.Index(fields=["organisation", "-created_at", "-id"], name="questionnaires_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=QuestionnaireState.OPEN, closed_at=None)
                | Q(state=QuestionnaireState.CLOSED, closed_at__isnull=False),
                name="closed_questions_say_when",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def takes_answers(self) -> bool:
        return self.state == QuestionnaireState.OPEN and self.closes_on >= timezone.localdate()

    @property
    def is_closed(self) -> bool:
        return self.state == QuestionnaireState.CLOSED


class Question(models.Model):
    """One of the questions, in its place."""

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(_("fråga"), max_length=200)

    class Meta:
        verbose_name = _("fråga")
        verbose_name_plural = _("frågor")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["questionnaire", "number"], name="questions_are_numbered")]

    def __str__(self) -> str:
        return self.text


class RespondentQuerySet(models.QuerySet["Respondent"]):
    def awaited(self) -> Self:
        return self.filter(answered_at=None)


class Respondent(models.Model):
    """A line manager who was asked, and whether the name is to stand beside the answers."""

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.CASCADE, related_name="respondents")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    hides_name = models.BooleanField(_("visa inte mitt namn"), default=False)

    objects = RespondentQuerySet.as_manager()

    class Meta:
        verbose_name = _("tillfrågad")
        verbose_name_plural = _("tillfrågade")
        constraints = [models.UniqueConstraint(fields=["questionnaire", "person"], name="a_manager_is_asked_once_each")]

    def __str__(self) -> str:
        return str(self.person)


class AnswerQuerySet(models.QuerySet["Answer"]):
    def in_order(self) -> Self:
        """By questionnaire, as they were closed, and question; last those without a name, whose order tells nothing."""
        by_name = F("respondent__person__name").asc(nulls_last=True)
        order = ("question__questionnaire__closed_at", "question__questionnaire", "question__number", by_name, "text")
        return self.select_related("question", "respondent__person").order_by(*order)

    def quoted_between(self, first: date, last: date) -> Self:
        """Those chosen for reports, of what was closed on these days."""
        return self.filter(on_days("question__questionnaire__closed_at", first, last), is_quoted=True)


class Answer(models.Model):
    """What one manager answers to one question; once it is closed, without a trace of whom where the name is hidden."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answers")
    respondent = models.ForeignKey(Respondent, on_delete=models.SET_NULL, null=True, blank=True, related_name="answers")
    text = models.TextField(_("svar"), max_length=1000)
    # Chosen by the chief to stand in reports.
    is_quoted = models.BooleanField(default=False)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("svar")
        verbose_name_plural = _("svar")
        constraints = [
            models.UniqueConstraint(fields=["question", "respondent"], name="one_answer_a_question_and_manager"),
            models.CheckConstraint(condition=~Q(text=""), name="answers_say_something"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def name(self) -> str:
        """Whose answer it is, for everybody to read; empty where that is not shown."""
        return self.respondent.person.name if self.respondent and not self.respondent.hides_name else ""
