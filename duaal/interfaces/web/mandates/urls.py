"""Addresses of the authorisations to act in the name of a company."""

from django.urls import path

from duaal.interfaces.web.mandates import views

app_name = "mandates"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("nieuw/", views.new, name="new"),
    path("<int:mandate_id>/intrekken/", views.end, name="end"),
    path("<int:mandate_id>/document/", views.open_document, name="document"),
]
