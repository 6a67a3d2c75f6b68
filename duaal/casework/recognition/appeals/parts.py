"""What remains of a decision after an appeal that was right in part; the input is checked here."""

from collections.abc import Collection
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from duaal.casework.recognition.appeals.assessing import judged_failures
from duaal.casework.recognition.models import Application, Exclusion, MentorBar, Recognition


def kept_grounds(application: Application, remaining: Collection[str]) -> list[str]:
    """The grounds on which the refusal still stands: some of them, and not all."""
    failed = judged_failures(application)
    kept = [code for code in failed if code in remaining]
    if not kept or len(kept) == len(failed) or not set(remaining) <= set(failed):
        raise ValidationError(
            {
                "remaining": _(
                    "Duid aan welke voorwaarden overblijven: minstens één, en niet alle. "
                    "Blijft er geen over, dan is het beroep gegrond. Blijven ze alle over: ongegrond."
                )
            }
        )
    return kept


def shorter(exclusion: Exclusion, until: date | None, *, on: date) -> date:
    """The new last day of the exclusion: not before the day of the outcome, and earlier than it was."""
    if until is None:
        raise ValidationError({"until": _("Vul de nieuwe laatste dag van de uitsluiting in.")})
    words = {"until": date_format(until, "j F Y"), "on": date_format(on, "j F Y")}
    if until < on:
        sentence = _("%(until)s ligt voor vandaag, %(on)s. Wil de commissie dat, dan is het beroep gegrond.")
        raise ValidationError({"until": sentence % words})
    if exclusion.until is not None and until >= exclusion.until:
        words["was"] = date_format(exclusion.until, "j F Y")
        sentence = _("%(until)s is niet vroeger dan %(was)s, de laatste dag nu. Kies een vroegere dag.")
        raise ValidationError({"until": sentence % words})
    return until


def barred_programmes(bar: MentorBar) -> dict[str, str]:
    """The programmes that the bar is about, code and name: those named, else all that the company offers."""
    recognised = Recognition.objects.filter(company=bar.company_id)
    if not bar.decision.partnership.is_flemish:
        recognised = recognised.filter(partnership=bar.decision.partnership)
    if bar.programmes:
        recognised = recognised.filter(programme__in=bar.programmes)
    rows = recognised.order_by("programme__sort_name").values_list("programme_id", "programme__name")
    return dict(rows.distinct())


def fewer_programmes(bar: MentorBar, remaining: Collection[str]) -> list[str]:
    """The programmes for which the mentor stays barred: some of them, and not all."""
    known = barred_programmes(bar)
    kept = [code for code in known if code in remaining]
    if not kept or len(kept) == len(known) or not set(remaining) <= set(known):
        raise ValidationError(
            {
                "remaining": _(
                    "Duid aan voor welke opleidingen de mentor geweigerd blijft: minstens één, en niet alle."
                )
            }
        )
    return kept
