"""The addresses of the API about events and messages, and who may ask each.

The columns: no token; the school of the address; another school; the company of another address; a sector
employee; a partnership; the department.
"""

READERS = ("nobody", "school", "other school", "company", "sector", "partnership", "department")

WEBHOOK_API = {
    "api:event_list": "l + + + - - -",
    "api:webhook_list": "l + + + - - -",
    "api:register_webhook": "l + + + - - -",
    "api:one_webhook": "l + 0 0 - - -",
    "api:choose_webhook_subjects": "l + 0 0 - - -",
    "api:rotate_webhook_secret": "l + 0 0 - - -",
    "api:pause_webhook": "l + 0 0 - - -",
    "api:resume_webhook": "l + 0 0 - - -",
    "api:remove_webhook": "l + 0 0 - - -",
    "api:try_webhook": "l + 0 0 - - -",
    "api:delivery_list": "l + 0 0 - - -",
    "api:resend_delivery": "l + 0 0 - - -",
}

READ = {"api:event_list", "api:webhook_list", "api:one_webhook", "api:delivery_list"}
BODIES = {
    "api:register_webhook": {"address": "https://nieuw.voorbeeld.test/", "subjects": ["learner"]},
    "api:choose_webhook_subjects": {"subjects": ["plan"]},
}
