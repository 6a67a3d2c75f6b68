"""Under which row of the official tables a training counts."""

from datetime import date

from django.db.models import Q

from duaal.casework.recognition.models import Recognition
from duaal.register.partnerships.models import CommitteeAllocation, ReportingSector


def reporting_sector_of(recognition: Recognition, *, on: date) -> ReportingSector:
    """The reporting sector of a recognition: that of its joint committee on the day, else of its partnership.

    The official tables count a mentor once, under one sector; a partnership can have several.
    """
    committee = recognition.application.joint_committee_id
    if committee is not None:
        allocated = CommitteeAllocation.objects.filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=on), joint_committee_id=committee, valid_from__lte=on
        )
        of_partnership = allocated.filter(reporting_sector__partnership_id=recognition.partnership_id)
        found = of_partnership.first() or allocated.order_by("pk").first()
        if found is not None:
            return found.reporting_sector
    sector = (
        ReportingSector.objects.filter(partnership_id=recognition.partnership_id).order_by("code").first()
    )
    return sector or ReportingSector.objects.order_by("code").get(code=recognition.partnership_id)
