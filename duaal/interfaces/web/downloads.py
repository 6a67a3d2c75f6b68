"""A document as a download: sent as what its first bytes are, so that nothing else in it is ever run."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from duaal.casework.recognition.actions.opening import Opened

NOTHING_RUNS = "default-src 'none'; sandbox"


def as_download(opened: Opened) -> HttpResponse:
    """The answer that hands out the bytes, and that no browser keeps."""
    return HttpResponse(
        opened.data,
        content_type=opened.document.content_type,
        headers={
            "Content-Disposition": content_disposition_header(True, opened.document.file_name)
            or "attachment",
            "Content-Security-Policy": NOTHING_RUNS,
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )
