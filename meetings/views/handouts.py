"""What the chief hands out for a day: the screen on the wall, the calendar of the whole day, the printouts."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from accounts.permissions import permit
from accounts.requests import AuthenticatedRequest, deed
from entry.answers import done
from meetings.actions.feeds import end_day_feed, end_wall, make_day_feed, make_wall
from meetings.models import CalendarFeed, MatchmakingDay, Wall
from meetings.permissions import is_published, may_plan


@login_required
def handouts(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """What there is, and the ways to a new one or to none."""
    day = _planned_by(request, pk)
    feed = CalendarFeed.objects.filter(day=day).first()
    return render(
        request, "meetings/handouts.html", {"day": day, "feed": feed, "wall": Wall.objects.filter(day=day).first()}
    )


@deed
def wall_new(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    day = _planned_by(request, pk)
    words = _("Öppna adressen på skärmen. Den visas bara nu.")
    return done(request, words, "meetings:handouts", day.pk, copy=make_wall(day, by=request.user).address)


@deed
def wall_end(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    day = _planned_by(request, pk)
    end_wall(day, by=request.user)
    return done(request, _("Adressen är stängd. Skärmar som visar den slocknar."), "meetings:handouts", day.pk)


@deed
def day_feed_new(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    day = _planned_by(request, pk)
    words = _("Lägg in adressen i kalendern. Den visas bara nu.")
    return done(request, words, "meetings:handouts", day.pk, copy=make_day_feed(day, by=request.user).address)


@deed
def day_feed_end(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    day = _planned_by(request, pk)
    end_day_feed(day, by=request.user)
    words = _("Adressen är stängd. Kalendrar som läser den får inget mer.")
    return done(request, words, "meetings:handouts", day.pk)


def _planned_by(request: AuthenticatedRequest, pk: int) -> MatchmakingDay:
    days = MatchmakingDay.objects.visible_to(request.user).select_related("organisation")
    day = get_object_or_404(days, pk=pk)
    permit(request.user, day, who=may_plan, when=is_published)
    return day
