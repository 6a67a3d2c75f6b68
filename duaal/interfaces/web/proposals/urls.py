from django.urls import path

from duaal.interfaces.web.proposals import views

app_name = "proposals"

urlpatterns = [
    path("voorstellen/", views.proposal_list, name="list"),
    path("voorstellen.csv", views.proposal_csv, name="csv"),
    path("voorstellen/plaatsen/", views.places, name="places"),
    path("voorstellen/nieuw/<int:recognition_id>/", views.propose, name="propose"),
    path("voorstellen/<int:proposal_id>/", views.detail, name="detail"),
    path("voorstellen/<int:proposal_id>/begeleiding/", views.guide, name="guide"),
    path("voorstellen/<int:proposal_id>/sanctie/", views.sanction, name="sanction"),
    path("voorstellen/<int:proposal_id>/afwijzen/", views.dismiss, name="dismiss"),
]
