"""Addresses of the application for recognition."""

from django.urls import path

from duaal.interfaces.web.requests import holders, reuse, sent, views

app_name = "requests"

urlpatterns = [
    path("", sent.overview, name="overview"),
    path("nieuw/", views.start, name="start"),
    path("namens/", holders.choose, name="choose"),
    path("namens/<str:number>/", holders.begin, name="begin"),
    path("<int:form_id>/bezorgen/", holders.hand_over, name="hand_over"),
    path("<int:form_id>/verklaring/", holders.declare, name="declare"),
    path("<int:form_id>/opnieuw/", reuse.reuse, name="reuse"),
    path("<int:form_id>/plaatsen/", views.places, name="places"),
    path("<int:form_id>/mentoren/", views.mentors, name="mentors"),
    path("<int:form_id>/mentoren/nieuw/", views.mentor, name="new_mentor"),
    path("<int:form_id>/mentoren/<int:number>/", views.mentor, name="mentor"),
    path("<int:form_id>/mentoren/<int:number>/weg/", views.remove_mentor, name="remove_mentor"),
    path("<int:form_id>/onderneming/", views.undertaking, name="undertaking"),
    path("<int:form_id>/stukken/", views.papers, name="papers"),
    path("<int:form_id>/contact/", views.contact, name="contact"),
    path("<int:form_id>/nakijken/", views.check, name="check"),
    path("<int:form_id>/laat-vallen/", views.leave_out, name="leave_out"),
    path("<int:form_id>/comite/", views.choose_committee, name="choose_committee"),
    path("<int:form_id>/ontvangst/", sent.receipt, name="receipt"),
    path("<int:form_id>/weg/", views.discard, name="discard"),
    path("<int:form_id>/bewaar/<slug:page>/", views.keep_typed, name="keep_typed"),
]
