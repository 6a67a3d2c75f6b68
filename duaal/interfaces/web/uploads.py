"""A field for one uploaded document: checked by its content, with a sentence that says what to do."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.recognition.actions.drafting import Upload
from duaal.foundation.documents.actions import check, max_bytes
from duaal.foundation.documents.content import TOO_BIG, Limits
from duaal.foundation.documents.labels import megabytes, wrong_file

ACCEPTED = ".pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png"


class DocumentField(forms.FileField):
    """A PDF, JPEG or PNG; its value is an `Upload`, or None when nothing was chosen."""

    def __init__(self, *, on: date, **kwargs: Any) -> None:
        super().__init__(
            required=False,
            allow_empty_file=True,  # an empty file gets the sentence of `check`
            widget=forms.FileInput(attrs={"accept": ACCEPTED}),
            error_messages={"invalid": gettext_lazy("Het bestand kwam niet aan. Kies het opnieuw.")},
            **kwargs,
        )
        self.on = on

    def clean(self, data: Any, initial: Any = None) -> Any:
        file: UploadedFile | None = super().clean(data, initial)
        if not isinstance(file, UploadedFile):
            return None
        most = max_bytes(self.on)
        if (file.size or 0) > most:
            raise ValidationError(wrong_file(TOO_BIG, Limits(most)), code=TOO_BIG)
        upload = Upload(file.name or "", file.read())
        check(upload.data, on=self.on)
        return upload


def accepted_words(on: date) -> str:
    """What may be uploaded, in a sentence."""
    return _("Een PDF, JPEG of PNG van hoogstens %(most)s.") % {"most": megabytes(max_bytes(on))}


def choose_again(form: forms.Form) -> None:
    """Says at each good file of a form with mistakes that a browser does not keep it."""
    for name, field in form.fields.items():
        if isinstance(field, DocumentField) and form.errors and form.cleaned_data.get(name) is not None:
            form.add_error(name, _("Kies dit bestand opnieuw: de browser bewaart het niet."))
