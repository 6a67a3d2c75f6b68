from django.urls import path

from duaal.interfaces.web.public import views

app_name = "public"

urlpatterns = [
    path("", views.home, name="home"),
    path("over/", views.about, name="about"),
    path("toegankelijkheid/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
]
