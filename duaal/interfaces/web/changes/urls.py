from django.urls import path

from duaal.interfaces.web.changes import views

app_name = "changes"

urlpatterns = [
    path("wijzigingen/", views.change_list, name="list"),
    path("wijzigingen/melden/", views.report_change, name="report"),
    path("wijzigingen/<int:change_id>/", views.detail, name="detail"),
    path("wijzigingen/<int:change_id>/zonder-bezoek/", views.without_visit, name="without_visit"),
]
