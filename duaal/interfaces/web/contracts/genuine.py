"""A page for anybody who was given a sealed agreement: is this file the one that was signed?"""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.agreements.evidence import reference
from duaal.casework.agreements.genuine import Looked, Verdict, look_at
from duaal.foundation.documents.actions import max_bytes
from duaal.foundation.documents.content import TOO_BIG, Limits
from duaal.foundation.documents.labels import wrong_file
from duaal.foundation.kernel.today import today
from duaal.interfaces.web.access import access
from duaal.interfaces.web.cases.steps import WRONG, both_ways
from duaal.interfaces.web.stepping import typed_in

TONE = {Verdict.GENUINE: "success", Verdict.ADDED_TO: "danger", Verdict.UNKNOWN: "warning"}


class FileForm(forms.Form):
    """The file to look at."""

    file = forms.FileField(
        label=gettext_lazy("Bestand"),
        help_text=gettext_lazy("De PDF zoals u hem kreeg. Wij bewaren hem niet."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".pdf,application/pdf"}),
        error_messages={"required": gettext_lazy("Kies het bestand dat u wilt nakijken.")},
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        most = max_bytes(today())
        if (file.size or 0) > most:
            raise ValidationError(wrong_file(TOO_BIG, Limits(most)), code=TOO_BIG)
        return file


@access(public=True)
@both_ways
def genuine(request: HttpRequest) -> HttpResponse:
    """Says of a file whether it is a sealed paper of this site, unchanged; keeps and writes nothing."""
    form = FileForm(typed_in(request), request.FILES or None)
    looked: Looked | None = None
    status = 200
    if request.method == "POST":
        if form.is_valid():
            looked = look_at(form.cleaned_data["file"].read())
        else:
            status = WRONG
    context = {
        "form": form,
        "tone": TONE[looked.verdict] if looked else "",
        "title": _title(looked) if looked else "",
        "text": _words(looked) if looked else "",
    }
    return render(request, "contracts/genuine.html", context, status=status)


def _title(looked: Looked) -> str:
    return {
        Verdict.GENUINE: _("Dit bestand is echt"),
        Verdict.ADDED_TO: _("Let op: aan dit bestand is iets toegevoegd"),
        Verdict.UNKNOWN: _("Dit bestand kennen we niet"),
    }[looked.verdict]


def _words(looked: Looked) -> str:
    paper = looked.paper
    if paper is None or paper.sealed_at is None:
        return _(
            "Het komt niet van deze site, of er is iets aan veranderd. Vraag het bestand opnieuw aan wie "
            "het u gaf, of aan de school."
        )
    words = {
        "paper": reference(paper.version),
        "owner": paper.seal_owner,
        "day": date_format(paper.sealed_at, "j F Y"),
    }
    if looked.verdict == Verdict.GENUINE:
        return (
            _(
                "%(paper)s, verzegeld door %(owner)s op %(day)s. Er is niets aan veranderd. Of ze nog loopt, "
                "staat er niet in: vraag dat aan de school."
            )
            % words
        )
    return (
        _(
            "Het begint als %(paper)s, verzegeld door %(owner)s op %(day)s. Daarna is er iets bijgekomen. "
            "Vraag het oorspronkelijke bestand aan de school."
        )
        % words
    )
