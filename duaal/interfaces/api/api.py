"""The API and its document (OpenAPI)."""

from functools import cache
from typing import Any

from ninja import NinjaAPI

from duaal.interfaces.api.access import router as access
from duaal.interfaces.api.agreement_checks import router as agreement_checks
from duaal.interfaces.api.agreement_drafts import router as agreement_drafts
from duaal.interfaces.api.agreement_steps import router as agreement_steps
from duaal.interfaces.api.agreements import router as agreements
from duaal.interfaces.api.amendments import router as amendments
from duaal.interfaces.api.appeals import router as appeals
from duaal.interfaces.api.authentication import Token
from duaal.interfaces.api.changes import router as changes
from duaal.interfaces.api.companies import router as companies
from duaal.interfaces.api.contacts import router as contacts
from duaal.interfaces.api.controls import router as controls
from duaal.interfaces.api.events import router as events
from duaal.interfaces.api.figures import router as figures
from duaal.interfaces.api.files import router as files
from duaal.interfaces.api.guidances import router as guidances
from duaal.interfaces.api.handling import router as handling
from duaal.interfaces.api.learner_steps import router as learner_steps
from duaal.interfaces.api.learners import router as learners
from duaal.interfaces.api.mandates import router as mandates
from duaal.interfaces.api.matching import router as matching
from duaal.interfaces.api.mentors import router as mentors
from duaal.interfaces.api.notices import router as notices
from duaal.interfaces.api.papers import router as papers
from duaal.interfaces.api.plan_steps import router as plan_steps
from duaal.interfaces.api.plans import router as plans
from duaal.interfaces.api.problems import CONTENT_TYPE, answer_problems
from duaal.interfaces.api.proposals import router as proposals
from duaal.interfaces.api.public import router as public
from duaal.interfaces.api.reading import router as reading
from duaal.interfaces.api.recognitions import router as recognitions
from duaal.interfaces.api.renewing import router as renewing
from duaal.interfaces.api.rescue import router as rescue
from duaal.interfaces.api.sanction_decisions import router as sanction_decisions
from duaal.interfaces.api.sanctions import router as sanctions
from duaal.interfaces.api.steps import router as steps
from duaal.interfaces.api.student_jobs import router as student_jobs
from duaal.interfaces.api.together import router as together
from duaal.interfaces.api.training import router as training
from duaal.interfaces.api.transfers import router as transfers
from duaal.interfaces.api.webhooks import router as webhooks

ROOT = "/api/v1/"
ERRORS_FROM = 400

API = NinjaAPI(
    title="duaal",
    version="1",
    description="Aanvragen en opvolgen van erkenningen van leerwerkplekken door software.",
    urls_namespace="api",
    auth=Token(),
    openapi_url=None,
    docs_url=None,
)
for router in (
    *(
        public,
        figures,
        reading,
        companies,
        steps,
        together,
        handling,
        transfers,
        recognitions,
        renewing,
        changes,
    ),
    *(mandates, sanctions, sanction_decisions, guidances, proposals, controls, mentors, training, files),
    *(appeals, notices, plans, plan_steps, matching, contacts, learners, learner_steps, access, rescue),
    *(
        agreements,
        papers,
        agreement_drafts,
        agreement_steps,
        amendments,
        agreement_checks,
        student_jobs,
        events,
        webhooks,
    ),
):
    API.add_router("", router)
answer_problems(API)


@cache
def document() -> dict[str, Any]:
    """The OpenAPI document; every refusal under its own content type, 429 with its header.

    Made once per process, since it follows from the code alone; who reads it leaves it as it is.
    """
    found: dict[str, Any] = API.get_openapi_schema(path_prefix=ROOT)
    for path in found["paths"].values():
        for operation in path.values():
            for status, response in operation["responses"].items():
                if int(status) >= ERRORS_FROM:
                    response["content"] = {CONTENT_TYPE: response["content"]["application/json"]}
                if int(status) == 429:
                    response["headers"] = {"Retry-After": {"schema": {"type": "integer"}}}
    return found
