"""The addresses of the API about one agreement that change it or what belongs to it, and who may ask each.

The columns: no token; the school; another school; the company; another company; a sector employee; the
partnership; the department. The agreement is one that waits for signatures.
"""

READERS = (
    *("nobody", "school", "other school", "company", "other company"),
    *("sector", "partnership", "department"),
)
STAFF = "l + 0 - - - - -"
WITH_COMPANY = "l + 0 + 0 - - -"

AGREEMENT_API = {
    "api:draft_agreement": STAFF,
    "api:revise_agreement": STAFF,
    "api:replace_agreement": STAFF,
    "api:discard_agreement": STAFF,
    "api:propose_agreement": STAFF,
    "api:renew_link": STAFF,
    "api:prepare_agreement": WITH_COMPANY,
    "api:register_agreement": STAFF,
    "api:cancel_agreement": STAFF,
    "api:agreement_never_started": STAFF,
    "api:suspend_agreement": WITH_COMPANY,
    "api:resume_agreement": WITH_COMPANY,
    "api:give_notice_of_agreement": WITH_COMPANY,
    "api:take_notice_of_agreement_back": STAFF,
    "api:invoke_ground_of_agreement": WITH_COMPANY,
    "api:reconcile_agreement": STAFF,
    "api:close_mediation_of_agreement": STAFF,
    "api:drop_ground_of_agreement": STAFF,
    "api:end_agreement_on_ground": WITH_COMPANY,
    "api:end_agreement_in_fact": STAFF,
    "api:end_agreement_by_provider": STAFF,
    "api:end_agreement_at_once": STAFF,
    "api:end_agreement_under_labour_law": STAFF,
    "api:report_end_of_agreement": "l - - + 0 - - -",
    "api:amend_agreement": STAFF,
    "api:revise_amendment": STAFF,
    "api:withdraw_amendment": STAFF,
    "api:propose_amendment": STAFF,
    "api:renew_link_of_amendment": STAFF,
    "api:tell_duty": WITH_COMPANY,
    "api:hold_status": STAFF,
    "api:lodge_end_appeal": "l - - + 0 - - -",
    "api:check_student_job": WITH_COMPANY,
    "api:enter_student_job": WITH_COMPANY,
    "api:strike_student_job": WITH_COMPANY,
}

READ_API = {
    "api:amendment_list": WITH_COMPANY,
    "api:amendment_detail": WITH_COMPANY,
    "api:duty_list": WITH_COMPANY,
    "api:status_hold_list": STAFF,
    "api:end_appeal_list": WITH_COMPANY,
    "api:student_job_list": WITH_COMPANY,
}
"""Those that only read."""

AGREEMENT_API |= READ_API

TERMS: dict[str, object] = {
    "recognition": 1,
    "first": "2026-03-23",
    "last": "2026-06-26",
    "mentors": [1],
    "signers": [{"name": "Ann Peeters"}],
}
JOB = {
    **{"first": "2026-04-25", "last": "2026-04-25", "weekdays": [5], "begins": "09:00", "ends": "13:00"},
    **{"has_benefit": False, "paid_leave": False},
}
RECORDED = {"received_on": "2026-03-16", "words": "De onderneming schreef het."}
BODIES = {
    "api:draft_agreement": TERMS,
    "api:revise_agreement": TERMS,
    "api:replace_agreement": {**TERMS, "agreed": True},
    "api:discard_agreement": {"reason": "Een fout."},
    "api:renew_link": {"email": "ann@voorbeeld.test"},
    "api:cancel_agreement": {"reason": "Gaat niet door.", "agreed": True},
    "api:agreement_never_started": {"reason": "Nooit gewerkt."},
    "api:suspend_agreement": {"ground": "sickness", "first_on": "2026-03-16"},
    "api:resume_agreement": {"resumed_on": "2026-03-16"},
    "api:take_notice_of_agreement_back": {"agreed": True},
    "api:invoke_ground_of_agreement": {"reason": "breach"},
    "api:end_agreement_in_fact": RECORDED,
    "api:end_agreement_by_provider": {**RECORDED, "reason": "breach"},
    "api:end_agreement_at_once": {**RECORDED, "end": "mutual", "by": "company"},
    "api:end_agreement_under_labour_law": RECORDED,
    "api:report_end_of_agreement": {"words": "Het liep goed."},
    "api:amend_agreement": {**TERMS, "reason": "Meer uren."},
    "api:revise_amendment": {**TERMS, "reason": "Meer uren."},
    "api:tell_duty": {"duty": "RESUMPTION", "about": "2026-03-16"},
    "api:lodge_end_appeal": {"words": "De reden klopt niet."},
    "api:check_student_job": JOB,
    "api:enter_student_job": JOB,
    "api:withdraw_amendment": {"reason": "Toch niet."},
    "api:renew_link_of_amendment": {"email": "ann@voorbeeld.test"},
}
