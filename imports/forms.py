"""Choosing the file that is to be read in, and what is to happen when some of its rows have errors."""

from typing import Any

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.text import format_lazy
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from entry.texts import Form
from imports.models import ImportFile, ImportMode, KnownRows


class UploadForm(Form):
    file = forms.FileField(
        label=_("CSV-fil"),
        help_text=format_lazy(
            _("Högst {most} MB och 100 000 rader. Du får se vad som läses in innan något sparas."),
            most=settings.MAX_UPLOAD_MB,
        ),
        max_length=255,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,text/csv,text/plain"}),
        error_messages={
            "required": _("Välj en fil"),
            "empty": _("Filen är tom. Välj en annan fil"),
            "missing": _("Välj en fil"),
            "invalid": _("Välj en fil"),
            "max_length": _("Ge filen ett kortare namn"),
        },
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > settings.MAX_UPLOAD:
            sizes = {"size": filesizeformat(file.size), "most": settings.MAX_UPLOAD_MB}
            raise forms.ValidationError(_now("Filen är %(size)s. Dela den i delar på högst %(most)s MB") % sizes)
        return file


class ModeForm(Form):
    mode = forms.ChoiceField(
        label=_("Hur gör vi med rader som har fel?"),
        choices=[(ImportMode.GOOD, ImportMode.GOOD.label), (ImportMode.ALL, ImportMode.ALL.label)],
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj hur vi gör med rader som har fel")},
    )

    known_rows = forms.ChoiceField(
        label=_("Hur gör vi med rader som redan finns?"),
        help_text=_("En tom cell tar inte bort något."),
        choices=KnownRows,
        initial=KnownRows.SKIP,
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj hur vi gör med rader som redan finns")},
    )
    adds_themes = forms.BooleanField(label=_("Lägg till dem som förvaltningens egna teman"), required=False)

    def __init__(self, *args: Any, file: ImportFile, may_add_themes: bool, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {} if file.bad_count else {"mode": ImportMode.ALL})
        super().__init__(*args, **kwargs)
        self.file = file
        if not file.known_count:
            del self.fields["known_rows"]
        if not may_add_themes:
            del self.fields["adds_themes"]

    def clean_mode(self) -> str:
        mode: str = self.cleaned_data["mode"]
        if mode == ImportMode.ALL and self.file.bad_count:
            raise forms.ValidationError(
                _now("Rätta raderna i filen och ladda upp den igen, eller välj att hoppa över dem")
            )
        return mode
