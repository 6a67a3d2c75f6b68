"""What our pages may do in a browser, how large a form may be, and the name failed logins are counted on."""

from collections.abc import Callable, Mapping

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


class SecurityHeadersMiddleware:
    """Scripts, styles and pictures come from our own files only: nothing inline, nothing from elsewhere."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response


class LargestFormMiddleware:
    """Refuses a form of a page that is larger than any of ours; documents are limited where they are stored.

    Only software may send more in one body: the API checks its own limits, after the token.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        of_a_page = not request.path.startswith("/api/") and request.content_type != "multipart/form-data"
        if of_a_page and length.isdigit() and int(length) > settings.PAGE_LARGEST_FORM:
            raise RequestDataTooBig(f"a form of {length} bytes")
        return self.get_response(request)


def login_name(request: HttpRequest, credentials: Mapping[str, str] | None = None) -> str:
    """The e-mail address someone tries to log in with; failed attempts are counted per address."""
    typed = (credentials or {}).get("email") or request.POST.get("login", "")
    return typed.strip().lower()
