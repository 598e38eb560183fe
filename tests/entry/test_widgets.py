"""The start tags of widgets, which are written by a function."""

from django import forms

from entry.fields import NumberAsWritten
from entry.templatetags.widgets import attributes


class Form(forms.Form):
    name = forms.CharField(max_length=5, widget=forms.TextInput(attrs={"placeholder": "x", "data-hint": '"<b>"'}))
    price = NumberAsWritten(unit="kr", required=False)


def test_what_a_person_typed_is_escaped_and_what_the_server_judges_is_left_out():
    tag = str(Form({"name": '"><script>'})["name"])
    assert 'value="&quot;&gt;&lt;script&gt;"' in tag
    assert 'data-hint="&quot;&lt;b&gt;&quot;"' in tag
    assert "required" in tag
    assert "maxlength" not in tag
    assert "placeholder" not in tag


def test_a_number_shows_what_it_counts():
    assert '<span class="ds-field-affix">kr</span>' in str(Form()["price"])
    assert "required" not in str(Form()["price"])


def test_an_attribute_is_written_unless_it_is_nothing():
    widget = {"name": "n", "attrs": {"class": "wide", "hidden": True, "checked": False, "id": None, "rows": 3}}
    assert (
        attributes(widget, type="text", value=0)
        == ' class="ds-input wide" type="text" name="n" value="0" hidden rows="3"'
    )
