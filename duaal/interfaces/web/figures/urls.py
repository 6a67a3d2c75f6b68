from django.urls import path

from duaal.interfaces.web.figures import views

app_name = "figures"

urlpatterns = [
    path("cijfers/", views.table_list, name="list"),
    path("cijfers/<str:key>.csv", views.table_as_csv, name="csv"),
    path("cijfers/<str:key>/", views.table_detail, name="detail"),
]
