"""Addresses of learners: the list of a school, one trajectory, and its steps."""

from django.urls import path

from duaal.interfaces.web.learners import (
    access,
    enrolling,
    finishing,
    invitation,
    personal,
    reading,
    rolls,
    steps,
    views,
)
from duaal.interfaces.web.plans.urls import paths as plans

app_name = "learners"

ACCESS = "<int:trajectory_id>/toegang/"

urlpatterns = [
    path("", views.learner_list, name="list"),
    path("leerlingen.csv", views.learner_csv, name="csv"),
    path("inschrijven/", enrolling.enrol, name="enrol"),
    path("kalender/", enrolling.school_calendar, name="calendar"),
    path("klaslijst/", rolls.roll_upload, name="roll_upload"),
    path("klaslijst/voorbeeld.csv", rolls.roll_example, name="roll_example"),
    path("klaslijst/<int:roll_id>/", rolls.roll, name="roll"),
    path("klaslijst/<int:roll_id>/uitvoeren/", rolls.roll_order, name="roll_order"),
    path("klaslijst/<int:roll_id>/wissen/", rolls.roll_discard, name="roll_discard"),
    path("klaslijst/<int:roll_id>/te-verbeteren.csv", rolls.roll_errors, name="roll_errors"),
    path("<int:trajectory_id>/", views.detail, name="detail"),
    path("<int:trajectory_id>/eerste-les/", steps.first_lesson, name="first_lesson"),
    path("<int:trajectory_id>/advies/", steps.advice, name="advice"),
    path("<int:trajectory_id>/screening/", steps.screening, name="screening"),
    path("<int:trajectory_id>/klassenraad/", steps.council, name="council"),
    path("<int:trajectory_id>/naar-duaal/", steps.to_dual, name="to_dual"),
    path("<int:trajectory_id>/verlengen/", steps.extend, name="extend"),
    path("<int:trajectory_id>/terug-in-de-les/", steps.back_in_lessons, name="back_in_lessons"),
    path("<int:trajectory_id>/zoektijd-voorbij/", steps.expired, name="expired"),
    path("<int:trajectory_id>/uitschrijven/", steps.leave, name="leave"),
    path("<int:trajectory_id>/opnieuw-inschrijven/", finishing.re_enrol, name="re_enrol"),
    path("<int:trajectory_id>/afronden/", finishing.finish, name="finish"),
    path("<int:trajectory_id>/andere-vestiging/", finishing.change_site, name="change_site"),
    path("<int:trajectory_id>/gegevens/", personal.personal, name="personal"),
    path(ACCESS, access.overview, name="access"),
    path(f"{ACCESS}uitnodigen/", access.invite, name="invite"),
    path(f"{ACCESS}e-mailadres/", access.email, name="email"),
    path(f"{ACCESS}ouder/", access.guardian_new, name="guardian_new"),
    path(f"{ACCESS}ouder/<int:guardian_id>/", access.guardian_right, name="guardian_right"),
    path(f"{ACCESS}ouder/<int:guardian_id>/uitnodigen/", access.invite_guardian, name="invite_guardian"),
    path(f"{ACCESS}ouder/<int:guardian_id>/stopt/", access.guardian_end, name="guardian_end"),
    path(
        f"{ACCESS}uitnodiging/<int:invitation_id>/intrekken/",
        access.withdraw_invitation,
        name="withdraw_invitation",
    ),
    path(f"{ACCESS}<int:membership_id>/wegnemen/", access.take_access, name="take_access"),
    path("<int:trajectory_id>/meelezen/", reading.readers, name="readers"),
    path(
        "<int:trajectory_id>/meelezen/ouder/<int:guardian_id>/", reading.allow_reading, name="allow_reading"
    ),
    path("<int:trajectory_id>/meelezen/<int:right_id>/stop/", reading.stop_reading, name="stop_reading"),
    path("uitnodiging/<str:secret>/", invitation.invitation, name="invitation"),
    *plans,
]
