"""Addresses for who has no organisation yet."""

from django.urls import path

from duaal.interfaces.web.claims import views

app_name = "claims"

urlpatterns = [path("", views.claim, name="claim")]
