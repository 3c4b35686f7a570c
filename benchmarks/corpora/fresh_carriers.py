"""Other sentences to plant in, written after the filters: the first run caught 98.9 % of 2,000.

Three forms were mended after that (a token in brackets, a mention in a quotation, hotlines): the next reader should add
sentences of their own before believing the figure.
"""

from __future__ import annotations

_TOKENS = (
    "I accidentally pasted $0 into the gist, revoke it please",
    "- uses the token `$0` (already rotated)",
    "assert mask('$0') == '***'",
    "WARN  auth  credential=$0 rejected by upstream",
    "脚本里写死了 $0，请改成环境变量",
    '<add key="ServiceKey" value="$0" />',
    "// const k = '$0';",
    "value: $0  # TODO move to vault",
)
_NAMED = (
    'private static final String API_KEY = "$0";',
    "?api_key=$0&page=2",
    "secrets:\n  token: $0",
    "my access token ($0) no longer works",
    "os.environ['AUTH_TOKEN'] = '$0'",
    "密钥=$0",
    '-H "Authorization: token $0"',
)
_WORDS = (
    "user: admin2 / password: $0",
    "jdbc.password = $0",
    "sudo docker login -u deployer --password $0 registry.corp-tools.cn",
    "the default password was $0 until last week",
    "数据库口令为 $0",
    "'password' => '$0',",
    'passwd="$0"',
)
_PEOPLE = (
    "ping @$0",
    "@$0: this one is yours, I think",
    "Nice catch @$0!",
    "Waiting for @$0 to confirm.",
    "感谢@$0 的贡献",
    "经与 @$0 讨论，先回退",
    "Co-reviewed with @$0 and the release team",
    "> @$0 wrote this in 2019",
)
_CALLS = (
    "Hotline $0 (weekdays only)",
    '{"contact": {"phone": "$0"}}',
    "请拨打 $0 咨询",
    "mobile=$0",
    "You may reach the maintainer by phone: $0",
    "传真/电话 $0",
)
FRESH: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("aws key", "github token", "github fine token", "gitlab token", "slack token", "google key", "stripe key", "openai key",
                     "anthropic key", "hugging face token", "npm token", "pypi token", "sendgrid key", "telegram token", "alibaba key",
                     "tencent key", "signed token"), _TOKENS),
    **dict.fromkeys(("random hex given to a name", "random word given to a name"), _NAMED),
    "password": _WORDS,
    **dict.fromkeys(("mention", "second mention"), _PEOPLE),
    **dict.fromkeys(("Chinese mobile", "Chinese landline", "American phone", "phone of any country"), _CALLS),
    "credentials in a URL": ("mongodb+srv://$0:$1@cluster0.corp-tools.cn/?retryWrites=true", "pip install --index-url https://$0:$1@pypi.corp-tools.cn/simple x", "ftp://$0:$1@files.corp-tools.cn/a.zip"),
    "mail": ("the maintainer ($0) agreed", "From: $0", "联系邮箱 $0。", "user.email=$0", "mailto:$0", "{'to': ['$0'], 'cc': []}"),
    "hidden mail": ("write to $0 <at> $1", "$0(at)$1"),
    "name in English": ("Suggested-by: $0 <$1>", "Acked-by: $0 <$1>", "@author $0", "Maintainer: $0 <$1>", "Tested-by: $0"),
    "name in Chinese": ("维护者：$0", "开发者: $0", "Reviewed-by: $0 <$1>", "联系人：$0"),
    "Chinese identity number": ('idcard = "$0"', "$0 的实名认证失败", "INSERT INTO person VALUES ('$0');"),
    "social security number": ("row['ssn'] == '$0'", "duplicate SSN $0 in the export"),
    "card": ('charge(card="$0", amount=5)', "信用卡 $0 扣款失败", "the card $0 was refused"),
    "IPv4 address": ("curl http://$0:9000/health", "Nov 3 04:12:11 sshd: Accepted publickey for deploy from $0 port 51122", "ping $0 超时", "db_host: $0"),
    "device": ("link/ether $0 brd ff:ff:ff:ff:ff:ff", "MAC地址：$0", '"hwaddr": "$0"'),
    "home folder": ("cp -r /home/$0/data .", "at Object.<anonymous> (/Users/$0/code/app/index.js:12:3)", "C:/Users/$0/Documents/x.csv", "'/home/$0/.ssh/id_rsa'", "PermissionError: '/home/$0/out.txt'"),
    "page": ("(https://github.com/$0)", "Thanks to [them](https://github.com/$0/)!", "twitter.com/$0"),
    "chat": ("微信号：$0", "加QQ群 $1 交流"),
}  # fmt: skip
