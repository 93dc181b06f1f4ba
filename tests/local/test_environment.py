"""What the program is told from outside: every fault at once, and nothing unsafe."""

import pytest

from fsm3.environment import BadEnvironment, read

WHOLE = {
    "DATABASE_URL": "postgresql://fsm3_app:word@database/fsm3",
    "REDIS_URL": "redis://:word@redis:6379/0",
    "SECRET_KEY": "an-entirely-random-key-0123456789-abcdefghijklmnopq",
    "ALLOWED_HOSTS": "fsm3.example, www.fsm3.example",
    "SITE_URL": "https://fsm3.example/",
    "MAIL_URL": "smtp+tls://post:word@mail.example",
    "MAIL_FROM": "puljer@fsm3.example",
}


def faults(**changes: str) -> list[str]:
    """Name the variables that the faults of a changed environment are about."""
    with pytest.raises(BadEnvironment) as caught:
        read(WHOLE | changes)
    return [fault.split(" ")[0].split("=")[0] for fault in caught.value.faults]


def test_what_is_not_said_is_productions() -> None:
    environment = read(WHOLE)
    assert environment.allowed_hosts == ("fsm3.example", "www.fsm3.example")
    assert (environment.demo, environment.debug, environment.behind_proxy) == (False, False, False)
    assert environment.database_owner_url is None
    assert environment.timeouts.statement_ms == 30_000
    assert environment.log_level == "INFO"


def test_an_authority_comes_with_the_password_that_opens_it() -> None:
    assert faults(AUTHORITY_FILE="/run/secrets/authority") == ["AUTHORITY_PASSWORD"]
    assert read(WHOLE | {"AUTHORITY_FILE": "a.p12", "AUTHORITY_PASSWORD": "word"}).authority_file == "a.p12"
    assert read(WHOLE).authority_file is None


def test_every_fault_is_named_at_once() -> None:
    wrong = {"DEMO": "yes", "BEHIND_PROXY": "2", "LOG_LEVEL": "LOUD", "DATABASE_LOCK_TIMEOUT_MS": "5s"}
    with pytest.raises(BadEnvironment) as caught:
        read(wrong)
    named = " ".join(caught.value.faults)
    missing = (
        "DATABASE_URL",
        "REDIS_URL",
        "SECRET_KEY",
        "ALLOWED_HOSTS",
        "SITE_URL",
        "MAIL_URL",
        "MAIL_FROM",
    )
    assert all(name in named for name in (*wrong, *missing))
    assert all(fault in str(caught.value) for fault in caught.value.faults)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "sqlite:///file"),
        ("DATABASE_URL", "postgresql://host"),
        ("DATABASE_OWNER_URL", "mysql://host/name"),
        ("REDIS_URL", "localhost:6379"),
        ("SITE_URL", "fsm3.example"),
        ("SITE_URL", "http://fsm3.example"),
        ("SITE_URL", "https://fsm3.example/puljer/"),
        ("SITE_URL", "https://"),
        ("MAIL_URL", "mail.example"),
        ("MAIL_URL", "https://mail.example"),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "django-insecure-0123456789-abcdefghijklmnopqrstuvwxyz"),
        ("SECRET_KEY", "a" * 60),
        ("ALLOWED_HOSTS", "*"),
        ("ALLOWED_HOSTS", " , "),
        ("DEBUG", "1"),
        ("DATABASE_STATEMENT_TIMEOUT_MS", "-1"),
    ],
)
def test_production_refuses_what_is_unsafe_or_unreadable(name: str, value: str) -> None:
    assert faults(**{name: value}) == [name]


def test_a_demo_refuses_a_machine_marked_as_production() -> None:
    assert faults(DEMO="1", PRODUCTION="1") == ["DEMO"]


def test_a_demo_is_reached_on_the_loopback_address_and_may_show_its_inside() -> None:
    environment = read(WHOLE | {"DEMO": "1", "DEBUG": "1", "ALLOWED_HOSTS": ""})
    assert environment.debug
    assert "127.0.0.1" in environment.allowed_hosts


def test_mails_lead_to_the_site_and_those_of_a_demo_to_where_it_is_served() -> None:
    demo = {name: value for name, value in WHOLE.items() if name != "SITE_URL"} | {"DEMO": "1"}
    assert read(WHOLE).site_url == "https://fsm3.example"
    assert read(demo).site_url == "http://127.0.0.1:8000"
    assert read(demo | {"PORT": "8123"}).site_url == "http://127.0.0.1:8123"


def test_the_key_is_not_shown_when_the_environment_is() -> None:
    assert WHOLE["SECRET_KEY"] not in repr(read(WHOLE))
