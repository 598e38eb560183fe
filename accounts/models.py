"""Organisations with their trees of units, and the people who have roles in them."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.contrib.sessions.base_session import AbstractBaseSession
from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.colours import under_white
from accounts.devices import device_in_words
from accounts.links import PersonalLink, new_key
from accounts.sessions import SessionStore
from history.models import HistoryModel
from listing.pages import in_swedish_order

INVITATION_DAYS = 14
INVITATION_LINK = PersonalLink("accounts.invitation", "accounts:accept")


class Role(models.TextChoices):
    """What a person does in an organisation (docs/domain.md, "The people")."""

    STAFF = "staff", _("Medarbetare")
    LINE_MANAGER = "line_manager", _("Linjechef")
    TEAM_MEMBER = "team_member", _("Innovationsteam")
    DEVELOPMENT_CHIEF = "development_chief", _("Utvecklingschef")
    LEADERSHIP = "leadership", _("Ledningsgrupp")
    ADMINISTRATOR = "administrator", _("Administratör")


class Organisation(HistoryModel):
    """An administration (förvaltning): its own authority with its own records and people."""

    name = models.CharField(_("namn"), max_length=120)
    slug = models.SlugField(_("kortnamn i adresser"), max_length=60, unique=True)
    colour = models.CharField(
        _("färg"),
        max_length=7,
        default="#0B5A6B",
        validators=[RegexValidator(r"^#[0-9A-Fa-f]{6}$", _("Skriv färgen som # och sex tecken, till exempel #0B5A6B"))],
    )
    narrative = models.TextField(_("berättelse"), blank=True, max_length=3000)
    pilot_budget_min = models.PositiveIntegerField(_("minsta pilotbudget (kr)"), default=40_000)
    pilot_budget_max = models.PositiveIntegerField(_("största pilotbudget (kr)"), default=100_000)
    # `{kod}` in it becomes another code for each meeting outside matchmaking days, which have links of their own.
    video_link = models.CharField(_("länk till videomöten"), max_length=200, blank=True)
    # Until how many hours before a meeting its startup moves and cancels it by itself; None is never.
    self_service_hours = models.PositiveSmallIntegerField(
        _("timmar före ett möte"), null=True, blank=True, default=24, validators=[MaxValueValidator(336)]
    )
    is_demo = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisationer")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(pilot_budget_min__lte=F("pilot_budget_max")), name="pilot_budget_frame_is_a_frame"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def organisation_id(self) -> int:
        """Its own: the logbook asks every subject which organisation it belongs to."""
        return self.pk

    @property
    def organisation(self) -> "Organisation":
        """Itself, so that the predicates of permissions.py can be asked of an organisation as of any object."""
        return self

    def get_absolute_url(self) -> str:
        return reverse("accounts:organisation")

    @property
    def letter_colour(self) -> str:
        """Under the white text of buttons where no style sheet reaches."""
        return under_white(self.colour)


class ProcurementLimitQuerySet(models.QuerySet["ProcurementLimit"]):
    def in_force(self, kind: str, *, on: Any) -> Self:
        """The limit of one kind that holds on a day (a date, or a column of dates); none when nobody has set one."""
        return self.filter(kind=kind, valid_from__lte=on).order_by("-valid_from")[:1]


class ProcurementLimit(models.Model):
    """An amount limit for procurement with the day from which it holds (LOU 2016:1145, 19 a kap. 2 and 11 §§)."""

    class Kind(models.TextChoices):
        DOCUMENTATION = "documentation", _("Dokumentation krävs över")
        DIRECT_AWARD = "direct_award", _("Direktupphandling bara under")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="procurement_limits")
    kind = models.CharField(_("gräns"), max_length=20, choices=Kind)
    amount = models.PositiveIntegerField(_("belopp (kr exkl. moms)"))
    valid_from = models.DateField(_("gäller från"))

    objects = ProcurementLimitQuerySet.as_manager()

    class Meta:
        verbose_name = _("beloppsgräns")
        verbose_name_plural = _("beloppsgränser")
        ordering = ["kind", "-valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kind", "valid_from"], name="one_limit_a_kind_and_day")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.amount} kr ({self.valid_from})"


class Driver(models.Model):
    """An external driver (omvärldsfaktor): a reason from outside why the organisation must think anew."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="drivers")
    title = models.CharField(_("rubrik"), max_length=80)
    text = models.TextField(_("beskrivning"), blank=True, max_length=600)
    position = models.PositiveSmallIntegerField(_("ordning"), default=0)

    class Meta:
        verbose_name = _("omvärldsfaktor")
        verbose_name_plural = _("omvärldsfaktorer")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.title


