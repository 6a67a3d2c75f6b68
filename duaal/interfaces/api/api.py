"""The API and its document (OpenAPI)."""

from typing import Any

from ninja import NinjaAPI

from duaal.interfaces.api.agreements import router as agreements
from duaal.interfaces.api.appeals import router as appeals
from duaal.interfaces.api.authentication import Token
from duaal.interfaces.api.figures import router as figures
from duaal.interfaces.api.handling import router as handling
from duaal.interfaces.api.mandates import router as mandates
from duaal.interfaces.api.mentors import router as mentors
from duaal.interfaces.api.notices import router as notices
from duaal.interfaces.api.problems import CONTENT_TYPE, answer_problems
from duaal.interfaces.api.public import router as public
from duaal.interfaces.api.reading import router as reading
from duaal.interfaces.api.recognitions import router as recognitions
from duaal.interfaces.api.sanction_decisions import router as sanction_decisions
from duaal.interfaces.api.sanctions import router as sanctions
from duaal.interfaces.api.steps import router as steps

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
API.add_router("", public)
API.add_router("", figures)
API.add_router("", reading)
API.add_router("", steps)
API.add_router("", handling)
API.add_router("", recognitions)
API.add_router("", mandates)
API.add_router("", sanctions)
API.add_router("", sanction_decisions)
API.add_router("", mentors)
API.add_router("", appeals)
API.add_router("", notices)
API.add_router("", agreements)
answer_problems(API)


def document() -> dict[str, Any]:
    """The OpenAPI document; every refusal under its own content type, 429 with its header."""
    found: dict[str, Any] = API.get_openapi_schema(path_prefix=ROOT)
    for path in found["paths"].values():
        for operation in path.values():
            for status, response in operation["responses"].items():
                if int(status) >= ERRORS_FROM:
                    response["content"] = {CONTENT_TYPE: response["content"]["application/json"]}
                if int(status) == 429:
                    response["headers"] = {"Retry-After": {"schema": {"type": "integer"}}}
    return found
