"""Secrets and people leave a text; everything else stays as it was."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from postil.errors import UsageError
from postil_corpora.filters.redaction import Redacted, redact
from postil_corpora.people import pseudonym

KEY = "a key that is only ours"

# None of these is anybody's: they have the form that their issuers describe, and are put together here.
SECRETS = {
    "aws-key": "AKIA" + "Q7ZP4MWTK2VLR9XD",
    "github-token": "ghp_" + "r8Kq2VtZ5mXw9LbN4cJd7Hs3Yf6Ga1PeUoTi",
    "alibaba-key": "LTAI" + "5tGq8Wn2Lz4Rb7Yc9Kd1Ms",
    "google-key": "AIza" + "SyD3kP9wQ7rT5vX1zB8nM4cL6jH2gF0aEuo",
    "telegram-token": "8412759630" + ":AAq8Wn2Lz4Rb7Yc9Kd1MsTvXeHfJgPoUiQa",
    "slack-token": "xoxb-" + "384756192837-4857362910473-qK8rZ5mXw9LbN4cJd7Hs3YfG",
}


def redacted(text: str) -> str:
    return redact(text, KEY).text


@pytest.mark.parametrize("kind", SECRETS)
def test_a_token_of_a_provider_goes_and_its_kind_is_said(kind: str) -> None:
    result = redact(f'client = Client("{SECRETS[kind]}")', KEY)
    assert result.found == (kind,)
    assert SECRETS[kind] not in result.text
    assert result.text.startswith('client = Client("REDACTED_')


@pytest.mark.parametrize(
    "text",
    [
        'password = "Tr0ub4dor&3x"',
        "DB_PASSWORD=Tr0ub4dor&3x",
        "测试环境的密码是 Tr0ub4dor&3x ，请修改",
        "mysql --user=report --password=Tr0ub4dor&3x orders",
        "postgres://report:Tr0ub4dor&3x@db.corp-tools.cn/orders",
        "machine ftp.corp-tools.cn login report password Tr0ub4dor&3x",
        "curl -u report:Tr0ub4dor&3x https://api.corp-tools.cn",
    ],
)
def test_a_password_goes_wherever_it_is_told(text: str) -> None:
    result = redact(text, KEY)
    assert "Tr0ub4dor" not in result.text
    assert len(result.found) == 1


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Ask jane@roe-family.net why.", "jane@"),
        ("联系zhangwei88@163.com，谢谢", "zhangwei88"),
        ("mail jane [at] roe-family [dot] net", "jane"),
        ("cc @jroe", "jroe"),
        ("@jroe could you look?", "jroe"),
        ("请 @zhangwei 看一下", "zhangwei"),
        ("    # TODO(@jroe): later", "jroe"),
        ("Signed-off-by: Jane Roe <jane@roe-family.net>", "Jane"),
        ("Signed-off-by: jroe77 <jane@roe-family.net>", "jroe77"),
        ("On Mon, 3 Jun 2024 at 3:00 PM Jane Roe <jane@roe-family.net> wrote:", "Jane"),
        ("作者：李四", "李四"),
        ('File "/home/jroe/app/main.py", line 3', "jroe"),
        ("日志在 /Users/zhangwei/logs", "zhangwei"),
        (r"C:\Users\Jane Roe\AppData", "Jane"),
        ("jroe@laptop:~/work$ make", "jroe"),
        ("See https://github.com/jroe.", "jroe"),
        ("有问题联系手机13912345671。", "13912345671"),
        ("Call me at +44 20 7946 1958.", "7946"),
        ("座机：010-62781234", "62781234"),
        ("身份证11010119900307889X", "19900307"),
        ("加我微信：roe_zhang88", "roe_zhang88"),
        ("ssh root@52.83.144.19", "52.83.144.19"),
        ("listen on 2409:8a1e:12bc:9f0d:1:2:3:4", "8a1e"),
        ("ether 3c:52:82:6e:41:b9 up", "3c:52"),
        ("车牌 京A1B2C3", "1B2C3"),
        ("card 4539 1488 0343 6467", "1488"),
    ],
)
def test_what_names_a_person_or_a_machine_of_one_goes(text: str, person: str) -> None:
    assert person not in redacted(text)


@pytest.mark.parametrize(
    "text",
    [
        "@property\ndef size(self): ...",
        "@pytest.fixture\ndef server(): ...",
        "@Override\npublic void close() {}",
        " * @param path where it is",
        "import x from '@babel/core'",
        "uses: actions/checkout@v4",
        "product = left @ right\nproduct = left @right",
        "use the @lazy_thing decorator",
        "git show HEAD@{1}",
        "@media screen { }\n@primary: #fff;",
        "version 1.2.3.4 of the package; section 3.2.1.4",
        "requires = ['tool==12.40.3.1']",
        "127.0.0.1, 192.168.10.44, 10.11.12.13, 8.8.8.8, 203.0.113.77 and 255.255.255.0",
        "Mozilla/5.0 Chrome/91.0.4472.124",
        "Fixes 2b66fd261ee5c6cfc8de7fa466bab600bcfe4f69, reverts 2b66fd2",
        "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "id = '123e4567-e89b-12d3-a456-426614174000'",
        "mail jane@example.com, user@host, git@github.com:owner/name.git",
        "http://user:pass@host/path and https://{user}:{password}@{host}",
        "password = getpass()\ntoken = self.get_token()\nsecret_key = os.environ['SECRET_KEY']",
        "password: str = ''\nPASSWORD = 'password'\ntoken = 'access_token'",
        "AKIA" + "IOSFODNN7EXAMPLE",
        "-----BEGIN PRIVATE KEY----- must be the first line of a file that is read by the loader of keys, see the page on it",
        "1618033988749 1700000000 0.1234567890123456 12345678901 20231122",
        "/home/user/project and /home/runner/work",
        "std::vector<int> a::b 12:34:56",
        "tel = 5; call(1234567890123)",
        "https://github.com/psf/requests/issues/12",
        "array(['+1980-02-29 01:02:03']); 2**34 = 17179869184; -12.5 +4.0614962j",
        "<assemblyIdentity publicKeyToken='1fc8b3b9a1e18e3b'/>",
        "write to support@roe-family.net or project-users@lists.roe-family.net",
        "/*@targets avx2 */ and 52.83.144.0/24",
    ],
)
def test_what_code_and_its_history_are_made_of_stays(text: str) -> None:
    assert redact(text, KEY) == Redacted(text, ())


def test_a_private_key_goes_and_its_header_alone_stays() -> None:
    body = "MIIEpAIBAAKCAQEA7bq8Wn2Lz4Rb7Yc9Kd1MsTvXeHfJgPoUiQaZx3Vn5Bm0Ly6Kt\nQ2wErTyUiOpAsDfGhJkLzXcVbNm1234567890+/qWeRtYuIo=="
    result = redact(f"-----BEGIN RSA PRIVATE KEY-----\n{body}\n-----END RSA PRIVATE KEY-----\n", KEY)
    assert not any(line in result.text for line in body.split("\n"))
    assert result.found == ("private-key",)
    assert result.text.count("\n") == 4


def test_a_key_without_its_end_takes_nothing_of_the_code_below() -> None:
    text = 'KEY = """-----BEGIN PRIVATE KEY-----\nMIIEpAIBAAKCAQEA7bq8Wn2Lz4Rb7Yc9Kd1MsTvXeHfJgPoUiQaZx3Vn5Bm0Ly6Kt\n"""\n\ndef load(path):\n    return path\n'
    result = redact(text, KEY)
    assert result.found == ("private-key",)
    assert result.text.endswith('"""\n\ndef load(path):\n    return path\n')


