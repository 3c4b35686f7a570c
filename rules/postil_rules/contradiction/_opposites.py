"""Words that mean the contrary of each other, in English and Chinese, as a remark or a name has them."""

from __future__ import annotations

import re
from functools import lru_cache

from postil.claims.memo import remembered
from postil.facts.model import Statement
from postil.text.identifiers import split_identifier
from postil.text.lazy import regex

PLAIN = (
    "max maximum maximal largest biggest highest greatest 最大 最高 | min minimum minimal smallest lowest 最小 最低; longest 最长 | shortest 最短;"
    "first 首个 第一个 | last 最后; oldest earliest 最早 最旧 | newest latest 最晚 最新; left 左侧 左边 | right 右侧 右边;"
    "prefix prefixes startswith 前缀 | suffix suffixes endswith 后缀; before 之前 | after 之后; ascending 升序 | descending 降序; increasing 递增 | decreasing 递减;"
    "even 偶数 | odd 奇数; head 头部 开头 | tail 尾部 末尾; source src | target dest destination dst;"
    "width 宽度 | height 高度; horizontal horizontally 水平 | vertical vertically 垂直; upper uppercase 大写 | lower lowercase 小写; positive 正数 | negative 负数;"
    "internal 内部 | external 外部; include included | exclude excluded 排除; union 并集 | intersection 交集;"
    "forward forwards 向前 | backward backwards 向后; start | end;"
    "grow grows growing enlarge 扩容 扩大 | shrink shrinks shrinking 缩容 缩小; most 最多 | fewest 最少; enable enabled 启用 | disable disabled 禁用"
)  # fmt: skip
DEEDS = (
    "add adding append appending insert 添加 插入 | remove removing delete deleting drop discard pop 删除 移除; open opening 打开 | close closing 关闭;"
    "encode 编码 | decode 解码; encrypt 加密 | decrypt 解密; compress 压缩 | decompress 解压; start starting 启动 | stop stopping 停止;"
    "load loading read 加载 读取 | save saving write dump 保存 写入;"
    "push | pop; lock acquire 加锁 | unlock release 解锁 释放; connect 连接 | disconnect 断开; attach | detach; show 显示 | hide 隐藏;"
    "serialize 序列化 | deserialize 反序列化; escape 转义 | unescape 反转义; upload 上传 | download 下载; increment | decrement;"
    "subscribe 订阅 | unsubscribe 退订"
)  # fmt: skip
LINKED = (
    "key keys | value values val; parent parents | child children; column columns | row rows;"
    "request | response; input inputs | output outputs; missing | present"
)
FAMILIES = (PLAIN, DEEDS, LINKED)
_ENGLISH = r"(?<![\w.`'\"/-])[a-z]{3,14}(?![\w`\"(/-]|'[^s]|\.[a-z])"
_HAN = r"[\u4e00-\u9fff]+"
_WORD = regex(_ENGLISH)
Words = frozenset[str]


@lru_cache(maxsize=4)
def opposites(families: str) -> dict[str, tuple[Words, Words]]:
    """Word -> what means the same, and what means the contrary."""
    table: dict[str, tuple[Words, Words]] = {}
    for family in families.split(";"):
        one, other = (frozenset(side.split()) for side in family.split("|"))
        table |= dict.fromkeys(one, (one, other)) | dict.fromkeys(other, (other, one))
    return table


def words_said(text: str) -> list[str]:
    """The words of a lower-case text in order: English ones that are no names, and Chinese ones that have a contrary."""
    if text.isascii():
        return _WORD.findall(text)
    return [found[0] for found in _spoken().finditer(text)]


@remembered
def words_shown(statement: Statement) -> Words:
    """The lower-case words of the names and strings of a statement."""
    strings = [str(lit.value)[:100] for lit in statement.literals if lit.kind == "string"]
    return frozenset(word for text in (*statement.names, *strings) for word in split_identifier(text))


@lru_cache(maxsize=1)
def _spoken() -> re.Pattern[str]:
    chinese = sorted(re.findall(_HAN, PLAIN + DEEDS), key=len, reverse=True)
    return re.compile(rf"{_ENGLISH}|{'|'.join(chinese)}")
