from django.urls import path

from duaal.interfaces.web.lawpages import views

app_name = "lawpages"

urlpatterns = [
    path("regels/", views.value_list, name="list"),
    path("regels.csv", views.value_csv, name="csv"),
    path("regels/<str:key>/", views.value_detail, name="detail"),
]
