"""The registry of startups, and each startup's way through a challenge: match, invitation, proposal, times."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Length
from django.db.models.lookups import Exact
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.links import PersonalLink, new_key
from accounts.models import Organisation, Role, User
from history.claims import ClaimableModel, ClaimableQuerySet
from history.models import HistoryModel
from history.questions import Now, objects_of
from imports.models import ImportFile
from likeness.embedding import BYTES, MODEL
from listing.pages import in_swedish_order
from listing.search import SWEDISH_AND_ENGLISH, search, search_column
from needs.models import Challenge, Theme
from needs.states import ChallengeState
from post.models import Letter
from startups import profiles
from startups.briefly import briefly
from startups.opinions import Note as Note  # tables of this room too
from startups.opinions import Rating as Rating
from startups.querysets import MatchQuerySet
from startups.reasons import Marked, Told, in_words, marked_words, speaks_of_the_need, without
from startups.states import MATCH_COLOURS, MATCH_TRANSITIONS, Group, LateAnswer, MatchState


class StartupQuerySet(models.QuerySet["Startup"]):
    def visible_to(self, user: User) -> Self:
        """The registry is shared by all organisations of the installation, and open to all who have a role."""
        return self.all() if user.organisation_ids else self.none()

    def about(self, text: str) -> Self:
        """Profiles that hold all words of `text`, read as Swedish or as English; or the one with that number."""
        if number := profiles.as_number(text):
            return self.filter(organisation_number=number)
        return search(self, text, languages=SWEDISH_AND_ENGLISH)

    def without_embedding(self) -> Self:
        """Profiles whose vector is to be made, or anew: there is none, or one of another model or of an older text."""
        is_there = Exists(
            Embedding.objects.filter(startup=OuterRef("pk"), model=MODEL, profile_at__gte=OuterRef("updated_at"))
        )
        return self.filter(~is_there)

    def by_name(self) -> Self:
        """Annotates `place_in_order`, by which names sort from A to Ö."""
        return self.annotate(place_in_order=in_swedish_order("name"))

    def with_rating_of(self, organisation: Organisation) -> Self:
        """Annotates `own_rating`: what the organisation has rated the startup, 0 where it has not."""
        ours = FilteredRelation("ratings", condition=Q(ratings__organisation=organisation))
        return self.annotate(ours=ours, own_rating=Coalesce("ours__value", 0))

    def not_asked_by(self, organisation: Organisation, *, since: datetime) -> Self:
        """Those that the organisation has not invited since that moment, or never."""
        asked = StartupInvitation.objects.filter(
            match__startup=OuterRef("pk"), match__organisation=organisation, created_at__gte=since
        )
        return self.filter(~Exists(asked))

    def with_others_asking(self, organisation: Organisation) -> Self:
        """Annotates `others_asking`: how many other organisations have asked the startup."""
        asked = Match.objects.asked().filter(startup=OuterRef("pk")).exclude(organisation=organisation)
        others = asked.order_by().values("startup").annotate(n=Count("organisation", distinct=True)).values("n")
        return self.annotate(others_asking=Coalesce(Subquery(others), 0))


class Startup(HistoryModel):
    """A company in the registry. Profiles are shared; what an organisation thinks of them is not."""

    URL_NAME = "startups:startup"

    class Stage(models.TextChoices):
        IDEA = "idea", _("Idé")
        PROTOTYPE = "prototype", _("Prototyp")
        MARKET = "market", _("På marknaden")
        GROWING = "growing", _("Växer")

    class Language(models.TextChoices):
        """In which we write to a contact."""

        SWEDISH = "sv", _("Svenska")
        ENGLISH = "en", _("Engelska")

    class ProfileLanguage(models.TextChoices):
        """In which a profile may be written."""

        SWEDISH = "sv", _("Svenska")
        ENGLISH = "en", _("Engelska")
        DANISH = "da", _("Danska")
        NORWEGIAN = "no", _("Norska")

    name = models.CharField(_("namn"), max_length=120)
    organisation_number = models.CharField(
        _("organisationsnummer"),
        max_length=11,
        blank=True,
        validators=[RegexValidator(r"^\d{6}-\d{4}$", _("Skriv organisationsnumret som 556677-8899"))],
    )
    website = models.CharField(
        _("webbplats"), max_length=200, blank=True, validators=[URLValidator(schemes=["http", "https"])]
    )
    summary = models.TextField(_("vad gör ni?"), max_length=4000)
    for_whom = models.CharField(_("för vem?"), max_length=300, blank=True)
    references = models.TextField(_("referenser i offentlig sektor"), max_length=1000, blank=True)
    themes = models.ManyToManyField(Theme, blank=True, related_name="startups", verbose_name=_("teman"))
    stage = models.CharField(_("fas"), max_length=12, choices=Stage, blank=True)
    place = models.CharField(_("ort"), max_length=80, blank=True)
    price_from = models.PositiveIntegerField(_("en liten pilot kostar från (kr exkl. moms)"), null=True, blank=True)
    language = models.CharField(_("språk"), max_length=2, choices=ProfileLanguage, default=ProfileLanguage.SWEDISH)
    source = models.CharField(_("källa"), max_length=300, blank=True)
    imported_from = models.ForeignKey(
        ImportFile, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    updated_at = models.DateTimeField(auto_now=True)
    # Profiles come in both languages, so they are read as both.
    search = search_column(heavy=("name",), light=("summary", "for_whom", "references"), languages=SWEDISH_AND_ENGLISH)

    objects = StartupQuerySet.as_manager()

    class Meta:
        verbose_name = _("startup")
        verbose_name_plural = _("startuper")
        indexes = [
            models.Index(in_swedish_order("name"), "id", name="startups_by_name"),
            models.Index(fields=["-created_at", "-id"], name="startups_newest"),
            models.Index(fields=["-updated_at"], name="startups_changed"),
            models.Index(fields=["place"], name="startups_by_place"),
            GinIndex(fields=["search"], name="startups_search"),
        ]
        constraints = [
            models.UniqueConstraint("name", name="startup_names_differ"),
            models.UniqueConstraint(
                fields=["organisation_number"], condition=~Q(organisation_number=""), name="organisation_numbers_differ"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def as_text(self) -> str:
        """What the matching engine reads."""
        return "\n".join([self.name, self.summary, self.for_whom, self.references])

    @property
    def letter_language(self) -> str:
        """In which a new contact is most likely to read us: neighbours read Swedish."""
        is_english = self.language == self.ProfileLanguage.ENGLISH
        return self.Language.ENGLISH if is_english else self.Language.SWEDISH

    @property
    def source_is_a_link(self) -> bool:
        return self.source.startswith(("https://", "http://")) and " " not in self.source


class Embedding(models.Model):
    """What a profile means, as a vector of `likeness.embedding`."""

    startup = models.OneToOneField(Startup, on_delete=models.CASCADE, primary_key=True, related_name="embedding")
    model = models.CharField(max_length=80)
    # Empty for a profile that the model came to nothing with.
    vector = models.BinaryField(max_length=BYTES)
    # When the profile had last been changed that it was made of.
    profile_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(Exact(Length(F("vector")), 0)) | Q(Exact(Length(F("vector")), BYTES)),
                name="vectors_are_whole",
            )
        ]

    def __str__(self) -> str:
        return str(self.startup)


class EmbeddingRun(ClaimableModel):
    """That profiles have been written or changed whose vectors are to be made; there is one for the installation."""

    TASK = "startups.tasks.embed"
    LEASE = timedelta(minutes=2)
    MAX_ATTEMPTS = 3
    TO_DO = Q(is_wanted=True)
    THE_ONE = 1

    is_wanted = models.BooleanField(default=False)

    objects = ClaimableQuerySet["EmbeddingRun"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["due_at"], condition=Q(is_wanted=True), name="embeddings_due")]

    def __str__(self) -> str:
        return type(self).__name__


class ContactQuerySet(models.QuerySet["Contact"]):
    def visible_to(self, user: User) -> Self:
        """Those of the organisations in which the person makes shortlists or meets startups."""
        return self.filter(
            organisation__in=user.organisations_as(Role.DEVELOPMENT_CHIEF, Role.TEAM_MEMBER, Role.LINE_MANAGER)
        )


class Contact(models.Model):
    """A person at a startup, as known to one organisation."""

    startup = models.ForeignKey(Startup, on_delete=models.CASCADE, related_name="contacts")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="startup_contacts")
    name = models.CharField(_("namn"), max_length=120)
    email = models.EmailField(_("e-post"))
    phone = models.CharField(_("telefon"), max_length=40, blank=True)
    language = models.CharField(_("språk"), max_length=2, choices=Startup.Language, default=Startup.Language.SWEDISH)
    # Of the link to all that the organisation has asked this person, which a later room sends.
    key = models.CharField(max_length=40, default=new_key, unique=True, editable=False)

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("startupkontakt")
        verbose_name_plural = _("startupkontakter")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["startup", "organisation", "email"], name="one_contact_an_address")
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.email})"

    @property
    def comes_in(self) -> bool:
        """Whether one of the invitations is still open: with the last of them the contact's own link ends too."""
        return self.invitations.filter(revoked_at=None, expires_at__gt=timezone.now()).exists()


