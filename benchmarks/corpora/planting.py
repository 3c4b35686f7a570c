"""Secrets and people to plant, and texts of the kind that a corpus holds to plant them in.

What is planted comes from Faker (people, papers, cards, addresses) or is drawn, letter by letter, as the providers
describe their tokens. Nothing here is shared with the filters: what they look for is not where this comes from.
"""

from __future__ import annotations

import base64
import json
import random
import string
from collections.abc import Callable, Iterator
from typing import NamedTuple

from faker import Faker
from fresh_carriers import FRESH

_ALNUM = string.ascii_letters + string.digits
_UPPER = string.ascii_uppercase + string.digits
_HEX = "0123456789abcdef"


class Planted(NamedTuple):
    """A text, the kind of what was planted, and every string that must be gone from it afterwards."""

    kind: str
    text: str
    secrets: tuple[str, ...]


class Garden:
    """Draws texts with something planted; the same seed gives the same texts.

    ``fresh`` takes other sentences around what is planted, which were written after the filters.
    """

    def __init__(self, seed: int, *, fresh: bool = False) -> None:
        self.other_carriers = FRESH if fresh else {}
        self.random = random.Random(seed)  # noqa: S311 - drawn again the same way
        self.english, self.chinese = Faker("en_US"), Faker("zh_CN")
        self.others = [Faker(name) for name in ("de_DE", "fr_FR", "en_GB", "es_ES", "en_IN")]
        for number, faker in enumerate((self.english, self.chinese, *self.others)):
            faker.seed_instance(seed + number)

    def texts(self, count: int) -> Iterator[Planted]:
        """``count`` texts, the kinds in turn."""
        kinds = list(KINDS.items())
        for number in range(count):
            kind, (draw, carriers) = kinds[number % len(kinds)]
            yield self._plant(kind, draw(self), self.other_carriers.get(kind, carriers))

    def _plant(self, kind: str, drawn: str | tuple[str, ...], carriers: tuple[str, ...]) -> Planted:
        parts = (drawn,) if isinstance(drawn, str) else drawn
        line = self.random.choice(carriers)
        for number, part in enumerate(parts):
            line = line.replace(f"${number}", part)
        frame = self.random.choice(_FRAMES)
        return Planted(kind, frame.replace("$LINE", line), parts)

    def pick(self, alphabet: str, length: int) -> str:
        """A random word."""
        return "".join(self.random.choices(alphabet, k=length))

    def login(self) -> str:
        """A login as people choose them on hosts of repositories."""
        first, last = self.english.first_name().lower(), self.english.last_name().lower()
        pinyin = self.random.choice("zhang wang li zhao chen liu yang huang zhou wu xu sun ma zhu".split())
        given = self.random.choice("wei fang na min jing lei jun yan chao ming xia ping gang".split())
        shapes = (f"{first}{last}", f"{first[0]}{last}", f"{first}-{last}", f"{pinyin}{given}", f"{pinyin}{given}{self.random.randrange(1970, 2009)}", f"{first}{self.random.randrange(10, 99)}")  # fmt: skip
        return self.random.choice(shapes)

    def password(self) -> str:
        """A password as people make them up, or as a program does."""
        word = self.english.word().capitalize() + self.english.last_name()
        made = f"{word}{self.random.choice('!@#$%&*')}{self.random.randrange(10, 9999)}"
        return self.random.choice(
            (made, self.english.password(14, special_chars=False), self.pick(_ALNUM, 18))
        )

    def mail(self) -> str:
        """An address at a host that exists or could."""
        hosts = "gmail.com outlook.com yahoo.co.uk qq.com 163.com 126.com foxmail.com proton.me hotmail.com huawei.com redhat.com mail.ru".split()
        return (
            self.random.choice((self.login().replace("-", "."), self.login()))
            + "@"
            + self.random.choice(hosts)
        )

    def pem(self) -> tuple[str, str]:
        """Two lines of a private key; what stands around them comes from the carrier."""
        first, second = (base64.b64encode(self.random.randbytes(48)).decode() for _ in range(2))
        return first, second

    def jwt(self) -> str:
        """A signed token (RFC 7519)."""
        parts = (
            {"alg": "HS256", "typ": "JWT"},
            {"sub": self.pick(string.digits, 10), "name": self.english.name()},
        )
        coded = [base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts]
        return ".".join((*coded, self.pick(_ALNUM + "-_", 43)))


