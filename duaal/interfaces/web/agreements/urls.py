from django.urls import path

from duaal.interfaces.web.agreements import views

app_name = "agreements"

urlpatterns = [
    path("leerlingen-zonder-werkplek/", views.place_list, name="list"),
    path("leerlingen-zonder-werkplek.csv", views.place_csv, name="csv"),
    path("leerlingen-zonder-werkplek/<int:agreement_id>/", views.detail, name="detail"),
]
