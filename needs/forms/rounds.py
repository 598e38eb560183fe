"""Planning a round, assessing a need in it, and deciding."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Role, User
from entry.changes import AsksBeforeOverwriting, ModelForm, RowsAskBeforeOverwriting
from entry.forms import PersonalDataWarningMixin
from entry.texts import Form
from needs.forms.choosing import ChoosingNeedsMixin, NeedChoices
from needs.models import Assessment, Candidate, Criterion, Need, PrioritisationRound
from needs.states import CandidateDecision

DAYS_TO_ASSESS = 14
MOST_CRITERIA = 10
SPARE_ROWS = 2

# What a round begins with; the chief changes it at will.
DEFAULT_CRITERIA = [
    (_("Nytta"), _("Hur mycket bättre blir det för invånare och medarbetare om behovet möts?"), 5),
    (_("Brådska"), _("Vad händer om vi väntar ett år?"), 3),
    (
        _("Genomförbarhet i en pilot"),
        _("Går det att pröva i liten skala på några månader, utan stora system eller avtal?"),
        4,
    ),
    (_("Spridning"), _("Hur många enheter har samma behov och kan använda det vi lär oss?"), 3),
    (_("Ägarens beredskap"), _("Finns det en chef som vill, och som har tid och mandat att pröva?"), 4),
]
WEIGHTS = [(1, _("1 – väger minst")), (2, "2"), (3, _("3 – väger lagom")), (4, "4"), (5, _("5 – väger mest"))]
LEVELS = [
    (1, _("1 – mycket låg")),
    (2, _("2 – låg")),
    (3, _("3 – varken hög eller låg")),
    (4, _("4 – hög")),
    (5, _("5 – mycket hög")),
]


ASSESSORS = (Role.TEAM_MEMBER, Role.DEVELOPMENT_CHIEF)


class AdjustRoundForm(ModelForm):
    """What may change in a round that is open: its name, its last day, who assesses."""

    class Meta:
        model = PrioritisationRound
        fields = ["name", "closes_on", "team"]
        widgets = {"team": forms.CheckboxSelectMultiple}
        error_messages = {
            "name": {"required": _("Skriv vad omgången heter")},
            "closes_on": {"required": _("Välj sista dag"), "invalid": _("Skriv dagen som år-månad-dag")},
            "team": {"required": _("Välj minst en som bedömer")},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisation = self.instance.organisation
        people, team = User.objects.of(organisation), self.fields["team"]
        chosen = self.instance.team.values_list("pk", flat=True) if self.instance.pk else []
        team.queryset = people.with_role(*ASSESSORS).or_chosen(*chosen).in_order()
        if self.instance.pk is None:
            self.initial["team"] = list(people.with_role(Role.TEAM_MEMBER).values_list("pk", flat=True))
            self.initial["closes_on"] = timezone.localdate() + timedelta(days=DAYS_TO_ASSESS)

    def clean_closes_on(self) -> date:
        day: date = self.cleaned_data["closes_on"]
        if day < timezone.localdate() and "closes_on" in self.changed_data:
            raise forms.ValidationError(_("Välj en dag som inte har passerat"))
        return day

    def clean_team(self) -> QuerySet[User]:
        chosen: QuerySet[User] = self.cleaned_data["team"]
        if self.instance.pk:
            assessed = Assessment.objects.filter(candidate__round=self.instance, handed_in_at__isnull=False).exclude(
                assessor__in=chosen
            )
            names = sorted(set(assessed.values_list("assessor__name", flat=True)))
            if names:
                message = _("Behåll %(names)s, som redan har lämnat in bedömningar")
                raise forms.ValidationError(message % {"names": ", ".join(names)})
            if self.instance.has_been_closed and (seen := self._newcomers_who_have_seen(chosen)):
                message = _("%(names)s har kunnat se bedömningarna och kan inte bedöma nu")
                raise forms.ValidationError(message % {"names": ", ".join(p.name for p in seen)})
        return chosen

    def _newcomers_who_have_seen(self, chosen: QuerySet[User]) -> QuerySet[User]:
        """Whoever decides or reads has seen what is closed, and does not begin to assess afterwards."""
        readers = User.objects.of(self.instance.organisation).with_role(Role.DEVELOPMENT_CHIEF, Role.LEADERSHIP)
        return readers.filter(pk__in=chosen).exclude(pk__in=self.instance.team.values("pk")).in_order()


class RoundForm(ChoosingNeedsMixin, AdjustRoundForm):
    """A round that is being prepared, with the needs that are to be assessed."""

    needs = NeedChoices(
        label=_("Behov"),
        queryset=Need.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Välj minst ett behov"),
            "invalid_choice": _("Ett av behoven är redan med i en annan omgång eller har fått svar. Välj igen"),
            "invalid_pk_value": _("Välj bland behoven i listan"),
        },
    )
    field_order = ["name", "closes_on", "needs", "team"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        waiting = Need.objects.of(self.instance.organisation).waiting_for_a_round()
        elsewhere = Candidate.objects.undecided().exclude(round=self.instance.pk)
        if self.instance.pk:
            self.fields["needs"].initial = self.instance.thread_needs()
        self.offer_needs(waiting.exclude(pk__in=elsewhere.values("need")), self.instance.organisation)


class CriterionForm(Form):
    """One row of criteria; a row without a name is no criterion."""

    name = forms.CharField(label=_("Kriterium"), max_length=80, required=False)
    guidance = forms.CharField(
        label=_("Så tänker du"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    weight = forms.TypedChoiceField(
        label=_("Vikt"),
        choices=WEIGHTS,
        coerce=int,
        initial=3,
        error_messages={"required": _("Välj en vikt"), "invalid_choice": _("Välj en vikt från 1 till 5")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A counter of characters under each of ten short fields would be noise.
        self.fields["guidance"].widget.attrs.pop("maxlength")


class BaseCriteria(RowsAskBeforeOverwriting):
    """The criteria of a round, together: at least one, no two alike."""

    title = _("Kriterier")

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The criteria as written, empty rows left out."""
        return [form.cleaned_data for form in self.forms if form.cleaned_data.get("name")]

    def clean(self) -> None:
        if any(self.errors):
            return
        seen: set[str] = set()
        for form in self.forms:
            name = form.cleaned_data.get("name", "").casefold()
            if name and name in seen:
                form.add_error("name", _("Två kriterier heter likadant. Ändra det ena"))
            seen.add(name)
        if not self.rows:
            raise forms.ValidationError(_("Skriv minst ett kriterium"))


