"""The patterns of each natural language, each one scan over the text.

All quantifiers are bounded and no two neighbours can match the same text, so every scan is linear.
"""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from postil.text.lazy import for_ascii, regex


class Patterns(Struct, frozen=True):
    """What ``extract.py`` needs of a language. The names of groups are read by it."""

    result: re.Pattern[str]
    verb: re.Pattern[str]
    raising: re.Pattern[str]
    comparison: re.Pattern[str]
    condition: re.Pattern[str]
    structure: re.Pattern[str]
    denial: re.Pattern[str]
    literals: dict[str, str]
    states: dict[str, str]
    types: dict[str, str]


_EMPTY_EN = "|".join(
    f"(?:an? |the )?empty {kind}"
    for kind in ("list", "dictionary", "dict", "set", "string", "tuple", "sequence", "result")
)
_LITERAL_EN = rf"`{{0,2}}(?P<literal>True|False|true|false|None|null(?! (?:array|byte|character|dict|list|matrix|set|string|tuple|vector)\b)|nothing|NaN|zero|-1|[01](?![0-9.%])|{_EMPTY_EN})`{{0,2}}"
_LITERALS_EN = {
    "true": "True", "false": "False", "none": "None", "null": "None", "nothing": "None", "nan": "nan", "zero": "0",
    "0": "0", "1": "1", "-1": "-1",
}  # fmt: skip
for _kind, _source in (
    ("list", "[]"),
    ("dictionary", "{}"),
    ("dict", "{}"),
    ("set", "set()"),
    ("string", "''"),
    ("tuple", "()"),
):
    for _article in ("", "an ", "the "):
        _LITERALS_EN[f"{_article}empty {_kind}"] = _source

_STATES_EN = {
    "empty": "empty", "blank": "empty", "nonempty": "nonempty", "non-empty": "nonempty", "non empty": "nonempty",
    "none": "none", "null": "none", "missing": "absent", "absent": "absent", "present": "present", "given": "present",
    "provided": "present", "supplied": "present", "specified": "present", "in": "present", "among": "present",
    "part of": "present", "contained in": "present", "found": "present", "available": "present", "true": "true", "truthy": "true",
    "false": "false", "falsy": "false", "even": "even", "odd": "odd", "negative": "negative",
    "non-negative": "nonnegative", "positive": "positive", "zero": "zero", "non-zero": "nonzero", "nonzero": "nonzero",
    "equal": "equal", "equal to": "equal", "the same": "equal", "different": "different", "exist": "present", "exists": "present",
    "contain": "present", "contains": "present", "start with": "prefixed", "starts with": "prefixed",
    "end with": "suffixed", "ends with": "suffixed", "there": "present", "in the past": "past", "in the future": "future", "ahead": "future", "there is no": "absent", "there are no": "empty", "there is": "present", "there are": "nonempty",
    "there was": "present", "there were": "nonempty", "there was no": "absent", "there were no": "empty",
}  # fmt: skip

