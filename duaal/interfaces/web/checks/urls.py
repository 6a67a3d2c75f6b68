"""Addresses of the checks around an agreement: student jobs, the hold for the department, what is told."""

from django.urls import path

from duaal.interfaces.web.checks import appeals, early_ends, holds, jobs, telling

app_name = "checks"

ONE = "overeenkomsten/<int:agreement_id>/"
AGAINST = "beroepen-tegen-een-einde/"
HELD = "voorgelegde-overeenkomsten/"

urlpatterns = [
    path(f"{ONE}studentenjob/", jobs.new, name="job"),
    path(f"{ONE}studentenjob/<int:job_id>/schrappen/", jobs.stop, name="stop_job"),
    path(f"{ONE}statuut/", holds.hold, name="hold"),
    path(f"{ONE}melding/<str:duty>/<str:about>/", telling.tell, name="tell"),
    path(HELD, holds.hold_list, name="holds"),
    path(f"{HELD}voorgelegd.csv", holds.hold_csv, name="holds_csv"),
    path(f"{HELD}<int:hold_id>/", holds.detail, name="held"),
    path(f"{HELD}<int:hold_id>/vrijgeven/", holds.release, name="release"),
    path(f"{HELD}<int:hold_id>/niet-vrijgeven/", holds.reject, name="reject"),
    path(f"{ONE}beroep/", appeals.lodge, name="lodge"),
    path(AGAINST, appeals.appeal_list, name="end_appeals"),
    path(f"{AGAINST}beroepen.csv", appeals.appeal_csv, name="end_appeals_csv"),
    path(f"{AGAINST}<int:appeal_id>/", appeals.detail, name="end_appeal"),
    path(f"{AGAINST}<int:appeal_id>/beslissen/", appeals.decide, name="decide_end_appeal"),
    path("vroegtijdige-einden/", early_ends.early_list, name="early_ends"),
    path("vroegtijdige-einden/vroegtijdige-einden.csv", early_ends.early_csv, name="early_ends_csv"),
]
