"""More pairs of a true remark and its twin with one fault, on whole functions of many kinds."""

import pytest

from postil.page import Page
from postil.records import Comment, Snippet
from postil.rules import load_rules

RULES = tuple(rule for rule in load_rules() if rule.name.startswith("contradiction/"))

SNIPPETS = {
    "poll": (
        "def poll(job, interval=5):\n"
        "    while not job.done():\n"
        "        time.sleep(interval)\n"
        "        job.refresh()\n"
        "    return job.result()\n"
    ),
    "to_fahrenheit": (
        "def to_fahrenheit(celsius):\n"
        "    if celsius < -273.15:\n"
        '        raise ValueError("below absolute zero")\n'
        "    return celsius * 9 / 5 + 32\n"
    ),
    "median": (
        "def median(xs):\n"
        "    xs = sorted(xs)\n"
        "    n = len(xs)\n"
        "    mid = n // 2\n"
        "    if n % 2:\n"
        "        return xs[mid]\n"
        "    return (xs[mid - 1] + xs[mid]) / 2\n"
    ),
    "append_log": (
        "def append_log(path, message):\n"
        '    with open(path, "a", encoding="utf-8") as fh:\n'
        '        fh.write(message + "\\n")\n'
    ),
    "load_rates": (
        "def load_rates(path):\n"
        "    rates = {}\n"
        '    with open(path, "rb") as fh:\n'
        "        header = fh.readline()\n"
        "        for line in fh:\n"
        '            code, _, value = line.partition(b",")\n'
        '            rates[code.decode("ascii")] = float(value)\n'
        "    return rates\n"
    ),
    "Cache": (
        "class Cache:\n"
        "    def __init__(self, size=128):\n"
        "        self.size = size\n"
        "        self.items = OrderedDict()\n"
        "\n"
        "    def put(self, key, value):\n"
        "        if key in self.items:\n"
        "            self.items.move_to_end(key)\n"
        "        self.items[key] = value\n"
        "        if len(self.items) > self.size:\n"
        "            self.items.popitem(last=False)\n"
    ),
    "options_for": (
        "def options_for(user, table):\n"
        "    prefs = table.get(user.id, {})\n"
        '    theme = prefs.setdefault("theme", "dark")\n'
        '    lang = prefs.pop("lang", None)\n'
        "    return theme, lang\n"
    ),
    "first_match": (
        "def first_match(lines, pattern):\n"
        "    for number, line in enumerate(lines, start=1):\n"
        "        if re.match(pattern, line):\n"
        "            return number\n"
        "    return None\n"
    ),
    "crawl": (
        "async def crawl(urls, limit=10):\n"
        "    gate = asyncio.Semaphore(limit)\n"
        "    async def one(url):\n"
        "        async with gate:\n"
        "            try:\n"
        "                return await fetch(url, timeout=30)\n"
        "            except TimeoutError:\n"
        "                return None\n"
        "    return await asyncio.gather(*(one(u) for u in urls))\n"
    ),
    "grade": (
        "def grade(points, total=100):\n"
        "    share = points / total\n"
        "    if share >= 0.9:\n"
        '        return "A"\n'
        "    if share >= 0.75 and points > 10:\n"
        '        return "B"\n'
        '    return "C"\n'
    ),
    "leaderboard": (
        "def leaderboard(players, top=3):\n"
        "    ranked = sorted(players, key=lambda p: p.score, reverse=True)\n"
        "    return [p.name for p in ranked[:top]]\n"
    ),
    "clean_tag": (
        "def clean_tag(tag):\n"
        "    tag = tag.strip().lower()\n"
        '    if not tag.startswith("#"):\n'
        '        tag = "#" + tag\n'
        '    return tag.replace(" ", "-")\n'
    ),
    "check_age": (
        "def check_age(age):\n"
        '    """X"""\n'
        "    if not isinstance(age, int):\n"
        '        raise TypeError("age must be an int")\n'
        "    if age < 0 or age > 150:\n"
        '        raise ValueError("age out of range")\n'
        "    return True\n"
    ),
    "settle": (
        "def settle(orders, rate=0.06):\n"
        "    total = 0\n"
        "    for order in orders:\n"
        "        if order.refunded:\n"
        "            continue\n"
        "        total += order.amount\n"
        "    tax = round(total * rate, 2)\n"
        "    return total + tax\n"
    ),
    "drain": (
        "def drain(queue, handler, limit=50):\n"
        "    done = 0\n"
        "    while queue and done < limit:\n"
        "        task = queue.popleft()\n"
        "        try:\n"
        "            handler(task)\n"
        "        except RuntimeError:\n"
        '            logging.exception("task failed")\n'
        "            queue.append(task)\n"
        "            raise\n"
        "        done += 1\n"
        "    return done\n"
    ),
    "thumbnail_size": (
        "def thumbnail_size(width, height, limit=256):\n"
        "    scale = min(limit / width, limit / height)\n"
        "    if scale >= 1:\n"
        "        return width, height\n"
        "    return int(width * scale), int(height * scale)\n"
    ),
    "locate": (
        "def locate(text, word, start=0):\n"
        "    pos = text.find(word, start)\n"
        "    if pos == -1:\n"
        "        return None\n"
        "    return pos + len(word)\n"
    ),
    "read_config": (
        "def read_config(path):\n"
        "    try:\n"
        '        with open(path, encoding="gbk") as f:\n'
        "            data = json.load(f)\n"
        "    except FileNotFoundError:\n"
        "        return {}\n"
        "    names = {k.upper(): v for k, v in data.items() if v is not None}\n"
        "    return names\n"
    ),
    "moving_max": (
        "def moving_max(values, width):\n"
        "    if width <= 0:\n"
        '        raise ValueError("width must be positive")\n'
        "    out = []\n"
        "    for i in range(len(values) - width + 1):\n"
        "        out.append(max(values[i:i + width]))\n"
        "    return out\n"
    ),
    "is_strong": (
        "def is_strong(password):\n"
        "    has_digit = any(c.isdigit() for c in password)\n"
        "    has_upper = any(c.isupper() for c in password)\n"
        "    return len(password) >= 12 and has_digit and has_upper\n"
    ),
    "collect": (
        'def collect(root, suffix=".md"):\n'
        "    found = []\n"
        '    for path in sorted(Path(root).rglob("*" + suffix)):\n'
        "        if path.is_dir():\n"
        "            continue\n"
        "        found.append(path.stat().st_size)\n"
        "    return sum(found) / 1024\n"
    ),
    "mask_card": (
        "def mask_card(number, visible=4):\n"
        '    digits = number.replace(" ", "")\n'
        "    if not digits.isdigit():\n"
        '        raise ValueError("not a card number")\n'
        '    return "*" * (len(digits) - visible) + digits[-visible:]\n'
    ),
    "merge_headers": (
        "def merge_headers(base, extra):\n"
        "    merged = dict(base)\n"
        "    for name, value in extra.items():\n"
        "        merged[name.lower()] = value\n"
        "    return merged\n"
    ),
    "wait_until_ready": (
        "def wait_until_ready(probe, timeout=60, step=0.5):\n"
        "    deadline = time.monotonic() + timeout\n"
        "    while time.monotonic() < deadline:\n"
        "        if probe():\n"
        "            return True\n"
        "        time.sleep(step)\n"
        "    return False\n"
    ),
    "tally": (
        "def tally(votes, minimum=2):\n"
        "    counts = Counter(votes)\n"
        "    winners = [name for name, n in counts.most_common() if n >= minimum]\n"
        "    if not winners:\n"
        '        raise LookupError("no winner")\n'
        "    return winners\n"
    ),
    "speed": (
        "def speed(track):\n"
        "    distance = track[-1].km - track[0].km\n"
        "    hours = (track[-1].time - track[0].time).total_seconds() / 3600\n"
        "    return distance / hours if hours else 0.0\n"
    ),
    "load_users": (
        "def load_users(path, active_only=True):\n"
        "    users = []\n"
        '    with open(path, newline="", encoding="utf-8-sig") as f:\n'
        "        for row in csv.DictReader(f):\n"
        '            if active_only and row["status"] != "active":\n'
        "                continue\n"
        "            users.append(row)\n"
        '    users.sort(key=lambda u: u["name"])\n'
        "    return users\n"
    ),
    "binary_search": (
        "def binary_search(items, target):\n"
        "    lo, hi = 0, len(items) - 1\n"
        "    while lo <= hi:\n"
        "        mid = (lo + hi) // 2\n"
        "        if items[mid] == target:\n"
        "            return mid\n"
        "        if items[mid] < target:\n"
        "            lo = mid + 1\n"
        "        else:\n"
        "            hi = mid - 1\n"
        "    return -1\n"
    ),
    "compress_logs": (
        "def compress_logs(folder, days=7):\n"
        "    limit = time.time() - days * 86400\n"
        "    removed = 0\n"
        '    for path in Path(folder).glob("*.log"):\n'
        "        if path.stat().st_mtime < limit:\n"
        '            with open(path, "rb") as src, gzip.open(f"{path}.gz", "wb") as dst:\n'
        "                shutil.copyfileobj(src, dst)\n"
        "            path.unlink()\n"
        "            removed += 1\n"
        "    return removed\n"
    ),
    "split_name": (
        "def split_name(full):\n"
        '    family, _, given = full.strip().partition(" ")\n'
        "    if not given:\n"
        '        return full, ""\n'
        "    return given.title(), family.upper()\n"
    ),
}

