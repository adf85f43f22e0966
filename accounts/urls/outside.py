"""allauth's addresses under /accounts/ that we close, lead elsewhere, or ask more of. Asked before allauth's own (lms.urls)."""

from allauth.account import views as account
from allauth.mfa.recovery_codes import views as spare_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.views.generic import RedirectView

from accounts.signin.stepup import step_up_required
from accounts.views import factors

sign_in = RedirectView.as_view(url="/sign-in/", query_string=True)
security = RedirectView.as_view(url="/me/security/")


def not_here(request: HttpRequest, key: str = "") -> HttpResponse:
    """allauth's pages about addresses make any address one's own, unproved and past our rules; nobody signs up here."""
    raise Http404


urlpatterns = [
    path("login/", sign_in),
    path("signup/", sign_in),
    path("email/", not_here),
    path("confirm-email/", not_here),
    path("confirm-email/<str:key>/", not_here),
    path("3rdparty/signup/", not_here),
    path("social/signup/", not_here),
    # One page shows all ways in.
    path("2fa/", security),
    path("2fa/webauthn/", security),
    path("2fa/recovery-codes/download/", not_here),
    path("sessions/", security),
    path("3rdparty/", security),
    path("social/connections/", security),
    # What changes a way in asks once more who is there; allauth asks only those who have a password or a factor.
    path("password/change/", step_up_required(account.password_change), name="account_change_password"),
    path("password/set/", step_up_required(account.password_set), name="account_set_password"),
    path("2fa/totp/activate/", step_up_required(factors.ActivateApp.as_view()), name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", step_up_required(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("2fa/webauthn/add/", step_up_required(factors.AddPasskey.as_view()), name="mfa_add_webauthn"),
    path("2fa/webauthn/keys/<int:pk>/remove/", step_up_required(webauthn.remove_webauthn), name="mfa_remove_webauthn"),
    path("2fa/webauthn/keys/<int:pk>/edit/", step_up_required(webauthn.edit_webauthn), name="mfa_edit_webauthn"),
    path("2fa/recovery-codes/", step_up_required(spare_codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("2fa/recovery-codes/generate/", step_up_required(spare_codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
]
