"""/sign-in/: one page for a code by e-mail or a password."""

from typing import Any

from allauth.account.forms import RequestLoginCodeForm
from allauth.account.views import LoginView

from accounts.signin.providers import providers


class SignIn(LoginView):
    """allauth's own sign-in under our address, with the code form beside it. The demo adds its people (lms.demo.context)."""

    template_name = "account/login.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["code_form"] = RequestLoginCodeForm(prefix=None)
        context["providers"] = providers()
        return context