class Unit(HistoryModel):
    """A unit (enhet) in an organisation's tree."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="units")
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("ligger under")
    )
    name = models.CharField(_("namn"), max_length=120)

    class Meta:
        verbose_name = _("enhet")
        verbose_name_plural = _("enheter")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "parent", "name"], name="unit_names_differ", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return self.name


class UserQuerySet(models.QuerySet["User"]):
    """People to choose among and to write to: `User.objects.of(organisation).with_role(Role.LINE_MANAGER)`."""

    def of(self, organisation: Organisation) -> Self:
        """The active people of the organisation, each once; `with_role` then asks of their roles there."""
        here = self.filter(is_active=True, membership__organisation=organisation)
        return here.alias(roles_here=F("membership__roles"))  # the same join: one row for each person

    def with_role(self, *roles: str) -> Self:
        """Those with at least one of the roles in the organisation of `of()`; FieldError when that was not asked."""
        return self.filter(roles_here__overlap=list(roles))

    def or_chosen(self, *people: int | None) -> Self:
        """These, and the people chosen before (ids), whoever they are by now: changing something else keeps them."""
        everybody = type(self)(self.model, using=self.db)
        return everybody.filter(Q(pk__in=self.order_by().values("pk")) | Q(pk__in=[pk for pk in people if pk]))

    def in_order(self) -> Self:
        """From A to Ö."""
        return self.order_by(in_swedish_order("name"), "pk")


class UserManager(BaseUserManager["User"]):
    def get_queryset(self) -> UserQuerySet:
        return UserQuerySet(self.model, using=self._db)

    def of(self, organisation: Organisation) -> UserQuerySet:
        return self.get_queryset().of(organisation)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """The installation's owner, for whom alone Django's admin is there."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in with e-mail and password and has roles in one or more organisations."""

    # Always in lower case, so that the same address is the same person.
    email = models.EmailField(_("e-post"), unique=True)
    name = models.CharField(_("namn"), max_length=120)
    language = models.CharField(_("språk"), max_length=5, choices=[("sv", "Svenska"), ("en", "English")], default="sv")
    is_staff = models.BooleanField(_("äger installationen"), default=False)
    is_active = models.BooleanField(_("aktiv"), default=True)
    date_joined = models.DateTimeField(default=timezone.now)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("personer")
        constraints = [models.CheckConstraint(condition=Q(email=Lower("email")), name="addresses_are_lower_case")]

    def __str__(self) -> str:
        return self.name

    @property
    def given_name(self) -> str:
        return self.name.split()[0] if self.name.split() else self.email

    @cached_property
    def memberships(self) -> list["Membership"]:
        """The person's memberships with organisation and unit, by the organisation's name (one query)."""
        return list(
            self.membership_set.select_related("organisation", "unit").order_by("organisation__name", "organisation_id")
        )

    @property
    def organisation_ids(self) -> list[int]:
        return [m.organisation_id for m in self.memberships]

    def membership_in(self, organisation_id: int | None) -> "Membership | None":
        return next((m for m in self.memberships if m.organisation_id == organisation_id), None)

    def has_role(self, *roles: str, organisation_id: int | None) -> bool:
        """Whether the person has at least one of the roles in that organisation."""
        membership = self.membership_in(organisation_id)
        return membership is not None and not set(roles).isdisjoint(membership.roles)

    def organisations_as(self, *roles: str) -> list[int]:
        """The ids of the organisations in which the person has at least one of the roles."""
        return [m.organisation_id for m in self.memberships if not set(roles).isdisjoint(m.roles)]


