"""Pairs of a true remark and its twin with one fault: the rules must tell them apart, in both languages."""

import pytest

from postil.page import Page
from postil.records import Comment, Snippet
from postil.rules import load_rules

RULES = tuple(rule for rule in load_rules() if rule.name.startswith("contradiction/"))

# code, claimed line, true remark, false remark
ENGLISH = (
    (
        "def retry(job, limit=3):\n    for attempt in range(limit):\n        if job():\n            return True\n    return False",
        1,
        "Try job up to limit times, three by default.",
        "Try job up to limit times, five by default.",
    ),
    (
        "def retry(job, limit=3):\n    for attempt in range(limit):\n        if job():\n            return True\n    return False",
        4,
        "Success: report True to the caller.",
        "Success: report False to the caller.",
    ),
    (
        "if len(password) < 8:\n    raise ValueError('too short')",
        1,
        "Passwords with fewer than 8 characters are refused.",
        "Passwords with 8 characters or fewer are refused.",
    ),
    (
        "if len(password) < 8:\n    raise ValueError('too short')",
        2,
        "Raise a ValueError for a short password.",
        "Raise a TypeError for a short password.",
    ),
    (
        "if user is None:\n    return default",
        1,
        "If there is no user, fall back to the default.",
        "If user is not None, fall back to the default.",
    ),
    (
        "if not queue:\n    break",
        1,
        "Stop as soon as the queue is empty.",
        "Stop as soon as the queue is not empty.",
    ),
    (
        "names = sorted(names, key=len, reverse=True)",
        1,
        "Sort the names from longest to shortest.",
        "Sort the names from shortest to longest.",
    ),
    ("items.insert(0, entry)", 1, "Put entry at the front of the list.", "Put entry at the end of the list."),
    ("items.append(entry)", 1, "Add entry to the end of items.", "Remove entry from the end of items."),
    ("best = min(prices)", 1, "Pick the lowest price.", "Pick the highest price."),
    ("best = min(prices)", 1, "Find the smallest of the prices.", "Find the largest of the prices."),
    ("head = parts[0]", 1, "Take the first part.", "Take the last part."),
    (
        "for key in mapping.keys():\n    f(key)",
        1,
        "Go over all keys of mapping.",
        "Go over all values of mapping.",
    ),
    ("for i in range(10):\n    f(i)", 1, "Run 10 times.", "Run 20 times."),
    ("time.sleep(5)", 1, "Wait 5 seconds before the next poll.", "Wait 5 minutes before the next poll."),
    (
        "total += price * amount",
        1,
        "Add price times amount to the total.",
        "Subtract price times amount from the total.",
    ),
    ("count -= 1", 1, "Decrease count by one.", "Increase count by one."),
    ("if a and b:\n    go()", 1, "Only go when both a and b hold.", "Go when either a or b holds."),
    ("name = name.upper()", 1, "Convert name to upper case.", "Convert name to lower case."),
    (
        "with open(path, 'w') as out:\n    out.write(text)",
        1,
        "Open path for writing.",
        "Open path for reading.",
    ),
    ("data = json.loads(raw)", 1, "Parse the JSON text into data.", "Serialize data into JSON text."),
    ("text = line.rstrip()", 1, "Strip trailing whitespace.", "Strip leading whitespace."),
    (
        "if line.startswith('#'):\n    continue",
        1,
        "Skip lines that start with a hash.",
        "Skip lines that end with a hash.",
    ),
    ("if n % 2 == 0:\n    evens.append(n)", 1, "Keep n if it is even.", "Keep n if it is odd."),
    (
        "if key in seen:\n    continue",
        1,
        "Skip keys that are already in seen.",
        "Skip keys that are not in seen.",
    ),
    ("if x is not None:\n    use(x)", 1, "Only use x when it is not None.", "Only use x when it is None."),
    ("return max(scores)", 1, "Return the highest score.", "Return the lowest score."),
    (
        "raise KeyError(name)",
        1,
        "Raise KeyError for an unknown name.",
        "Raise ValueError for an unknown name.",
    ),
    ("self.lock.acquire()", 1, "Acquire the lock.", "Release the lock."),
    ("conn.close()", 1, "Close the connection.", "Open the connection."),
    ("result = a * b", 1, "Multiply a by b.", "Divide a by b."),
    ("mid = (low + high) // 2", 1, "The middle, rounded down.", "The middle, rounded up."),
    ("values.sort()", 1, "Sort values in place.", "Return a sorted copy of values."),
    ("copy = dict(options)", 1, "Work on a copy of options.", "Work on options in place."),
    (
        "while len(cache) > capacity:\n    cache.popitem(last=False)",
        1,
        "Evict while the cache holds more than capacity entries.",
        "Evict while the cache holds capacity entries or more.",
    ),
    (
        "while len(cache) > capacity:\n    cache.popitem(last=False)",
        2,
        "Drop the oldest entry first.",
        "Drop the newest entry first.",
    ),
    ("yield chunk", 1, "Yield the chunk to the consumer.", "Return the chunk to the consumer."),
    (
        "if amount > balance:\n    return False",
        1,
        "Refuse when amount exceeds balance.",
        "Refuse when amount is below balance.",
    ),
    ("return not errors", 1, "True when there are no errors.", "True when there are errors."),
    (
        "if any(x < 0 for x in xs):\n    raise ValueError('negative')",
        1,
        "Fail if any of the values is negative.",
        "Fail if all of the values are negative.",
    ),
    ("seen = set()", 1, "An empty set of what was seen.", "An empty list of what was seen."),
    (
        "return [f(x) for x in xs]",
        1,
        "Return a list with f applied to each x.",
        "Return a generator that applies f to each x.",
    ),
    ("d = a - b", 1, "The difference of a and b.", "The sum of a and b."),
    ("for i in range(1, n + 1):\n    f(i)", 1, "From 1 to n inclusive.", "From 0 to n exclusive."),
    (
        "if status == 404:\n    return None",
        1,
        "A 404 means there is no such page.",
        "A 403 means there is no such page.",
    ),
    (
        "if status == 404:\n    return None",
        2,
        "Nothing found: return None.",
        "Nothing found: return an empty list.",
    ),
    (
        "def clamp(value, low, high):\n    if low > high:\n        raise ValueError('bad')\n    return max(low, min(value, high))",
        2,
        "Check that the bounds are ordered: low above high is an error.",
        "Check that the bounds are ordered: low below high is an error.",
    ),
    (
        "def clamp(value, low, high):\n    if low > high:\n        raise ValueError('bad')\n    return max(low, min(value, high))",
        3,
        "Raise ValueError because low exceeds high.",
        "Raise ValueError because high exceeds low.",
    ),
    (
        "def count(text):\n    counts = {}\n    for word in text.lower().split():\n        counts[word] = counts.get(word, 0) + 1\n    return counts",
        4,
        "Increase the word's count by one, starting from 0.",
        "Increase the word's count by two, starting from 0.",
    ),
    (
        "def count(text):\n    counts = {}\n    for word in text.lower().split():\n        counts[word] = counts.get(word, 0) + 1\n    return counts",
        3,
        "Lowercase the text, split it at whitespace and go through the words.",
        "Uppercase the text, split it at whitespace and go through the words.",
    ),
    (
        "def count(text):\n    counts = {}\n    for word in text.lower().split():\n        counts[word] = counts.get(word, 0) + 1\n    return counts",
        2,
        "Start with an empty dictionary of counts.",
        "Start with an empty list of counts.",
    ),
    (
        "def fib(n):\n    if n < 2:\n        return n\n    a, b = 0, 1\n    for _ in range(n - 1):\n        a, b = b, a + b\n    return b",
        2,
        "Base case: n below 2 is its own result.",
        "Base case: n above 2 is its own result.",
    ),
    (
        "def fib(n):\n    if n < 2:\n        return n\n    a, b = 0, 1\n    for _ in range(n - 1):\n        a, b = b, a + b\n    return b",
        2,
        "For n less than 2 the answer is n itself.",
        "For n less than or equal to 2 the answer is n itself.",
    ),
    (
        "def is_prime(n):\n    if n <= 1:\n        return False\n    for d in range(2, int(n ** 0.5) + 1):\n        if n % d == 0:\n            return False\n    return True",
        3,
        "One and everything below it are not prime, so return False.",
        "One and everything below it are prime, so return True.",
    ),
    (
        "def is_prime(n):\n    if n <= 1:\n        return False\n    for d in range(2, int(n ** 0.5) + 1):\n        if n % d == 0:\n            return False\n    return True",
        4,
        "Try every divisor from 2 up to the square root of n.",
        "Try every divisor from 3 up to the square root of n.",
    ),
    (
        "def is_prime(n):\n    if n <= 1:\n        return False\n    for d in range(2, int(n ** 0.5) + 1):\n        if n % d == 0:\n            return False\n    return True",
        7,
        "No divisor was found: n is prime and the result is True.",
        "No divisor was found: n is prime and the result is False.",
    ),
    (
        "def push(self, item):\n    self._heap.append(item)\n    self._sift_up(len(self._heap) - 1)",
        2,
        "Append the new item at the end of the heap.",
        "Pop the last item off the heap.",
    ),
    (
        "def load(path):\n    try:\n        with open(path, encoding='utf-8') as fh:\n            return json.load(fh)\n    except FileNotFoundError:\n        return {}",
        5,
        "A missing file (FileNotFoundError) is no problem.",
        "A PermissionError is no problem.",
    ),
    (
        "def load(path):\n    try:\n        with open(path, encoding='utf-8') as fh:\n            return json.load(fh)\n    except FileNotFoundError:\n        return {}",
        6,
        "Return an empty dict when there is nothing to load.",
        "Return None when there is nothing to load.",
    ),
    (
        "def load(path):\n    try:\n        with open(path, encoding='utf-8') as fh:\n            return json.load(fh)\n    except FileNotFoundError:\n        return {}",
        3,
        "Open the file for reading as UTF-8.",
        "Open the file for writing as UTF-8.",
    ),
    (
        "def window(xs, size=5):\n    for i in range(len(xs) - size + 1):\n        yield xs[i:i + size]",
        1,
        "Slide a window of size elements (5 by default) over xs.",
        "Slide a window of size elements (10 by default) over xs.",
    ),
    (
        "def window(xs, size=5):\n    for i in range(len(xs) - size + 1):\n        yield xs[i:i + size]",
        3,
        "Yield the current window as a slice.",
        "Return the current window as a slice.",
    ),
    (
        "if response.status_code >= 400:\n    log.error(response)",
        1,
        "Log every status of 400 or above.",
        "Log every status above 400.",
    ),
    (
        "users = [u for u in users if u.is_active]",
        1,
        "Keep only the users that are active.",
        "Keep only the users that are not active.",
    ),
    (
        "users = [u for u in users if u.age >= 18]",
        1,
        "Keep the users who are at least 18 years old.",
        "Keep the users who are older than 18 years.",
    ),
    (
        "users = [u for u in users if not u.banned]",
        1,
        "Leave out users who are banned.",
        "Keep only users who are banned.",
    ),
    (
        "latest = max(entries, key=lambda e: e.time)",
        1,
        "Find the most recent entry.",
        "Find the oldest entry.",
    ),
    (
        "cheapest = min(offers, key=lambda o: o.price)",
        1,
        "The offer with the lowest price wins.",
        "The offer with the highest price wins.",
    ),
    (
        "logs.sort(key=lambda l: l.time, reverse=True)",
        1,
        "Newest entries come first.",
        "Oldest entries come first.",
    ),
    (
        "digest = hashlib.sha256(data).hexdigest()",
        1,
        "Compute the SHA-256 digest as hex.",
        "Compute the MD5 digest as hex.",
    ),
    (
        "os.makedirs(target, exist_ok=True)",
        1,
        "Create target; it is fine if it exists already.",
        "Create target; raises an error if it exists already.",
    ),
    (
        "if not isinstance(value, int):\n    raise TypeError('int wanted')",
        2,
        "Complain with a TypeError.",
        "Complain with a ValueError.",
    ),
    ("self._cache[key] = value", 1, "Store value under key.", "Delete the value under key."),
    ("chunks = text.split(',')", 1, "Split the text at commas.", "Join the text with commas."),
    ("line = ', '.join(parts)", 1, "Join the parts with commas.", "Split the parts at commas."),
    ("await asyncio.sleep(0.1)", 1, "Give way for 0.1 seconds.", "Give way for 0.1 milliseconds."),
    ("return a if a > b else b", 1, "Return the larger of the two.", "Return the smaller of the two."),
    ("return a < b", 1, "True if a is less than b.", "True if a is greater than b."),
    ("elif temperature < 0:\n    state = 'ice'", 1, "Below zero it is ice.", "Above zero it is ice."),
    (
        "while stack:\n    node = stack.pop()",
        1,
        "Go on as long as the stack is not empty.",
        "Go on as long as the stack is empty.",
    ),
    ("while stack:\n    node = stack.pop()", 2, "Pop the node on top.", "Push the node on top."),
    ("half = total / 2", 1, "Half of the total.", "Double the total."),
)
CHINESE = (
    (
        "def retry(job, limit=3):\n    for attempt in range(limit):\n        if job():\n            return True\n    return False",
        1,
        "最多尝试limit次，默认三次。",
        "最多尝试limit次，默认五次。",
    ),
    (
        "def retry(job, limit=3):\n    for attempt in range(limit):\n        if job():\n            return True\n    return False",
        4,
        "成功后返回True。",
        "成功后返回False。",
    ),
    (
        "if len(password) < 8:\n    raise ValueError('too short')",
        1,
        "如果密码长度小于8，则拒绝。",
        "如果密码长度小于等于8，则拒绝。",
    ),
    (
        "if len(password) < 8:\n    raise ValueError('too short')",
        2,
        "抛出ValueError异常。",
        "抛出TypeError异常。",
    ),
    (
        "if user is None:\n    return default",
        1,
        "如果user为None，使用默认值。",
        "如果user不为None，使用默认值。",
    ),
    ("if not queue:\n    break", 1, "队列为空时退出循环。", "队列不为空时退出循环。"),
    ("names = sorted(names, key=len, reverse=True)", 1, "按长度降序排列名字。", "按长度升序排列名字。"),
    ("items.insert(0, entry)", 1, "把entry插入到列表开头。", "把entry追加到列表末尾。"),
    ("items.append(entry)", 1, "把entry添加到列表末尾。", "把entry从列表中删除。"),
    ("best = min(prices)", 1, "取出最低的价格。", "取出最高的价格。"),
    ("head = parts[0]", 1, "取第一个部分。", "取最后一个部分。"),
    ("for key in mapping.keys():\n    f(key)", 1, "遍历mapping的所有键。", "遍历mapping的所有值。"),
    ("for i in range(10):\n    f(i)", 1, "循环执行10次。", "循环执行20次。"),
    ("time.sleep(5)", 1, "等待5秒后再次轮询。", "等待5分钟后再次轮询。"),
    ("total += price", 1, "把price累加到total上。", "从total中减去price。"),
    ("count -= 1", 1, "计数减一。", "计数加一。"),
    ("if a and b:\n    go()", 1, "a和b同时成立时执行。", "a或b成立时执行。"),
    ("name = name.upper()", 1, "把name转换为大写。", "把name转换为小写。"),
    ("with open(path, 'w') as out:\n    out.write(text)", 1, "以写入模式打开path。", "以只读模式打开path。"),
    ("data = json.loads(raw)", 1, "把JSON字符串反序列化。", "把数据序列化为JSON字符串。"),
    ("text = line.rstrip()", 1, "去掉行尾的空白。", "去掉行首的空白。"),
    ("if line.startswith('#'):\n    continue", 1, "跳过以井号开头的行。", "跳过以井号结尾的行。"),
    ("if n % 2 == 0:\n    evens.append(n)", 1, "如果n是偶数，就保留下来。", "如果n是奇数，就保留下来。"),
    ("if key in seen:\n    continue", 1, "如果key已经在seen中，则跳过。", "如果key不在seen中，则跳过。"),
    ("if x is not None:\n    use(x)", 1, "x不为None时才使用。", "x为None时才使用。"),
    ("return max(scores)", 1, "返回最高分。", "返回最低分。"),
    ("self.lock.acquire()", 1, "获取锁。", "释放锁。"),
    ("conn.close()", 1, "关闭连接。", "打开连接。"),
    ("result = a * b", 1, "计算a乘以b。", "计算a除以b。"),
    ("mid = (low + high) // 2", 1, "取中间位置，向下取整。", "取中间位置，向上取整。"),
    ("copy = dict(options)", 1, "复制一份options。", "直接在options上原地修改。"),
    (
        "while len(cache) > capacity:\n    cache.popitem(last=False)",
        1,
        "当缓存条目数大于capacity时继续淘汰。",
        "当缓存条目数大于等于capacity时继续淘汰。",
    ),
    ("yield chunk", 1, "产出一个数据块。", "返回一个数据块。"),
    (
        "if amount > balance:\n    return False",
        1,
        "如果amount大于balance，则拒绝。",
        "如果amount小于balance，则拒绝。",
    ),
    (
        "if any(x < 0 for x in xs):\n    raise ValueError('negative')",
        1,
        "只要有一个值为负就报错。",
        "所有值都为负时才报错。",
    ),
    ("seen = set()", 1, "创建一个空集合。", "创建一个空列表。"),
    ("return [f(x) for x in xs]", 1, "返回一个列表。", "返回一个生成器。"),
    ("if status == 404:\n    return None", 2, "没有找到，返回None。", "没有找到，返回空列表。"),
    (
        "if not os.path.exists(path):\n    os.makedirs(path)",
        1,
        "如果目录不存在，则创建。",
        "如果目录已存在，则创建。",
    ),
    (
        "for x in xs:\n    if x < 0:\n        break\n    f(x)",
        3,
        "遇到负数时跳出循环。",
        "遇到负数时跳过，继续下一个。",
    ),
    ("d = end - start", 1, "用end减去start得到时长。", "用end加上start得到时长。"),
    ("raw = text.encode('utf-8')", 1, "把文本编码为字节。", "把字节解码为文本。"),
    (
        "def clamp(value, low, high):\n    if low > high:\n        raise ValueError('bad')\n    return max(low, min(value, high))",
        2,
        "检查low是否大于high。",
        "检查low是否小于high。",
    ),
    (
        "def count(text):\n    counts = {}\n    for word in text.lower().split():\n        counts[word] = counts.get(word, 0) + 1\n    return counts",
        3,
        "将text转换为小写并按空白分割，逐个遍历单词。",
        "将text转换为大写并按空白分割，逐个遍历单词。",
    ),
    (
        "def count(text):\n    counts = {}\n    for word in text.lower().split():\n        counts[word] = counts.get(word, 0) + 1\n    return counts",
        4,
        "把当前单词的次数加一，首次出现时从0开始。",
        "把当前单词的次数减一，首次出现时从0开始。",
    ),
    (
        "def count(text):\n    counts = {}\n    for word in text.lower().split():\n        counts[word] = counts.get(word, 0) + 1\n    return counts",
        2,
        "创建空字典counts。",
        "创建空列表counts。",
    ),
    (
        "def is_prime(n):\n    if n <= 1:\n        return False\n    return True",
        2,
        "n小于等于1时不是质数。",
        "n小于1时不是质数。",
    ),
    (
        "def is_prime(n):\n    if n <= 1:\n        return False\n    return True",
        3,
        "不是质数，返回False。",
        "不是质数，返回True。",
    ),
    (
        "def load(path):\n    try:\n        f()\n    except FileNotFoundError:\n        return {}",
        4,
        "捕获FileNotFoundError异常。",
        "捕获PermissionError异常。",
    ),
    (
        "def load(path):\n    try:\n        f()\n    except FileNotFoundError:\n        return {}",
        5,
        "文件不存在时返回空字典。",
        "文件不存在时返回None。",
    ),
    (
        "def window(xs, size=5):\n    for i in range(len(xs) - size + 1):\n        yield xs[i:i + size]",
        1,
        "窗口大小size默认为5。",
        "窗口大小size默认为10。",
    ),
    (
        "def window(xs, size=5):\n    for i in range(len(xs) - size + 1):\n        yield xs[i:i + size]",
        3,
        "产出当前窗口。",
        "返回当前窗口。",
    ),
    (
        "if response.status_code >= 400:\n    log.error(response)",
        1,
        "状态码大于等于400时记录错误。",
        "状态码大于400时记录错误。",
    ),
    (
        "users = [u for u in users if u.age >= 18]",
        1,
        "只保留年龄不小于18岁的用户。",
        "只保留年龄大于18岁的用户。",
    ),
    ("latest = max(entries, key=lambda e: e.time)", 1, "找出最新的一条记录。", "找出最旧的一条记录。"),
    ("logs.sort(key=lambda l: l.time, reverse=True)", 1, "按时间从新到旧排序。", "按时间从旧到新排序。"),
    ("os.makedirs(target, exist_ok=True)", 1, "创建目录，已存在也不会报错。", "创建目录，已存在时会报错。"),
    ("while stack:\n    node = stack.pop()", 1, "只要栈不为空就继续。", "只要栈为空就继续。"),
    ("while stack:\n    node = stack.pop()", 2, "弹出栈顶节点。", "压入栈顶节点。"),
    ("chunks = text.split(',')", 1, "按逗号拆分文本。", "用逗号拼接文本。"),
    ("return a < b", 1, "如果a小于b则返回True。", "如果a大于b则返回True。"),
    ("if x in seen:\n    return", 1, "如果x已经出现过，直接返回。", "如果x没有出现过，直接返回。"),
    ("def f(xs):\n    return xs[:3]", 2, "返回前三个元素。", "返回前五个元素。"),
    ("def f(xs):\n    return xs[-3:]", 2, "返回最后三个元素。", "返回最前三个元素。"),
    ("timer = threading.Timer(30, stop)", 1, "30秒后停止。", "60秒后停止。"),
    ("x = x % 10", 1, "取个位数，即除以10的余数。", "取个位数，即除以100的余数。"),
)

