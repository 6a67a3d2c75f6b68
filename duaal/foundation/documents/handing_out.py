"""How a document goes out: as a download of what its first bytes are, so that nothing in it is ever run."""

from django.utils.http import content_disposition_header

from duaal.foundation.documents.models import Document

NOTHING_RUNS = "default-src 'none'; sandbox"


def headers_of(document: Document) -> dict[str, str]:
    """The headers of an answer with the bytes of the document; nobody keeps it on the way."""
    return {
        "Content-Disposition": content_disposition_header(True, document.file_name) or "attachment",
        "Content-Security-Policy": NOTHING_RUNS,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
