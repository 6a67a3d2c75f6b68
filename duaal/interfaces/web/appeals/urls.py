from django.urls import path

from duaal.interfaces.web.appeals import views

app_name = "appeals"

urlpatterns = [
    path("dossiers/<str:reference>/beslissing-gelezen/", views.read, name="read"),
    path("dossiers/<str:reference>/beroep/instellen/", views.lodge, name="lodge"),
    path("dossiers/<str:reference>/beroep/inschrijven/", views.register, name="register"),
    path("dossiers/<str:reference>/beroep/ontvankelijkheid/", views.admissibility, name="admissibility"),
    path("dossiers/<str:reference>/beroep/verlengen/", views.extend, name="extend"),
    path("dossiers/<str:reference>/beroep/beslissen/", views.decide, name="decide"),
    path("dossiers/<str:reference>/beroep/intrekken/", views.retract, name="retract"),
]