# snippet, claimed line (0: the docstring of the whole), true remark, false remark
ENGLISH = (
    (
        "poll",
        2,
        "Keep polling as long as the job has not finished.",
        "Keep polling as long as the job has finished.",
    ),
    ("to_fahrenheit", 4, "Scale by nine fifths and add 32.", "Scale by nine fifths and subtract 32."),
    (
        "to_fahrenheit",
        2,
        "Anything colder than -273.15 degrees cannot exist.",
        "Anything colder than -373.15 degrees cannot exist.",
    ),
    (
        "median",
        5,
        "With an odd number of values there is one in the middle.",
        "With an even number of values there is one in the middle.",
    ),
    (
        "median",
        2,
        "Work on a sorted copy, the caller's list stays as it was.",
        "Sort the caller's list in place, nothing is copied.",
    ),
    (
        "append_log",
        2,
        "Open the log for appending, so older entries survive.",
        "Open the log for writing from scratch, so older entries are lost.",
    ),
    ("append_log", 3, "Terminate the message with a newline.", "Prefix the message with a newline."),
    ("append_log", 2, "The log is written as UTF-8.", "The log is written as Latin-1."),
    (
        "load_rates",
        3,
        "Read raw bytes, the decoding happens further down.",
        "Read it as text, no decoding is needed further down.",
    ),
    (
        "load_rates",
        7,
        "Store the rate as a float under its currency code.",
        "Store the rate as an int under its currency code.",
    ),
    (
        "load_rates",
        0,
        "Read exchange rates from a file.\n\nReturns a dictionary from currency code to rate.",
        "Read exchange rates from a file.\n\nReturns a list of pairs of currency code and rate.",
    ),
    ("Cache", 2, "By default 128 entries fit.", "By default 256 entries fit."),
    (
        "Cache",
        7,
        "A key that is already there becomes the most recent one.",
        "A key that is not there yet becomes the most recent one.",
    ),
    (
        "Cache",
        11,
        "Throw out the entry that was inserted first.",
        "Throw out the entry that was inserted last.",
    ),
    (
        "Cache",
        10,
        "Only when there are more items than allowed is one evicted.",
        "Only when there are fewer items than allowed is one evicted.",
    ),
    (
        "options_for",
        2,
        "A user without an entry gets an empty dictionary.",
        "A user without an entry raises KeyError.",
    ),
    ("options_for", 3, "The theme falls back to dark.", "The theme falls back to light."),
    (
        "options_for",
        5,
        "Give back a pair of theme and language.",
        "Give back a triple of user, theme and language.",
    ),
    ("first_match", 2, "Line numbers count from one.", "Line numbers count from zero."),
    (
        "first_match",
        3,
        "The pattern must match at the beginning of the line.",
        "The pattern may match anywhere in the line.",
    ),
    (
        "first_match",
        5,
        "No line fits, so there is nothing to report: None.",
        "No line fits, so there is nothing to report: -1.",
    ),
    (
        "first_match",
        0,
        "Find the first line that matches and return its number, counted from 1.",
        "Find the last line that matches and return its number, counted from 1.",
    ),
    (
        "crawl",
        2,
        "No more than limit requests run at the same time.",
        "No fewer than limit requests run at the same time.",
    ),
    (
        "crawl",
        8,
        "A page that takes too long counts as None, the others go on.",
        "A page that takes too long ends everything, the error is re-raised.",
    ),
    ("crawl", 6, "Give each request 30 seconds.", "Give each request 30 minutes."),
    ("grade", 2, "Divide points by total.", "Divide total by points."),
    (
        "grade",
        3,
        "Ninety percent and more earns the best grade.",
        "Only more than ninety percent earns the best grade.",
    ),
    ("leaderboard", 2, "Order the players by score.", "Order the players by name."),
    ("clean_tag", 5, "Blanks become hyphens.", "Hyphens become blanks."),
    ("clean_tag", 2, "Trim both ends and fold to lower case.", "Trim both ends and fold to capitals."),
    (
        "check_age",
        0,
        "Validate an age between 0 and 150.\n\nRaises TypeError for anything but an int.",
        "Validate an age between 1 and 150.\n\nRaises TypeError for anything but an int.",
    ),
    (
        "mask_card",
        5,
        "Only the last digits stay readable, the rest become stars.",
        "Only the first digits stay readable, the rest become stars.",
    ),
    ("mask_card", 3, "Anything besides digits is refused.", "Anything besides letters is refused."),
    ("mask_card", 1, "Four digits are shown by default.", "Six digits are shown by default."),
    (
        "merge_headers",
        2,
        "Copy base so that the original is left alone.",
        "Change base in place, no copy is made.",
    ),
    ("merge_headers", 4, "Names are stored in lower case.", "Names are stored in upper case."),
    (
        "merge_headers",
        0,
        "Merge two sets of headers.\n\n:returns: a new dictionary with the entries of both",
        "Merge two sets of headers.\n\n:returns: a new list with the entries of both",
    ),
    ("wait_until_ready", 3, "Go on until the deadline has passed.", "Go on once the deadline has passed."),
    (
        "wait_until_ready",
        6,
        "Pause for step seconds between two probes.",
        "Pause for step milliseconds between two probes.",
    ),
    (
        "wait_until_ready",
        7,
        "Time is up: report failure with False.",
        "Time is up: report failure with None.",
    ),
    (
        "tally",
        3,
        "Names with at least minimum votes count as winners.",
        "Names with fewer than minimum votes count as winners.",
    ),
    (
        "speed",
        4,
        "Distance divided by hours; 0.0 if no time has passed.",
        "Hours divided by distance; 0.0 if no time has passed.",
    ),
    ("speed", 3, "The duration in hours.", "The duration in minutes."),
)