ENGLISH = Patterns(
    result=regex(
        r"(?:\b(?:[Rr]eturn(?:s|ed|ing)?|[Gg]ives?(?: back)?|[Hh]and(?:s|ed)? back|[Aa]nswer(?:s| is| with)?|[Rr]esult(?: is|s in|ing in)|"
        r"evaluates? to|report(?:s|ed)?|(?:failure|success|signal(?:s|ed)?) (?:with|as|by))(?: is)?(?: an?| the)?(?: value| boolean)? "
        rf"|(?<=(?:report|return): )(?=-1|None|0|True|False)|(?<![A-Za-z0-9`.-])(?=(?:True|False|None|null|-?1|0|NaN|zero)`{{0,2}},? (?:if|when|unless|otherwise)\b)){_LITERAL_EN}(?!\w|\.\w)",
        hints=(
            "return",
            "give",
            "hand",
            "answer",
            "result",
            "evaluates to",
            "report",
            "failure",
            "success",
            "signal",
            " if",
            " when",
            " unless",
            " otherwise",
        ),
    ),
    verb=regex(
        r"(?P<yields>\b(?:[Yy]ield(?:s|ed|ing)?(?! True| False| None)|(?:[Aa]|the|this) generator\b))"
        r"|(?P<returns>\b(?:[Rr]eturn(?:s|ed|ing)?|[Hh]and(?:s|ed)? back)\b(?! (?:code|value|type|statement|address|early|to|from|codes|values|if)\b))",
        hints=("yield", "generator", "return", " back"),
    ),
    raising=regex(
        r"\b(?:[Rr]ais(?:e|es|ed|ing)|[Tt]hrow(?:s|n|ing)?)\b(?! (?:to the power|by)\b)",
        hints=("rais", "throw"),
    ),
    comparison=regex(
        r"(?P<ge>\b(?:(?:greater|larger|more|bigger|higher|longer) than or (?:equal|the same)(?: to| as)?|at least"
        r"|(?:no|not) (?:less|fewer|smaller|lower|shorter) than|not below|reach(?:es|ed)?)\b|>=|≥)"
        r"|(?P<le>\b(?:(?:less|smaller|fewer|lower|shorter) than or (?:equal|the same)(?: to| as)?|at most"
        r"|(?:no|not) (?:more|greater|larger|higher|longer) than|(?:does not|do not|doesn't|must not|may not|not) exceed|not above)\b|<=|≤)"
        r"|(?P<gt>\b(?:(?:greater|larger|more|bigger|higher|longer|later|older|taller)(?: (?!or\b|rather|other|less)[a-z]{3,12})? than|exceed(?:s|ed|ing)?|above)\b|(?<![-=<>])>(?![=>]))"
        r"|(?P<lt>\b(?:(?:less|smaller|fewer|lower|shorter|earlier|younger)(?: (?!or\b|rather|other|more)[a-z]{3,12})? than|below)\b|(?<![<=])<(?![=<]))"
        r"|(?P<more>\bor (?:more|greater|larger|higher|longer|above|over|later)\b)"
        r"|(?P<fewer>\bor (?:less|fewer|smaller|lower|shorter|below|under|earlier)\b)",
        re.IGNORECASE,
        hints=(
            *(
                "than ",
                "at least",
                "at most",
                "below",
                "above",
                "reach",
                "exceed",
                ">",
                "<",
                "≥",
                "≤",
                "or more",
                "or greater",
            ),
            *(
                "or larger",
                "or higher",
                "or longer",
                "or over",
                "or later",
                "or less",
                "or fewer",
                "or smaller",
                "or lower",
            ),
            *("or shorter", "or under", "or earlier"),
        ),
    ),
    condition=regex(
        r"\b(?:is|are|was|were|be|has|have been)(?:(?P<deny>n't| not| no longer| never))?"
        r"(?: (?:still|already|currently|now|yet|both|also|itself|really|already been|been))?"
        r" `{0,2}(?P<state>empty|blank|non-?empty|None|null|missing|absent|present|given|provided|supplied|specified|in(?= (?!the (?:past|future)\b))|among|part of"
        r"|contained in|in the (?:past|future)(?= |[.,;:]|$)|ahead|there|found|available|True|true|truthy|False|false|falsy|even|odd|negative|non-negative|positive|zero|non-?zero"
        r"|equal to|equal|the same|different|(?:[a-z]{3,20}(?:ed|ble|id|ive|al|ic|ady|sh|pty|ull))|done|open|closed|new|alive|hidden|broken|dead|full|ready|visible|locked|running|expired)\b"
        r"|\b(?:do|does|did)(?P<denied>(?: not|n'?t)) (?P<verb>exist|contain|starts? with|ends? with)\b"
        r"|(?<=an )(?:odd|even)(?= (?:number|count|length|amount|index)\b)|(?<=[Ff]or )(?:odd|even)(?= [A-Za-z_]\w*(?:$|[.,:;]))"
        r"|\b(?:exists|contains|starts with|ends with)\b|\bthere (?:is|are|were|was)(?: no)?\b",
        hints=(
            *(
                "is ",
                "are ",
                "was ",
                "were ",
                "be ",
                "has ",
                "have been ",
                "n't",
                "exist",
                "contain",
                "start with",
            ),
            *(
                "starts with",
                "end with",
                "ends with",
                "there ",
                "an odd ",
                "an even ",
                "or odd ",
                "or even ",
                " not ",
                "dont",
                "doesnt",
                "didnt",
                "been",
            ),
        ),
    ),
    structure=regex(
        r"(?P<loop>\b(?:[Ff]or (?:each|every)(?: of the| one of the)?|[Ii]terat(?:e|es|ing) (?:over|through)|[Ll]oop(?:s|ing)? (?:over|through)"
        r"|[Ww]alk(?:s|ing)? (?:over|through)|[Gg]o(?:es|ing)? (?:over|through)|[Tt]ravers(?:e|es|ing))\b)"
        r"|\b(?:[Aa]n?|as|into|[Nn]ew|[Ee]mpty|[Pp]lain|[Ss]orted|returns?) (?P<type>list|dictionary|dict|set|tuple|frozenset|generator|string|deque)\b"
        r"(?! (?:comprehension|expression|item|element|index|literal|of parameters))"
        r"|\b[Dd]efin(?:es?|ing) (?:an? |the )?(?:new |async |asynchronous )?(?:function|method|class|coroutine|generator)(?: called| named)?"
        r" `{0,2}(?P<definition>[A-Za-z_][A-Za-z0-9_]*)"
        r"|(?P<parameter>\b(?:[Tt]ak(?:es?|ing)|[Aa]ccept(?:s|ing)?|(?<!called )(?<!invoked )(?<!applied )[Ww]ith|[Rr]eceiv(?:es?|ing))"
        r"(?: the| an?| (?:one|two|three|four|five|six|[0-9]))?(?: required| positional| input)? (?:parameters?|arguments?)(?: called| named|:| of)? ?)",
        hints=(
            *(
                "for each",
                "for every",
                " over",
                " through",
                "travers",
                "list",
                "dict",
                "set",
                "tuple",
                "generator",
                "string",
            ),
            *("deque", "defin", "parameter", "argument"),
        ),
    ),
    denial=regex(
        r"(?i)\b(?:not|no|never|without|nothing|none of|neither|cannot|unless|otherwise|instead|rather|except|skip|skips|ignore|ignores|"
        r"avoid|avoids|until|prevent|prevents|leaves? out|left out|leaving out|exclud\w*|omit\w*|filter\w* out|drops?|dropping|discard\w*|ensure|ensures|make sure|must|should|require|requires|required|expect|guarantee|else)\b|n't\b|\b(?:do|does|is|are|was|did|ca)nt\b"
    ),
    literals=_LITERALS_EN,
    states=_STATES_EN,
    types={
        "list": "list",
        "dictionary": "dict",
        "dict": "dict",
        "set": "set",
        "tuple": "tuple",
        "frozenset": "frozenset",
        "generator": "generator",
        "string": "str",
        "deque": "deque",
    },
)

