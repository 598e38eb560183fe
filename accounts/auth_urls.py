"""The pages of allauth that are open here. Signing up and changing addresses are not: people come in by invitation."""

from allauth.account import views
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import path, re_path
from django.views.generic import RedirectView

urlpatterns = [
    path("logga-in/", views.login, name="account_login"),
    path("logga-ut/", views.logout, name="account_logout"),
    path("avstangt/", views.account_inactive, name="account_inactive"),
    path("bekrafta/", views.reauthenticate, name="account_reauthenticate"),
    path("losenord/", views.password_change, name="account_change_password"),
    path("losenord/glomt/", views.password_reset, name="account_reset_password"),
    path("losenord/glomt/brev/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^losenord/nytt/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("losenord/nytt/klart/", views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("tva-steg/", mfa.index, name="mfa_index"),
    path("tva-steg/logga-in/", mfa.authenticate, name="mfa_authenticate"),
    path("tva-steg/bekrafta/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("tva-steg/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("tva-steg/app/ta-bort/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("tva-steg/koder/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("tva-steg/koder/nya/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("tva-steg/nycklar/", RedirectView.as_view(pattern_name="mfa_index"), name="mfa_list_webauthn"),
    path("tva-steg/nycklar/ny/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("tva-steg/nycklar/logga-in/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("tva-steg/nycklar/bekrafta/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("tva-steg/nycklar/<int:pk>/ta-bort/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    # allauth asks for the addresses of these two by name; both say that one comes in by invitation.
    path("nytt-konto/", views.signup, name="account_signup"),
    path("nytt-losenord/", views.password_set, name="account_set_password"),
]
