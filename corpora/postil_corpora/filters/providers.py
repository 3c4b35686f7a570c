"""Tokens that say what they are: providers document the prefix, the alphabet and the length of what they issue.

One kind of token a line: its name, a literal that each of them holds (in lower case), the regular expression. The
expressions begin with a literal, so that a text without it costs next to nothing; what must not stand right before a
token is asked afterwards.
"""

from __future__ import annotations

import re

from postil_corpora.filters.patterns import Pattern, before, bits

_SHAPES = r"""
aws-key        akia        AKIA[A-Z0-9]{16}(?![A-Za-z0-9])
aws-key        asia        ASIA[A-Z0-9]{16}(?![A-Za-z0-9])
github-token   gh          gh[pousr]_[A-Za-z0-9]{36,251}
github-token   github_pat_ github_pat_[A-Za-z0-9_]{50,100}
gitlab-token   gl          gl(?:pat|dt|rt|cbt|ptt|ft|soat|agent|imt|oas)-[A-Za-z0-9_-]{20,80}
gitee-token    gitee_      gitee_[A-Za-z0-9]{32,64}
slack-token    xox         xox[abeoprs]-[A-Za-z0-9-]{10,250}
slack-token    xapp-       xapp-\d-[A-Z0-9]{8,14}-\d{10,14}-[a-z0-9]{30,80}
slack-hook     hooks.slack hooks\.slack\.com/(?:services|workflows)/(?P<value>[A-Za-z0-9/_+-]{20,120})
discord-hook   /webhooks/  discord(?:app)?\.com/api/webhooks/(?P<value>\d{15,22}/[A-Za-z0-9_-]{40,90})
teams-hook     /webhookb2/ webhook\.office\.com/webhookb2/(?P<value>[A-Za-z0-9@/-]{40,200})
dingtalk-hook  oapi.ding   oapi\.dingtalk\.com/robot/send\?access_token=(?P<value>[0-9a-f]{40,80})
feishu-hook    open-apis   open\.(?:feishu\.cn|larksuite\.com)/open-apis/bot/v2/hook/(?P<value>[0-9a-f-]{30,50})
wecom-hook     qyapi.      qyapi\.weixin\.qq\.com/cgi-bin/webhook/send\?key=(?P<value>[0-9a-f-]{30,50})
google-key     aiza        AIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])
google-oauth   gocspx-     GOCSPX-[A-Za-z0-9_-]{24,40}
google-oauth   ya29.       ya29\.[A-Za-z0-9_-]{30,400}
stripe-key     k_          [rs]k_(?:live|test)_[A-Za-z0-9]{16,120}
stripe-key     whsec_      whsec_[A-Za-z0-9+/=]{24,80}
model-key      sk-         sk-(?:proj-|svcacct-|admin-|ant-[a-z0-9]{2,6}-|or-v1-)?[A-Za-z0-9_-]{32,200}
model-key      gsk_        gsk_[A-Za-z0-9]{40,80}
model-key      hf_         hf_[A-Za-z0-9]{30,50}
model-key      r8_         r8_[A-Za-z0-9]{37,50}
model-key      pplx-       pplx-[A-Za-z0-9]{40,60}
model-key      xai-        xai-[A-Za-z0-9]{60,100}
pypi-token     pypi-       pypi-[A-Za-z0-9_-]{60,400}
npm-token      npm_        npm_[A-Za-z0-9]{36,60}
rubygems-token rubygems_   rubygems_[0-9a-f]{48}
crates-token   cio         cio[A-Za-z0-9]{32}(?![A-Za-z0-9])
docker-token   dckr_       dckr_(?:pat|oat)_[A-Za-z0-9_-]{20,60}
ocean-token    _v1_        do[opr]_v1_[0-9a-f]{64}
shopify-token  shp         shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}
sendgrid-key   sg.         SG\.[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{32,64}
twilio-key     sk          SK[0-9a-f]{32}(?![0-9A-Za-z])
twilio-account ac          AC[0-9a-f]{32}(?![0-9A-Za-z])
mailgun-key    key-        key-[0-9a-f]{32}(?![0-9A-Za-z])
square-token   sq0         sq0(?:atp|csp|idp)-[A-Za-z0-9_-]{22,60}
square-token   eaaa        EAAA[A-Za-z0-9_-]{56,70}
vault-token    hv          hv[bsr]\.[A-Za-z0-9_-]{24,200}
grafana-token  gl          gl(?:c|sa)_[A-Za-z0-9+/=_]{32,200}
databricks-key dapi        dapi[0-9a-f]{32}(?:-\d)?(?![0-9A-Za-z])
atlassian-key  atatt3      ATATT3[A-Za-z0-9_=-]{60,260}
postman-key    pmak-       PMAK-[0-9a-f]{24}-[0-9a-f]{34}
newrelic-key   nrak-       NRAK-[A-Z0-9]{27}
figma-token    figd_       figd_[A-Za-z0-9_-]{36,60}
linear-key     lin_api_    lin_api_[A-Za-z0-9]{36,60}
notion-token   ntn_        ntn_[A-Za-z0-9]{40,60}
supabase-token sbp_        sbp_[0-9a-f]{40}
doppler-token  dp.         dp\.(?:pt|st|ct|sa)\.[A-Za-z0-9.]{36,80}
pulumi-token   pul-        pul-[0-9a-f]{40}
planet-token   pscale_     pscale_(?:tkn|pw|oauth)_[A-Za-z0-9_.=-]{32,80}
netlify-token  nfp_        nfp_[A-Za-z0-9]{36,60}
age-key        age-secret  AGE-SECRET-KEY-1[A-Z0-9]{58}
alibaba-key    ltai        LTAI[A-Za-z0-9]{12,26}(?![A-Za-z0-9])
tencent-key    akid        AKID[A-Za-z0-9]{28,40}(?![A-Za-z0-9])
baidu-key      altak       ALTAK[A-Za-z0-9-]{18,60}
volcengine-key aklt        AKLT[A-Za-z0-9+/=]{30,80}
azure-key      accountkey= AccountKey=(?P<value>[A-Za-z0-9+/=]{40,100})
jwt            eyj         (?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{10,4000}\.eyJ[A-Za-z0-9_-]{8,8000}(?:\.[A-Za-z0-9_-]{8,4000})?
mailchimp-key  -us         (?<![0-9A-Za-z])[0-9a-f]{32}-us\d{1,2}(?![0-9A-Za-z])
telegram-token :           (?<![0-9A-Za-z])\d{8,10}:[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])
discord-token  .           (?<![0-9A-Za-z_-])[MNO][A-Za-z0-9_-]{23,27}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,40}
""".strip()
_SAMPLE = re.compile(r"(?i)example|sample|placeholder|dummy|redacted|x{5}|0{9}|\.{3}|123456789|abcdefgh")
_LEAST_BITS = 2.6


def redacted(kind: str) -> str:
    """What stands where a secret stood: a plain name, so that code, Markdown and configuration stay readable."""
    return f"REDACTED_{kind.replace('-', '_').upper()}"


def _pattern(kind: str, hint: str, source: str) -> Pattern:
    regex = re.compile(source)
    group: str | int = "value" if "value" in regex.groupindex else 0

    def mark(match: re.Match[str], _key: bytes) -> str | None:
        ahead = before(match, 1)
        glued = ahead.isascii() and (ahead.isalnum() or ahead == "_")
        if glued or _SAMPLE.search(match[group]) or bits(match[group]) < _LEAST_BITS:
            return None
        return redacted(kind)

    return Pattern(kind, regex, (hint,), mark)


PROVIDERS = tuple(_pattern(*line.split(maxsplit=2)) for line in _SHAPES.splitlines())
