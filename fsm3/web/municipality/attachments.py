"""The files of an application at the municipality's door: attached, renamed, removed, and fetched.

What is good of several files is kept, and what is refused is named with the reason (issue of the first half of the door: a
failed form loses no upload). What was sent is fetched from what was sent.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from applications.rules.attachments import MOST_BYTES, NAME
from applications.rules.sending import Task
from applications.selectors import attachments as selectors
from applications.selectors.attachments import Attached
from applications.selectors.own import OwnCase
from fsm3.access.guards import open_to
from fsm3.core.problems import Problem
from fsm3.journeys import attachments as journey
from fsm3.web.municipality import attachment_parts as parts
from fsm3.web.municipality.attachment_forms import RemoveForm, RenameForm, UploadForm
from fsm3.web.municipality.cases import below
from fsm3.web.municipality.task_pages import draft_of, task_context
from fsm3.web.shared import attached
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.acts import stopped_by
from fsm3.web.shared.components import Link
from fsm3.web.shared.kept import typed
from fsm3.web.shared.labels import TAKES_PART
from fsm3.web.shared.problem_texts import could_not, sentence, sentences


@open_to(*TAKES_PART)
@require_http_methods(["GET", "HEAD", "POST"])
def attachments(request: SignedIn, case_id: int) -> HttpResponse:
    """Show the files of a draft in the places they are for, and attach more."""
    case = draft_of(request, case_id, Task.ATTACHMENTS)
    if request.method != "POST":
        return _page(request, case)
    form = UploadForm(request.POST, request.FILES, key=request.POST.get("key", ""))
    if not form.is_valid():
        return _page(request, case, form=form)
    refused = tuple(_refusals(request, case, form))
    return _page(request, case, refused=refused) if refused else redirect("own_attachments", case_id=case.id)


def _refusals(request: SignedIn, case: OwnCase, form: UploadForm) -> Iterator[str]:
    """Attach the files one by one; what was refused, each with its reason. A name that is at fault is not said again."""
    kept = 0
    for number, file in enumerate(form.chosen, start=1):
        problems = stopped_by(partial(_attach, request, case, file, form.cleaned_data["key"]))
        kept += not problems
        for problem in problems:
            called = (
                _("File %(number)s") % {"number": number}
                if problem.where == NAME
                else _("“%(name)s”") % {"name": file.name}
            )
            yield f"{called}: {sentence(problem)}"
    if kept:
        said = ngettext("%(count)s file is attached.", "%(count)s files are attached.", kept)
        messages.success(request, said % {"count": kept})


def _attach(request: SignedIn, case: OwnCase, file: UploadedFile[Any], key: str) -> int:
    """Attach one file; of one that is too large no more is read than shows it."""
    content, name = file.read(MOST_BYTES + 1), file.name or ""
    return journey.attach(case.id, content, name=name, key=key, by=request.actor, at=request.received_at)


def _page(
    request: SignedIn, case: OwnCase, *, form: UploadForm | None = None, refused: tuple[str, ...] = ()
) -> HttpResponse:
    held = selectors.of_draft(case.id)
    context = task_context(case, Task.ATTACHMENTS, _("Attachments")) | {
        "places": tuple(parts.places(case, held, form)),
        "demanded": case.terms.attachments,
        "room": parts.room(held),
        "problems": parts.not_attached(refused),
    }
    return render(request, "municipality/attachments.html", context, status=409 if refused else 200)


@open_to(*TAKES_PART)
@require_safe
def attachment(request: SignedIn, case_id: int, attachment_id: int) -> HttpResponse:
    """Send a file of a draft that is being written."""
    return attached.fetched(selectors.draft_file(case_id, attachment_id, actor=request.actor))


@open_to(*TAKES_PART)
@require_safe
def sent_attachment(request: SignedIn, case_id: int, version: int, place: int) -> HttpResponse:
    """Send a file as it was sent."""
    return attached.fetched(selectors.sent_file(case_id, version, place, actor=request.actor))


@open_to(*TAKES_PART)
@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: SignedIn, case_id: int, attachment_id: int) -> HttpResponse:
    """Call a file something else."""
    case, file = _of_draft(request, case_id, attachment_id)
    context = _about(case, file, _("Rename the file"))
    form = RenameForm(typed(request), name=file.name, edition=context["edition"], back=context["back"])
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        name, edition = form.cleaned_data["name"], form.cleaned_data["edition"]
        act = partial(journey.rename, case.id, file.id, name, by=request.actor, at=request.received_at)
        problems = stopped_by(partial(act, edition=edition))
        if not problems:
            messages.success(request, _("The file has its new name."))
            return redirect("own_attachments", case_id=case.id)
        form.reopen(context["edition"])
    context |= {"form": form, "problems": could_not(sentences(problems))}
    return render(request, "municipality/attachment.html", context, status=409 if problems else 200)


@open_to(*TAKES_PART)
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: SignedIn, case_id: int, attachment_id: int) -> HttpResponse:
    """Ask whether to remove a file, and remove it."""
    case, file = _of_draft(request, case_id, attachment_id)
    context = _about(case, file, _("Remove the file?"))
    form = RemoveForm(typed(request), edition=context["edition"], back=context["back"])
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        edition = form.cleaned_data["edition"]
        act = partial(journey.remove, case.id, file.id, by=request.actor, at=request.received_at)
        problems = stopped_by(partial(act, edition=edition))
        if not problems:
            messages.success(request, _("%(name)s is removed.") % {"name": file.name})
            return redirect("own_attachments", case_id=case.id)
        form.reopen(context["edition"])
    context |= {"form": form, "removing": True, "problems": could_not(sentences(problems))}
    return render(request, "municipality/attachment.html", context, status=409 if problems else 200)


def _of_draft(request: SignedIn, case_id: int, attachment_id: int) -> tuple[OwnCase, Attached]:
    """A draft that the municipality may write in, and a file of it. Raises Http404 for no such file."""
    case = draft_of(request, case_id, Task.ATTACHMENTS)
    file = next((each for each in selectors.of_draft(case.id) if each.id == attachment_id), None)
    if file is None:
        raise Http404
    return case, file


def _about(case: OwnCase, file: Attached, title: str) -> dict[str, Any]:
    """What a page about one file shows."""
    back = reverse("own_attachments", args=(case.id,))
    shown = parts.shown(case, file, actions=())
    breadcrumb = below(case, title, Link(_("Attachments"), back))
    context = {"file": shown, "back": back, "breadcrumb": breadcrumb}
    return task_context(case, Task.ATTACHMENTS, title) | context
