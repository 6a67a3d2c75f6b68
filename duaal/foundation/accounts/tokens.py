"""Tokens of software: made, revoked, recognised, counted. The secret is shown once, only its hash is kept."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from duaal.foundation.accounts import policy
from duaal.foundation.accounts.models import ApiToken
from duaal.foundation.accounts.queries import memberships_on
from duaal.foundation.audit.ledger import record
from duaal.foundation.kernel.actor import Actor, Role

FILE_KIND = "api_token"
PREFIX = "duaal_"
ROLES_OF_ORGANISATIONS = (Role.COMPANY, Role.PARTNERSHIP, Role.FLEMISH_PARTNERSHIP, Role.DEPARTMENT)
"""Roles of tokens that belong to an organisation: those that the department can make."""
ROLES_OF_TOKENS = frozenset(ROLES_OF_ORGANISATIONS) | policy.PERSONAL_TOKENS


@dataclass(frozen=True, slots=True)
class NewToken:
    """A token that was just made, with the secret that nobody can read again."""

    token: ApiToken
    secret: str


def tokens_visible_to(actor: Actor) -> QuerySet[ApiToken]:
    """The tokens that the actor may manage, the newest first: its own, and the department all.

    A counsellor, a sector employee and an inspector see those they made, not those of colleagues.
    """
    rows = ApiToken.objects.order_by("-valid_from", "-pk")
    if actor.role == Role.DEPARTMENT:
        return rows
    if actor.role == Role.COMPANY:
        return rows.filter(role=Role.COMPANY, organisation=actor.organisation)
    if actor.role in policy.PERSONAL_TOKENS:
        own = rows.filter(role=actor.role, organisation=actor.organisation)
        return own.filter(created_by_id=actor.user_id)
    return rows.none()


@transaction.atomic
def create(*, name: str, role: Role, organisation: str, valid_to: date, actor: Actor, on: date) -> NewToken:
    """Makes a token for an organisation, valid from the day until `valid_to`.

    Raises `PermissionDenied`, and `ValidationError` for an empty name or organisation, or an end in the past
    or further away than a token may live.
    """
    policy.require_manage_tokens(actor, role, organisation)
    if actor.user_id is None:
        raise ValueError("a token has a maker")
    if not name.strip():
        raise ValidationError({"name": _("Geef de koppeling een naam, bijvoorbeeld die van uw software.")})
    if role not in ROLES_OF_TOKENS or not organisation.strip():
        raise ValidationError({"organisation": _("Kies een hoedanigheid en een organisatie.")})
    latest = on + timedelta(days=settings.API_TOKEN_DAYS)
    if not on <= valid_to <= latest:
        sentence = _("De einddatum %(day)s kan niet. Kies een dag van vandaag tot en met %(latest)s.")
        words = {"day": f"{valid_to:%d/%m/%Y}", "latest": f"{latest:%d/%m/%Y}"}
        raise ValidationError({"valid_to": sentence % words})
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        name=name.strip(),
        role=role,
        organisation=organisation.strip(),
        secret_hash=_hash(secret),
        created_by_id=actor.user_id,
        valid_from=on,
        valid_to=valid_to,
    )
    _record(token, "create_token", actor=actor, on=on)
    return NewToken(token, secret)


@transaction.atomic
def revoke(token_id: int, *, actor: Actor, on: date) -> ApiToken:
    """Revokes a token: its next request is refused. A second time changes nothing."""
    token = ApiToken.objects.select_for_update().get(pk=token_id)
    policy.require_revoke_token(actor, token)
    if token.revoked_on is None:
        token.revoked_on = on
        token.save(update_fields=["revoked_on"])
        _record(token, "revoke_token", actor=actor, on=on)
    return token


def token_of(secret: str, *, on: date) -> ApiToken | None:
    """The token with this secret when it may be used on the day.

    A personal one works as long as its maker has the capacity: who left the school, left its token too.
    """
    found = ApiToken.objects.filter(
        secret_hash=_hash(secret), revoked_on__isnull=True, valid_from__lte=on, valid_to__gte=on
    ).first()
    if found is None or found.role not in policy.PERSONAL_TOKENS:
        return found
    capacities = memberships_on(found.created_by_id, on=on).filter(user__is_active=True)
    return found if capacities.filter(role=found.role, organisation=found.organisation).exists() else None


@transaction.atomic
def use(token: ApiToken, *, on: date, at: datetime) -> int:
    """Counts one request in its minute; gives how many the token made in it, over all processes."""
    row = ApiToken.objects.select_for_update().get(pk=token.pk)
    minute = at.replace(second=0, microsecond=0)
    row.used_in_minute = row.used_in_minute + 1 if row.minute == minute else 1
    row.minute, row.last_used_on = minute, on
    row.save(update_fields=["minute", "used_in_minute", "last_used_on"])
    return row.used_in_minute


def actor_with(token: ApiToken) -> Actor:
    """The actor that software with the token is: its role and organisation, on the account of its maker."""
    return Actor(
        role=Role(token.role),
        organisation=token.organisation,
        user_id=token.created_by_id,
        name=_("koppeling %(name)s") % {"name": token.name},
    )


def _hash(secret: str) -> bytes:
    """A secret of 256 random bits needs no slow hash."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()


def _record(token: ApiToken, step: str, *, actor: Actor, on: date) -> None:
    record(
        file_kind=FILE_KIND,
        file_id=token.pk,
        step=step,
        from_state=None,
        to_state=None,
        actor=actor,
        on=on,
        remark=f"{token.role} {token.organisation} {token.valid_from}/{token.valid_to}",
    )
