from django.urls import path

from duaal.interfaces.web.companies import views

app_name = "companies"

urlpatterns = [
    path("ondernemingen/", views.company_list, name="list"),
    path("ondernemingen.csv", views.company_csv, name="csv"),
    path("ondernemingen/<str:number>/", views.detail, name="detail"),
    path("ondernemingen/<str:number>/vestigingen/", views.sites, name="sites"),
    path("ondernemingen/<str:number>/erkenningen/", views.recognitions, name="recognitions"),
    path("ondernemingen/<str:number>/aanvragen/", views.applications, name="applications"),
]