CriteriaFormSet = forms.formset_factory(
    CriterionForm, formset=BaseCriteria, extra=SPARE_ROWS, max_num=MOST_CRITERIA, validate_max=True
)


def criteria_of(round_: PrioritisationRound) -> list[dict[str, Any]]:
    """What the rows of criteria begin with: the round's own, or the usual ones for a new round."""
    if round_.pk is None:
        return [{"name": str(n), "guidance": str(g), "weight": weight} for n, g, weight in DEFAULT_CRITERIA]
    return list(round_.criteria.values("name", "guidance", "weight"))


class AssessmentForm(PersonalDataWarningMixin, AsksBeforeOverwriting):
    """One to five for each criterion, a comment, or an abstention. A draft may be half done."""

    WARN_ABOUT = ("comment",)

    comment = forms.CharField(
        label=_("Kommentar"),
        help_text=_("Vad avgjorde? De andra i teamet ser den när bedömningen är avslutad."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    abstains = forms.BooleanField(
        label=_("Jag avstår från att bedöma det här behovet"),
        help_text=_("Till exempel för att behovet är ditt eget. Poängen räknas då inte."),
        required=False,
    )

    def __init__(self, *args: Any, criteria: Sequence[Criterion], is_draft: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = criteria
        self.is_draft = is_draft
        for criterion in criteria:
            self.fields[self.name_of(criterion)] = forms.TypedChoiceField(
                label=criterion.name,
                help_text=criterion.guidance,
                choices=LEVELS,
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect(attrs={"class": "levels"}),
                error_messages={"invalid_choice": _("Välj en nivå från 1 till 5")},
            )
        self.order_fields([self.name_of(c) for c in criteria])

    @staticmethod
    def name_of(criterion: Criterion) -> str:
        return f"points_{criterion.pk}"

    @property
    def levels(self) -> list[forms.BoundField]:
        """The criteria's fields, in their order."""
        return [self[self.name_of(criterion)] for criterion in self.criteria]

    @property
    def points(self) -> Mapping[Criterion, int]:
        given = ((criterion, self.cleaned_data.get(self.name_of(criterion))) for criterion in self.criteria)
        return {criterion: value for criterion, value in given if value is not None}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.is_draft or cleaned.get("abstains"):
            return cleaned
        for criterion in self.criteria:
            name = self.name_of(criterion)
            if cleaned.get(name) is None and name not in self.errors:
                self.add_error(name, _("Välj en nivå för %(name)s") % {"name": criterion.name.lower()})
        return cleaned


def written_in(assessment: Assessment | None) -> dict[str, Any]:
    """What an assessment form begins with: the draft, if there is one."""
    if assessment is None:
        return {}
    points = {f"points_{s.criterion_id}": s.points for s in assessment.scores.all()}
    return {"comment": assessment.comment, "abstains": assessment.abstains, **points}


class DecisionForm(PersonalDataWarningMixin):
    """What becomes of a need, and why. The reason is the answer its submitter gets."""

    WARN_ABOUT = ("reason",)

    decision = forms.ChoiceField(
        label=_("Beslut"),
        choices=CandidateDecision.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj ett beslut"), "invalid_choice": _("Välj ett beslut")},
    )
    reason = forms.CharField(
        label=_("Motivering"),
        help_text=_("Den som lämnade in behovet får den här texten som svar. Skriv ”du” till den personen."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Skriv en motivering")},
    )
