r"""Traditional Chinese as simplified Chinese of the same length, so that one set of words serves both.

>>> simplified("回傳陣列") == "\u8fd4\u56de\u6570\u7ec4"
True
"""

from __future__ import annotations

import re
from functools import lru_cache

from postil.text.lazy import regex
from postil.text.lexicon import in_simple_characters

_TERMS = dict(
    pair.split(":")
    for pair in (
        "回传:返回 传回:返回 预设:默认 函式:函数 物件:对象 阵列:数组 串列:列表 回圈:循环 资料夹:文件夹 档案:文件 资料:数据 变数:变量 "
        "例外:异常 呼叫:调用 建立:创建 支援:支持 设定:设置 网路:网络 储存:保存 伺服器:服务器 引数:参数 视窗:窗口 字元:字符 型别:类型 "
        "递回:递归 程式:程序 资讯:信息 讯息:消息 萤幕:屏幕 伫列:队列 快取:缓存 逾时:超时 介面:接口 模组:模块 连线:连接 栏位:字段 "
        "权杖:令牌 金钥:密钥 杂凑:哈希 单字:单词 印出:打印 丢出:抛出 掷出:抛出 清单:列表"
    ).split()
)
"""Words of traditional Chinese, written in simplified characters, for which simplified Chinese has others."""
_TERM = regex("|".join(sorted(_TERMS, key=len, reverse=True)))


def simplified(text: str) -> str:
    """``text`` in simplified characters and words, every place where it was; itself when it is not traditional."""
    return text if text.isascii() else _simplified(text)


@lru_cache(maxsize=512)
def _simplified(text: str) -> str:
    plain = in_simple_characters(text)
    return text if plain == text else _TERM.sub(_term, plain)


def _term(found: re.Match[str]) -> str:
    return _TERMS[found.group()]
