"""The addresses of the API that are for the software of a school, and who may ask each.

The columns: no token; the school of the learner; another school; an employee of a sector; a company; a
partnership; the department.
"""

READERS = ("nobody", "school", "other school", "sector", "company", "partnership", "department")

SCHOOL_API = {
    "api:learner_list": "l + + - - - -",
    "api:learner_changes": "l + + - - - -",
    "api:free_days": "l + + - - - -",
    "api:keep_free_days": "l + + - - - -",
    "api:enrol_learner": "l + + - - - -",
    "api:learner": "l + 0 - - - -",
    "api:learner_clock": "l + 0 - - - -",
    "api:start_lessons": "l + 0 - - - -",
    "api:record_advice": "l + 0 - - - -",
    "api:screen_learner": "l + 0 - - - -",
    "api:council_on_screening": "l + 0 - - - -",
    "api:extend_search": "l + 0 - - - -",
    "api:leave_school": "l + 0 - - - -",
    "api:re_enrol_learner": "l + 0 - - - -",
    "api:finish_trajectory": "l + 0 - - - -",
    "api:change_site_of_learner": "l + 0 - - - -",
    "api:access_list": "l + 0 - - - -",
    "api:invite_learner": "l + 0 - - - -",
    "api:invite_guardian": "l + 0 - - - -",
    "api:record_right_of_guardian": "l + 0 - - - -",
    "api:withdraw_invitation": "l + 0 - - - -",
    "api:take_access_away": "l + 0 - - - -",
    "api:loss_list": "l + + - - - -",
    "api:take_over_learner": "l + 0 - - - -",
}

BODIES = {
    "api:keep_free_days": {"school_year": 2025, "free_days": ["2026-03-13"]},
    "api:enrol_learner": {
        "learner": {"given_name": "Lotte", "family_name": "Claes", "birth_date": "2009-01-05"},
        "programme": "X1",
        "year": 5,
    },
    "api:start_lessons": {"first_lesson_on": "2026-03-10"},
    "api:record_advice": {
        "given_on": "2026-03-10",
        "given_by": "clb",
        "is_willing": True,
        "is_ready": True,
    },
    "api:screen_learner": {
        "screened_on": "2026-03-10",
        "opinions": [{"item": "motivation", "finding": "Wil leren."}],
    },
    "api:council_on_screening": {"is_positive": True, "startup_part": "Lassen."},
    "api:extend_search": {"ground": "Ziekte."},
    "api:leave_school": {"destination": "work", "reason": "Vond werk."},
    "api:re_enrol_learner": {"year": 5},
    "api:finish_trajectory": {"seats": ["chair", "mentor"], "motivation": "Alles behaald."},
    "api:invite_learner": {"email": "lotte@voorbeeld.test"},
    "api:invite_guardian": {"email": "an@voorbeeld.test"},
    "api:record_right_of_guardian": {
        "relation": "parent",
        "ground": "parental_authority",
        "valid_from": "2026-03-01",
    },
    "api:withdraw_invitation": {},
    "api:take_access_away": {"reason": "Het adres klopt niet."},
    "api:take_over_learner": {"recognition": 1},
    "api:change_site_of_learner": {"recognition": 1, "since": "2026-03-10"},
}
