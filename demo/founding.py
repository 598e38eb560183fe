"""How an administration of the demo begins: its units, its people and the startups it knows."""

from collections.abc import Sequence

from django.utils.text import slugify

from accounts.actions import (
    accept_invitation,
    change_drivers,
    found_organisation,
    invite,
    save_unit,
)
from accounts.models import Driver, Invitation, Membership, Organisation, Unit, User
from demo.agenda import Story
from demo.organisations import THEMES, OrganisationText
from demo.people import PersonText
from demo.startups_care import StartupText
from demo.world import World
from needs.models import Theme
from startups.actions.registry import save_contact, save_startup
from startups.models import Contact, Startup


def keep_themes() -> None:
    """The themes belong to the installation and are there before anybody comes."""
    for position, (slug, swedish, english) in enumerate(THEMES):
        Theme.objects.get_or_create(
            slug=slug, defaults={"name_sv": swedish, "name_en": english, "position": position}
        )


def founding(world: World, text: OrganisationText, people: Sequence[PersonText], *, day: int) -> Story:
    yield world.at(day, 9)
    organisation = _found(world, text)
    admin_text = next(person for person in people if person.key == world.administrator)
    yield world.at(day, 10)
    _build_units(world, text, first=admin_text)
    yield world.at(day, 11)
    _describe(world, text)
    yield world.at(day + 1, 9)
    others = [person for person in people if person is not admin_text]
    invitations = {person.key: _invite(world, organisation, person) for person in others}
    for number, person in enumerate(others):
        # The same day: an invitation lives for two weeks, and the next working day can be after Christmas.
        yield world.at(day + 1, 13 + number // 10, number % 10 * 6)
        user = accept_invitation(invitations[person.key], name=person.name, password=None)
        world.people[person.key] = user.pk
        User.objects.filter(pk=user.pk).update(language=person.language)


def _found(world: World, text: OrganisationText) -> Organisation:
    smallest, largest = text.budget
    organisation = found_organisation(
        Organisation(
            name=text.name,
            slug=text.slug,
            colour=text.colour,
            narrative=text.narrative,
            pilot_budget_min=smallest,
            pilot_budget_max=largest,
            is_demo=True,
        ),
        by=None,
    )
    world.organisation_id = organisation.pk
    return organisation


def _build_units(world: World, text: OrganisationText, *, first: PersonText) -> None:
    """The installation's owner gives the first administrator the keys; she builds the rest."""
    administrator = User.objects.create_user(first.email, None, name=first.name)
    world.people[first.key] = administrator.pk
    membership = Membership.objects.create(
        user=administrator, organisation=world.organisation, roles=list(first.roles)
    )
    for parent_name, names in text.units.items():
        parent = save_unit(Unit(organisation=world.organisation, name=parent_name), by=administrator)
        for name in names:
            save_unit(Unit(organisation=world.organisation, name=name, parent=parent), by=administrator)
    membership.unit = world.unit(first.unit)
    membership.save(update_fields=["unit"])


def _describe(world: World, text: OrganisationText) -> None:
    drivers = [Driver(title=driver.title, text=driver.text) for driver in text.drivers]
    change_drivers(world.organisation, kept=drivers, removed=[], by=world.person(world.administrator))


def _invite(world: World, organisation: Organisation, person: PersonText) -> Invitation:
    invitation = Invitation(
        organisation=organisation,
        email=person.email,
        name=person.name,
        unit=world.unit(person.unit),
        roles=[str(role) for role in person.roles],
    )
    return invite(invitation, by=world.person(world.administrator))


def registering(world: World, text: StartupText, *, number: int) -> Story:
    """A startup comes into the registry, and the administration gets to know somebody there."""
    yield world.sometime(text.day, text.name)
    slug = slugify(text.name)
    startup = Startup(
        name=text.name,
        organisation_number=impossible_number(number) if text.language == "sv" else "",
        website=f"https://{slug}.example",
        summary=text.summary,
        for_whom=text.for_whom,
        references=text.references,
        stage=text.stage,
        place=text.place,
        price_from=text.price_from,
        language=text.language,
    )
    themes = Theme.objects.filter(slug__in=text.themes.split())
    scout = world.person(world.scout)
    save_startup(startup, themes=themes, by=scout)
    save_contact(_contact(world, startup, text), by=scout)


def meeting_contacts(world: World, texts: Sequence[StartupText], *, day: int) -> Story:
    """Another administration gets to know people at startups that are in the registry already."""
    yield world.at(day, 10)
    for text in texts:
        save_contact(_contact(world, world.startup(text.name), text), by=world.person(world.scout))


def _contact(world: World, startup: Startup, text: StartupText) -> Contact:
    address = f"{slugify(text.contact).replace('-', '.')}@{slugify(text.name)}.example"
    return Contact(
        startup=startup,
        organisation=world.organisation,
        name=text.contact,
        email=address,
        language=text.language,
    )


def impossible_number(number: int) -> str:
    """An organisation number with the wrong check digit, so that it can belong to no company."""
    nine = f"5599{number:02d}{number:03d}"
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(nine))
    right = -sum(sum(divmod(value, 10)) for value in doubled) % 10
    return f"{nine[:6]}-{nine[6:]}{(right + 5) % 10}"
