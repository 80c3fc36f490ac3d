"""Pages with one form: shown, sent, put right, saved; a refusal stands where the errors stand."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from consortium.decisions import ALLOWED, Decision, Refused
from frontend.presenters.parts import Words


@dataclass(frozen=True)
class FormPage:
    """What stands around a form. `may`: whether it can be sent at all; else the button says why not.

    `action`: where it is sent, if not to its own address.
    """

    title: Words
    button: Words
    back: str
    back_words: Words
    lead: Words = ""
    small: Words = ""
    may: Decision = ALLOWED
    is_stop: bool = False
    is_upload: bool = False
    action: str = ""


def sent(request: HttpRequest) -> Mapping[str, Any] | None:
    """What a form is bound to: the answer where there is one."""
    return request.POST if request.method == "POST" else None


def answer(
    request: HttpRequest,
    form: forms.Form,
    page: FormPage,
    save: Callable[[dict[str, Any]], object],
    thanks: Words,
) -> HttpResponse:
    """Save what was sent and go back with thanks; else the page, with what is to put right.

    `save` takes the form's clean data; what it raises as Refused becomes an error of the whole form.
    """
    if form.is_valid():
        try:
            save(form.cleaned_data)
        except Refused as error:
            form.add_error(None, error.reason)
        else:
            messages.success(request, str(thanks))
            return redirect(page.back)
    return render(request, "layouts/form.html", {"form": form, "page": page})


def act(request: HttpRequest, do: Callable[[], object], thanks: Words, back: str) -> HttpResponse:
    """Do what a button says and go back to `back`; what is refused is said there.

    A second press of the same button so finds the page as the first has left it.
    """
    try:
        do()
    except Refused as error:
        messages.warning(request, error.reason)
    else:
        messages.success(request, str(thanks))
    return redirect(back)
