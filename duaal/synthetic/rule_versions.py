"""The dated values that the entries of the trail name, each list made once and shared by all that name it."""

from collections.abc import Iterable
from typing import Any

from duaal.casework.recognition.facts import CaseFacts, LegalBasis, MentorFacts, UndertakingFacts
from duaal.casework.recognition.rules.grant import assess_case
from duaal.casework.recognition.rules.law import RecognitionLaw
from duaal.foundation.lawbook.dated import Version, as_rule_versions
from duaal.register.partnerships.rules import Route
from duaal.synthetic.founding import employer_kind
from duaal.synthetic.ruling import Ruling
from duaal.synthetic.world import Case

Versions = tuple[dict[str, object], ...]


class RuleVersions:
    """Lists of dated values, as the trail keeps them."""

    def __init__(self, ruling: Ruling) -> None:
        self.ruling = ruling
        self._known: dict[tuple[str, int], Versions] = {}

    def law(self, case: Case) -> RecognitionLaw:
        return self.ruling.law(case.received_on, case.partnership, case.programme.legal_basis)

    def of_term(self, law: RecognitionLaw) -> Versions:
        """The term to decide."""
        used = (law.decision_days, law.decision_day_kind, law.clock_stops_on_info_request)
        return self._made("term", law, used)

    def of_answer(self, law: RecognitionLaw) -> Versions:
        """The term to answer a question."""
        return self._made("answer", law, (law.answer_days,))

    def of_reminder(self, law: RecognitionLaw) -> Versions:
        """The day of the reminder of a question."""
        return self._made("reminder", law, (law.answer_reminder_day,))

    def of_validity(self, law: RecognitionLaw) -> Versions:
        """How long a recognition is valid."""
        used = (law.validity_years, law.validity_days_before_anniversary)
        return self._made("validity", law, used)

    def of_condition(self, law: RecognitionLaw, condition: str) -> Versions:
        return self._made(condition, law, (law.conditions[condition],))

    def of_grant(self, law: RecognitionLaw, case: Case) -> Versions:
        """Everything a grant stands on: the validity and every value that a condition looked at."""
        key = ("grant", id(law))
        if key not in self._known:
            used = [law.validity_years, law.validity_days_before_anniversary]
            used += [
                version
                for found in assess_case(_facts(case), case.received_on, law)
                for version in found.because
            ]
            self._known[key] = as_rule_versions(used)
        return self._known[key]

    def of_route(self, case: Case) -> Versions:
        """Why this partnership handles the request."""
        kind, adult = employer_kind(case.company), case.programme.is_adult
        route: Route = self.ruling.route(case.committee, kind, adult=adult, on=case.received_on)
        key = ("route", id(route))
        if key not in self._known:
            self._known[key] = tuple(dict(ground.as_rule_version()) for ground in route.because)
        return self._known[key]

    def _made(self, name: str, law: RecognitionLaw, used: Iterable[Version[Any]]) -> Versions:
        """The rule sets live as long as `ruling`, so that their identity is a key."""
        key = (name, id(law))
        if key not in self._known:
            self._known[key] = as_rule_versions(used)
        return self._known[key]


def _facts(case: Case) -> CaseFacts:
    """Enough of the case to ask the rules which values they look at."""
    mentors = tuple(
        MentorFacts(guide.person.birth_date, case.received_on, guide.experience_since)
        for guide in case.guides
    )
    basis = LegalBasis(case.programme.legal_basis)
    return CaseFacts(case.received_on, UndertakingFacts(), mentors, legal_basis=basis)
