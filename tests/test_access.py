"""Every address with every role: who gets the page, who is sent to sign in, who is refused, who finds nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.world import World, a_world

# Without the mark this file alone would meet no test database: pytest-django makes one for marked tests only.
pytestmark = pytest.mark.django_db

# The columns of the table: one letter for each says what the role gets. The line manager owns the challenge, the
# meetings and the pilots; the decider is one of the staff who is named in the pilots; other is the chief elsewhere.
ROLES = ["guest", "staff", "manager", "team", "chief", "leader", "admin", "decider", "other", "stranger"]
GET, POST = "get", "post"
PAGE, SIGN_IN, ELSEWHERE, FORBIDDEN, NOTHING, ASKED_AGAIN, UNAVAILABLE = "P", "S", "E", "F", "N", "A", "U"
STATUS = {200: PAGE, 403: FORBIDDEN, 404: NOTHING, 422: ASKED_AGAIN, 503: UNAVAILABLE}


def arguments(*names: str) -> Callable[[World], list[Any]]:
    """The primary keys of the world's things, or the texts themselves (tokens)."""
    return lambda world: [getattr(getattr(world, name), "pk", getattr(world, name)) for name in names]


# name of the address | method | things in the address | answer for each of ROLES
TABLE = """
start                                get                                   SPPPPPPPPP
needs:needs                          get                                   SPPPPPPPPF
needs:need_new                       get                                   SPPPPFPPPF
needs:need_new                       post                                  SAAAAFAAAF
needs:need_import                    get                                   SFFPPFPFPF
needs:need_import                    post                                  SFFAAFAFAF
needs:need_import_file               get  need_file                        SFFPPFPFNN
needs:need_import_file               post need_file                        SFFAAFAFNN
needs:need                           get  need                             SPPPPPPPNN
needs:need_change                    get  need                             SPFFPFFFNN
needs:need_change                    post need                             SAFFAFFFNN
needs:need_answer                    get  need                             SFFFPFFFNN
needs:need_answer                    post need                             SFFFAFFFNN
needs:need_discard                   post draft                            SENNNNNNNN
needs:need_withdraw                  post need                             SEFFFFFFNN
needs:need_hand_in_again             post need                             SEFFFFFFNN
needs:need_resume                    post parked                           SFFFEFFFNN
needs:need_support                   post need                             SFEEEFEENN
needs:need_owner                     get  need                             SFFFPFFFNN
needs:need_owner                     post need                             SFFFAFFFNN
needs:rounds                         get                                   SFFPPPFFPF
needs:round_new                      get                                   SFFFPFFFPF
needs:round_new                      post                                  SFFFAFFFAF
needs:round                          get  round                            SNNPPPNNNN
needs:round_change                   get  planned_round                    SNNNPNNNNN
needs:round_change                   post planned_round                    SNNNANNNNN
needs:round_open                     post planned_round                    SNNNENNNNN
needs:round_discard                  post planned_round                    SNNNENNNNN
needs:round_close                    post round                            SNNFEFNNNN
needs:round_reopen                   post deciding_round                   SNNFEFNNNN
needs:round_release                  post deciding_round                   SNNFEFNNNN
needs:candidate                      get  deciding_round deciding_candidate SNNPPPNNNN
needs:candidate                      post deciding_round deciding_candidate SNNFAFNNNN
needs:assess                         get  round candidate                  SNNPFFNNNN
needs:assess                         post round candidate                  SNNAFFNNNN
needs:candidate_remove               post round candidate                  SNNFEFNNNN
needs:challenges                     get                                   SPPPPPPPPF
needs:challenge_new                  get                                   SFFFPFFFPF
needs:challenge_new                  post                                  SFFFAFFFAF
needs:challenge                      get  challenge                        SPPPPPPPNN
needs:challenge_change               get  draft_challenge                  SFPFPFFFNN
needs:challenge_change               post draft_challenge                  SFAFAFFFNN
needs:challenge_open                 post draft_challenge                  SFFFEFFFNN
needs:challenge_discard              post draft_challenge                  SFFFEFFFNN
needs:challenge_reopen               get  closed_challenge                 SFFFPFFFNN
needs:challenge_reopen               post closed_challenge                 SFFFAFFFNN
startups:startups                    get                                   SPPPPPPPPF
startups:startup_new                 get                                   SFFPPFFFPF
startups:startup_new                 post                                  SFFAAFFFAF
startups:startup_import              get                                   SFFPPFFFPF
startups:startup_import              post                                  SFFAAFFFAF
startups:startup_import_file         get  startup_file                     SFFPPFFFNN
startups:startup_import_file         post startup_file                     SFFAAFFFNN
startups:startup                     get  startup                          SPPPPPPPPF
startups:startup_change              get  startup                          SFFPPFFFPN
startups:startup_change              post startup                          SFFAAFFFAN
startups:contact_new                 get  startup                          SFFPPFFFPN
startups:contact_new                 post startup                          SFFAAFFFAN
startups:contact_change              get  contact                          SNFPPNNNNN
startups:contact_change              post contact                          SNFAANNNNN
startups:contact_remove              post contact                          SNFEENNNNN
startups:note_new                    get  startup                          SFFPPFFFPN
startups:note_new                    post startup                          SFFAAFFFAN
startups:note_change                 get  note                             SNFPFNNNNN
startups:note_change                 post note                             SNFAFNNNNN
startups:note_remove                 post note                             SNFEENNNNN
startups:rating                      get  startup                          SFFPPFFFPN
startups:rating                      post startup                          SFFAAFFFAN
startups:shortlist                   get  challenge                        SFPPPFFFNN
startups:shortlist_compare           get  challenge                        SFPPPFFFNN
startups:shortlist_add               get  challenge                        SFFPPFFFNN
startups:shortlist_add               post challenge                        SFFNNFFFNN
startups:shortlist_invite            get  challenge                        SFFFPFFFNN
startups:shortlist_invite            post challenge                        SFFFAFFFNN
startups:shortlist_remind            post challenge                        SFFFEFFFNN
startups:suggestions_ask             post challenge                        SFFEEFFFNN
startups:suggestions_progress        get  challenge                        SFEEEFFFNN
startups:match                       get  match                            SPPPPPPPNN
startups:match_shortlist             post suggested                        SNFEENNNNN
startups:match_set_aside             get  suggested                        SNFPPNNNNN
startups:match_set_aside             post suggested                        SNFAANNNNN
startups:match_put_back              post set_aside                        SNFEENNNNN
startups:reason_refute               post suggested                        SNFEENNNNN
startups:reason_restore              post suggested                        SNFEENNNNN
startups:match_invite                get  shortlisted                      SNFFPNNNNN
startups:match_invite                post shortlisted                      SNFFANNNNN
startups:challenge_close             get  challenge                        SFFFPFFFNN
startups:challenge_close             post challenge                        SFFFEFFFNN
startups:match_late                  get  late                             SFFFPFFFNN
startups:match_late                  post late                             SFFFAFFFNN
startups:match_thank                 get  match                            SFFFPFFFNN
startups:match_thank                 post match                            SFFFAFFFNN
startups:invitation_renew            post match link                       SFFFEFFFNN
startups:invitation_revoke           post match link                       SFFFEFFFNN
startups:portal                        get  token                            PPPPPPPPPP
startups:portal_answer                 get  token                            PPPPPPPPPP
startups:portal_answer                 post token                            AAAAAAAAAA
startups:portal_discard                post token                            EEEEEEEEEE
startups:portal_decline                get  token                            PPPPPPPPPP
startups:portal_decline                post token                            AAAAAAAAAA
startups:portal_times                  get  token                            PPPPPPPPPP
startups:portal_times                  post token                            AAAAAAAAAA
startups:portal_look                   get  looking_token                    PPPPPPPPPP
startups:portal_language               post token                            EEEEEEEEEE
meetings:meetings                    get                                   SPPPPPPPPF
meetings:meeting                     get  meeting                          SPPPPPPPNN
meetings:calendar                    get  meeting                          SPPPPPPPNN
meetings:move                        get  meeting                          SFPFPFFFNN
meetings:move                        post meeting                          SFAFAFFFNN
meetings:cancel                      get  meeting                          SFPFPFFFNN
meetings:cancel                      post meeting                          SFAFAFFFNN
meetings:outcome                     get  past_meeting                     SFPFPFFFNN
meetings:outcome                     post past_meeting                     SFAFAFFFNN
meetings:notes                       get  meeting                          SFPFFFFFNN
meetings:notes                       post meeting                          SFEFFFFFNN
meetings:my_calendar                 get                                   SFPFPFFFPF
meetings:my_calendar_new             post                                  SFEFEFFFEF
meetings:my_calendar_end             post                                  SFEFEFFFEF
meetings:portal_calendar             get  token                            PPPPPPPPPP
meetings:portal_calendar_new         post token                            EEEEEEEEEE
meetings:portal_calendar_end         post token                            EEEEEEEEEE
meetings:my_busy                     get                                   SFPFPFFFPF
meetings:my_busy                     post                                  SFAFAFFFAF
meetings:my_busy_end                 post                                  SFEFEFFFEF
meetings:portal_busy                 get  token                            PPPPPPPPPP
meetings:portal_busy                 post token                            AAAAAAAAAA
meetings:portal_busy_end             post token                            EEEEEEEEEE
meetings:feed                        get  feed_token                       PPPPPPPPPP
meetings:reference                   get  referred_meeting                 SFFFPFFFNN
meetings:reference                   post referred_meeting                 SFFFAFFFNN
meetings:portal_outcome              get  token past_meeting               PPPPPPPPPP
meetings:portal_outcome              post token past_meeting               AAAAAAAAAA
meetings:book                        get  answered                         SFPFPFFFNN
meetings:book                        post answered                         SFAFAFFFNN
meetings:offer                       get  answered                         SFPFPFFFNN
meetings:offer                       post answered                         SFAFAFFFNN
meetings:offer_end                   post answered met_manager             SFEFEFFFNN
meetings:portal_take                 post answered_token offer             EEEEEEEEEE
meetings:portal_move                 get  answered_token meeting           PPPPPPPPPP
meetings:portal_move                 post answered_token meeting           AAAAAAAAAA
meetings:portal_cancel               get  answered_token meeting           PPPPPPPPPP
meetings:portal_cancel               post answered_token meeting           AAAAAAAAAA
meetings:days                        get                                   SPPPPPPPPF
meetings:day_new                     get                                   SFFFPFFFPF
meetings:day_new                     post                                  SFFFAFFFAF
meetings:day                         get  day                              SPPPPPPPNN
meetings:day_change                  get  planned_day                      SNNFPNNNNN
meetings:day_change                  post planned_day                      SNNFANNNNN
meetings:day_open                    post planned_day                      SNNFENNNNN
meetings:day_finish                  post day                              SFFFEFFFNN
meetings:day_cancel                  get  day                              SFFFPFFFNN
meetings:day_cancel                  post day                              SFFFAFFFNN
meetings:day_book                    get  day                              SFPFPFFFNN
meetings:day_book                    post day                              SFAFAFFFNN
meetings:live                        get  live_day                         SPPPPPPPNN
meetings:late                        post live_meeting                     SFEFFFFFNN
meetings:on_time                     post live_meeting                     SFEFFFFFNN
meetings:wall                        get  wall_token                       PPPPPPPPPP
meetings:badge                       get  badge_token live_day             PPPPPPPPPP
meetings:handouts                    get  live_day                         SFFFPFFFNN
meetings:wall_new                    post live_day                         SFFFEFFFNN
meetings:wall_end                    post live_day                         SFFFEFFFNN
meetings:day_feed_new                post live_day                         SFFFEFFFNN
meetings:day_feed_end                post live_day                         SFFFEFFFNN
meetings:day_results                 get  past_day                         SFFFPFFFNN
meetings:day_thanks                  get  past_day                         SFFFPFFFNN
meetings:day_thanks                  post past_day                         SFFFAFFFNN
meetings:results_printout            get  past_day                         SFFFPFFFNN
meetings:results_printout            post past_day                         SFFFEFFFNN
meetings:results_printout_file       get  past_day                         SFFFPFFFNN
meetings:day_printout                get  live_day                         SFFFPFFFNN
meetings:day_printout                post live_day                         SFFFEFFFNN
meetings:day_printout_file           get  live_day                         SFFFPFFFNN
meetings:my_printout                 get  live_day                         SEPEEEEENN
meetings:my_printout                 post live_day                         SEEEEEEENN
meetings:my_printout_file            get  live_day                         SEPEEEEENN
meetings:guest_printout              get  guest_token live_day             PPPPPPPPPP
meetings:guest_printout              post guest_token live_day             EEEEEEEEEE
meetings:guest_printout_file         get  guest_token live_day             PPPPPPPPPP
meetings:guest_live                  get  guest_token live_day             PPPPPPPPPP
meetings:guest_late                  post guest_token live_day live_meeting EEEEEEEEEE
meetings:guest_on_time               post guest_token live_day live_meeting EEEEEEEEEE
meetings:day_ask                     get  planned_day                      SNNFPNNNNN
meetings:day_ask                     post planned_day                      SNNFANNNNN
meetings:day_replies                 get  wishing_day                      SFFFPFFFNN
meetings:absence                     get  day                              SFFFPFFFNN
meetings:absence                     post day                              SFFFAFFFNN
meetings:absence_end                 post day absence                      SFFFEFFFNN
meetings:free_times                  get  day                              SFFFPFFFNN
meetings:free_time_offer             post day free_slot free_side met_manager SFFFEFFFNN
meetings:more_meetings               get  day                              SFPFFFFFNN
meetings:more_answer                 post day asked_pair yes               SFEFFFFFNN
meetings:plan                        get  planned_day                      SNNFPNNNNN
meetings:plan_want                   post planned_day                      SNNFENNNNN
meetings:plan_stop                   post planned_day                      SNNFENNNNN
meetings:plan_progress               get  planned_day                      SNNFENNNNN
meetings:plan_publish                post planned_day                      SNNFENNNNN
meetings:plan_undo                   post planned_day draft_step           SNNFENNNNN
meetings:planned_add                 post planned_day planned_slot met_manager answered SNNFENNNNN
meetings:planned_move                get  planned_day planned_meeting      SNNFPNNNNN
meetings:planned_move                post planned_day planned_meeting      SNNFANNNNN
meetings:planned_pin                 post planned_day planned_meeting      SNNFENNNNN
meetings:planned_remove              post planned_day planned_meeting      SNNFENNNNN
meetings:day_remind                  post wishing_day                      SFFFEFFFNN
meetings:wishes                      get  wishing_day                      SFPFFFFFNN
meetings:wishes                      post wishing_day                      SFEFFFFFNN
meetings:times                       get  wishing_day                      SFPFFFFFNN
meetings:times                       post wishing_day                      SFEFFFFFNN
meetings:wish                        get  wishing_day answered             SFPFFFFFNN
meetings:wish_set                    post wishing_day answered level       SFEFFFFFNN
meetings:guest                       get  guest_token                      PPPPPPPPPP
meetings:guest_language              post guest_token                      EEEEEEEEEE
meetings:guest_wishes                get  guest_token wishing_day          PPPPPPPPPP
meetings:guest_wishes                post guest_token wishing_day          EEEEEEEEEE
meetings:guest_times                 get  guest_token wishing_day          PPPPPPPPPP
meetings:guest_times                 post guest_token wishing_day          EEEEEEEEEE
meetings:guest_wish                  get  guest_token wishing_day met_manager  PPPPPPPPPP
meetings:guest_more                  get  guest_token day                  PPPPPPPPPP
meetings:guest_more_answer           post guest_token day asked_pair yes   EEEEEEEEEE
meetings:guest_wish_set              post guest_token wishing_day met_manager level EEEEEEEEEE
meetings:questionnaires              get                                   SFFFPFFFPF
meetings:questionnaire_new           get                                   SFFFPFFFPF
meetings:questionnaire_new           post                                  SFFFAFFFAF
meetings:day_questions               get  day_to_ask_after                 SFFFPFFFNN
meetings:day_questions               post day_to_ask_after                 SFFFAFFFNN
meetings:questionnaire               get  questions                        SNENPNNNNN
meetings:questionnaire               post questions                        SNENENNNNN
meetings:questionnaire_close         post questionnaire                    SNFNENNNNN
meetings:questionnaire_answer        get  questionnaire                    SNPNFNNNNN
meetings:questionnaire_answer        post questionnaire                    SNANFNNNNN
pilots:pilots                        get                                   SPPPPPPPPF
pilots:pilot_new                     get  met                              SFPPPFFFNN
pilots:pilot_new                     post met                              SFAAAFFFNN
pilots:pilot                         get  pilot                            SPPPPPPPNN
pilots:pilot_change                  get  charter_pilot                    SFPPPFFFNN
pilots:pilot_change                  post charter_pilot                    SFAAAFFFNN
pilots:pilot_people                  get  pilot                            SFFFPFFFNN
pilots:pilot_people                  post pilot                            SFFFAFFFNN
pilots:pilot_start                   post charter_pilot                    SFFFEFFFNN
pilots:pilot_abandon                 get  charter_pilot                    SFPPPFFFNN
pilots:pilot_abandon                 post charter_pilot                    SFAAAFFFNN
pilots:pilot_resume                  post abandoned_pilot                  SFEEEFFFNN
pilots:pilot_budget                  get  pilot                            SFFFPFFFNN
pilots:pilot_budget                  post pilot                            SFFFAFFFNN
pilots:check_in                      get  pilot                            SFPPPFFPNN
pilots:check_in                      post pilot                            SFAAAFFANN
pilots:cost                          get  pilot                            SFPPPFFPNN
pilots:cost                          post pilot                            SFAAAFFANN
pilots:results                       get  pilot                            SFPFPFFFNN
pilots:results                       post pilot                            SFEFEFFFNN
pilots:obstacle_new                  get  pilot                            SFPPPFFPNN
pilots:obstacle_new                  post pilot                            SFAAAFFANN
pilots:decide                        get  pilot                            SFFFFFFPNN
pilots:decide                        post pilot                            SFFFFFFANN
pilots:lesson_new                    get  pilot                            SFPPPFFPNN
pilots:lesson_new                    post pilot                            SFAAAFFANN
pilots:lesson_of_answer              get  answer                           SNFNPNNNNN
pilots:lesson_of_answer              post answer                           SNFNANNNNN
pilots:check_in_undo                 post check_in                         SFEFFFFFNN
pilots:cost_undo                     post cost                             SFEFFFFFNN
pilots:obstacles                     get                                   SPPPPPPPPF
pilots:obstacle_resolve              get  obstacle                         SFPPPFFPNN
pilots:obstacle_resolve              post obstacle                         SFAAAFFANN
pilots:obstacle_reopen               post resolved_obstacle                SFEEEFFENN
pilots:lessons                       get                                   SPPPPPPPPF
pilots:lesson                        get  lesson                           SPPPPPPPNN
pilots:lesson_change                 get  lesson                           SFPFPFFFNN
pilots:lesson_change                 post lesson                           SFAFAFFFNN
reports:reports                      get                                   SFFFPPFFPF
reports:report_new                   get                                   SFFFPFFFEF
reports:report_new                   post                                  SFFFAFFFEF
reports:report                       get  report                           SNNNPPNNNN
reports:report_file                  get  report                           SNNNPPNNNN
reports:report_again                 post failed_report                    SNNNEFNNNN
reports:groups                       get                                   SFFFPPFFPF
reports:group_new                    get                                   SFFFPFFFPF
reports:group_new                    post                                  SFFFAFFFAF
reports:group                        get  group                            SFFFPPFFNN
reports:group_change                 get  group                            SFFFPFFFNN
reports:group_change                 post group                            SFFFAFFFNN
accounts:organisation                get                                   SFFFFFPFFF
accounts:organisation                post                                  SFFFFFAFFF
accounts:drivers                     get                                   SFFFFFPFFF
accounts:drivers                     post                                  SFFFFFAFFF
accounts:limits                      get                                   SFFFFFPFFF
accounts:limits                      post                                  SFFFFFAFFF
accounts:units                       get                                   SFFFFFPFFF
accounts:unit_new                    get                                   SFFFFFPFFF
accounts:unit_new                    post                                  SFFFFFAFFF
accounts:unit                        get  unit                             SFFFFFPFFF
accounts:unit                        post unit                             SFFFFFAFFF
accounts:unit_remove                 post unit                             SFFFFFEFFF
accounts:security                    get                                   SFFFFFPFFF
accounts:letters                     get                                   SFFFPFPFPF
accounts:letter_again                post lost_letter                      SFEEEFEFNF
accounts:people                      get                                   SFFFFFPFFF
accounts:invite                      get                                   SFFFFFPFFF
accounts:invite                      post                                  SFFFFFAFFF
accounts:person                      get  membership                       SFFFFFPFFF
accounts:person                      post membership                       SFFFFFAFFF
accounts:person_remove               post membership                       SFFFFFEFFF
accounts:invitation_revoke           post invitation                       SFFFFFEFFF
accounts:accept                      get  invitation_token                 PPPPPPPPPP
accounts:accept                      post invitation_token                 AAAAAAAAAA
accounts:switch                      post                                  SNNNNNNNNN
accounts:language                    post                                  EEEEEEEEEE
accounts:sign_ins                    get                                   SPPPPPPPPP
accounts:sign_out_everywhere         post                                  SSSSSSSSSS
accounts:colour                      get  hex                              PPPPPPPPPP
account_login                        get                                   PEEEEEEEEE
account_logout                       get                                   EPPPPPPPPP
account_logout                       post                                  EEEEEEEEEE
account_inactive                     get                                   PPPPPPPPPP
account_reauthenticate               get                                   SPPPPPPPPP
account_change_password              get                                   SPPPPPPPPP
account_reset_password               get                                   PPPPPPPPPP
account_reset_password_done          get                                   PPPPPPPPPP
account_reset_password_from_key      get  uid key                          PPPPPPPPPP
account_reset_password_from_key_done get                                   PPPPPPPPPP
mfa_index                            get                                   SPPPPPPPPP
mfa_authenticate                     get                                   SEEEEEEEEE
mfa_reauthenticate                   get                                   SEEEEEEEEE
mfa_activate_totp                    get                                   SEEEEEEEEE
mfa_deactivate_totp                  get                                   SNNNNNNNNN
mfa_view_recovery_codes              get                                   SNNNNNNNNN
mfa_generate_recovery_codes          get                                   SEEEEEEEEE
mfa_list_webauthn                    get                                   EEEEEEEEEE
mfa_add_webauthn                     get                                   SEEEEEEEEE
mfa_login_webauthn                   get                                   SEEEEEEEEE
mfa_reauthenticate_webauthn          get                                   SEEEEEEEEE
mfa_remove_webauthn                  get  need                             SEEEEEEEEE
account_signup                       get                                   PEEEEEEEEE
account_set_password                 get                                   SEEEEEEEEE
accessibility                        get                                   PPPPPPPPPP
accessibility                        post                                  AAAAAAAAAA
digests:my_letters                   get                                   SPPPPPPPPF
digests:my_letters                   post                                  SPPAAPPPAF
digests:off                          get  off_token                        PPPPPPPPPP
digests:off                          post off_token                        PPPPPPPPPP
privacy                              get                                   PPPPPPPPPP
live                                 get                                   PPPPPPPPPP
ready                                get                                   UUUUUUUUUU
"""
OPEN_TO_THE_OWNER_ALONE = "admin"


