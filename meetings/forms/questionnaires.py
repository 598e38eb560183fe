"""Questions to line managers: asking them, answering them, and choosing what is quoted."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, Role, User
from entry.changes import AsksBeforeOverwriting, ModelForm
from entry.forms import PersonalDataWarningMixin
from entry.texts import Form
from meetings.models import Answer, MatchmakingDay, Question, Questionnaire, Respondent

DAYS_TO_ANSWER = 7
LONGEST = timedelta(days=90)
FEWEST_QUESTIONS, MOST_QUESTIONS = 3, 5
MOST_QUOTES = 10
FIRST_QUESTIONS = (
    _("Vad har du sett eller hört hittills som förvånade dig?"),
    _("Vad tänker du annorlunda om nu än när vi började?"),
    _("Vad skulle du vilja pröva först, i liten skala?"),
    _("Vad står i vägen, och vem kan undanröja det?"),
)


class QuestionnaireForm(ModelForm):
    """What is asked, whom, and until when. It begins with the questions that the organisation asked the last time."""

    managers = forms.ModelMultipleChoiceField(
        label=_("Vilka frågar du?"),
        queryset=User.objects.none(),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "options--many"}),
        error_messages={"required": _("Välj minst en linjechef")},
    )

    class Meta:
        model = Questionnaire
        fields = ["name", "closes_on"]
        widgets = {"closes_on": forms.DateInput(format="%Y-%m-%d")}
        error_messages = {
            "name": {"required": _("Skriv en rubrik")},
            "closes_on": {"required": _("Välj sista dag"), "invalid": _("Skriv datumet som 2026-11-18")},
        }

    def __init__(self, *args: Any, organisation: Organisation, day: MatchmakingDay | None, **kwargs: Any) -> None:
        begins: dict[str, Any] = {"closes_on": timezone.localdate() + timedelta(days=DAYS_TO_ANSWER)}
        begins["name"] = _("Frågor efter %(day)s") % {"day": day.name} if day else _("Hur tänker du nu?")
        people = User.objects.of(organisation).with_role(Role.LINE_MANAGER)
        if day:
            begins["managers"] = list(people.filter(matchmaking_days=day).values_list("pk", flat=True))
        super().__init__(*args, initial=begins, **kwargs)
        fields: Any = self.fields
        fields["managers"].queryset = people.in_order()
        texts = questions_of(organisation)
        for number in range(1, MOST_QUESTIONS + 1):
            fields[f"question_{number}"] = forms.CharField(
                label=_("Fråga %(number)s") % {"number": number},
                max_length=Question._meta.get_field("text").max_length,
                required=number <= FEWEST_QUESTIONS,
                initial=texts[number - 1] if number <= len(texts) else "",
                error_messages={"required": _("Skriv en fråga")},
            )

    @property
    def question_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("question_")]

    @property
    def questions(self) -> list[str]:
        found = (self.cleaned_data[f"question_{number}"] for number in range(1, MOST_QUESTIONS + 1))
        return [text for text in found if text]

    def clean_closes_on(self) -> Any:
        last, today = self.cleaned_data["closes_on"], timezone.localdate()
        if not today <= last <= today + LONGEST:
            raise forms.ValidationError(_("Välj en dag från i dag och tre månader framåt"))
        return last


def questions_of(organisation: Organisation) -> list[str]:
    """The set that the organisation asked the last time, or the first one."""
    newest = Questionnaire.objects.of(organisation).order_by("-created_at", "-pk").first()
    return [question.text for question in newest.questions.all()] if newest else [str(q) for q in FIRST_QUESTIONS]


class AnswerForm(PersonalDataWarningMixin, AsksBeforeOverwriting, Form):
    """One box for each question, of which any may be left empty."""

    hides_name = forms.BooleanField(
        label=_("Visa inte mitt namn"),
        required=False,
        help_text=_(
            "Då ser ingen vem som har skrivit svaren, inte heller utvecklingschefen. "
            "Svarar färre än tre utan namn kan det gå att gissa."
        ),
    )

    def __init__(self, *args: Any, respondent: Respondent, questions: Sequence[Question], **kwargs: Any) -> None:
        said = {answer.question_id: answer.text for answer in respondent.answers.all()}
        begins = {f"answer_{q.pk}": said.get(q.pk, "") for q in questions} | {"hides_name": respondent.hides_name}
        super().__init__(*args, initial=begins, **kwargs)
        self.respondent, self.questions = respondent, questions
        fields: Any = self.fields
        for question in questions:
            fields[f"answer_{question.pk}"] = forms.CharField(
                label=question.text,
                required=False,
                max_length=Answer._meta.get_field("text").max_length,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        self.WARN_ABOUT = [f"answer_{question.pk}" for question in questions]

    @property
    def shows_what_stands(self) -> bool:
        return self.respondent.answered_at is not None

    @property
    def answer_fields(self) -> list[forms.BoundField]:
        return [self[f"answer_{question.pk}"] for question in self.questions]

    @property
    def texts(self) -> dict[int, str]:
        return {question.pk: self.cleaned_data.get(f"answer_{question.pk}", "") for question in self.questions}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not any(self.texts.values()):
            raise forms.ValidationError(_("Svara på minst en av frågorna"))
        return cleaned


class QuotesForm(AsksBeforeOverwriting, Form):
    """The answers that are to stand in reports, ticked."""

    quotes = forms.ModelMultipleChoiceField(
        label=_("Citat till rapporten"),
        queryset=Answer.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Välj bland svaren här")},
    )

    def __init__(self, *args: Any, answers: Any, **kwargs: Any) -> None:
        chosen = list(answers.filter(is_quoted=True).order_by("pk").values_list("pk", flat=True))
        super().__init__(*args, initial={"quotes": chosen}, **kwargs)
        field: Any = self.fields["quotes"]
        field.queryset = answers

    @property
    def ticked(self) -> set[int]:
        """The answers whose boxes are ticked on the page."""
        return {int(value) for value in self["quotes"].value() or [] if str(value).isdecimal()}

    def clean_quotes(self) -> Any:
        chosen = self.cleaned_data["quotes"]
        if len(chosen) > MOST_QUOTES:
            raise forms.ValidationError(_("Välj högst tio svar"))
        return chosen
