"""The two pages of signing in; in a demonstration they also say whom one can be, and what the mail says."""

from pathlib import Path
from typing import Any

from allauth.account.views import ConfirmLoginCodeView, RequestLoginCodeView
from django.conf import settings

from consortium.selectors.sign_in import people_to_try
from frontend.presenters.demonstration import TO_TRY, visitors
from frontend.public.mail import newest_letters


class SignInPage(RequestLoginCodeView):
    """Asks for an address."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        if settings.DEMO:
            context["visitors"] = visitors(people_to_try(TO_TRY))
        return context


class CodePage(ConfirmLoginCodeView):
    """Asks for the code that was sent there."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        if settings.DEMO:
            letters = newest_letters(Path(settings.EMAIL_FILE_PATH))
            context["code"] = next(
                (one.code for one in letters if one.to == context.get("email")), ""
            )
        return context


sign_in = SignInPage.as_view()
confirm_code = CodePage.as_view()
