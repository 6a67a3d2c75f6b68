"""The address of the one click from a ranked workplace to a draft."""

from django.urls import path

from duaal.interfaces.web.rescue import views

app_name = "rescue"

urlpatterns = [
    path(
        "leerlingen/<int:trajectory_id>/werkplekken/<int:recognition_id>/overnemen/",
        views.take_over,
        name="take_over",
    ),
]
