"""One's own page about letters, and the way out of digests that works without signing in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from accounts.permissions import acting_in
from accounts.requests import AuthenticatedRequest
from digests.actions import choice_of, choose, turn_off, turn_on
from digests.forms import PacesForm
from digests.models import DigestChoice
from digests.permissions import may_get_digests
from entry.answers import done, form_page


@login_required
def my_letters(request: AuthenticatedRequest) -> HttpResponse:
    """How often the person hears of what goes on; for those without digests, what letters they get."""
    membership = acting_in(request)
    if not may_get_digests(request.user, membership):
        return render(request, "digests/my_letters.html")
    choice = choice_of(membership)
    form = PacesForm(request.POST or None, choice=choice)
    if request.method == "POST" and form.is_valid():
        choose(choice, paces=form.cleaned_data)
        return done(request, _("Dina val är sparade."), "digests:my_letters")
    return form_page(request, "digests/my_letters.html", form, choice=choice)


@never_cache
@csrf_exempt  # a mail program presses too (RFC 8058), and the signed link is what it needs to know
def off(request: HttpRequest, token: str) -> HttpResponse:
    """Digests off by one press, and on again. Looking at the page changes nothing: scanners follow links."""
    choice = DigestChoice.objects.by_token(token)
    if choice is None:
        return render(request, "digests/off.html", status=404)
    if request.method == "POST":
        (turn_on if "on" in request.POST else turn_off)(choice)
        choice.refresh_from_db(fields=["is_off"])
    with override(choice.membership.user.language):
        if "on" in request.POST:
            messages.success(request, _("Sammandragen är på igen."))
        return render(request, "digests/off.html", {"choice": choice})
