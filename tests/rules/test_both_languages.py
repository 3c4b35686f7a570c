"""A remark that is found false in English is found false in Chinese, by the same rule; its true twin is not."""

import pytest

from postil import Scorer

SCORER = Scorer()
_CROP = "def crop(image, left, top):\n    return image.cut(left, top)"
_FIND = "def find(rows, key):\n    for row in rows:\n        if row.key == key:\n            return row\n    return None"
# rule, code, line (0: a summary), English and Chinese, each false and true
CASES = [
    ("CON08", "def draw(style):\n    if style not in ('solid', 'dashed'):\n        raise ValueError(style)\n    return pen(style)", 0,
     "Draw.\n\nArgs:\n    style: Either 'solid' or 'dotted'.", "Draw.\n\nArgs:\n    style: Either 'solid' or 'dashed'.",
     "绘制。\n\n参数：\n    style：'solid' 或 'dotted'。", "绘制。\n\n参数：\n    style：'solid' 或 'dashed'。"),
    ("CON09", "def take(rows, count):\n    if count < 1:\n        raise ValueError(count)\n    return rows[:count]", 0,
     "Take rows.\n\nArgs:\n    rows: All.\n    count: How many, at least 0.", "Take rows.\n\nArgs:\n    rows: All.\n    count: How many, at least 1.",
     "取若干行。\n\n参数：\n    rows：全部。\n    count：数量，至少为 0。", "取若干行。\n\n参数：\n    rows：全部。\n    count：数量，至少为 1。"),
    ("CON11", "size = os.path.getsize(path) / 1024", 1,
     "The size in megabytes.", "The size in kilobytes.", "文件大小，单位为 MB。", "文件大小，单位为 KB。"),
    ("CON25", "def split(full):\n    first, last = full.split(' ')\n    return first, last", 0,
     "Return three values: the names.", "Return two values: the names.", "返回三个值：各个名字。", "返回两个值：名和姓。"),
    ("CON51", "mu.Lock()\ncount += 1\nlast = rows[-1]", 2,
     "Decrease the count by one.", "Increase the count by one.", "将 count 减一。", "将 count 加一。"),
    ("CON51", "last = rows[-1]", 1, "Take the first row.", "Take the last row.", "取第一行。", "取最后一行。"),
    ("CON52", "if not rows:\n    stop()", 1, "If there are rows", "If there are no rows", "如果有数据行", "如果没有数据行"),
    ("CON52", "if token.expired:\n    renew(token)", 1,
     "If the token has not expired", "If the token has expired", "如果令牌未过期", "如果令牌已过期"),
    ("CON52", "if n % 2 == 0:\n    halve(n)", 1, "For odd n", "For even n", "n 为奇数时", "n 为偶数时"),
    ("CON53", "if len(name) > 64:\n    raise ValueError(name)", 1,
     "Names of 64 characters or more are refused.", "Names of more than 64 characters are refused.",
     "64 个字符及以上的名称会被拒绝。", "超过 64 个字符的名称会被拒绝。"),
    ("CON54", "try:\n    load()\nexcept OSError:\n    raise", 4,
     "Ignore the error.", "Pass the error on to the caller.", "忽略该错误。", "把错误抛给调用方。"),
    ("CON60", "if width > 100 or height > 100:\n    shrink()", 1,
     "If both width and height are too large", "If width or height is too large", "如果宽度和高度都太大", "如果宽度或高度太大"),
    ("CON61", "parts = tuple(words)", 1,
     "Turn the words into a list.", "Turn the words into a tuple.", "把单词转换成列表。", "把单词转换成元组。"),
    ("CON65", "def count(users, groups):\n    n = 0\n    for user in users:\n        n += 1\n    return n", 3,
     "For each of the groups", "For each of the users", "对 groups 中的每一个", "对 users 中的每一个"),
    ("CON66", "ratio = hits / total", 1,
     "Divide the total by the hits.", "Divide the hits by the total.", "用 total 除以 hits。", "用 hits 除以 total。"),
    ("CON72", "def enable_cache(self):\n    self.cache = {}", 0, "Disable the cache.", "Enable the cache.", "禁用缓存。", "启用缓存。"),
    ("CON73", "def has_owner(pet):\n    return pet.owner is not None", 0,
     "Return False if the pet has an owner.", "Return True if the pet has an owner.", "宠物有主人时返回 False。", "宠物有主人时返回 True。"),
    ("CON76", "def size_bytes(path):\n    return path.stat().st_size", 0,
     "Size of the file in kilobytes.", "Size of the file in bytes.", "文件大小，单位为 KB。", "文件大小，单位为字节。"),
    ("CON82", "if key in cache:\n    use(key)", 1,
     "The key is not in the cache.", "The key is in the cache.", "该键不在缓存中。", "该键在缓存中。"),
    ("CON82", "if door.locked:\n    knock()", 1,
     "If the door is not locked", "If the door is locked", "如果门没有锁上", "如果门已经锁上"),
    ("CON01", _CROP, 0, "Crop.\n\nArgs:\n    image: What.\n    width: How wide.", "Crop.\n\nArgs:\n    image: What to crop.\n    left: Where.\n    top: Where from.",
     "裁剪。\n\n參數：\n    image：原圖。\n    width：寬度。", "裁剪。\n\n參數：\n    image：要裁剪的圖。\n    left：左邊緣處。\n    top：上邊緣處。"),
    ("CON23", _FIND.replace("None", "False"), 5, "Nothing found: return True.", "Nothing found: return False.", "找不到時回傳 True。", "找不到時回傳 False。"),
]  # fmt: skip


def codes(code: str, line: int, text: str) -> set[str]:
    told = {"comment": text} if line == 0 else {"annotations": [{"line_number": line, "annotation": text}]}
    return {finding.code for finding in SCORER.score({"code_snippet": code, **told}).findings}


@pytest.mark.parametrize(("rule", "code", "line", "false_en", "true_en", "false_zh", "true_zh"), CASES)
def test_both_languages_are_heard(
    rule: str, code: str, line: int, false_en: str, true_en: str, false_zh: str, true_zh: str
) -> None:
    assert rule in codes(code, line, false_en)
    assert rule in codes(code, line, false_zh)
    assert rule not in codes(code, line, true_en) | codes(code, line, true_zh)
