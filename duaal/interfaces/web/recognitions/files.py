"""The recognition that a page is about."""

from django.http import Http404
from django.utils.translation import gettext as _

from duaal.casework.recognition.models import Recognition
from duaal.casework.recognition.queries import recognition_file
from duaal.foundation.kernel.actor import Actor


def recognition_or_404(actor: Actor, recognition_id: int) -> Recognition:
    """The recognition with what its pages show; page 404 when there is none or it is not for this reader."""
    try:
        return recognition_file(actor, recognition_id)
    except Recognition.DoesNotExist:
        raise Http404 from None


def title_of(recognition: Recognition) -> str:
    """The title of every page of the recognition."""
    return _("%(programme)s op %(site)s") % {
        "programme": recognition.programme.name,
        "site": recognition.site.name,
    }
