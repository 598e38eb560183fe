"""What a need says is said in full to everybody who reads it."""

import pytest
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db


def test_an_assessor_reads_what_the_submitter_wrote_and_ticked(as_, staff, chief, team_member, organisation):
    need = factories.a_need(staff, theme=factories.a_theme())
    need.drivers.set([factories.a_driver(organisation, "Svårt att rekrytera")])
    round_ = factories.a_round(chief, need, team=(team_member,))

    page = as_(team_member).get(reverse("needs:assess", args=[round_.pk, round_.candidates.get().pk])).content.decode()

    for words in (need.for_whom, need.situation, need.consequence, need.desired_effect, need.baseline):
        assert words in page
    assert "Äldreomsorg" in page
    assert "Svårt att rekrytera" in page
