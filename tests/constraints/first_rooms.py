"""What PostgreSQL refuses of reception, of needs and of startups."""

import uuid

from django.db.models import F
from django.utils import timezone

from tests.constraints.deeds import Case, change, copy, of

NOW = timezone.now()

ENTRY = {"entry_keptform(key)": Case([copy("kept_form")], [copy("kept_form", key="en annan")])}

ACCOUNTS = {
    "pilot_budget_frame_is_a_frame": Case(
        [change("organisation", pilot_budget_min=F("pilot_budget_max") + 1)],
        [change("organisation", pilot_budget_min=F("pilot_budget_max"))],
    ),
    "accounts_organisation(slug)": Case([copy("organisation")], [copy("organisation", slug="en-till")]),
    "one_limit_a_kind_and_day": Case(
        [copy("limit"), copy("limit", amount=1)],
        [copy("limit", valid_from="2030-01-01"), copy("limit", organisation_id=of("elsewhere"))],
    ),
    # Also among the units that lie under no other: NULL is not distinct there.
    "unit_names_differ": Case(
        [copy("unit"), copy("unit_below")], [copy("unit", name="Tom enhet 2"), copy("unit", parent_id=of("unit"))]
    ),
    "accounts_user(email)": Case([copy("staff")], [copy("staff", email="en.till@exempel.example")]),
    "addresses_are_lower_case": Case([change("staff", email="Mia@exempel.example")]),
    "one_membership_an_organisation": Case([copy("membership")], [copy("membership", organisation_id=of("elsewhere"))]),
    "roles_are_known_and_some": Case(
        [change("membership", roles=[]), change("membership", roles=["staff", "emperor"])],
        [change("membership", roles=["leadership", "administrator"])],
    ),
    "one_open_invitation_an_address": Case(
        [copy("invitation", key="a"), copy("invitation", key="a", email="NY@Exempel.example")],
        [
            copy("invitation", key="a", accepted_at=NOW),
            copy("invitation", key="a", revoked_at=NOW),
            copy("invitation", key="a", organisation_id=of("elsewhere")),
        ],
    ),
    "accounts_invitation(key)": Case([copy("invitation", email="annan@exempel.example")]),
}

NEEDS = {
    "themes_differ": Case(
        [copy("theme"), copy("own_theme")],
        [copy("theme", slug="nytt"), copy("theme", organisation_id=of("organisation"), slug="nytt")],
    ),
    "handed_in_needs_have_a_day": Case(
        [change("need", submitted_at=None), change("draft", state="submitted")], [change("draft", submitted_at=None)]
    ),
    "decided_needs_have_an_answer": Case(
        [change(need, answer="") for need in ("parked", "declined", "prioritised")],
        [change("need", answer=""), change("in_round", answer=""), change("parked", answer="Inte i år.")],
    ),
    "needs_need(form_key)": Case([copy("need")], [copy("need", form_key=uuid.uuid4())]),
    "one_support_a_person": Case([copy("support")], [copy("support", user_id=of("chief"))]),
    "weights_from_one_to_five": Case(
        [change("criterion", weight=0), change("criterion", weight=6)],
        [change("criterion", weight=1), change("criterion", weight=5)],
    ),
    "criteria_of_a_round_differ": Case(
        [copy("criterion")], [copy("criterion", round_id=of("planned_round"), name="Ny nytta")]
    ),
    "a_need_once_in_a_round": Case(
        [copy("decided_candidate")], [copy("decided_candidate", round_id=of("planned_round"))]
    ),
    "one_undecided_round_a_need": Case(
        [copy("candidate", round_id=of("planned_round"))],
        [copy("decided_candidate", round_id=of("planned_round"), decision="", decided_by_id=None, decided_at=None)],
    ),
    "decisions_have_a_decider_and_a_reason": Case(
        [
            change("decided_candidate", decided_by=None),
            change("decided_candidate", decided_at=None),
            change("decided_candidate", reason=""),
            change("decided_candidate", decision=""),
            change("candidate", decided_at=NOW),
        ],
        [change("candidate", reason="Ett utkast till motivering")],
    ),
    "one_assessment_a_person_and_need": Case([copy("assessment")], [copy("assessment", assessor_id=of("chief"))]),
    "one_score_a_criterion": Case([copy("score")], [copy("score", criterion_id=of("other_criterion"))]),
    "points_from_one_to_five": Case(
        [change("score", points=0), change("score", points=6)], [change("score", points=1), change("score", points=5)]
    ),
}

STARTUPS = {
    "vectors_are_whole": Case(
        [change("embedding", vector=b"half")], [change("embedding", vector=b""), change("embedding", vector=bytes(768))]
    ),
    "startup_names_differ": Case([copy("startup")], [copy("startup", name="Talklart Två AB")]),
    "organisation_numbers_differ": Case(
        [copy("numbered_startup", name="Ett annat namn")],
        [copy("startup", name="Utan nummer"), copy("numbered_startup", name="X", organisation_number="2")],
    ),
    "one_contact_an_address": Case(
        [copy("contact", key="en-annan")],
        [
            copy("contact", key="en-annan", organisation_id=of("elsewhere")),
            copy("contact", key="en-annan", email="annan@startup.example"),
        ],
    ),
    "startups_contact(key)": Case(
        [copy("contact", email="annan@startup.example")],
        [copy("contact", email="annan@startup.example", key="en-annan")],
    ),
    "one_rating_an_organisation": Case(
        [copy("rating", value=1)],
        [copy("rating", organisation_id=of("elsewhere")), copy("rating", startup_id=of("numbered_startup"))],
    ),
    "ratings_from_one_to_five": Case(
        [change("rating", value=0), change("rating", value=6)], [change("rating", value=1), change("rating", value=5)]
    ),
    "a_startup_once_a_challenge": Case([copy("match")], [copy("match", challenge_id=of("closed_challenge"))]),
    "set_aside_with_a_reason": Case(
        [change("set_aside", set_aside_reason=""), change("suggested", state="set_aside")],
        [change("suggested", set_aside_reason="")],
    ),
    "one_link_a_contact_and_match": Case(
        [copy("link", key="a")], [copy("link", key="a", revoked_at=NOW), copy("link", key="a", match_id=of("met"))]
    ),
    "startups_startupinvitation(key)": Case([copy("link", match_id=of("met"))]),
    "startups_proposal(match_id)": Case([copy("proposal")], [copy("proposal", match_id=of("met"))]),
    "trade_secrets_have_a_reason": Case(
        [change("proposal", trade_secret="Recept", trade_secret_reason="")],
        [change("proposal", trade_secret="Recept", trade_secret_reason="Vår fördel")],
    ),
    "drafts_are_not_late": Case(
        [change("proposal", handed_in_at=None, late="waiting")], [change("proposal", late="waiting")]
    ),
    "handed_in_proposals_say_how": Case([change("proposal", how="")], [change("proposal", how="", handed_in_at=None)]),
    "offered_times_have_a_length": Case([change("offered_time", ends_at=F("starts_at"))]),
    "an_offered_time_once": Case([copy("offered_time")], [copy("offered_time", match_id=of("met"))]),
}
