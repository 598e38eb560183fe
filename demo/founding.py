"""How an administration of the demo begins: its units, its people and the startups it knows."""

from dataclasses import asdict

from django.utils.text import slugify

from accounts.actions import accept_invitation, change_drivers, found_organisation, invite, save_unit
from accounts.models import Driver, Invitation, Membership, Organisation, Unit, User
from demo.agenda import Story
from demo.district import ContactText, OrganisationText, PersonText, StartupText
from demo.shared import shared
from demo.world import World
from needs.models import Theme
from startups.actions.registry import save_contact, save_startup
from startups.models import Contact, Startup


def keep_themes() -> None:
    """The themes belong to the installation and are there before anybody comes."""
    for position, theme in enumerate(shared().themes):
        Theme.objects.get_or_create(slug=theme.slug, defaults=asdict(theme) | {"position": position})


def founding(world: World) -> Story:
    text = world.told.organisation
    yield world.at(text.founded, 9)
    _found(world, text)
    first = next(person for person in world.told.people if person.key == text.administrator)
    yield world.at(text.founded, 10)
    _build_units(world, text, first=first)
    yield world.at(text.founded, 11)
    drivers = [Driver(title=driver.title, text=driver.text) for driver in text.drivers]
    change_drivers(world.organisation, kept=drivers, removed=[], by=world.the_administrator())
    yield world.at(text.founded + 1, 9)
    others = [person for person in world.told.people if person is not first]
    invitations = [_invite(world, person) for person in others]
    for number, (person, invitation) in enumerate(zip(others, invitations, strict=True)):
        # The same day: an invitation lives for two weeks, and the next working day can be after Christmas.
        yield world.at(text.founded + 1, 13 + number // 10, number % 10 * 6)
        user = accept_invitation(invitation, name=person.name, password=None)
        world.people[person.key] = user.pk
        User.objects.filter(pk=user.pk).update(language=person.language)


def _found(world: World, text: OrganisationText) -> None:
    organisation = Organisation(
        name=text.name,
        slug=text.slug,
        colour=text.colour,
        narrative=text.narrative,
        pilot_budget_min=text.pilot_budget_min,
        pilot_budget_max=text.pilot_budget_max,
        is_demo=True,
    )
    world.organisation_id = found_organisation(organisation, by=None).pk


def _build_units(world: World, text: OrganisationText, *, first: PersonText) -> None:
    """The installation's owner gives the first administrator the keys; she builds the rest."""
    administrator = User.objects.create_user(first.email, None, name=first.name)
    world.people[first.key] = administrator.pk
    membership = Membership.objects.create(user=administrator, organisation=world.organisation, roles=list(first.roles))
    for parent_name, names in text.units.items():
        parent = save_unit(Unit(organisation=world.organisation, name=parent_name), by=administrator)
        for name in names:
            save_unit(Unit(organisation=world.organisation, name=name, parent=parent), by=administrator)
    membership.unit = world.unit(first.unit)
    membership.save(update_fields=["unit"])


def _invite(world: World, person: PersonText) -> Invitation:
    invitation = Invitation(
        organisation=world.organisation,
        email=person.email,
        name=person.name,
        unit=world.unit(person.unit),
        roles=[str(role) for role in person.roles],
    )
    return invite(invitation, by=world.the_administrator())


def registering(world: World, text: StartupText) -> Story:
    """A startup comes into the registry, and the administration gets to know somebody there."""
    yield world.sometime(text.day, text.name)
    number = world.told.startups.index(text) + 1
    startup = Startup(
        name=text.name,
        organisation_number=impossible_number(number) if text.language == "sv" else "",
        website=f"https://{slugify(text.name)}.example",
        summary=text.summary,
        for_whom=text.for_whom,
        references=text.references,
        stage=text.stage,
        place=text.place,
        price_from=text.price_from,
        language=text.language,
    )
    save_startup(startup, themes=Theme.objects.filter(slug__in=text.themes), by=world.the_scout())
    _get_to_know(world, startup, text.contact)


def meeting_contact(world: World, text: ContactText) -> Story:
    yield world.at(text.day, 10)
    _get_to_know(world, world.startup(text.startup), text.contact)


def _get_to_know(world: World, startup: Startup, name: str) -> None:
    """The address is made from the name, and one writes to somebody in the language of the startup."""
    contact = Contact(
        startup=startup,
        organisation=world.organisation,
        name=name,
        email=f"{slugify(name).replace('-', '.')}@{slugify(startup.name)}.example",
        language=startup.language,
    )
    save_contact(contact, by=world.the_scout())


def impossible_number(number: int) -> str:
    """An organisation number with the wrong check digit, so that it can belong to no company."""
    nine = f"5599{number:02d}{number:03d}"
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(nine))
    right = -sum(sum(divmod(value, 10)) for value in doubled) % 10
    return f"{nine[:6]}-{nine[6:]}{(right + 5) % 10}"