class Match(HistoryModel):
    """A startup considered for a challenge. Every one considered stays on record with the reason."""

    URL_NAME = "startups:match"
    TRANSITIONS = MATCH_TRANSITIONS
    STATE_COLOURS = MATCH_COLOURS

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="matches")
    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="matches")
    startup = models.ForeignKey(Startup, on_delete=models.PROTECT, related_name="matches")
    state = models.CharField(_("läge"), max_length=20, choices=MatchState, default=MatchState.SUGGESTED, editable=False)
    # From the matching engine, 0–1; None for one that was added by hand.
    score = models.FloatField(null=True, blank=True, editable=False)
    # How much the engine's signals agree; empty for one that was added by hand.
    group = models.CharField(max_length=10, choices=Group, blank=True, default="", editable=False)
    # [{"kind": "concept" | "theme" | "words" | "content" | "tried" | "set_aside" | "price" | "reference", …}], told by
    # startups/reasons.py.
    reasons = models.JSONField(default=list, blank=True, editable=False)
    # What somebody has said is not so, as keys of startups/reasons.py.
    refuted = models.JSONField(default=list, blank=True, editable=False)
    set_aside_reason = models.CharField(_("varför inte?"), max_length=300, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = MatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("matchning")
        verbose_name_plural = _("matchningar")
        constraints = [
            models.UniqueConstraint(fields=["challenge", "startup"], name="a_startup_once_a_challenge"),
            models.CheckConstraint(
                condition=~Q(state=MatchState.SET_ASIDE) | ~Q(set_aside_reason=""), name="set_aside_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.startup} – {self.challenge}"

    def thread_needs(self) -> Collection[int]:
        return self.challenge.thread_needs()

    @property
    def handed_in_proposal(self) -> "Proposal | None":
        """The proposal once it counts as an answer: a draft is the startup's own, a late one waits to be accepted."""
        proposal: Proposal | None = getattr(self, "proposal", None)
        return proposal if proposal and proposal.handed_in_at and not self.late_proposal else None

    @property
    def late_proposal(self) -> "Proposal | None":
        """The proposal that came too late and is not, or not yet, accepted."""
        proposal: Proposal | None = getattr(self, "proposal", None)
        return proposal if proposal and proposal.late in (LateAnswer.WAITING, LateAnswer.REFUSED) else None

    @property
    def standing_reasons(self) -> list[dict[str, Any]]:
        """The engine's reasons without what somebody has said is not so."""
        return without(self.reasons, self.refuted)

    @property
    def standing_group(self) -> str:
        """The group; far when nothing is left that speaks of the need. Possible for one made before there were groups."""
        if self.score is None:
            return ""
        return (self.group or Group.POSSIBLE) if speaks_of_the_need(self.standing_reasons) else Group.FAR

    @property
    def reasons_in_words(self) -> list[Told]:
        """Why the engine suggests the startup, in the reader's language."""
        return in_words(self.standing_reasons)

    @property
    def marked_words(self) -> Marked:
        """The words of the challenge and of the profile on which the reasons rest."""
        return marked_words(self.standing_reasons)


class SuggestionRun(ClaimableModel):
    """That suggestions are wanted for a challenge, until a worker has made them, and when one last did."""

    TASK = "startups.tasks.suggest"
    LEASE = timedelta(minutes=2)
    MAX_ATTEMPTS = 3
    TO_DO = Q(is_wanted=True)

    challenge = models.OneToOneField(
        Challenge, on_delete=models.CASCADE, primary_key=True, related_name="suggestion_run"
    )
    is_wanted = models.BooleanField(default=False)
    made_at = models.DateTimeField(null=True, blank=True)

    objects = ClaimableQuerySet["SuggestionRun"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["due_at"], condition=Q(is_wanted=True), name="suggestions_due")]

    def __str__(self) -> str:
        return str(self.challenge)


def invitation_end() -> Any:
    return timezone.now() + timedelta(days=settings.STARTUP_LINK_DAYS)


# The one answers as the startup and leaves the house in letters to its contact alone; the other, the staff's copy, looks.
PORTAL_LINK = PersonalLink("startups.portal", "startups:portal")
LOOKING_LINK = PersonalLink("startups.portal.looking", "startups:portal_look")


class StartupInvitationQuerySet(models.QuerySet["StartupInvitation"]):
    def silent(self) -> Self:
        """Whoever can still answer and has not, at a startup that has not either."""
        challenges = Challenge.objects.filter(state=ChallengeState.OPEN, answers_by__gte=timezone.localdate())
        matches = Match.objects.awaited().filter(challenge__in=challenges)
        return self.filter(match__in=matches, revoked_at=None, expires_at__gt=timezone.now())

    def remindable(self) -> Self:
        """Silent, not written to today (whatever it was about) and not where the latest letter came back."""
        midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        written_to = StartupInvitation.objects.filter(
            Q(created_at__gte=midnight) | Q(reminded_at__gte=midnight), contact=OuterRef("contact")
        )
        lost = Letter.objects.still_undelivered().filter(
            organisation=OuterRef("match__organisation"), to=OuterRef("contact__email")
        )
        return self.silent().filter(~Exists(written_to), ~Exists(lost))

    def by_token(self, token: str, link: PersonalLink = PORTAL_LINK) -> "StartupInvitation | None":
        """The invitation a link of that kind leads to, open or not, with all that its portal shows."""
        read = link.read(token)
        return next(iter(objects_of(_whole_invitations, given=read)), None) if read else None


class StartupInvitation(models.Model):
    """The personal link by which one contact comes in to one match. It can be revoked, and it expires."""

    match = models.ForeignKey(Match, on_delete=models.CASCADE, related_name="invitations")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="invitations")
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=40, default=new_key, unique=True)
    message = models.TextField(_("hälsning"), max_length=1000, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(default=invitation_end)
    revoked_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    # The latest reminder of answering, and by whom; by nobody where it came by itself.
    reminded_at = models.DateTimeField(null=True, blank=True, editable=False)
    reminded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    # When the one came that comes by itself before the last day to answer.
    last_call_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = StartupInvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("inbjudan")
        verbose_name_plural = _("inbjudningar")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["match", "contact"], condition=Q(revoked_at=None), name="one_link_a_contact_and_match"
            )
        ]

    def __str__(self) -> str:
        return f"{self.contact} – {self.match}"

    @property
    def is_open(self) -> bool:
        return self.revoked_at is None and self.expires_at > timezone.now()

    @property
    def token(self) -> str:
        return PORTAL_LINK.token(self)

    @property
    def link(self) -> str:
        """The address of the startup's portal, as it stands in letters to the contact and nowhere else."""
        return PORTAL_LINK.url(self)

    @property
    def looking_link(self) -> str:
        """The address where the staff sees the startup's portal and can do nothing in its name."""
        return LOOKING_LINK.url(self)


