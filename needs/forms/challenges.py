"""Writing a challenge from needs, and opening it again."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Role, User
from entry.changes import ModelForm
from entry.fields import KronorField
from entry.forms import PersonalDataWarningMixin
from entry.texts import Form
from needs.actions.challenges import WRITTEN
from needs.forms.choosing import ChoosingNeedsMixin, NeedChoices
from needs.models import Challenge, Need, Theme
from needs.states import NeedState

DAYS_TO_ANSWER = 21


class ChallengeForm(ChoosingNeedsMixin, PersonalDataWarningMixin, ModelForm):
    """The brief as a startup will read it, and what only the house knows about it."""

    WARN_ABOUT = ("title", "problem", "for_whom", "baseline", "desired_effect", "contribution")

    needs = NeedChoices(
        label=_("Behov som utmaningen bygger på"),
        help_text=_("Liknande behov från flera enheter kan bli en gemensam utmaning."),
        queryset=Need.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Välj minst ett behov"),
            "invalid_choice": _("Ett av behoven är redan med i en annan utmaning. Välj igen"),
            "invalid_pk_value": _("Välj bland behoven i listan"),
        },
    )

    class Meta:
        model = Challenge
        fields = WRITTEN
        widgets = {
            "problem": forms.Textarea(attrs={"rows": 7}),
            "desired_effect": forms.Textarea(attrs={"rows": 3}),
            "contribution": forms.Textarea(attrs={"rows": 3}),
            "route_to_adoption": forms.Textarea(attrs={"rows": 3}),
        }
        field_classes = {"budget_max": KronorField}
        error_messages = {
            "title": {"required": _("Skriv en rubrik")},
            "problem": {"required": _("Beskriv behovet")},
            "budget_max": {"required": _("Skriv vad en pilot får kosta")},
            "answers_by": {"required": _("Välj sista dag att svara"), "invalid": _("Skriv dagen som år-månad-dag")},
            "owner": {"required": _("Välj en behovsägare")},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisation, fields = self.instance.organisation, self.fields
        needs, owner, theme = (fields[name] for name in ("needs", "owner", "theme"))
        prioritised = Q(organisation=organisation, state=NeedState.PRIORITISED)
        own = Q(pk__in=self.instance.thread_needs()) if self.instance.pk else Q(pk__in=[])
        if self.instance.pk:
            needs.initial = self.instance.thread_needs()
        self.offer_needs(Need.objects.filter(prioritised | own), organisation)
        owner.empty_label = _("Välj behovsägare")
        people = User.objects.of(organisation).with_role(Role.LINE_MANAGER, Role.DEVELOPMENT_CHIEF)
        owner.queryset = people.or_chosen(self.instance.owner_id).in_order()
        theme.queryset = Theme.objects.offered_to(organisation)
        theme.empty_label = _("Välj tema")

    def clean_answers_by(self) -> date:
        is_new = "answers_by" in self.changed_data or "publish" in self.data
        return not_passed(self.cleaned_data["answers_by"], is_changed=is_new)

    def clean_needs(self) -> QuerySet[Need]:
        chosen: QuerySet[Need] = self.cleaned_data["needs"]
        if self.instance.pk:
            tried = self.instance.needs.exclude(state=NeedState.IN_CHALLENGE).exclude(pk__in=chosen)
            if tried:
                message = _("Behåll ”%(need)s”, som redan prövas i en pilot")
                raise forms.ValidationError(message % {"need": tried[0].title})
        return chosen


def not_passed(day: date, *, is_changed: bool = True) -> date:
    """The day, unless it has been chosen in the past."""
    if is_changed and day < timezone.localdate():
        raise forms.ValidationError(_("Välj en dag som inte har passerat"))
    return day


def brief_from(needs: Sequence[Need]) -> dict[str, Any]:
    """What the brief begins with: what the needs say, put together; theme and owner from the first that has one."""

    def joined(*texts: str) -> str:
        return "\n\n".join(dict.fromkeys(text.strip() for text in texts if text.strip()))

    first = needs[0] if needs else Need()
    return {
        "needs": [need.pk for need in needs],
        "title": first.title,
        "problem": joined(*(text for need in needs for text in (need.situation, need.consequence))),
        "for_whom": first.for_whom,
        "baseline": first.baseline,
        "desired_effect": joined(*(need.desired_effect for need in needs)),
        "theme": next((need.theme_id for need in needs if need.theme_id), None),
        "owner": next((need.owner_id for need in needs if need.owner_id), None),
        "answers_by": timezone.localdate() + timedelta(days=DAYS_TO_ANSWER),
    }


class ReopenForm(Form):
    """Until when a closed challenge takes answers again."""

    answers_by = forms.DateField(
        label=_("Svara senast"),
        widget=forms.DateInput,
        error_messages={"required": _("Välj sista dag att svara"), "invalid": _("Skriv dagen som år-månad-dag")},
    )

    def clean_answers_by(self) -> date:
        return not_passed(self.cleaned_data["answers_by"])
