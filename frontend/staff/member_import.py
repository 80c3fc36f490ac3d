"""Members, offers and evidence from spreadsheets: take them away, look what they would do, let them."""

import base64
import binascii
import json
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import SuspiciousOperation
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from consortium.decisions import Refused
from consortium.permissions import may_manage_members
from consortium.selectors.member_sheets import csv_of, template_workbook, workbook_of
from consortium.services.import_reading import ImportFiles, ImportPlan, InvalidImport
from consortium.services.imports import apply_import, check_import
from consortium.spreadsheets.member_sheets import SHEETS
from consortium.spreadsheets.reading import DEFAULT_ENCODING, ENCODINGS, LARGEST_FILE
from frontend.access import network_of, user_of
from frontend.page_forms import PageForm
from frontend.presenters.member_import import change_table, counts, error_table, how_many
from frontend.staff.carried_file import FileTooLarge, carried, packed
from frontend.staff.downloads import attachment
from frontend.staff.members import members_crumb

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_FILES = 3


class FilesInput(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """At least one file; together no more than a spreadsheet for each sheet."""

    widget = FilesInput(attrs={"accept": ".xlsx,.csv"})

    def clean(self, data: Any, initial: Any = None) -> Any:
        files = data if isinstance(data, list | tuple) else [data]
        cleaned = [super(FilesField, self).clean(one, initial) for one in files or [None]]
        if len(cleaned) > MOST_FILES:
            raise forms.ValidationError(_("Choose three files at most, one for each sheet"))
        if len({one.name for one in cleaned}) < len(cleaned):
            raise forms.ValidationError(_("Two of the files have the same name"))
        return cleaned


class ImportForm(PageForm):
    """The files, and how their letters are written."""

    sheets = FilesField(
        label=gettext_lazy("Your spreadsheets"),
        help_text=gettext_lazy("One workbook (XLSX), or members.csv, offers.csv and evidence.csv"),
        error_messages={
            "required": gettext_lazy("Choose your spreadsheets"),
            "empty": gettext_lazy("A file is empty. Choose your spreadsheets"),
        },
    )
    encoding = forms.ChoiceField(
        label=gettext_lazy("How was a CSV file saved?"),
        help_text=gettext_lazy("It does not matter for a workbook"),
        choices=[
            (DEFAULT_ENCODING, gettext_lazy("CSV UTF-8 (today’s programs)")),
            ("cp1252", gettext_lazy("CSV of older Excel for Windows")),
        ],
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Take files and say what they would do; nothing is written yet."""
    consortium = network_of(request)
    user = user_of(request)
    may_manage_members(user, consortium).require()
    form = ImportForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form, "crumbs": [members_crumb()]}
    if request.method == "POST" and form.is_valid():
        files = _read(form.cleaned_data["sheets"], form.cleaned_data["encoding"])
        try:
            plan = check_import(by=user, consortium=consortium, files=files)
            context |= {"content": packed(_bundle(files)), **_told(plan)}
            return render(request, "staff/member_import_check.html", context)
        except InvalidImport as error:
            form.add_error("sheets", how_many(error))
            context["errors"] = error_table(error.errors)
        except FileTooLarge as error:
            form.add_error("sheets", str(error))
    return render(request, "staff/member_import.html", context)


@login_required
@require_POST
def apply(request: HttpRequest) -> HttpResponse:
    """Write what the checked files say, all or nothing."""
    consortium = network_of(request)
    user = user_of(request)
    may_manage_members(user, consortium).require()
    files = _unbundled(carried(request.POST.get("content", "")))
    digest = request.POST.get("digest", "")
    try:
        plan = apply_import(by=user, consortium=consortium, files=files, digest=digest)
    except (InvalidImport, Refused) as error:  # somebody changed what they were checked against
        messages.error(
            request, how_many(error) if isinstance(error, InvalidImport) else error.reason
        )
        return redirect("staff:member-import")
    messages.success(request, counts(plan))
    return redirect("staff:members")


@login_required
@require_safe
def sheets(request: HttpRequest, name: str) -> HttpResponse:
    """The three sheets to fill in, or as they would be read back today."""
    consortium = network_of(request)
    may_manage_members(user_of(request), consortium).require()
    if name == "template.xlsx":
        return attachment(template_workbook(), "members-template.xlsx", XLSX)
    if name == "members.xlsx":
        content = workbook_of(consortium, timezone.localdate())
        return attachment(content, f"{consortium.slug}-members.xlsx", XLSX)
    sheet, _dot, ending = name.rpartition(".")
    if ending != "csv" or sheet not in SHEETS:
        raise Http404
    content = csv_of(consortium, sheet, timezone.localdate())
    return attachment(content, f"{consortium.slug}-{name}", "text/csv; charset=utf-8")


def _told(plan: ImportPlan) -> dict[str, Any]:
    return {"digest": plan.digest, "lead": counts(plan), "table": change_table(plan)}


def _read(uploads: "list[UploadedFile[Any]]", encoding: str) -> ImportFiles:
    """What was uploaded, by name; a byte too much is refused where it is read as a table."""
    return ImportFiles({one.name or "": one.read(LARGEST_FILE + 1) for one in uploads}, encoding)


def _bundle(files: ImportFiles) -> bytes:
    contents = {name: base64.b64encode(one).decode() for name, one in files.contents.items()}
    return json.dumps({"encoding": files.encoding, "files": contents}).encode()


def _unbundled(content: bytes) -> ImportFiles:
    """What `_bundle` wrote. SuspiciousOperation, answered by 400, for anything else."""
    try:
        said = json.loads(content)
        contents = {
            str(name): base64.b64decode(one, validate=True) for name, one in said["files"].items()
        }
        return ImportFiles(contents, ENCODINGS[ENCODINGS.index(said["encoding"])])
    except (ValueError, KeyError, TypeError, AttributeError, binascii.Error, RecursionError):
        raise SuspiciousOperation("the carried files are damaged") from None
