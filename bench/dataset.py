"""Fills a database with a city: thirteen organisations, units, people and as many needs as asked for."""

from datetime import timedelta
from itertools import islice

from django.contrib.auth.hashers import make_password
from django.db import connection
from django.utils import timezone

from accounts.actions import found_organisation
from accounts.models import Membership, Organisation, Role, Unit, User
from bench.texts import needs
from needs.models import Need, Theme
from needs.states import NeedState

ORGANISATIONS = 13
UNITS = 24
BATCH = 2000
# Every other need belongs to the first organisation, whose list is measured: the largest is the slowest.
STATES = [
    NeedState.SUBMITTED,
    NeedState.DECLINED,
    NeedState.PARKED,
    NeedState.CONCLUDED,
    NeedState.PRIORITISED,
    NeedState.IN_CHALLENGE,
    NeedState.IN_PILOT,
]


def build(count: int) -> User:
    """Builds the city; returns the development chief of its largest organisation."""
    themes = [Theme.objects.create(slug=f"tema-{n}", name_sv=f"Tema {n}", name_en=f"Theme {n}") for n in range(12)]
    places = []
    for number in range(ORGANISATIONS):
        organisation = found_organisation(
            Organisation(name=f"Förvaltning {number}", slug=f"forvaltning-{number}"), by=None
        )
        units = [Unit.objects.create(organisation=organisation, name=f"Enhet {n}") for n in range(UNITS)]
        person = User(email=f"chef{number}@bank.example", name=f"Chef {number}", password=make_password("x"))
        person.save()
        Membership.objects.create(
            user=person, organisation=organisation, roles=[Role.DEVELOPMENT_CHIEF, Role.STAFF], unit=units[0]
        )
        places.append((organisation, units, person))
    now, rows = timezone.now(), enumerate(needs(count))
    while batch := list(islice(rows, BATCH)):
        Need.objects.bulk_create(_need(number, text, places, themes, now) for number, text in batch)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return places[0][2]


def _need(number, text, places, themes, now):
    organisation, units, person = places[0 if number % 2 else number // 2 % ORGANISATIONS]
    moment = now - timedelta(minutes=7 * number)
    return Need(
        organisation=organisation,
        unit=units[number * 7 % UNITS],
        theme=themes[number * 5 % len(themes)],
        submitter=person,
        state=STATES[number * 3 % len(STATES)],
        submitted_at=moment,
        answer="Vi har läst och bedömt behovet.",
        answered_at=moment,
        **text,
    )
