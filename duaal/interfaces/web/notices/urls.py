from django.urls import path

from duaal.interfaces.web.notices import mailbox, views

app_name = "notices"

urlpatterns = [
    path("berichten/", views.notice_list, name="list"),
    path("berichten/alles-gelezen/", views.read_all, name="read_all"),
    path("berichten/voorkeuren/", views.preferences, name="preferences"),
    path("berichten/<int:notice_id>/openen/", views.open_notice, name="open"),
    path("berichten/<int:notice_id>/gelezen/", views.read, name="read"),
    path("postvak/", mailbox.mail_list, name="mailbox"),
    path("postvak/<int:mail_id>/", mailbox.mail, name="mail"),
]
