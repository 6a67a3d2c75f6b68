from django.urls import path

from duaal.interfaces.web.cases import behalf, completing, documents, steps, views

app_name = "cases"

urlpatterns = [
    path("dossiers/", views.case_list, name="list"),
    path("dossiers.csv", views.case_csv, name="csv"),
    path("dossiers/<str:reference>/", views.detail, name="detail"),
    path("dossiers/<str:reference>/documenten/<int:document_id>/", documents.open_document, name="document"),
    path("dossiers/<str:reference>/volledig/", completing.complete, name="complete"),
    path("dossiers/<str:reference>/beoordelen/", steps.judge, name="judge"),
    path("dossiers/<str:reference>/aanvulling-vragen/", steps.ask, name="ask"),
    path("dossiers/<str:reference>/beantwoorden/", steps.answer, name="answer"),
    path("dossiers/<str:reference>/toekennen/", steps.grant, name="grant"),
    path("dossiers/<str:reference>/weigeren/", steps.refuse, name="refuse"),
    path("dossiers/<str:reference>/zelf-verder/", behalf.take_over, name="take_over"),
    path("dossiers/<str:reference>/stukken/<int:document_id>/", behalf.open_paper, name="paper"),
    path("dossiers/<str:reference>/intrekken/", steps.withdraw, name="withdraw"),
]
