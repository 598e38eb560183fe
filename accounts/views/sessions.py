"""Coming in and moving about: invitations, choosing organisation and language, the organisation's colour."""

import re

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_POST

from accounts.actions import accept_invitation, choose_language, end_sessions
from accounts.colours import accent_css
from accounts.forms import AcceptForm
from accounts.middleware import LANGUAGE_COOKIE
from accounts.models import Invitation, User
from accounts.requests import AuthenticatedRequest, deed, way_back
from accounts.security_log import Event, log_event
from entry.answers import done

A_YEAR = 60 * 60 * 24 * 365


@deed
def switch(request: AuthenticatedRequest) -> HttpResponse:
    """From one's place in one organisation to one's place in another."""
    number = request.POST.get("membership", "")
    membership = get_object_or_404(request.user.membership_set, pk=number if number.isdecimal() else None)
    request.session["membership"] = membership.pk
    return redirect("start")


@login_required
def sign_ins(request: AuthenticatedRequest) -> HttpResponse:
    """Where the person is signed in just now."""
    here = request.session.session_key
    rows = request.user.sessions.filter(expire_date__gt=timezone.now()).order_by("-seen_at")
    return render(request, "accounts/sign_ins.html", {"sign_ins": rows, "here": here})


@deed
def sign_out_everywhere(request: AuthenticatedRequest) -> HttpResponse:
    """Ends all of the person's sign-ins at once, this one too."""
    log_event(request, Event.SESSIONS_ENDED, person=request.user)
    end_sessions(request.user)
    logout(request)
    return done(request, _("Du är utloggad överallt."), "account_login")


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Swedish or English, kept with the person, or on this device for a guest."""
    chosen = request.POST.get("language")
    response = redirect(way_back(request))
    if chosen in dict(settings.LANGUAGES):
        if request.user.is_authenticated:
            choose_language(request.user, language=chosen)
        response.set_cookie(
            LANGUAGE_COOKIE,
            chosen,
            max_age=A_YEAR,
            samesite="Lax",
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return response


@cache_control(public=True, max_age=A_YEAR, immutable=True)
def colour(request: HttpRequest, hex_code: str) -> HttpResponse:
    """The style sheet for one colour; the address is the colour, so that it can be kept for ever."""
    if not re.fullmatch(r"[0-9a-f]{6}", hex_code):
        raise Http404
    return HttpResponse(accent_css(f"#{hex_code}"), content_type="text/css; charset=utf-8")


@never_cache
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """An invited person comes in. Opening the link uses nothing up; answering it does."""
    invitation = Invitation.objects.by_token(token)
    if invitation is None or not invitation.is_open:
        return render(
            request, "accounts/invitation_closed.html", {"invitation": invitation}, status=410 if invitation else 404
        )
    known = User.objects.filter(email=invitation.email).exists()
    form = AcceptForm(request.POST or None, email=invitation.email, initial={"name": invitation.name})
    if request.method == "POST" and (known or form.is_valid()):
        given = {"name": "", "password": None} if known else form.cleaned_data
        user = accept_invitation(invitation, **given)
        about = f"{user}: {invitation.role_names}"
        log_event(request, Event.ROLES_CHANGED, person=user, organisation=invitation.organisation, about=about)
        if known:
            return done(request, _("Tack. Logga in för att börja."), "account_login")
        login(request, user)
        return done(request, _("Välkommen. Ditt konto är klart."), "start")
    context = {"form": form, "invitation": invitation, "known": known}
    return render(request, "accounts/invitation.html", context, status=422 if form.errors and not known else 200)