def rows() -> Iterator[tuple[str, str, list[str], str]]:
    for line in TABLE.strip().splitlines():
        name, method, *things, answers = line.split()
        yield name, method, things, answers


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Built once for the whole table; each row's deeds are undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield a_world()
        transaction.set_rollback(True)


@dataclass(frozen=True)
class Browser:
    """A client, and what it remembers once its person has signed in."""

    client: Client
    cookies: dict[str, str]


@pytest.fixture(scope="module")
def browsers(world: World) -> dict[str, Browser]:
    browsers = {}
    for role in ROLES:
        client = Client(raise_request_exception=False)
        if role != "guest":
            client.force_login(world.people[role])
        browsers[role] = Browser(client, {name: morsel.value for name, morsel in client.cookies.items()})
    return browsers


def answer_to(browser: Browser, world: World, name: str, method: str, things: list[str]) -> str:
    """The letter for what one role gets; whatever the request did is undone."""
    client, url = browser.client, reverse(name, args=arguments(*things)(world))
    client.cookies = SimpleCookie(browser.cookies)
    with transaction.atomic():
        response: HttpResponse = client.get(url) if method == "get" else client.post(url, {"nothing": "asked for"})
        transaction.set_rollback(True)
    if response.status_code == 302:
        return SIGN_IN if "/konto/logga-in/" in response["Location"] else ELSEWHERE
    return STATUS.get(response.status_code, str(response.status_code))


@pytest.mark.parametrize(
    ("name", "method", "things", "answers"), list(rows()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_each_role_gets_the_right_answer(
    world: World, browsers: dict[str, Browser], name: str, method: str, things: list[str], answers: str
) -> None:
    got = {role: answer_to(browser, world, name, method, things) for role, browser in browsers.items()}
    assert got == dict(zip(ROLES, answers, strict=True))


def addresses(resolver: URLResolver, space: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            if pattern.namespace != OPEN_TO_THE_OWNER_ALONE:
                yield from addresses(pattern, f"{pattern.namespace}:" if pattern.namespace else space)
        else:
            assert isinstance(pattern, URLPattern)
            yield f"{space}{pattern.name}"


def test_every_address_stands_in_the_table() -> None:
    assert set(addresses(get_resolver())) == {name for name, *_ in rows()}


def test_djangos_admin_is_the_owners_alone(world: World) -> None:
    client = Client()
    for role in ROLES[1:]:
        client.force_login(world.people[role])
        assert client.get("/installation/").status_code in (302, 403), role
