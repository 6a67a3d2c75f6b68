"""Mails made of notices: one per address for everything that one decision brought.

What people did in one transaction goes in one mail. What the clocks did in one run goes in one mail as well,
however many files it touched.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from duaal.flows.notifications.facts import FileFacts
from duaal.flows.notifications.hearing import Address, AddressBook
from duaal.flows.notifications.kinds import Kind, Reader
from duaal.flows.notifications.models import Mail, MailState, Notice
from duaal.foundation.kernel.actor import Role

PREFERENCES = "notices:preferences"
LONGEST_SUBJECT = 200


@dataclass(frozen=True, slots=True)
class Item:
    """A notice with its reader and file; `origin` is the transaction of a person, None for the clocks."""

    notice: Notice
    reader: Reader
    facts: FileFacts
    origin: int | None


def make_mails(items: Sequence[Item], book: AddressBook, *, at: datetime) -> int:
    """Makes the mails of notices that are saved already; how many there are."""
    grouped: dict[tuple[int | None, str], tuple[Address, list[Item]]] = {}
    for item in items:
        for address in _addresses(item, book):
            if address.wants(item.notice.kind):
                key = (item.origin, address.email.lower())
                _address, found = grouped.setdefault(key, (address, []))
                found.append(item)
    mails = [_mail(address, found, at=at) for address, found in grouped.values()]
    Mail.objects.bulk_create(mails)
    through = Mail.notices.through
    through.objects.bulk_create(
        through(mail_id=mail.pk, notice_id=item.notice.pk)
        for mail, (_address, found) in zip(mails, grouped.values(), strict=True)
        for item in found
    )
    return len(mails)


def _addresses(item: Item, book: AddressBook) -> tuple[Address, ...]:
    """The users behind the reader; for a company also the contact person of the file."""
    found = book.of(item.reader)
    if item.reader.role == Role.COMPANY and item.facts.contact_email:
        found = (*found, book.contact(item.facts.contact_email))
    return tuple({address.email.lower(): address for address in found}.values())


def _mail(address: Address, items: Sequence[Item], *, at: datetime) -> Mail:
    lines = [
        (str(item.notice.subject), item.facts.about, settings.SITE_ADDRESS + item.notice.path)
        for item in _once(items)
    ]
    companies = sorted({item.facts.company for item in items})
    can_be_turned_off = address.user_id is not None and not any(
        item.notice.kind == Kind.DECISION for item in items
    )
    return Mail(
        user_id=address.user_id,
        address=address.email,
        subject=_subject(lines)[:LONGEST_SUBJECT],
        text=_text(companies, lines, can_be_turned_off=can_be_turned_off),
        html=_html(companies, lines, can_be_turned_off=can_be_turned_off),
        can_be_turned_off=can_be_turned_off,
        state=MailState.WAITING if settings.EMAIL_HOST else MailState.KEPT,
        made_at=at,
        next_try_at=at,
    )


def _once(items: Sequence[Item]) -> list[Item]:
    """Each line once: somebody with two capacities hears the same of one file only once."""
    return list({(item.notice.subject, item.notice.path): item for item in items}.values())


def _subject(lines: Sequence[tuple[str, str, str]]) -> str:
    """What happened, with how many times; all files together when it is more than one thing."""
    counts: dict[str, int] = {}
    for subject, _about, _link in lines:
        counts[subject] = counts.get(subject, 0) + 1
    if len(counts) > 1:
        return _("duaal: %(n)d berichten") % {"n": len(lines)}
    ((subject, number),) = counts.items()
    return f"duaal: {subject}" if number == 1 else f"duaal: {subject} ({number})"


def _opening(companies: Sequence[str]) -> str:
    if len(companies) == 1:
        return _("Er is nieuws in duaal over %(company)s:") % {"company": companies[0]}
    return _("Er is nieuws in duaal over %(n)d ondernemingen:") % {"n": len(companies)}


def _closing() -> str:
    return _(
        "Open de pagina om het te lezen. U meldt zich daar eerst aan. Een link in deze mail opent alleen een "
        "pagina: er gebeurt niets door erop te klikken."
    )


def _text(companies: Sequence[str], lines: Sequence[tuple[str, str, str]], *, can_be_turned_off: bool) -> str:
    listed = "\n\n".join(f"* {subject}\n  {about}\n  {link}" for subject, about, link in lines)
    parts = [_opening(companies), listed, _closing()]
    if can_be_turned_off:
        parts.append(_("Wilt u deze mails niet meer? Zet ze uit: %(link)s") % {"link": preferences_link()})
    return "\n\n".join([_("Beste"), *parts]) + "\n"


def _html(companies: Sequence[str], lines: Sequence[tuple[str, str, str]], *, can_be_turned_off: bool) -> str:
    listed = format_html_join(
        "",
        '<li><strong>{}</strong><br>{}<br><a href="{}">{}</a></li>',
        ((subject, about, link, link) for subject, about, link in lines),
    )
    turn_off = format_html('<p><a href="{}">{}</a></p>', preferences_link(), _("Zet deze mails uit"))
    return format_html(
        '<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>duaal</title></head>'
        "<body><p>{}</p><p>{}</p><ul>{}</ul><p>{}</p>{}</body></html>",
        _("Beste"),
        _opening(companies),
        listed,
        _closing(),
        turn_off if can_be_turned_off else "",
    )


def preferences_link() -> str:
    """The page where a user turns mails off; opening it changes nothing."""
    return str(settings.SITE_ADDRESS) + reverse(PREFERENCES)
