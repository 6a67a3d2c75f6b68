from django.urls import path

from duaal.interfaces.web.together import views

app_name = "together"

urlpatterns = [
    path("dossiers-samen/", views.chosen, name="chosen"),
    path("dossiers-samen/beslissen/", views.decide, name="decide"),
    path("dossiers-samen/vragen/", views.ask, name="ask"),
    path("dossiers-samen/beoordelen/", views.judge, name="judge"),
]
