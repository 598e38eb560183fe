"""The states of a match between a challenge and a startup."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MatchState(models.TextChoices):
    SUGGESTED = "suggested", _("Förslag")
    SHORTLISTED = "shortlisted", _("I urvalet")
    SET_ASIDE = "set_aside", _("Valdes bort")
    INVITED = "invited", _("Inbjuden")
    ANSWERED = "answered", _("Har svarat")
    DECLINED = "declined", _("Tackade nej")
    MET = "met", _("Möte hållet")
    IN_PILOT = "in_pilot", _("I pilot")
    THANKED = "thanked", _("Avslutad med tack")


class Group(models.TextChoices):
    """How much the matching engine's signals agree that a startup fits; never a percentage."""

    STRONG = "strong", _("Starka förslag")
    POSSIBLE = "possible", _("Möjliga")
    FAR = "far", _("Långsökta")


# Kinds of reasons that say something of the need; what a pilot costs and whom a startup worked for are facts beside it.
SPEAK_OF_THE_NEED = frozenset({"concept", "theme", "words", "content", "tried"})


class LateAnswer(models.TextChoices):
    """What becomes of an answer that was handed in when the time to answer was over."""

    WAITING = "waiting", _("Kom sent, inte godtaget än")
    ACCEPTED = "accepted", _("Kom sent, godtaget")
    REFUSED = "refused", _("Kom sent, togs inte med")


M = MatchState
MATCH_TRANSITIONS = {
    M.SUGGESTED: frozenset({M.SHORTLISTED, M.SET_ASIDE}),
    M.SHORTLISTED: frozenset({M.INVITED, M.SET_ASIDE, M.SUGGESTED}),
    M.SET_ASIDE: frozenset({M.SHORTLISTED, M.SUGGESTED}),
    M.INVITED: frozenset({M.ANSWERED, M.DECLINED, M.MET, M.SHORTLISTED, M.THANKED}),
    M.ANSWERED: frozenset({M.DECLINED, M.MET, M.IN_PILOT, M.THANKED}),
    M.DECLINED: frozenset({M.ANSWERED}),
    M.MET: frozenset({M.ANSWERED, M.IN_PILOT, M.THANKED}),
    M.IN_PILOT: frozenset({M.THANKED}),
    M.THANKED: frozenset(),
}
MATCH_COLOURS = {
    M.SHORTLISTED: "info",
    M.INVITED: "warning",
    M.ANSWERED: "success",
    M.MET: "accent",
    M.IN_PILOT: "accent",
}
# Considered but not (yet) asked.
UNASKED = (M.SUGGESTED, M.SHORTLISTED, M.SET_ASIDE)
# Asked, and so a party that has to hear how it went.
ASKED = (M.INVITED, M.ANSWERED, M.DECLINED, M.MET, M.IN_PILOT, M.THANKED)
# A meeting can be booked.
MEETABLE = (M.INVITED, M.ANSWERED, M.MET)
# A contact can be invited, or given a new link.
INVITABLE = (M.SHORTLISTED, M.INVITED, M.ANSWERED, M.DECLINED, M.MET, M.IN_PILOT)
# The startup can write, change or take back its answer while the challenge takes answers.
ANSWERABLE = (M.INVITED, M.ANSWERED, M.DECLINED, M.MET)
# Asked, and not come further: whoever has not answered yet is waited for.
AWAITED = (M.INVITED, M.MET)
# An answer of theirs that came late can be accepted, or not.
LATE_JUDGED = (*AWAITED, M.IN_PILOT)
