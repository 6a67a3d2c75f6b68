from django.urls import path

from duaal.interfaces.web.mentors import naming, steps, training, views

app_name = "mentors"

urlpatterns = [
    path("mentoren/", views.mentor_list, name="list"),
    path("mentoren.csv", views.mentor_csv, name="csv"),
    path("mentoren/nieuw/", naming.choose, name="choose"),
    path("mentoren/nieuw/iemand/", naming.name, name="name"),
    path("mentoren/nieuw/<int:person_id>/", naming.name, name="name_known"),
    path("mentoren/<int:person_id>/", views.detail, name="detail"),
    path("mentoren/aanwijzing/<int:assignment_id>/attest/", training.send, name="certificate"),
    path("mentoren/aanwijzing/<int:assignment_id>/vrijstelling/", training.exempt, name="exempt"),
    path("mentoren/attesten/", training.queue, name="certificates"),
    path("mentoren/attesten/<int:certificate_id>/", training.judge, name="judge"),
    path("mentoren/attesten/<int:certificate_id>/bestand/", training.open_file, name="file"),
    path("mentoren/vrijstellingen/<int:exemption_id>/bestand/", training.open_proof, name="proof"),
    path("erkenningen/<int:recognition_id>/mentoren/<int:assignment_id>/stopt/", steps.stop, name="stop"),
]
