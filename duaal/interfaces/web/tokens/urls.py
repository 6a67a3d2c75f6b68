"""Addresses of the links with software."""

from django.urls import path

from duaal.interfaces.web.tokens import views

app_name = "tokens"

urlpatterns = [
    path("", views.token_list, name="list"),
    path("<int:token_id>/intrekken/", views.revoke, name="revoke"),
]
