from django.urls import path

from duaal.interfaces.web.controls import views

app_name = "controls"

urlpatterns = [
    path("controles/", views.control_list, name="list"),
    path("controles.csv", views.control_csv, name="csv"),
    path("controles/nieuw/", views.open_control, name="open"),
    path("controles/<int:control_id>/", views.detail, name="detail"),
    path("controles/<int:control_id>/dossier/", views.dossier, name="dossier"),
    path("controles/<int:control_id>/vaststelling/", views.finding, name="finding"),
    path("controles/<int:control_id>/afsluiten/", views.close, name="close"),
]
