from django.urls import path

from duaal.interfaces.web.recognitions import agreement_check, availability, gaps, giving_up, renewing, views

app_name = "recognitions"

urlpatterns = [
    path("erkenningen/", views.recognition_list, name="list"),
    path("erkenningen.csv", views.recognition_csv, name="csv"),
    path("erkenningen/opnieuw-aanvragen/", renewing.renew, name="renew"),
    path("erkenningen/<int:recognition_id>/", views.detail, name="detail"),
    path("erkenningen/<int:recognition_id>/stopzetten/", giving_up.give_up_page, name="give_up"),
    path("erkenningen/<int:recognition_id>/niet-aan-te-leren/", gaps.record, name="gap_record"),
    path("erkenningen/<int:recognition_id>/weer-aan-te-leren/<int:gap_id>/", gaps.end, name="gap_end"),
    path("ondernemingen/<str:number>/leerling/", availability.of_company, name="of_company"),
    path("ondernemingen/<str:number>/leerling/nakijken/", agreement_check.check, name="check_agreement"),
]
