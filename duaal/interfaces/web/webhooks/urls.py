"""Addresses of the pages about messages to software."""

from django.urls import path

from duaal.interfaces.web.webhooks import views

app_name = "webhooks"

urlpatterns = [
    path("", views.hook_list, name="list"),
    path("<int:hook_id>/", views.detail, name="detail"),
    path("<int:hook_id>/onderwerpen/", views.subjects, name="subjects"),
    path("<int:hook_id>/nieuw-geheim/", views.rotate, name="rotate"),
    path("<int:hook_id>/stilzetten/", views.pause, name="pause"),
    path("<int:hook_id>/hervatten/", views.resume, name="resume"),
    path("<int:hook_id>/test/", views.test, name="test"),
    path("<int:hook_id>/verwijderen/", views.remove, name="remove"),
    path("<int:hook_id>/leveringen.csv", views.deliveries_csv, name="deliveries_csv"),
    path("leveringen/<int:delivery_id>/opnieuw/", views.resend, name="resend"),
]
