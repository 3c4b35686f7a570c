"""Telling words: what a remark says that not every remark could say.

>>> sorted(telling_words("Process the data and return the result."))
[]
>>> sorted(telling_words("Skip orders that were refunded."))
['order', 'refund', 'skip']
"""

from __future__ import annotations

from functools import lru_cache

from postil.text.lazy import regex
from postil.text.simplified import simplified
from postil.text.stems import stem
from postil.text.units import NOUNS, Unit, read_units, read_word, without_parts

GENERIC = frozenset(
    stem(word)
    for word in (
        "process handle do perform execute run operation operate logic code line block stuff thing things data value "
        "values variable result results output input information something anything everything item items element "
        "elements object loop iterate check condition case set get use using used call function method class define "
        "definition create make initialize initialise init setup update compute calculate calculation return returns "
        "start begin end finish next first main final step work works needed necessary required appropriate "
        "corresponding relevant various magic hack here now proper properly statement assign assignment it helper go "
        "through import module modules library libraries some other etc error errors raise exception argument "
        "arguments parameter parameters list dictionary string number given"
    ).split()
)
_GENERIC_HAN = frozenset(
    "处理 数据 执行 操作 进行 逻辑 代码 变量 结果 返回 循环 遍历 判断 条件 检查 检测 设置 获取 调用 函数 方法 定义 创建 "
    "初始化 更新 计算 开始 结束 主要 步骤 相关 相应 对应 信息 内容 东西 值 赋值 输入 输出 元素 对象 使用 这里 所有 "
    "一些 需要 必要 实现 功能 完成 得到 情况 异常 抛出 错误 然后 接着 最后 首先 如果 否则 类 导入 模块 库 参数 列表 字典 "
    "字符串 一个 运行 迭代 声明 设定 事情 事物 某些 某个 项目 工作 适当 合适 恰当 各种 语句 其他 其它 给定 所需 辅助 一切 "
    "接下来 下一个 第一个 最终 并 再 后".split()
)
_TELLING_NOUNS = NOUNS.union("锁帧包") - set("值数字类码集")
_ALL_GENERIC = GENERIC | _GENERIC_HAN
_WORD = regex(r"[A-Za-z_][A-Za-z0-9_]*")
_MAX_TEXT = 20_000


def tells(text: str) -> bool:
    """Whether ``text`` has any telling word: one of the first tells in most, and the others need no reading."""
    return any(map(_tells_alone, _WORD.findall(text, 0, _MAX_TEXT))) or bool(telling_words(text))


@lru_cache(maxsize=4_096)
def _tells_alone(word: str) -> bool:
    unit = read_word(word)
    return unit.kind == "word" and not _ALL_GENERIC.issuperset(unit.stems)


@lru_cache(maxsize=512)
def telling_words(text: str) -> frozenset[str]:
    """The distinct words of ``text`` (English stems, Chinese words) that would not fit any other code."""
    text = simplified(text)
    units = read_units(text)
    content = [unit for unit in units if unit.kind not in ("weak", "phrase")]
    words = frozenset().union(*[unit.stems or (unit.text,) for unit in content]) - _ALL_GENERIC
    if text.isascii():
        return words
    nouns = () if _TELLING_NOUNS.isdisjoint(text) else _nouns(units)
    return frozenset([word for word in words if not _is_made_of_generic(word)]).union(nouns)


def _nouns(units: tuple[Unit, ...]) -> list[str]:
    """The nouns of one Chinese character, those left out that are a part of a word before them."""
    return [unit.text for unit in without_parts(units) if unit.text in _TELLING_NOUNS]


def _is_made_of_generic(word: str) -> bool:
    """Whether a word of the glossary (返回结果) is two that would fit any code."""
    return any(word[:at] in _GENERIC_HAN and word[at:] in _GENERIC_HAN for at in range(1, len(word)))
