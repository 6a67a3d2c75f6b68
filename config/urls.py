"""Every address of the site; the permission matrix in the tests knows them all."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
