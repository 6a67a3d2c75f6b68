from django.urls import path

from duaal.interfaces.web.transfers import views

app_name = "transfers"

urlpatterns = [
    path("overdrachten/", views.transfer_list, name="list"),
    path("overdrachten.csv", views.transfer_csv, name="csv"),
    path("dossiers/<str:reference>/overdragen/", views.ask, name="ask"),
    path("dossiers/<str:reference>/overnemen/", views.accept, name="accept"),
    path("dossiers/<str:reference>/niet-overnemen/", views.decline, name="decline"),
    path("dossiers/<str:reference>/toewijzen/", views.order, name="order"),
    path("dossiers/<str:reference>/niet-overdragen/", views.keep, name="keep"),
]
