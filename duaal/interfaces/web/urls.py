"""The addresses of the site, one file per subject."""

from django.urls import include, path

urlpatterns = [
    path("", include("duaal.interfaces.web.public.urls")),
    path("", include("duaal.interfaces.web.figures.urls")),
    path("", include("duaal.interfaces.web.lawpages.urls")),
    path("", include("duaal.interfaces.web.login.urls")),
    path("aanvragen/", include("duaal.interfaces.web.requests.urls")),
    path("machtigingen/", include("duaal.interfaces.web.mandates.urls")),
    path("", include("duaal.interfaces.web.tasks.urls")),
    path("", include("duaal.interfaces.web.notices.urls")),
    path("", include("duaal.interfaces.web.together.urls")),
    path("", include("duaal.interfaces.web.cases.urls")),
    path("", include("duaal.interfaces.web.appeals.urls")),
    path("", include("duaal.interfaces.web.recognitions.urls")),
    path("", include("duaal.interfaces.web.changes.urls")),
    path("", include("duaal.interfaces.web.sanctions.urls")),
    path("", include("duaal.interfaces.web.mentors.urls")),
    path("", include("duaal.interfaces.web.visits.urls")),
    path("", include("duaal.interfaces.web.contracts.urls")),
    path("leerlingen/", include("duaal.interfaces.web.learners.urls")),
    path("", include("duaal.interfaces.web.transfers.urls")),
    path("", include("duaal.interfaces.web.controls.urls")),
    path("", include("duaal.interfaces.web.proposals.urls")),
    path("", include("duaal.interfaces.web.trail.urls")),
    path("", include("duaal.interfaces.web.companies.urls")),
    path("koppelingen/", include("duaal.interfaces.web.tokens.urls")),
    path("onderneming-koppelen/", include("duaal.interfaces.web.claims.urls")),
]
