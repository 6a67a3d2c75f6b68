"""Dutch words for kinds of files that are erased, and for why one is kept longer."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from duaal.casework.recognition.retention.rules import FileKind, Hold

FILE_KIND: dict[FileKind, Promise] = {
    FileKind.RECOGNITION: _("erkenning"),
    FileKind.APPLICATION: _("aanvraag zonder erkenning"),
    FileKind.SANCTION: _("sanctie"),
    FileKind.MANDATE: _("machtiging"),
    FileKind.CHANGE: _("gemelde wijziging"),
    FileKind.CONTROL: _("controle"),
}
HOLD: dict[Hold, Promise] = {
    Hold.RUNNING_APPEAL: _("er loopt een beroep"),
    Hold.OPEN_SANCTION: _("een sanctie, begeleiding of voorstel loopt nog"),
    Hold.OPEN_CASE: _("een andere aanvraag steunt op dit dossier"),
    Hold.RECOGNISED: _("een erkenning in deze beslissing loopt nog"),
}
