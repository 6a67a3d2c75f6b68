from django.urls import path

from duaal.interfaces.web.visits import views

app_name = "visits"

urlpatterns = [
    path("bezoeken/", views.visit_list, name="list"),
    path("bezoeken.csv", views.visit_csv, name="csv"),
    path("bezoeken/<int:visit_id>/agenda/", views.calendar, name="calendar"),
    path("bezoeken/<int:visit_id>/verplaatsen/", views.move, name="move"),
    path("bezoeken/<int:visit_id>/afzeggen/", views.cancel, name="cancel"),
    path("bezoeken/<int:visit_id>/verslag/", views.report, name="report"),
    path("dossiers/<str:reference>/bezoek/", views.plan_for_case, name="plan_for_case"),
    path("erkenningen/<int:recognition_id>/bezoek/", views.plan_for_recognition, name="plan_for_recognition"),
]
