"""A form whose consequences for people on seats are shown before anything is done."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from consortium.decisions import Refused
from frontend.form_pages import FormPage
from frontend.page_forms import PageForm
from frontend.presenters.parts import Words
from frontend.presenters.seat_desk import consequence_table
from representation.services.rehearsals import rehearse

if TYPE_CHECKING:
    from representation.models import Structure

CHANGE, DO = "change", "do"


@dataclass(frozen=True)
class Asked:
    """How it is asked once more. `button`: what is done then; `thanks`: that it was."""

    title: Words
    button: Words
    thanks: Words
    is_stop: bool = False


def answer_twice(
    request: HttpRequest,
    structure: "Structure",
    form: PageForm,
    page: FormPage,
    act: Callable[[], object],
    asked: Asked,
) -> HttpResponse:
    """The form; then what `act` would do to appointments; then it is done. Refusals stand on the form."""
    step = request.POST.get("step", "")
    if step != CHANGE and form.is_valid():
        try:
            if step == DO:
                act()
                messages.success(request, str(asked.thanks))
                return redirect(page.back)
            table = consequence_table(rehearse(structure, act))
        except Refused as error:
            form.add_error(None, error.reason)
        else:
            context = {"form": form, "page": page, "asked": asked, "table": table}
            return render(request, "layouts/asked_twice.html", context)
    return render(request, "layouts/form.html", {"form": form, "page": page})