class Session(AbstractBaseSession):
    """A browser in which somebody is signed in, or has begun to; without its row it is signed out."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="sessions")
    device = models.CharField(max_length=200, blank=True)
    address = models.GenericIPAddressField(null=True)
    seen_at = models.DateTimeField(auto_now=True)

    @classmethod
    def get_session_store_class(cls) -> type[SessionStore]:
        return SessionStore

    @property
    def browser(self) -> str:
        """The browser and the machine in words, as far as the browser says so itself."""
        return device_in_words(self.device)


class SecurityEvent(models.Model):
    """What the administrator must be able to look up afterwards: who came in, was refused, or took something out."""

    class Event(models.TextChoices):
        SIGN_IN = "sign_in", _("Loggade in")
        SIGN_IN_FAILED = "sign_in_failed", _("Kom inte in")
        REFUSED = "refused", _("Nekades")
        EXPORT = "export", _("Hämtade en lista")
        PDF = "pdf", _("Hämtade en rapport")
        TRADE_SECRET = "trade_secret", _("Öppnade en företagshemlighet")
        ROLES_CHANGED = "roles_changed", _("Ändrade roller")
        SESSIONS_ENDED = "sessions_ended", _("Loggade ut överallt")
        PASSWORD_CHANGED = "password_changed", _("Bytte lösenord")
        SECOND_STEP = "second_step", _("Ändrade inloggning i två steg")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="security_events")
    at = models.DateTimeField(default=timezone.now, db_index=True)
    event = models.CharField(max_length=20, choices=Event)
    person = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    address = models.GenericIPAddressField(null=True)
    request_id = models.CharField(max_length=32, blank=True)
    about = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["organisation", "-at", "-id"], name="security_newest_first")]

    def __str__(self) -> str:
        return f"{self.get_event_display()} {self.at}"


class Membership(HistoryModel):
    """A person's place in an organisation: the roles there, and the unit the person belongs to."""

    user = models.ForeignKey(User, on_delete=models.CASCADE)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    unit = models.ForeignKey(
        Unit, on_delete=models.SET_NULL, null=True, blank=True, related_name="memberships", verbose_name=_("enhet")
    )
    roles = ArrayField(models.CharField(max_length=20, choices=Role), verbose_name=_("roller"))

    class Meta:
        verbose_name = _("medlemskap")
        verbose_name_plural = _("medlemskap")
        constraints = [
            models.UniqueConstraint(fields=["user", "organisation"], name="one_membership_an_organisation"),
            models.CheckConstraint(
                condition=Q(roles__contained_by=list(Role.values), roles__len__gt=0), name="roles_are_known_and_some"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.organisation}"

    @property
    def role_names(self) -> str:
        return roles_in_words(self.roles)


def roles_in_words(roles: Iterable[str]) -> str:
    """The roles as a person reads them, in the order of the table in docs/domain.md."""
    return ", ".join(str(Role(role).label) for role in Role.values if role in set(roles))


def invitation_end() -> Any:
    return timezone.now() + timedelta(days=INVITATION_DAYS)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def by_token(self, token: str) -> "Invitation | None":
        return INVITATION_LINK.find(token, self.select_related("organisation", "unit"))


class Invitation(HistoryModel):
    """An invitation by e-mail to join an organisation, by a personal link."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-post"))
    name = models.CharField(_("namn"), max_length=120)
    unit = models.ForeignKey(Unit, on_delete=models.SET_NULL, null=True, blank=True, verbose_name=_("enhet"))
    roles = ArrayField(models.CharField(max_length=20, choices=Role), verbose_name=_("roller"))
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=40, default=new_key, unique=True)
    expires_at = models.DateTimeField(default=invitation_end)
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("inbjudan")
        verbose_name_plural = _("inbjudningar")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                "organisation",
                condition=Q(accepted_at=None, revoked_at=None),
                name="one_open_invitation_an_address",
            )
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def is_open(self) -> bool:
        return self.accepted_at is None and self.revoked_at is None and self.expires_at > timezone.now()

    @property
    def link(self) -> str:
        return INVITATION_LINK.url(self)

    @property
    def role_names(self) -> str:
        return roles_in_words(self.roles)