SCALE = 'def normalize(values, scale=100):\n    if not values:\n        return []\n    top = max(values)\n    if top <= 0:\n        raise ValueError("no positive value")\n    return [v / top * scale for v in values]\n'
PURGE = "def remove_stale(cache, now, ttl=300):\n    stale = [key for key, (_, seen) in cache.items() if now - seen > ttl]\n    for key in stale:\n        del cache[key]\n    return len(stale)\n"
LINES = 'def read_lines(path, skip_blank=True):\n    with open(path) as handle:\n        for line in handle:\n            line = line.rstrip("\\n")\n            if skip_blank and not line:\n                continue\n            yield line\n'
COMPARE = (
    "def compare(a, b):\n    if a < b:\n        return -1\n    if a > b:\n        return 1\n    return 0\n"
)
DOCSTRINGS = (
    (
        SCALE,
        "Scale values so that the largest becomes scale.\n\nArgs:\n    values (list): Numbers.\n    scale (int): The new maximum, 100 by default.\n\nReturns:\n    list: The scaled numbers, an empty list if values is empty.\n\nRaises:\n    ValueError: If no value is positive.",
        "Scale values so that the largest becomes scale.\n\nArgs:\n    values (list): Numbers.\n    scale (int): The new maximum, 10 by default.\n\nReturns:\n    list: The scaled numbers, None if values is empty.\n\nRaises:\n    ValueError: If no value is positive.",
    ),
    (
        SCALE,
        "Scale values so that the largest becomes scale. Returns an empty list if values is empty.",
        "Scale values so that the largest becomes scale. Returns None if values is empty.",
    ),
    (
        SCALE,
        "Scale values.\n\nReturns:\n    A new list; values is not modified.",
        "Scale values.\n\nReturns:\n    The same list, modified in place.",
    ),
    (
        PURGE,
        "Remove entries older than ttl seconds from cache, in place.\n\nReturns:\n    int: How many were removed.",
        "Return a copy of cache without entries older than ttl; cache itself is not modified.",
    ),
    (
        PURGE,
        "Remove what was last seen more than ttl seconds ago.\n\n:param ttl: greatest age in seconds, 300 by default",
        "Remove what was last seen more than ttl seconds ago.\n\n:param ttl: greatest age in seconds, 600 by default",
    ),
    (
        LINES,
        "Yield the lines of a file without their line ends.\n\nArgs:\n    path: The file.\n    skip_blank: Leave out blank lines; defaults to True.",
        "Return a list of the lines of a file.\n\nArgs:\n    path: The file.\n    skip_blank: Leave out blank lines; defaults to False.\n\nReturns:\n    list: The lines.",
    ),
    (
        COMPARE,
        "Compare two values.\n\nReturns:\n    -1 if a is less than b, 1 if a is greater than b, 0 if they are equal.",
        "Compare two values.\n\nReturns:\n    1 if a is less than b, -1 if a is greater than b, 0 if they are equal.",
    ),
    (
        COMPARE,
        "比较两个值。\n\n返回：\n    如果a小于b返回-1，如果a大于b返回1，否则返回0。",
        "比较两个值。\n\n返回：\n    如果a小于b返回1，如果a大于b返回-1，否则返回0。",
    ),
    (
        SCALE,
        "按比例缩放数值。\n\n参数：\n    values：数值列表。\n    scale：新的最大值，默认为100。\n\n返回：\n    缩放后的新列表；values为空时返回空列表。",
        "按比例缩放数值。\n\n参数：\n    values：数值列表。\n    scale：新的最大值，默认为1。\n\n返回：\n    缩放后的新列表；values为空时返回None。",
    ),
    (SCALE, "按比例缩放数值，不修改传入的values。", "按比例缩放数值，原地修改传入的values。"),
    (
        LINES,
        "逐行产出文件内容。\n\n参数：\n    path：文件路径。\n    skip_blank：是否跳过空行，默认为True。",
        "返回文件内容的列表。\n\n参数：\n    path：文件路径。\n    skip_blank：是否跳过空行，默认为False。\n\n返回：\n    由各行组成的列表。",
    ),
    (
        PURGE,
        "从cache中删除超过ttl秒未见的条目，返回删除的个数。",
        "返回一份去掉过期条目的副本，不修改cache。",
    ),
)


