"""From draft to conclusion: every signature binds the text, and nothing is signed by opening a link."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from duaal.casework.agreements.actions import drafting, signing
from duaal.casework.agreements.actions.clocks import keep_agreements
from duaal.casework.agreements.actions.drafting import CompanySigner
from duaal.casework.agreements.models import Agreement, Signatory, Signature
from duaal.casework.agreements.states import AgreementState
from duaal.casework.recognition.states import RecognitionState
from duaal.casework.trajectories.models import Guardian, Search
from duaal.casework.trajectories.states import TrajectoryState
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.reasons import WRONG_STATE, Refused
from duaal.register.organisations.models import Representative
from tests.casework.agreements import files
from tests.casework.agreements.files import LAST, MONDAY, NOON, START
from tests.casework.trajectories.actors import COMPANY, DEPARTMENT, OTHER_SCHOOL, staff_of
from tests.foundation.people.factories import PersonFactory

pytestmark = pytest.mark.django_db


def refusal(work) -> tuple[str, ...]:
    with pytest.raises(Refused) as refused:
        work()
    return refused.value.reasons


def steps_of(agreement: Agreement) -> list[str]:
    found = Entry.objects.filter(file_kind="agreement", file_id=agreement.pk).order_by("seq")
    return list(found.values_list("step", flat=True))


def test_a_draft_counts_nowhere_until_everybody_signed():
    agreement = files.drafted()

    assert agreement.state == AgreementState.DRAFT
    assert (agreement.concluded_on, agreement.starts_on) == (None, None)
    assert steps_of(agreement) == ["draft_agreement"]


@pytest.mark.parametrize("actor", [OTHER_SCHOOL, DEPARTMENT, COMPANY])
def test_only_staff_of_the_own_school_makes_a_draft(actor):
    trajectory = files.searching()
    place = files.place_for(trajectory)

    with pytest.raises(PermissionDenied):
        drafting.draft(trajectory.pk, paper=files.paper_for(place), actor=actor, on=MONDAY)

    assert not Agreement.objects.exists()


def test_no_draft_is_made_at_a_place_whose_recognition_ended():
    trajectory = files.searching()
    place = files.place_for(trajectory, state=RecognitionState.WITHDRAWN, ended_on=MONDAY)

    found = refusal(
        lambda: drafting.draft(
            trajectory.pk, paper=files.paper_for(place), actor=staff_of(trajectory), on=MONDAY
        )
    )

    assert "NO_RECOGNITION" in found
    assert not Agreement.objects.exists()


def test_an_adult_is_not_placed_on_a_recognition_for_secondary_learners():
    trajectory = files.searching(adult=True)
    place = files.place_for(trajectory)

    found = refusal(
        lambda: drafting.draft(
            trajectory.pk, paper=files.paper_for(place), actor=staff_of(trajectory), on=MONDAY
        )
    )

    assert found == ("NO_RECOGNITION",)


def test_a_learner_has_one_draft_at_a_time():
    trajectory = files.searching()
    files.drafted(trajectory)

    assert refusal(lambda: files.drafted(trajectory)) == ("DRAFT_EXISTS",)


def test_a_place_for_another_programme_is_refused_with_what_to_do():
    trajectory = files.searching()

    with pytest.raises(ValidationError, match="Kies een andere leerwerkplek"):
        drafting.draft(
            trajectory.pk,
            paper=files.paper_for(files.place_for(files.searching())),
            actor=staff_of(trajectory),
            on=MONDAY,
        )


def test_proposing_gives_a_link_for_everybody_but_the_school_and_keeps_only_hashes():
    agreement, secrets = files.proposed()

    assert agreement.state == AgreementState.TO_SIGN
    assert set(secrets) == {"learner", "guardian", "company"}
    kept = {bytes(one.link_hash) for one in Signatory.objects.exclude(link_hash=None)}
    assert kept == {signing.hash_of(secret) for secret in secrets.values()}


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"kind": files.Kind.SAO}, "KIND_DIFFERS"),
        ({"plan": None}, "NO_PLAN"),
        ({"timetable": ()}, "NO_TIMETABLE"),
        ({"mentors": ()}, "MENTOR_NOT_HERE"),
        ({"last": date(2026, 7, 31)}, "AFTER_TRAINING"),
        ({"first": date(2026, 4, 7)}, "START_IN_HOLIDAY"),
    ],
)
def test_what_is_wrong_with_the_terms_keeps_them_from_being_proposed(changed, code):
    agreement = files.drafted(**changed)

    assert code in refusal(lambda: files.proposed(agreement))
    agreement.refresh_from_db()
    assert agreement.state == AgreementState.DRAFT


def test_a_minor_without_a_representative_is_not_proposed():
    trajectory = files.searching()
    Guardian.objects.all().delete()

    assert "REPRESENTATIVE_MISSING" in refusal(lambda: files.proposed(files.drafted(trajectory)))


def test_who_has_no_address_for_the_link_is_named_before_proposing():
    trajectory = files.searching()
    trajectory.learner.email = ""
    trajectory.learner.save()

    assert "EMAIL_MISSING" in refusal(lambda: files.proposed(files.drafted(trajectory)))


def test_the_last_signature_concludes_and_stops_the_search():
    agreement = files.signed()

    assert agreement.state == AgreementState.SIGNED
    assert (agreement.concluded_on, agreement.starts_on, agreement.planned_end_on) == (MONDAY, START, LAST)
    assert agreement.trajectory.state == TrajectoryState.IN_TRAINING
    assert Search.objects.get().stopped_on is not None
    assert steps_of(agreement)[-1] == "conclude_agreement"
    assert steps_of(agreement).count("sign_agreement") == 4


def test_an_agreement_with_three_of_four_signatures_is_not_concluded():
    agreement, secrets = files.proposed()

    for secret in secrets.values():
        signing.sign_with_link(secret, content_hash=files.hash_of(agreement), on=MONDAY, at=NOON)

    agreement.refresh_from_db()
    assert agreement.state == AgreementState.TO_SIGN
    assert agreement.trajectory.state == TrajectoryState.SEARCHING


def test_opening_a_link_writes_nothing():
    agreement, secrets = files.proposed()
    before = Entry.objects.count()

    for secret in secrets.values():
        signing.signatory_with(secret)

    assert not Signature.objects.exists()
    assert Entry.objects.count() == before
    assert agreement.state == AgreementState.TO_SIGN


def test_a_link_that_nobody_got_is_unknown():
    files.proposed()

    with pytest.raises(Signatory.DoesNotExist):
        signing.sign_with_link("geraden", content_hash="x", on=MONDAY, at=NOON)


def test_a_request_that_is_sent_twice_signs_once():
    agreement, secrets = files.proposed()
    text = files.hash_of(agreement)

    once = signing.sign_with_link(secrets["learner"], content_hash=text, on=MONDAY, at=NOON)
    again = signing.sign_with_link(secrets["learner"], content_hash=text, on=MONDAY, at=NOON)

    assert once == again
    assert steps_of(agreement).count("sign_agreement") == 1


def test_a_replayed_last_signature_leaves_the_concluded_agreement_alone():
    agreement, secrets = files.proposed()
    files.sign_all(agreement, secrets)
    before = steps_of(agreement)

    signing.sign_with_link(secrets["company"], content_hash=files.hash_of(agreement), on=START, at=NOON)

    assert steps_of(agreement) == before


def test_a_text_that_changed_between_opening_and_signing_is_not_signed():
    agreement, secrets = files.proposed()
    opened = files.hash_of(agreement)
    paper = files.paper_for(agreement.recognition, remarks="Werkkledij krijgt de leerling.")
    drafting.revise(agreement.pk, paper=paper, actor=files.school_of(agreement), on=MONDAY)
    files.proposed(Agreement.objects.get(pk=agreement.pk))

    found = refusal(
        lambda: signing.sign_with_link(secrets["learner"], content_hash=opened, on=MONDAY, at=NOON)
    )

    assert found == ("text_changed",)
    assert not Signature.objects.exists()


def test_an_edit_of_substance_voids_the_signatures_and_says_how_many():
    agreement, secrets = files.proposed()
    text = files.hash_of(agreement)
    signing.sign_with_link(secrets["learner"], content_hash=text, on=MONDAY, at=NOON)
    paper = files.paper_for(agreement.recognition, last=date(2026, 6, 19))

    drafting.revise(agreement.pk, paper=paper, actor=files.school_of(agreement), on=MONDAY)

    agreement.refresh_from_db()
    assert (agreement.state, agreement.version) == (AgreementState.DRAFT, 2)
    assert agreement.versions.get(number=1).voided_because == "edited"
    assert Entry.objects.get(step="revise_agreement").remark == "1 handtekeningen vervallen"


def test_a_corrected_address_keeps_signatures_and_makes_the_old_link_useless():
    agreement, secrets = files.proposed()
    text = files.hash_of(agreement)
    signing.sign_with_link(secrets["learner"], content_hash=text, on=MONDAY, at=NOON)
    company = Signatory.objects.get(role="company")

    link = signing.correct_contact(
        company.pk, email="juist@voorbeeld.test", actor=files.school_of(agreement), on=MONDAY
    )

    assert files.hash_of(agreement) == text
    assert Signature.objects.count() == 1
    with pytest.raises(Signatory.DoesNotExist):
        signing.sign_with_link(secrets["company"], content_hash=text, on=MONDAY, at=NOON)
    signing.sign_with_link(link.secret, content_hash=text, on=MONDAY, at=NOON)
    assert Signature.objects.count() == 2


def test_a_parent_who_represents_no_more_does_not_sign():
    agreement, secrets = files.proposed()
    Guardian.objects.update(valid_to=date(2026, 3, 15))

    found = refusal(
        lambda: signing.sign_with_link(
            secrets["guardian"], content_hash=files.hash_of(agreement), on=MONDAY, at=NOON
        )
    )

    assert found == ("not_representative",)


def test_a_legal_representative_of_the_company_who_left_does_not_sign():
    trajectory = files.searching()
    place = files.place_for(trajectory)
    boss = Representative.objects.create(
        company=place.company, person=PersonFactory(), valid_from=date(2020, 1, 1)
    )
    paper = replace(
        files.paper_for(place), signers=(CompanySigner("baas@voorbeeld.test", representative=boss.pk),)
    )
    agreement = drafting.draft(trajectory.pk, paper=paper, actor=staff_of(trajectory), on=MONDAY)
    agreement, secrets = files.proposed(agreement)
    Representative.objects.update(valid_to=date(2026, 3, 15))

    found = refusal(
        lambda: signing.sign_with_link(
            secrets["company"], content_hash=files.hash_of(agreement), on=MONDAY, at=NOON
        )
    )

    assert found == ("not_representative",)


def test_a_login_signs_only_for_its_own_person():
    agreement, _secrets = files.proposed()
    learner = Signatory.objects.get(role="learner")
    text = files.hash_of(agreement)
    stranger = Actor(Role.LEARNER, agreement.learner_number, user_id=9, person_id=PersonFactory().pk)

    for actor in (stranger, files.school_of(agreement), files.company_of(agreement)):
        with pytest.raises(PermissionDenied):
            signing.sign_as(learner.pk, content_hash=text, actor=actor, on=MONDAY, at=NOON)

    signing.sign_as(learner.pk, content_hash=text, actor=files.learner_of(agreement), on=MONDAY, at=NOON)
    assert Signature.objects.get().method == "login"


def test_staff_of_another_school_does_not_sign_for_this_one():
    agreement, _secrets = files.proposed()
    school = Signatory.objects.get(role="school")

    with pytest.raises(PermissionDenied):
        signing.sign_as(
            school.pk, content_hash=files.hash_of(agreement), actor=OTHER_SCHOOL, on=MONDAY, at=NOON
        )


def test_refusing_has_a_reason_and_gives_the_text_back_to_the_school():
    agreement, secrets = files.proposed()

    assert refusal(lambda: signing.refuse_with_link(secrets["company"], reason=" ", on=MONDAY, at=NOON)) == (
        "reason_needed",
    )
    signing.refuse_with_link(secrets["company"], reason="De uren kloppen niet.", on=MONDAY, at=NOON)

    agreement.refresh_from_db()
    assert agreement.state == AgreementState.REFUSED
    assert Signatory.objects.get(role="company").refusal == "De uren kloppen niet."
    assert refusal(
        lambda: signing.sign_with_link(
            secrets["learner"], content_hash=files.hash_of(agreement), on=MONDAY, at=NOON
        )
    ) == (WRONG_STATE,)


def test_a_recognition_that_fell_away_before_the_last_signature_stops_the_conclusion():
    agreement, secrets = files.proposed()
    recognition = agreement.recognition
    recognition.state, recognition.ended_on = RecognitionState.WITHDRAWN, MONDAY
    recognition.save()

    assert "NO_RECOGNITION" in refusal(lambda: files.sign_all(agreement, secrets))

    agreement.refresh_from_db()
    assert agreement.state == AgreementState.TO_SIGN
    assert agreement.trajectory.state == TrajectoryState.SEARCHING


def test_a_search_that_was_over_before_the_last_signature_stops_the_conclusion():
    agreement, secrets = files.proposed()
    Search.objects.update(last_day=date(2026, 3, 13))

    assert refusal(lambda: files.sign_all(agreement, secrets)) == ("search_term_expired",)


def test_a_start_that_passes_unsigned_makes_it_a_draft_again_once():
    agreement, secrets = files.proposed()
    signing.sign_with_link(secrets["learner"], content_hash=files.hash_of(agreement), on=MONDAY, at=NOON)

    assert keep_agreements(on=START)["sent_back"] == 0
    assert keep_agreements(on=date(2026, 3, 24))["sent_back"] == 1
    assert keep_agreements(on=date(2026, 3, 24))["sent_back"] == 0

    agreement.refresh_from_db()
    assert agreement.state == AgreementState.DRAFT
    assert agreement.versions.get().voided_because == "start_passed"


def test_two_agreements_of_one_learner_never_overlap():
    trajectory = files.searching()
    files.signed(files.drafted(trajectory))

    found = refusal(lambda: files.proposed(files.drafted(trajectory, last=date(2026, 4, 30))))

    assert "OVERLAP" in found
