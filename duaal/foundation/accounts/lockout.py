"""Which login a failed attempt counts for, so that guessing passwords stops."""

from typing import Any

from django.http import HttpRequest


def attempted_address(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The e-mail address that was tried, as logins are stored: however it was typed, it is counted once."""
    typed = (credentials or {}).get("email") or request.POST.get("login", "")
    return str(typed).strip().lower()
