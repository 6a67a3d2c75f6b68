from django.urls import path

from duaal.interfaces.web.trail import views

app_name = "trail"

urlpatterns = [
    path("dossiers/<str:reference>/spoor/", views.case_trail, name="case"),
    path("dossiers/<str:reference>/spoor.csv", views.case_trail_csv, name="csv"),
    path(
        "dossiers/<str:reference>/mentoren/<int:assignment_id>/rijksregisternummer/",
        views.reveal,
        name="reveal",
    ),
]
