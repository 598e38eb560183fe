"""Who is signed in, fetched together with the person's places: every page needs both."""

from allauth.account.auth_backends import AuthenticationBackend

from accounts.models import Membership, User


class PersonBackend(AuthenticationBackend):
    def get_user(self, user_id: int) -> User | None:
        """The person with `memberships` already there, in one query; a second one only for people without any."""
        rows = Membership.objects.filter(user=user_id).select_related("user", "organisation", "unit").order_by()
        # Sorted here: a few places are not worth what an order costs Django to write on every request.
        places = sorted(rows, key=lambda place: (place.organisation.name, place.organisation_id))
        if not places:
            return super().get_user(user_id)
        person = places[0].user
        person.memberships = places
        return person if self.user_can_authenticate(person) else None