_QUOTED = (
    'client = Client(region="cn-north-1", key="$0")',
    "The build fails with the key $0, see the log.",
    "把 $0 换掉，已经泄露了。",
    "export SERVICE_KEY=$0",
    "+    api_key: $0",
    '{"endpoint": "https://api.service.io/v2", "key": "$0"}',
    "Remove $0 from the settings, it was committed by accident",
    "- `$0` is what I used, it returns 403",
)
_TELLING = (
    'API_KEY = "$0"',
    "api_key: $0",
    '    "client_secret": "$0",',
    "export AUTH_TOKEN=$0",
    "我的密钥是 $0，麻烦帮忙看下",
    "self.access_token = '$0'",
    "curl -H 'X-Api-Key: $0' https://api.service.io/v2/items",
    "headers = {'Authorization': 'Bearer $0'}",
    "const secretKey = `$0`;",
    "The secret key I use is $0 and it stopped working yesterday.",
)
_PASSWORDS = (
    'PASSWORD = "$0"',
    "DB_PASSWORD=$0",
    "    password: $0",
    "connect(host, user='report', password='$0')",
    "测试环境的密码是 $0 ，登录后请修改",
    "登录密码：$0",
    "You can log in with password: $0",
    "mysql --user=report --password=$0 orders",
    'String password = "$0";',
    "spring.datasource.password=$0",
)
_MENTIONS = (
    "@$0 could you have a look at this?",
    "Thanks to @$0 for the report.",
    "cc @$0",
    "请 @$0 帮忙看一下这个问题",
    "@$0 这里为什么不用锁？",
    "Fixes the regression that @$0 found (#4312)",
    "    # TODO(@$0): drop this when 3.8 is gone",
    "I agree with @$0, the lock is held too long.",
    "As @$0 said, `close()` must come first.",
    "由 @$0 修复，详见上面的讨论",
    "- Add retries to the session (@$0)",
)
_PHONES = (
    "Call me at $0 if the deploy fails.",
    "support_phone = '$0'",
    "联系电话：$0",
    "有问题打我手机 $0",
    "My phone number is $0.",
    "    # on call: phone $0",
    "Tel: $0",
)
_NUMBERS = (
    "身份证号 $0 无法通过校验",
    'user = {"id_number": "$0"}',
    "assert parse('$0').birthday",
    "用户身份证：$0",
    "Validation rejects $0 although it is correct.",
)
_HOSTS = (
    "ssh deploy@$0",
    "The server at $0 does not answer",
    "ERROR connect to $0:8080 failed",
    "服务器 $0 连不上",
    'HOST = "$0"',
    "requests.get('http://$0/status')",
    "listen on address $0",
)
_HOSTS6 = tuple(line for line in _HOSTS if "http" not in line and ":8080" not in line)
_FOLDERS = (
    'File "/home/$0/app/main.py", line 12, in run',
    "open('/Users/$0/Desktop/data.csv')",
    r"C:\\Users\\$0\\AppData\\Local\\Temp\\run.log",
    "/home/$0/.venv/lib/python3.11/site-packages/app.py",
    "日志在 /home/$0/logs/run.log",
    r"cannot open C:\Users\$0\project\setup.cfg",
    "file:///Users/$0/src/readme.md",
)
_NAMES = (
    "Signed-off-by: $0 <$1>",
    "Co-authored-by: $0 <$1>",
    "Reviewed-by: $0",
    "$0 <$1> wrote:",
    "Author: $0 <$1>",
    "Reported-by: $0",
    "# Author: $0",
    " * @author $0",
)
_CHINESE_NAMES = (
    "作者：$0",
    "负责人: $0",
    "审核人：$0",
    "# 作者: $0",
    " * @author $0",
    "Signed-off-by: $0 <$1>",
    "提交人：$0",
)
_CHATS = ("加我微信：$0", "QQ：$1", "有问题联系我的QQ $1", "wechat: $0", "交流QQ群：$1")
_URLS = (
    "git clone https://$0:$1@git.corp-tools.cn/team/app.git",
    "DATABASE_URL=postgres://$0:$1@db.corp-tools.cn:5432/orders",
    "redis://$0:$1@10.2.3.4:6379/0",
    'broker = "amqp://$0:$1@mq.corp-tools.cn//"',
    "proxy is http://$0:$1@proxy.corp-tools.cn:3128",
)
_PEMS = (
    "-----BEGIN RSA PRIVATE KEY-----\n$0\n$1\n-----END RSA PRIVATE KEY-----",
    'KEY = """-----BEGIN PRIVATE KEY-----\n$0\n$1\n-----END PRIVATE KEY-----"""',
    '"key": "-----BEGIN EC PRIVATE KEY-----\\n$0\\n$1\\n-----END EC PRIVATE KEY-----\\n"',
    "-----BEGIN OPENSSH PRIVATE KEY-----\n$0\n$1\n$0\n-----END OPENSSH PRIVATE KEY-----",
)
_MAILS = (
    "Contact: $0",
    'EMAIL = "$0"',
    "请发邮件到$0，谢谢",
    "Reported by $0 on the list",
    "    :author: $0",
    "git config user.email $0",
    "assert validate('$0') is True",
    "邮箱：$0",
    "On Mon, $0 wrote:",
)
_PROMPTS = ("$0@$1:~/work$ python run.py", "[$0@$1 app]$ make test")
_PAGES = (
    "See https://github.com/$0 for more.",
    "My profile: https://gitee.com/$0",
    "Follow [me](https://twitter.com/$0)",
    "主页：https://github.com/$0",
)
_FRAMES = (
    "$LINE",
    "Fix a race when the pool is closed\n\nThe worker kept its handle. Closes #812.\n\n$LINE\n",
    'def load(path):\n    """Read the file."""\n    rows = []\n$LINE\n    return rows\n',
    "### Steps to reproduce\n\n1. Install 2.31.0\n2. Run the example\n\n```\n$LINE\n```\n\nExpected: no error.\n",
    "### 问题描述\n\n升级到 2.4.1 之后出现错误，复现步骤如下：\n\n$LINE\n\n请问是什么原因？",
    "I think this should stay as it is.\n\n$LINE\n\nOtherwise LGTM, thanks!",
    "@@ -10,6 +10,7 @@ def close(self):\n     self.pool.clear()\n$LINE\n     return None\n",
    "这里建议先判断是否为空。\n$LINE\n另外测试也要补一下。",
)