def test_the_same_person_is_the_same_everywhere_and_another_key_is_another_name() -> None:
    text = "@jroe and @JRoe, /home/jroe/x, cc @other"
    assert redacted(text).count(pseudonym("jroe", key=KEY)) == 3
    assert pseudonym("jroe", key=KEY) not in redact(text, "another key, long enough").text


def test_a_key_that_can_be_guessed_is_refused() -> None:
    with pytest.raises(UsageError, match="at least 16"):
        redact("text", "short")


NASTY = st.sampled_from(
    [*SECRETS.values(), "@", "@jroe ", "jane@roe-family.net", "password=", "密码：", "Tr0ub4dor&3x", "://", "a:b", "/home/", "jroe", "/",
     "13912345671", "+86 ", "1.2.3.4", "52.83.144.19", ":", "REDACTED_", "user-", "0" * 11, "\n", " ", "\x00", "\ud800", '"', "\\", "-----BEGIN ",
     "PRIVATE KEY-----", "eyJ", "Author: ", "Jane Roe ", "<", ">", "李四", "QQ", "-", "（", "2409:8a1e::1", "3c:52:82:6e:41:b9", "@redacted.invalid"]
)  # fmt: skip


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # time is measured below, by itself
@given(st.lists(NASTY | st.text(max_size=8), max_size=24).map("".join))
def test_doing_it_again_changes_nothing_and_the_text_hardly_grows(text: str) -> None:
    once = redact(text, KEY)
    again = redact(once.text, KEY)
    assert again == Redacted(once.text, ())
    assert once.text.count("\n") == text.count("\n")
    assert len(once.text) <= 8 * len(text) + 40


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert isinstance(redact(text, KEY).text, str)


HOSTILE = ["a", "@", "a@", "a.", "1", "1.", "1-", "+1 ", ":", "a:b@", "password=", "key: ", "/home/", "A" * 70, "-----BEGIN PRIVATE KEY-----", "eyJa.", "eyJ", "token", "sk-", "Aa ", "(", "中", "a at b ", "Author: A ", "ab:", "\n", " ", "://"]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_with_the_length_alone(
    piece: str, grows_evenly: Callable[[Callable[[int], object], int], None]
) -> None:
    grows_evenly(lambda size: redact(piece * (size // len(piece)), KEY), 80_000)
