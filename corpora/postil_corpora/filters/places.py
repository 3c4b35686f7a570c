"""Where people live on machines and in the web: home folders, shell prompts, pages of their own."""

from __future__ import annotations

import re

from postil_corpora.filters.patterns import Pattern
from postil_corpora.people import is_pseudonym, pseudonym

_SEGMENT = r"[^\s/\\:\"'`<>|*?$%{}()\[\],;=!#&]{1,40}"
_FOLDER = re.compile(
    r"(?:(?<![A-Za-z0-9_.-])(?:/mnt/[a-z]|/[a-z]|/cygdrive/[a-z]|/data|/export|/var|/private)?/(?:home|[Uu]sers)/"
    r"|(?<![A-Za-z0-9])[A-Za-z]:(?:\\{1,4}|/)(?:[Uu]sers|Documents and Settings)(?:\\{1,4}|/))"
    rf"(?P<value>{_SEGMENT}(?:[ ][A-Z][a-z]{{1,20}}(?=\\))?)"
)
_SHARED = frozenset(
    "... .. . admin administrator all app apps appveyor azureuser bin builder builduser bar baz centos ci circleci coder codespace "
    "conda container containeradministrator debian default deploy dev developer docs docker ec2-user example fedora foo git gitlab-runner "
    "gitpod guest index jenkins jovyan lib linuxbrew local login me mysql myname myself myuser name nobody node page pages pi "
    "postgres profile public python root runner runneradmin sandbox settings shared site someone somebody src test tester testuser travis "
    "ubuntu user user1 user2 username users vagrant vscode web worker www x xxx you your-username your_name yourname yourusername".split()
)
_PROMPT = re.compile(
    r"(?m)(?:^|(?<=[\[(\s`]))(?P<value>(?P<login>[a-z_][a-z0-9_.-]{1,31})@[A-Za-z][\w-]{1,40})(?="
    r"(?::[~/][^\s$#]{0,80}|[ ][~\w/.-]{1,40}\]|[ ]~)[ ]?[$#%](?:[ ]|$))"
)
_HOSTS = (
    r"github\.com|gitee\.com|gitlab\.com|gitcode\.com|bitbucket\.org|twitter\.com|//x\.com|facebook\.com|instagram\.com|//t\.me"
    r"|weibo\.com(?:/u|/n)?|zhihu\.com/people|linkedin\.com/in|medium\.com|keybase\.io|space\.bilibili\.com|juejin\.cn/user"
    r"|blog\.csdn\.net|stackoverflow\.com/users/\d{1,12}"
)
_PAGE = re.compile(rf"(?i)(?:{_HOSTS})/@?(?P<value>[\w.-]{{2,40}})/?(?=[\s)\]>\"'`,;!。，）]|[.](?:\s|$)|$)")
_NO_PERSON = frozenset(
    "about account apps blog code contact customer-stories dashboard discussions docs enterprise events explore features gist "
    "help home intent issues join jobs login logout marketplace new news notifications organizations orgs pricing privacy pulls "
    "search security settings share sharer.php signup site sponsors stars status team terms topics trending username watch".split()
)


def _folder(match: re.Match[str], key: bytes) -> str | None:
    name = match["value"].rstrip(".")
    dull = (
        len(name) < 2
        or name.lower() in _SHARED
        or "." in name.strip(".")[-5:]
        or re.fullmatch(r"(?i)test.*|\W*|x+|your.*", name)
    )
    return None if dull or is_pseudonym(name) else pseudonym(name, key=key)


def _prompt(match: re.Match[str], key: bytes) -> str | None:
    login = match["login"]
    return None if login in _SHARED or is_pseudonym(login) else f"{pseudonym(login, key=key)}@host"


def _page(match: re.Match[str], key: bytes) -> str | None:
    name = match["value"]
    return None if name.lower() in _NO_PERSON or is_pseudonym(name) else pseudonym(name, key=key)


PLACES = (
    Pattern("folder", _FOLDER, ("/home/", "users", "documents and settings"), _folder),
    Pattern("prompt", _PROMPT, ("@",), _prompt),
    Pattern("page", _PAGE, (".com/", ".org/", ".me/", ".io/", ".cn/", ".net/"), _page),
)