_SCANS = ("result", "verb", "raising", "comparison", "condition", "structure", "denial")
ASCII_ENGLISH = replace(ENGLISH, **{name: for_ascii(getattr(ENGLISH, name)) for name in _SCANS})
"""The same for texts of nothing but ASCII, as most are."""

_LITERALS_ZH = {
    "true": "True", "false": "False", "none": "None", "null": "None", "真": "True", "假": "False", "空列表": "[]", "空字典": "{}",
    "空字符串": "''", "空串": "''", "空集合": "set()", "空元组": "()", "空值": "None", "零": "0", "0": "0", "1": "1", "-1": "-1",
    "nan": "nan",
}  # fmt: skip
_STATES_ZH = {
    "不为空": "nonempty", "非空": "nonempty", "不是空": "nonempty", "为空": "empty", "是空的": "empty", "是空": "empty",
    "取空": "empty", "空的": "empty", "里有元素": "nonempty", "不存在": "absent", "已存在": "present", "已经存在": "present", "存在": "present",
    "已有": "present", "没有": "absent", "缺少": "absent", "找不到": "absent", "不在": "absent", "已在": "present", "已经在": "present",
    "不包含": "absent", "不含": "absent", "包含": "present", "为none": "none", "是none": "none", "不为none": "not_none",
    "不是none": "not_none", "非none": "not_none", "为真": "true", "为假": "false", "为true": "true", "为false": "false",
    "偶数": "even", "奇数": "odd", "为零": "zero", "为0": "zero", "不为零": "nonzero", "不为0": "nonzero", "非零": "nonzero",
    "不相等": "different", "不等于": "different", "不相同": "different", "不一致": "different", "不同": "different", "相等": "equal", "等于": "equal",
    "相同": "equal", "一致": "equal", "负数": "negative", "为负": "negative", "非负": "nonnegative", "为正": "positive", "未提供": "absent", "未指定": "absent",
    "没有提供": "absent", "没有指定": "absent", "未给出": "absent", "提供了": "present", "指定了": "present", "未传入": "absent", "传入了": "present", "已经过去": "past", "过去了": "past", "已过": "past", "过期": "past", "已到期": "past",
    "尚未到来": "future", "没有到来": "future", "还没有到": "future", "还没到": "future", "还未到": "future", "未过期": "future", "没过期": "future",
    "没有过期": "future", "尚未过期": "future", "不过期": "", "过期时间": "", "过期检查": "", "检查过期": "",
    "有": "present", "在": "present", "以外": "", "空闲": "", "空间": "", "空格": "", "大于等于": "", "小于等于": "", "大于或等于": "", "小于或等于": "", "没有问题": "",
}  # fmt: skip

