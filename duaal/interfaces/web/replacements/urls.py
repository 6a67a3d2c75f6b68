from django.urls import path

from duaal.interfaces.web.replacements import views

app_name = "replacements"

urlpatterns = [
    path("vervangen-opleidingen/", views.replacement_list, name="list"),
    path("vervangen-opleidingen/csv/", views.replacement_csv, name="csv"),
    path("vervangen-opleidingen/toevoegen/", views.add_replacement, name="add"),
    path("vervangen-opleidingen/<int:replacement_id>/", views.detail, name="detail"),
    path("vervangen-opleidingen/<int:replacement_id>/beeindigen/", views.end_replacement, name="end"),
    path("vervangen-opleidingen/<int:replacement_id>/heropenen/", views.reopen_replacement, name="reopen"),
    path("vervangen-opleidingen/<int:replacement_id>/schrappen/", views.strike_replacement, name="strike"),
]
