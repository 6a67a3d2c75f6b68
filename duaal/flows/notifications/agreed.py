"""The facts of an agreement, of its amendments and of a cooperation, for a notice."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from duaal.casework.agreements.models import Agreement, Amendment, MediationRow, Version
from duaal.flows.notifications.facts import FileFacts


def agreements(keys: Collection[int]) -> dict[int, FileFacts]:
    """The facts by key, of those that are kept here and of those that only stand in the register."""
    found = Agreement.objects.filter(pk__in=keys)
    texts = (
        Version.objects.filter(agreement_id__in=keys)
        .order_by("number")
        .values_list("agreement_id", "content")
    )
    first = {pk: date.fromisoformat(content["terms"]["first"]) for pk, content in texts}
    until = dict(MediationRow.objects.filter(agreement_id__in=keys).values_list("agreement_id", "until"))
    return {
        one.pk: _of_agreement(one, first=first.get(one.pk), mediate_until=until.get(one.pk))
        if one.trajectory is not None
        else _of_the_register(one)
        for one in found.select_related(
            "company", "site", "programme", "provider", "trajectory__learner__person"
        )
    }


def _of_the_register(agreement: Agreement) -> FileFacts:
    """One that is not kept here. The number of the learner stands in the sentence only, so not in a mail."""
    return FileFacts(
        company=agreement.company.name,
        company_number=agreement.company.enterprise_number,
        page=("agreements:detail", (agreement.pk,)),
        programme=agreement.programme.name,
        site=agreement.site.name,
        learner=agreement.learner_number,
        days={"ended_on": agreement.ended_on},
    )


def _of_agreement(one: Agreement, *, first: date | None, mediate_until: date | None) -> FileFacts:
    assert one.trajectory is not None
    # nobody outside the school hears of a text that was never proposed
    shown = one.proposed_on is not None
    return FileFacts(
        company=one.company.name,
        company_number=one.company.enterprise_number if shown else "",
        page=("contracts:detail", (one.pk,)),
        programme=one.programme.name,
        site=one.site.name,
        learner=str(one.trajectory.learner.person),
        learner_number=one.learner_number if shown else "",
        provider_number=one.provider.number if one.provider is not None else "",
        days={
            "starts_on": one.starts_on or first,
            "ended_on": one.ended_on,
            "notice_ends": one.notice_ends_on,
            "mediate_until": mediate_until,
        },
    )


def amendments(keys: Collection[int]) -> dict[int, FileFacts]:
    """The facts by key: those of its agreement, with an own page.

    Nobody outside the school hears of a text that was never proposed.
    """
    rows = list(Amendment.objects.filter(pk__in=keys))
    known = agreements({one.agreement_id for one in rows})
    found = {}
    for one in rows:
        facts, shown = known[one.agreement_id], one.proposed_on is not None
        found[one.pk] = replace(
            facts,
            company_number=facts.company_number if shown else "",
            learner_number=facts.learner_number if shown else "",
            page=("contracts:amendment", (one.agreement_id, one.pk)),
            days={"holds_from": one.holds_from},
        )
    return found


def cooperations(keys: Collection[int]) -> dict[int, FileFacts]:
    """The facts by agreement, for the partnership that is informed; the learner is not named."""
    rows = Agreement.objects.filter(pk__in=keys).select_related("recognition__partnership")
    partnerships = {one.pk: one.recognition.partnership for one in rows}
    return {
        key: replace(
            facts,
            learner="",
            learner_number="",
            company_number="",
            provider_number="",
            page=("contracts:cooperations", ()),
            partnership=partnerships[key],
        )
        for key, facts in agreements(keys).items()
    }
