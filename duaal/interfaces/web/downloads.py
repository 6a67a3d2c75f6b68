"""A document as a download: sent as what its first bytes are, so that nothing else in it is ever run."""

from django.http import HttpResponse

from duaal.casework.recognition.actions.opening import Opened
from duaal.foundation.documents.handing_out import headers_of


def as_download(opened: Opened) -> HttpResponse:
    """The answer that hands out the bytes, and that no browser keeps."""
    return HttpResponse(
        opened.data, content_type=opened.document.content_type, headers=headers_of(opened.document)
    )
