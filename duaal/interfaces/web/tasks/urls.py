from django.urls import path

from duaal.interfaces.web.tasks import views

app_name = "tasks"

urlpatterns = [
    path("taken/", views.start, name="start"),
    path("taken.csv", views.task_csv, name="csv"),
]