CHINESE = Patterns(
    result=regex(
        r"(?:返回|结果[为是]|则[为是]|答案[为是]|得到|给出|交回|用|返回值[为是]|一律为|值为|取)[ ]?(?:的是|一个)?[ ]?`{0,2}"
        r"(?P<literal>(?i:true|false|none|null|nan)(?![A-Za-z_.])|真|假|空列表|空字典|空字符串|空串|空集合|空元组|空值|-1|[01](?![0-9.%个条次位])|零)"
    ),
    verb=regex(
        r"(?P<yields>产出|逐个生成|惰性|(?:一个|返回)生成器|yield)|(?P<returns>(?<!要)返回(?!码|值|类型|地址|到))"
    ),
    raising=regex(r"抛出|引发|抛给|报出"),
    comparison=regex(
        r"(?P<ge>大于等于|大于或等于|不[能得可应会]?(?:小于|少于|低于|早于|短于)|至少|最少(?=[可能有为]{0,2}[ `]?[A-Za-z0-9一二两三四五六七八九十百])|达到|>=|≥)"
        r"|(?P<le>小于等于|小于或等于|不[能得可应会]?(?:大于|超过|多于|高于|晚于|长于|超出)|至多|最多(?=[可能有为]{0,2}[ `]?[A-Za-z0-9一二两三四五六七八九十百])|<=|≤)"
        r"|(?P<gt>大于|超过|多于|高于|超出|晚于|长于|(?<![-=<>])>(?![=>]))|(?P<lt>小于|少于|低于|不足|不到|短于|早于|(?<![<=])<(?![=<]))"
        r"|(?=[ 或及])(?<=[0-9一二两三四五六七八九十百个次条位岁秒符节钟时天人行页度倍分元名项份])[ ]?(?:(?P<more>(?:或者?|及)(?:更[多大长高]|以上))|(?P<fewer>(?:或者?|及)(?:更[少小短低]|以下)))"
    ),
    condition=regex(
        r"(?i:(?:不为|不是|非|为|是)[ ]?none(?![a-z_])|为[ ]?true(?![a-z_])|为[ ]?false(?![a-z_]))|"
        r"有(?:(?<=如果有)|(?<=若有)|(?<=当有)|(?<=只要有)|(?<=一旦有)|(?<=假如有)|(?<=如果还有)|(?<=只要还有))(?![效人误无关权必所])|"
        r"在(?<![存现所正不已否]在)(?=[^，。；：\n]{1,12}[中里内](?:时|的话)?(?:[，。；]|$))|"
        + "|".join(
            sorted(
                filter(
                    lambda k: k not in "有在" and "none" not in k and "true" not in k and "false" not in k,
                    _STATES_ZH,
                ),
                key=len,
                reverse=True,
            )
        )
    ),
    structure=regex(
        r"(?P<loop>遍历|逐个处理|逐个检查|逐一处理|循环处理|逐个取出|迭代|(?:对于?|针对)(?=[^，。；：\n]{1,16}(?:中|里)?的?每))"
        r"|(?P<type>列表|字典|集合|元组|字符串|生成器|字节串|双端队列)(?!推导|的(?:长度|键|值|元素)|里|中|末|尾|头)"
        r"|定义(?:了)?(?:一个)?(?:名为)?(?:异步)?(?:函数|方法|类|生成器|协程)[ ]?`{0,2}(?P<definition>[A-Za-z_][A-Za-z0-9_]*)"
        r"|(?P<parameter>(?:接受|接收|传入|需要|带有|带|有)(?:[一二两三四五六]|[0-9])?个?(?:必填|位置|关键字)?(?:参数|形参|入参)(?:分别为|分别是|有|为|是|：|:)?[ ]?|参数(?:有|包括|为|是|：|:)[ ]?)"
    ),
    denial=regex(
        r"不会|不能|不再|不要|不用|不必|不是|不得|不应|不算|不抛|不返回|不产出|不匹配|不做|没法|未必|无法|无需|避免|防止|以免|免得|禁止|否则|除非|跳过|忽略|略过|直到|确保|保证|必须|要求|应当|应该|而非|而不是|只有|排除|过滤掉|去掉|剔除|丢弃|丢掉|扔掉|不计|不予|删掉|滤掉"
    ),
    literals=_LITERALS_ZH,
    states=_STATES_ZH,
    types={
        "列表": "list",
        "字典": "dict",
        "集合": "set",
        "元组": "tuple",
        "字符串": "str",
        "生成器": "generator",
        "字节串": "bytes",
        "双端队列": "deque",
    },
)