def found(code: str, line: int, text: str) -> list[str]:
    page = Page.read(Snippet(code), (Comment(text, line_number=line),))
    return [finding.message for rule in RULES for finding in rule.check(page)]


@pytest.mark.parametrize(("code", "line", "true", "false"), ENGLISH + CHINESE)
def test_only_the_false_twin_is_found_out(code: str, line: int, true: str, false: str) -> None:
    assert found(code, line, true) == []
    assert found(code, line, false)


@pytest.mark.parametrize(("code", "true", "false"), DOCSTRINGS)
def test_only_the_false_docstring_is_found_out(code: str, true: str, false: str) -> None:
    def messages(text: str) -> list[str]:
        page = Page.read(Snippet(code), (Comment(text, kind="docstring"),))
        return [finding.message for rule in RULES for finding in rule.check(page)]

    assert messages(true) == []
    assert messages(false)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("seen.add(row)", "Remove duplicates by remembering each row."),
        ("if len(points) < 2:\n    raise ValueError(points)", "At least two points are needed."),
        ("if line:\n    rows.append(line)", "Skip blank lines."),
        ("n = max(1, n)", "The minimum is 1."),
        ("size = 1 << 20", "Blocks of 1 MB."),
        ("time.sleep(60)", "Wait for a minute."),
        ("if not a and not b:\n    fail()", "Unless a or b is given, fail."),
        ("items = sorted(items, key=lambda i: -i.price)", "Dearest first, that is in descending order."),
        ("if x is None:\n    x = []", "x is only created when it is missing."),
        ("return low", "Return low, which is no copy of anything but the first index that fits."),
        ("seen.add(row)", "记下这一行，用来去重。"),
        ("if len(points) < 2:\n    raise ValueError(points)", "至少需要两个点。"),
        ("if line:\n    rows.append(line)", "空行直接跳过。"),
        ("time.sleep(0.5)", "等待500毫秒。"),
        ("if n <= 1:\n    return False", "质数都大于1。"),
        ("total = total + price", "不断累加，直到处理完全部订单。"),
    ],
)
def test_true_remarks_in_other_words_are_left_alone(code: str, text: str) -> None:
    assert found(code, 1, text) == []


@pytest.mark.parametrize(
    "code", ["x = (", "\0", "raise", "'" * 3, "x = 1e999 + " + "9" * 500, "def f(*a, **k): pass", ""]
)
@pytest.mark.parametrize(
    "text",
    ["", "\0\ud800", "Return " * 500, "默认为" * 500, "at least " + "9" * 400, "(" * 5000, "Args:\n    x: y"],
)
@pytest.mark.parametrize("kind", ["line", "docstring"])
def test_hostile_input_never_raises(code: str, text: str, kind: str) -> None:
    page = Page.read(Snippet(code), (Comment(text, kind=kind, line_number=1),))  # type: ignore[arg-type] # a str stands for the literal
    assert all(finding.line >= 1 for rule in RULES for finding in rule.check(page))
