"""Addresses of agreements: the list, one agreement and its steps, and the public page to sign."""

from django.urls import path

from duaal.interfaces.web.contracts import (
    amending,
    cooperations,
    drafting,
    ending,
    genuine,
    holiday_decisions,
    papers,
    signing,
    steps,
    views,
)

app_name = "contracts"

ONE = "overeenkomsten/<int:agreement_id>/"
AMENDMENT = f"{ONE}wijzigingen/<int:amendment_id>/"

urlpatterns = [
    path("overeenkomsten/", views.agreement_list, name="list"),
    path("overeenkomsten/overeenkomsten.csv", views.agreement_csv, name="csv"),
    path("leerlingen/<int:trajectory_id>/overeenkomst/nieuw/", drafting.new, name="new"),
    path(ONE, views.detail, name="detail"),
    path(f"{ONE}tekst/", views.text, name="text"),
    path(f"{ONE}versies/<int:number>/papier/", papers.paper, name="paper"),
    path(f"{ONE}aanpassen/", drafting.revise, name="revise"),
    path(f"{ONE}vervangen/", drafting.replace, name="replace"),
    path(f"{ONE}voorleggen/", signing.propose, name="propose"),
    path(f"{ONE}ondertekenen/", signing.sign, name="sign"),
    path(f"{ONE}niet-ondertekenen/", signing.refuse, name="refuse"),
    path(f"{ONE}link/<int:signatory_id>/", signing.new_link, name="new_link"),
    path(f"{ONE}weggooien/", steps.discard, name="discard"),
    path(f"{ONE}voorbereiden/", steps.prepare, name="prepare"),
    path(f"{ONE}registreren/", steps.register, name="register"),
    path(f"{ONE}annuleren/", steps.cancel, name="cancel"),
    path(f"{ONE}nooit-begonnen/", steps.never_started, name="never_started"),
    path(f"{ONE}schorsen/", steps.suspend, name="suspend"),
    path(f"{ONE}hervatten/", steps.resume, name="resume"),
    path(f"{ONE}opzeggen/", ending.give_notice, name="give_notice"),
    path(f"{ONE}opzegging-intrekken/", ending.take_notice_back, name="take_notice_back"),
    path(f"{ONE}ernstige-reden/", ending.invoke_ground, name="invoke_ground"),
    path(f"{ONE}verzoend/", ending.reconcile, name="reconcile"),
    path(f"{ONE}bemiddeling-sluiten/", ending.close_mediation, name="close_mediation"),
    path(f"{ONE}reden-ingetrokken/", ending.drop_ground, name="drop_ground"),
    path(f"{ONE}einde-na-bemiddeling/", ending.end_on_ground, name="end_on_ground"),
    path(f"{ONE}gestopt-door-onderneming/", ending.end_in_fact, name="end_in_fact"),
    path(f"{ONE}einde-door-school/", ending.end_by_provider, name="end_by_provider"),
    path(f"{ONE}einde/", ending.end_at_once, name="end_at_once"),
    path(f"{ONE}einde-arbeidsrecht/", ending.end_under_labour_law, name="end_under_labour_law"),
    path(f"{ONE}einde-melden/", ending.report_end, name="report_end"),
    path(f"{ONE}versies/", amending.versions, name="versions"),
    path(f"{ONE}wijzigen/", amending.amend, name="amend"),
    path(AMENDMENT, amending.amendment, name="amendment"),
    path(f"{AMENDMENT}aanpassen/", amending.revise, name="revise_amendment"),
    path(f"{AMENDMENT}voorleggen/", amending.propose, name="propose_amendment"),
    path(f"{AMENDMENT}intrekken/", amending.withdraw, name="withdraw_amendment"),
    path("samenwerking/", cooperations.overview, name="cooperations"),
    path("samenwerking/nieuw/", cooperations.new, name="new_cooperation"),
    path("samenwerking/<int:rule_id>/stoppen/", cooperations.end, name="end_cooperation"),
    path("vakantiebeslissingen/", holiday_decisions.overview, name="holiday_decisions"),
    path("vakantiebeslissingen/nieuw/", holiday_decisions.new, name="new_holiday_decision"),
    path(
        "vakantiebeslissingen/<int:decision_id>/intrekken/",
        holiday_decisions.revoke,
        name="revoke_holiday_decision",
    ),
    path("ondertekenen/<str:secret>/", signing.by_link, name="by_link"),
    path("echt/", genuine.genuine, name="genuine"),
    path("ondertekenen/<str:secret>/papier/", papers.paper_by_link, name="paper_by_link"),
]