# snippet, claimed line (0: the docstring of the whole), true remark, false remark
CHINESE = (
    ("settle", 4, "已经退款的订单不计入总额。", "没有退款的订单不计入总额。"),
    ("settle", 5, "跳过这一单，看下一单。", "就此结束循环，不再看后面的订单。"),
    ("settle", 7, "税额保留两位小数。", "税额保留三位小数。"),
    ("settle", 1, "税率默认百分之六。", "税率默认百分之九。"),
    ("settle", 6, "把订单金额累加到total。", "从total里扣掉订单金额。"),
    ("drain", 4, "从队首取出最早进来的任务。", "从队尾取出最晚进来的任务。"),
    ("drain", 9, "失败的任务放回队列末尾。", "失败的任务放回队列最前面。"),
    ("drain", 10, "记完日志再把异常抛给调用方。", "记完日志就把异常吞掉，继续处理。"),
    ("drain", 3, "队列非空且未到上限时继续。", "队列非空或者未到上限时继续。"),
    ("drain", 11, "成功一次，计数加一。", "成功一次，计数减一。"),
    (
        "thumbnail_size",
        2,
        "取两个比例中较小的一个，保证两边都放得下。",
        "取两个比例中较大的一个，保证两边都放得下。",
    ),
    ("thumbnail_size", 5, "按比例缩小，结果取整。", "按比例缩小，结果保留小数。"),
    ("thumbnail_size", 1, "边长上限默认为256像素。", "边长上限默认为512像素。"),
    ("locate", 3, "没有找到时find返回-1。", "没有找到时find返回0。"),
    ("locate", 4, "找不到就返回None。", "找不到就抛出异常。"),
    ("locate", 2, "从start处开始向后查找。", "从末尾开始向前查找。"),
    ("read_config", 3, "配置文件采用GBK编码。", "配置文件采用UTF-8编码。"),
    ("read_config", 6, "文件不存在时返回空字典。", "文件不存在时返回None。"),
    ("read_config", 7, "键名一律转成大写，值为None的项不要。", "键名一律转成小写，值为None的项不要。"),
    ("read_config", 7, "值为None的项会被丢掉。", "只留下值为None的项。"),
    ("read_config", 5, "文件不存在不算错误。", "没有读取权限不算错误。"),
    ("moving_max", 2, "窗口宽度必须是正数。", "窗口宽度可以是零，但不能是负数。"),
    ("moving_max", 6, "取窗口里的最大值。", "取窗口里的最小值。"),
    (
        "moving_max",
        0,
        "计算滑动窗口的最大值。\n\n参数：\n    values：数值列表。\n    width：窗口宽度，必须大于0。\n\n返回：\n    每个窗口最大值组成的列表。",
        "计算滑动窗口的最大值。\n\n参数：\n    values：数值列表。\n    width：窗口宽度，必须大于1。\n\n返回：\n    每个窗口最大值组成的列表。",
    ),
    ("moving_max", 7, "返回所有窗口的结果。", "逐个产出窗口的结果。"),
    ("is_strong", 2, "只要有一个数字就行。", "必须全部是数字。"),
    ("is_strong", 3, "检查有没有大写字母。", "检查有没有小写字母。"),
    ("is_strong", 4, "长度不少于12位。", "长度不少于8位。"),
    ("is_strong", 4, "三个条件要同时满足。", "三个条件满足其一即可。"),
    (
        "is_strong",
        0,
        "判断密码是否足够强：长度至少12，含数字和大写字母。",
        "判断密码是否足够强：长度至少16，含数字和大写字母。",
    ),
    ("collect", 3, "递归查找各级子目录，按路径名排序。", "只查找当前一层目录，按路径名排序。"),
    ("collect", 7, "换算成KB返回。", "换算成MB返回。"),
    ("load_users", 8, "按姓名升序排列。", "按姓名降序排列。"),
    ("load_users", 9, "返回用户列表。", "返回用户字典。"),
    ("binary_search", 6, "找到了，返回它的下标。", "找到了，返回元素本身。"),
    ("binary_search", 7, "中间值小于目标，去右半边找。", "中间值大于目标，去右半边找。"),
    ("binary_search", 11, "没找到时返回-1。", "没找到时返回None。"),
    ("binary_search", 2, "hi从最后一个下标开始，两端都包含在内。", "hi从列表长度开始，不包含在内。"),
    ("compress_logs", 8, "压缩完后删除原文件。", "压缩完后保留原文件。"),
    ("compress_logs", 6, "以二进制方式读取原文件，写入压缩包。", "以文本方式读取原文件，写入压缩包。"),
    ("compress_logs", 5, "只处理修改时间早于界限的文件。", "只处理修改时间晚于界限的文件。"),
    ("compress_logs", 1, "默认保留最近七天的日志。", "默认保留最近三十天的日志。"),
    ("split_name", 2, "先去掉首尾空白，再按第一个空格拆开。", "先去掉首尾空白，再按最后一个空格拆开。"),
    ("split_name", 5, "姓氏转成大写。", "姓氏转成小写。"),
)


def found(snippet: str, line: int, text: str) -> list[str]:
    comment = Comment(text, kind="docstring") if line == 0 else Comment(text, line_number=line)
    page = Page.read(Snippet(SNIPPETS[snippet]), (comment,))
    return [f"{finding.code}: {finding.message}" for rule in RULES for finding in rule.check(page)]


@pytest.mark.parametrize(("snippet", "line", "true", "false"), [*ENGLISH, *CHINESE])
def test_only_the_false_remark_of_a_pair_is_found(snippet: str, line: int, true: str, false: str) -> None:
    assert found(snippet, line, true) == []
    assert found(snippet, line, false)
