"""Addresses of a training plan, below those of a learner."""

from django.urls import path

from duaal.interfaces.web.plans import editing, steps, views

PLAN = "<int:trajectory_id>/plan/"

paths = [
    path(PLAN, views.plan, name="plan"),
    path(f"{PLAN}plan.csv", views.plan_csv, name="plan_csv"),
    path(f"{PLAN}vergelijken/", views.plan_compare, name="plan_compare"),
    path(f"{PLAN}beginnen/", steps.start, name="plan_start"),
    path(f"{PLAN}bewerken/", editing.edit, name="plan_edit"),
    path(f"{PLAN}vastleggen/", steps.fix, name="plan_fix"),
    path(f"{PLAN}nieuwe-versie/", steps.renew, name="plan_renew"),
    path(f"{PLAN}ontwerp-weg/", steps.drop, name="plan_drop"),
    path(f"{PLAN}werkplek-weg/", steps.move, name="plan_move"),
    path(f"{PLAN}behaald/<int:competence_id>/", steps.reach, name="plan_reach"),
    path(f"{PLAN}niet-behaald/<int:competence_id>/", steps.take_back, name="plan_take_back"),
]
