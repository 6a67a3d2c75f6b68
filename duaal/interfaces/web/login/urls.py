from django.urls import path

from duaal.interfaces.web.login import views

urlpatterns = [
    path("aanmelden/", views.log_in, name="account_login"),
    path("aanmelden/demo/", views.enter_demo, name="demo_login"),
    path("hoedanigheid/", views.choose_capacity, name="switch_capacity"),
    path("afmelden/", views.log_out, name="account_logout"),
]
