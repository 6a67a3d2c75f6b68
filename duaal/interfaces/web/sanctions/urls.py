from django.urls import path

from duaal.interfaces.web.sanctions import deciding, decisions, lists, steps

app_name = "sanctions"

FILE = "erkenningen/<int:recognition_id>"

urlpatterns = [
    path("begeleiding/", lists.guidances, name="guidances"),
    path("begeleiding.csv", lists.guidances_csv, name="guidances_csv"),
    path("sancties/", lists.decisions, name="decisions"),
    path("sancties.csv", lists.decisions_csv, name="decisions_csv"),
    path("sancties/<str:reference>/", decisions.decision, name="decision"),
    path("sancties/<str:reference>/gelezen/", decisions.read, name="read"),
    path(f"{FILE}/begeleiding/starten/", steps.start, name="start"),
    path(f"{FILE}/begeleiding/actie/", steps.add_action, name="add_action"),
    path(f"{FILE}/begeleiding/acties/<int:action_id>/bericht/", steps.report, name="report"),
    path(f"{FILE}/begeleiding/acties/<int:action_id>/afsluiten/", steps.close, name="close"),
    path(f"{FILE}/begeleiding/afronden/", steps.complete, name="complete"),
    path(f"{FILE}/sanctie/voorstellen/", steps.propose, name="propose"),
    path(f"{FILE}/sanctie/reageren/", steps.react, name="react"),
    path(f"{FILE}/sanctie/gesprek/", steps.hear, name="hear"),
    path(f"{FILE}/sanctie/intrekken/", steps.drop, name="drop"),
    path(f"{FILE}/sanctie/beslissen/", deciding.decide, name="decide"),
    path(f"{FILE}/sanctie/uitsluiting-voorstellen/", deciding.propose_exclusion, name="propose_exclusion"),
    path(f"{FILE}/sanctie/uitsluiting-antwoorden/", deciding.answer_exclusion, name="answer_exclusion"),
    path(f"{FILE}/voorzorg/nemen/", steps.take, name="take"),
    path(f"{FILE}/voorzorg/stoppen/", steps.resolve, name="resolve"),
]
