"""Every address of the site; the permission matrix in the tests knows them all."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("duaal.interfaces.web.urls")),
    path("api/v1/", include("duaal.interfaces.api.urls")),
]

handler500 = "duaal.interfaces.web.errors.server_error"
