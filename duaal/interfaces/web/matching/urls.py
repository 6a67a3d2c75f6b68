"""Addresses of workplaces for a learner, contacts with companies, and what a company offers."""

from django.urls import path

from duaal.interfaces.web.matching import contacts, offers, steps, workplaces

app_name = "matching"

urlpatterns = [
    path("leerlingen/<int:trajectory_id>/werkplekken/", workplaces.workplace_list, name="workplaces"),
    path("leerlingen/<int:trajectory_id>/werkplekken/<int:recognition_id>/contact/", steps.ask, name="ask"),
    path("contacten/", contacts.contact_list, name="contacts"),
    path("contacten.csv", contacts.contact_csv, name="contacts_csv"),
    path("contacten/<int:contact_id>/", contacts.detail, name="contact"),
    path("contacten/<int:contact_id>/kennismaken/", steps.interest, name="interest"),
    path("contacten/<int:contact_id>/intake/", steps.intake, name="intake"),
    path("contacten/<int:contact_id>/voorstellen/", steps.propose, name="propose"),
    path("contacten/<int:contact_id>/weigeren/", steps.decline, name="decline"),
    path("contacten/<int:contact_id>/intrekken/", steps.withdraw, name="withdraw"),
    path("aanbod/", offers.offer_list, name="offers"),
    path("aanbod.csv", offers.offer_csv, name="offers_csv"),
    path("aanbod/erkenning/<int:recognition_id>/", offers.publish, name="publish"),
    path("aanbod/<int:offer_id>/plaatsen/", offers.cap, name="cap"),
    path("aanbod/<int:offer_id>/pauzeren/", offers.pause, name="pause"),
    path("aanbod/<int:offer_id>/hervatten/", offers.resume, name="resume"),
    path("aanbod/<int:offer_id>/bevestigen/", offers.confirm, name="confirm"),
]
