"""Handing in a need."""

import uuid

import pytest

from accounts.models import User
from history.models import Entry
from needs.models import Need
from needs.states import NeedState
from tests import factories

pytestmark = pytest.mark.django_db
NEW = "/behov/nytt/"


def filled(person: User, **changes: object) -> dict[str, object]:
    return {
        "title": "Samma uppgift skrivs i tre system",
        "for_whom": "Medarbetare i hemtjänsten",
        "situation": "Efter varje besök skriver vi samma sak tre gånger.",
        "consequence": "Tiden tas från de äldre.",
        "desired_effect": "Vi skriver en gång.",
        "baseline": "40 minuter per pass",
        "unit": person.memberships[0].unit_id,
        "form_key": str(uuid.uuid4()),
        **changes,
    }


def test_a_staff_member_hands_in_a_need(as_, staff):
    driver = factories.a_driver(staff.memberships[0].organisation)

    answer = as_(staff).post(NEW, filled(staff, drivers=[driver.pk]))

    need = Need.objects.get()
    assert answer.url == need.get_absolute_url()
    assert (need.state, need.submitter, need.title) == (NeedState.SUBMITTED, staff, "Samma uppgift skrivs i tre system")
    assert list(need.drivers.all()) == [driver]
    assert need.submitted_at is not None
    assert [entry.verb for entry in need.history] == ["need.submitted"]


def test_what_is_missing_is_named_and_nothing_typed_is_lost(as_, staff):
    answer = as_(staff).post(NEW, filled(staff, title="", situation="Det här vill jag inte skriva igen"))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Fel:" in page
    assert "Skriv en rubrik" in page
    assert "Det här vill jag inte skriva igen" in page
    assert Need.objects.count() == 0


def test_a_draft_needs_only_a_title_and_is_seen_by_its_writer_alone(as_, staff, chief):
    as_(staff).post(NEW, {"title": "Något om nycklar", "draft": "1"})

    need = Need.objects.get()
    assert need.state == NeedState.DRAFT
    assert list(Need.objects.visible_to(staff)) == [need]
    assert list(Need.objects.visible_to(chief)) == []
    assert as_(chief).get(need.get_absolute_url()).status_code == 404


def test_a_draft_is_gone_on_with_and_handed_in(as_, staff):
    draft = factories.a_need(staff, NeedState.DRAFT)

    as_(staff).post(f"/behov/{draft.pk}/andra/", filled(staff, title="Nu färdigt"))

    draft.refresh_from_db()
    assert (draft.state, draft.title) == (NeedState.SUBMITTED, "Nu färdigt")


def test_a_double_press_makes_one_need(as_, staff):
    form = filled(staff)

    first = as_(staff).post(NEW, form)
    second = as_(staff).post(NEW, form)

    assert Need.objects.count() == 1
    assert second.url == first.url


def test_a_manager_hands_in_for_somebody_else(as_, manager):
    as_(manager).post(NEW, filled(manager, on_behalf_of="Nattpatrullen", on_behalf_email="natt@exempel.example"))

    need = Need.objects.get()
    assert (need.submitter, need.on_behalf_of, need.on_behalf_email) == (
        manager,
        "Nattpatrullen",
        "natt@exempel.example",
    )


def test_a_personal_identity_number_is_asked_about_before_it_is_saved(as_, staff):
    form = filled(staff, situation="Brukaren 19811228-9874 ringer varje dag.")

    warned = as_(staff).post(NEW, form)
    assert "Det här ser ut som ett personnummer" in warned.content.decode()
    assert Need.objects.count() == 0

    as_(staff).post(NEW, {**form, "keeps_number": "on"})
    assert Need.objects.count() == 1


def test_the_leadership_changes_nothing(as_, leader):
    assert as_(leader).get(NEW).status_code == 403
    assert as_(leader).post(NEW, {}).status_code == 403


def test_a_unit_of_another_organisation_cannot_be_chosen(as_, staff, other_chief):
    foreign = other_chief.memberships[0].unit_id

    answer = as_(staff).post(NEW, filled(staff, unit=foreign))

    assert answer.status_code == 422
    assert Need.objects.count() == 0


def test_a_need_under_assessment_is_not_changed_and_the_writer_is_told(as_, staff, chief):
    need = factories.a_need(staff)
    factories.a_round(chief, need)

    answer = as_(staff).post(f"/behov/{need.pk}/andra/", filled(staff, title="För sent"), follow=True)

    need.refresh_from_db()
    assert need.title != "För sent"
    assert "Någon annan hann före" in answer.content.decode()


def test_a_changed_need_keeps_what_happened_meanwhile(staff, chief):
    """The page was opened while the need was new; the chief parks it before it is saved."""
    from history.actions import StaleState
    from needs.actions.needs import answer_need, change_need

    need = factories.a_need(staff)
    opened = Need.objects.get(pk=need.pk)
    answer_need(need, to=NeedState.PARKED, reason="Vi väntar på budget.", by=chief)

    with pytest.raises(StaleState):
        change_need(opened, drivers=[], by=staff)
    assert Need.objects.get(pk=need.pk).state == NeedState.PARKED


def test_markup_in_a_need_is_shown_as_text(as_, staff):
    as_(staff).post(NEW, filled(staff, title="<script>alert(1)</script>"))

    page = as_(staff).get(Need.objects.get().get_absolute_url()).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_history_names_who_and_when(staff):
    from needs.actions.needs import submit_need

    need = Need(organisation=staff.memberships[0].organisation, submitter=staff, title="Nycklar")
    submit_need(need, drivers=[], by=staff)

    entry = Entry.objects.get()
    assert (entry.person, entry.sentence, entry.to_state) == ("Mia Medarbetare", "Lämnade in behovet", "submitted")
