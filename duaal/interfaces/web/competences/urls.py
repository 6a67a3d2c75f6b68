"""Addresses of the competences of programmes."""

from django.urls import path

from duaal.interfaces.web.competences import views

app_name = "competences"

urlpatterns = [
    path("", views.programme_list, name="list"),
    path("competenties.csv", views.programme_csv, name="csv"),
    path("<str:code>/", views.programme, name="programme"),
]