Draw = Callable[[Garden], "str | tuple[str, ...]"]
KINDS: dict[str, tuple[Draw, tuple[str, ...]]] = {
    "aws key": (lambda g: g.random.choice(("AKIA", "ASIA")) + g.pick(_UPPER, 16), _QUOTED),
    "aws secret": (lambda g: g.pick(_ALNUM + "/+", 40), ("aws_secret_access_key = $0", 'AWS_SECRET_ACCESS_KEY="$0"', "secretAccessKey: '$0',")),
    "github token": (lambda g: f"gh{g.random.choice('pousr')}_{g.pick(_ALNUM, 36)}", _QUOTED),
    "github fine token": (lambda g: f"github_pat_{g.pick(_ALNUM, 22)}_{g.pick(_ALNUM, 59)}", _QUOTED),
    "gitlab token": (lambda g: f"glpat-{g.pick(_ALNUM + '-_', 20)}", _QUOTED),
    "slack token": (lambda g: f"xoxb-{g.pick('123456789', 12)}-{g.pick('123456789', 13)}-{g.pick(_ALNUM, 24)}", _QUOTED),
    "slack hook": (lambda g: f"T{g.pick(_UPPER, 8)}/B{g.pick(_UPPER, 10)}/{g.pick(_ALNUM, 24)}", ("curl -X POST https://hooks.slack.com/services/$0", 'HOOK = "https://hooks.slack.com/services/$0"')),
    "dingtalk hook": (lambda g: g.pick(_HEX, 64), ("https://oapi.dingtalk.com/robot/send?access_token=$0",)),
    "google key": (lambda g: f"AIza{g.pick(_ALNUM + '-_', 35)}", _QUOTED),
    "stripe key": (lambda g: f"sk_live_{g.pick(_ALNUM, 24)}", _QUOTED),
    "openai key": (lambda g: f"sk-proj-{g.pick(_ALNUM, 48)}", _QUOTED),
    "anthropic key": (lambda g: f"sk-ant-api03-{g.pick(_ALNUM + '-_', 93)}AA", _QUOTED),
    "hugging face token": (lambda g: f"hf_{g.pick(string.ascii_letters, 34)}", _QUOTED),
    "npm token": (lambda g: f"npm_{g.pick(_ALNUM, 36)}", _QUOTED),
    "pypi token": (lambda g: f"pypi-AgEIcHlwaS5vcmc{g.pick(_ALNUM + '-_', 120)}", _QUOTED),
    "sendgrid key": (lambda g: f"SG.{g.pick(_ALNUM + '-_', 22)}.{g.pick(_ALNUM + '-_', 43)}", _QUOTED),
    "telegram token": (lambda g: f"{g.pick('123456789', 10)}:AA{g.pick(_ALNUM + '-_', 33)}", _QUOTED),
    "alibaba key": (lambda g: f"LTAI5t{g.pick(_ALNUM, 18)}", _QUOTED),
    "tencent key": (lambda g: f"AKID{g.pick(_ALNUM, 32)}", _QUOTED),
    "azure key": (lambda g: base64.b64encode(g.random.randbytes(64)).decode(), ("DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=$0;EndpointSuffix=core.windows.net",)),
    "signed token": (lambda g: g.jwt(), _QUOTED),
    "private key": (lambda g: g.pem(), _PEMS),
    "random hex given to a name": (lambda g: g.pick(_HEX, 32), _TELLING),
    "random word given to a name": (lambda g: g.pick(_ALNUM, 28), _TELLING),
    "password": (lambda g: g.password(), _PASSWORDS),
    "credentials in a URL": (lambda g: (g.login(), g.pick(_ALNUM, 14)), _URLS),
    "mail": (lambda g: g.mail(), _MAILS),
    "hidden mail": (lambda g: tuple(g.mail().split("@")), ("$0 [at] $1", "mail me: $0 (at) $1", "$0#$1（#换成@）")),
    "mention": (lambda g: g.login(), _MENTIONS),
    "second mention": (lambda g: g.login(), _MENTIONS),
    "name in English": (lambda g: (f"{g.english.first_name()} {g.english.last_name()}", g.mail()), _NAMES),
    "name of Europe or India": (lambda g: (f"{(f := g.random.choice(g.others)).first_name()} {f.last_name()}", g.mail()), _NAMES),
    "name in Chinese": (lambda g: (g.chinese.name(), g.mail()), _CHINESE_NAMES),
    "Chinese mobile": (lambda g: g.chinese.phone_number(), (*_PHONES, "收件人 $0 已签收", "手机号$0已注册")),
    "Chinese landline": (lambda g: f"0{g.random.choice(('10', '21', '755', '571'))}-{g.pick('23456789', 8)}", _PHONES),
    "American phone": (lambda g: f"({g.random.randrange(201, 989)}) {g.random.randrange(223, 999)}-{g.random.randrange(1000, 9999)}", _PHONES),
    "phone of any country": (lambda g: g.random.choice(g.others).phone_number(), _PHONES),
    "Chinese identity number": (lambda g: g.chinese.ssn(), _NUMBERS),
    "social security number": (lambda g: g.english.ssn(), ("SSN: $0", "ssn = '$0'", "The record of $0 is duplicated.")),
    "card": (lambda g: g.english.credit_card_number(), ("card = '$0'", "卡号 $0 支付失败", "Payment with $0 was declined twice.")),
    "iban": (lambda g: g.others[0].iban(), ("IBAN: $0", "transfer_to('$0')")),
    "IPv4 address": (lambda g: g.english.ipv4_public(), _HOSTS),
    "IPv6 address": (lambda g: "2409:8" + ":".join(g.pick("123456789abcdef", 3) for _ in range(7)), _HOSTS6),
    "device": (lambda g: ":".join(g.pick(_HEX, 2) for _ in range(6)), ("ether $0 txqueuelen 1000", "mac = '$0'", "设备 $0 离线")),
    "home folder": (lambda g: g.login(), _FOLDERS),
    "shell prompt": (lambda g: (g.login().replace("-", "_"), f"{g.english.word()}-laptop"), _PROMPTS),
    "page": (lambda g: g.login(), _PAGES),
    "chat": (lambda g: (f"{g.login().replace('-', '_')}_{g.pick(string.digits, 3)}", "3" + g.pick(string.digits, 8)), _CHATS),
    "number plate": (lambda g: g.random.choice("京沪粤浙") + g.random.choice("ABCDE") + g.pick("0123456789", 5), ("车牌 $0 识别错误", "plate = '$0'")),
}  # fmt: skip