def _whole_invitations(pk: Any, key: Any) -> models.QuerySet[StartupInvitation]:
    return StartupInvitation.objects.filter(pk=pk, key=key).select_related(
        "contact", "invited_by", "match__startup", "match__organisation", "match__challenge", "match__proposal"
    )


class Proposal(models.Model):
    """How the startup would solve this need (lösningsförslag). A draft until it is handed in."""

    match = models.OneToOneField(Match, on_delete=models.CASCADE, related_name="proposal")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="proposals")
    how = models.TextField(_("så skulle vi lösa det här behovet"), max_length=4000, blank=True)
    pilot_plan = models.TextField(_("det här skulle vi pröva i en liten pilot"), max_length=2000, blank=True)
    price = models.PositiveIntegerField(_("pris för piloten (kr exkl. moms)"), null=True, blank=True)
    needs_from_us = models.TextField(_("det här behöver vi från er"), max_length=2000, blank=True)
    references = models.TextField(_("referenser"), max_length=1000, blank=True)
    personal_data = models.BooleanField(_("lösningen behandlar personuppgifter"), null=True, blank=True)
    trade_secret = models.TextField(_("företagshemlighet"), max_length=2000, blank=True)
    trade_secret_reason = models.CharField(_("därför är det en företagshemlighet"), max_length=300, blank=True)
    changed_at = models.DateTimeField(auto_now=True)
    handed_in_at = models.DateTimeField(null=True, blank=True)
    # When somebody who judges the answers last had it on the screen; who it was stands nowhere.
    read_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Empty for one in time, and for a draft.
    late = models.CharField(max_length=10, choices=LateAnswer, blank=True, default="", editable=False)

    class Meta:
        verbose_name = _("lösningsförslag")
        verbose_name_plural = _("lösningsförslag")
        constraints = [
            models.CheckConstraint(
                condition=Q(trade_secret="") | ~Q(trade_secret_reason=""), name="trade_secrets_have_a_reason"
            ),
            models.CheckConstraint(condition=Q(handed_in_at=None) | ~Q(how=""), name="handed_in_proposals_say_how"),
            models.CheckConstraint(condition=Q(handed_in_at__isnull=False) | Q(late=""), name="drafts_are_not_late"),
        ]

    def __str__(self) -> str:
        return str(self.match)

    @property
    def is_new(self) -> bool:
        """Nobody who judges the answers has read it as it stands now."""
        return self.handed_in_at is not None and (self.read_at is None or self.read_at < self.changed_at)

    @property
    def in_three_lines(self) -> list[tuple[Any, str]]:
        """What it comes down to, each line with its label: how, what would be tried, what they need."""
        lines = [
            (_("Så löser de det"), self.how),
            (_("Det vill de pröva"), self.pilot_plan),
            (_("Det behöver de från oss"), self.needs_from_us),
        ]
        return [(label, briefly(text)) for label, text in lines if text.strip()]

    @property
    def late_colour(self) -> str:
        return {LateAnswer.WAITING: "warning", LateAnswer.ACCEPTED: "success"}.get(LateAnswer(self.late), "neutral")


class OfferedTimeQuerySet(models.QuerySet["OfferedTime"]):
    def coming(self) -> Self:
        return self.filter(ends_at__gt=Now())


class OfferedTime(models.Model):
    """A span in which the startup says it can meet."""

    match = models.ForeignKey(Match, on_delete=models.CASCADE, related_name="offered_times")
    starts_at = models.DateTimeField(_("från"))
    ends_at = models.DateTimeField(_("till"))

    objects = OfferedTimeQuerySet.as_manager()

    class Meta:
        verbose_name = _("erbjuden tid")
        verbose_name_plural = _("erbjudna tider")
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="offered_times_have_a_length"),
            models.UniqueConstraint(fields=["match", "starts_at"], name="an_offered_time_once"),
        ]

    def __str__(self) -> str:
        local = timezone.localtime
        return f"{local(self.starts_at):%Y-%m-%d %H:%M}–{local(self.ends_at):%H:%M}"
