"""Who is signed in, fetched together with the person's places: every page needs both."""

from functools import cache
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models.query import get_related_populators

from accounts.models import Membership, User


class PersonBackend(AuthenticationBackend):
    def get_user(self, user_id: int) -> User | None:
        """The person with `memberships` already there, in one query; a second one only for people without any."""
        # Sorted here: a few places are not worth an order in the question.
        places = sorted(_places_of(user_id), key=lambda place: (place.organisation.name, place.organisation_id))
        if not places:
            return super().get_user(user_id)
        person = places[0].user
        person.memberships = places
        return person if self.user_can_authenticate(person) else None


def _places_of(user_id: int) -> list[Membership]:
    """With the person, the organisation and the unit, as select_related() gives them."""
    sql, own, related, names = _question()
    with connection.cursor() as cursor:
        cursor.execute(sql, [user_id])
        rows = cursor.fetchall()
    places = []
    for row in rows:
        places.append(place := Membership.from_db(DEFAULT_DB_ALIAS, names, row[own]))
        for populator in related:
            populator.populate(row, place)
    return places


@cache
def _question() -> tuple[str, slice, list[Any], list[str]]:
    """The SQL, which of its columns are the membership's own, what fills in the rest, and the names of the own ones.

    Put together once in a process: composing and reading it anew took eight times the steps, on every request.
    """
    places = Membership.objects.filter(user=0).select_related("user", "organisation", "unit").order_by()
    compiler = places.query.get_compiler(DEFAULT_DB_ALIAS)
    sql, _values = compiler.as_sql()
    columns = compiler.klass_info["select_fields"]
    names = [compiler.select[column][0].target.attname for column in columns]
    related = get_related_populators(compiler.klass_info, compiler.select, DEFAULT_DB_ALIAS)
    return sql, slice(columns[0], columns[-1] + 1), related, names
