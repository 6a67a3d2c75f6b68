from django.urls import path

from duaal.interfaces.web.appeals import pages, views

app_name = "appeals"

urlpatterns = [
    path("dossiers/<str:reference>/beslissing-gelezen/", views.read, name="read"),
    path("dossiers/<str:reference>/beroep/instellen/", views.lodge, name="lodge"),
    path("dossiers/<str:reference>/beroep/inschrijven/", views.register, name="register"),
    path("beroepen/", pages.appeal_list, name="list"),
    path("beroepen.csv", pages.appeal_csv, name="csv"),
    path("beroepen/tegen/<str:slug>/<int:sanction_id>/instellen/", views.lodge_against, name="lodge_against"),
    path(
        "beroepen/tegen/<str:slug>/<int:sanction_id>/inschrijven/",
        views.register_against,
        name="register_against",
    ),
    path("beroepen/<int:appeal_id>/", pages.detail, name="detail"),
    path("beroepen/<int:appeal_id>/ontvankelijkheid/", views.admissibility, name="admissibility"),
    path("beroepen/<int:appeal_id>/schorsen/", views.suspend, name="suspend"),
    path("beroepen/<int:appeal_id>/verlengen/", views.extend, name="extend"),
    path("beroepen/<int:appeal_id>/beslissen/", views.decide, name="decide"),
    path("beroepen/<int:appeal_id>/intrekken/", views.retract, name="retract"),
]
