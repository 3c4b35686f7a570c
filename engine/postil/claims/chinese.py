"""Chinese words for the concepts of ``concepts.py``.

A phrase with an empty concept is read over, so that the character of denial in it (不断, 无论) or a part of it is
not taken by itself.
"""

from __future__ import annotations

_PHRASES = """
add: 之和|求和|加上|累加|增加|相加|递增|加到|自增|补上|添加|加入|新增
subtract: 之差|差值|减去|扣除|扣掉|减掉|扣减|相减|递减|自减|减少
multiply: 相乘|乘以|乘上
divide: 相除|除以
double: 翻倍|加倍|翻番|乘以二|两倍
halve: 减半|折半|除以二
append: 追加|放到末尾|放回末尾|队列末尾|列表末尾|插到末尾|接到末尾|附加到|列表的末尾|队列的末尾|数组的末尾|数组末尾|末尾添加|尾部添加|加到末尾|添加到末尾|追加到末尾|接在后面|拼在后面
prepend: 插到最前|插入开头|添加到开头|加到开头|最前面|放到开头|插到开头|队列前端|列表开头|列表的开头|队列的开头|数组的开头|接在前面|拼在前面|放到最前|加到最前
insert: 插入
create: 创建|新建
allocate: 分配内存
delete: 删除|移除|移出|去掉|剔除|删掉|清除|去除
push: 压栈|入栈|压入|推入
pop: 出栈|弹出
open: 打开|开启
close: 关闭|关掉
read: 只读|读取|读出|读入
write: 只写|写入|写出|写到
load: 加载|载入
save: 保存|存盘|保存到
serialize: 序列化
deserialize: 反序列化
encode: 编码
decode: 解码
encrypt: 加密
decrypt: 解密
compress: 压缩
decompress: 解压|解压缩
escape: 转义
unescape: 反转义
enable: 启用|激活
disable: 禁用|停用
start: 启动|开始监听|开始接收
stop: 停止|停掉
connect: 建立连接|连接到
disconnect: 断开
acquire: 获取锁|加锁|上锁|锁定
release: 释放锁|解锁|释放
register: 注册
unregister: 注销
show: 显示
hide: 隐藏
send: 发送
receive: 接收
upload: 上传
download: 下载
install: 安装
uninstall: 卸载
pause: 暂停
resume: 恢复
commit: 提交事务|提交
rollback: 回滚
import: 导入
export: 导出
subscribe: 订阅
unsubscribe: 取消订阅|退订
min: 最小|最小值|最低|最少的|最短
max: 最大|最大值|最高|最多的|最长
smaller: 较小|较小者|更小|较小值|较早|较小的
larger: 较大|较大者|更大|较大值|较晚|较大的
first: 第一个|首个|第一项|第一行|第一次出现|首次出现|头部|队首|最前|第一条|首元素
last: 最后一个|末个|最后一项|最后一行|最后一次出现|末次出现|尾部|末尾的|队尾|最后一条|末元素|最后若干
ascending: 升序|从小到大|由小到大|从低到高|由低到高|从早到晚|由早到晚|从短到长|从少到多|递增顺序|字母顺序|从旧到新|最小的在前|最低的在前|最早的在前|最旧的在前|最短的在前|最小的排在最前|最少的排在最前|最低的排在最前|最短的排在最前|最少的在前|最早的排在最前
descending: 降序|从大到小|由大到小|从高到低|由高到低|从晚到早|由晚到早|从长到短|从多到少|倒序|递减顺序|从新到旧|逆序|最大的在前|最高的在前|最新的在前|最晚的在前|最长的在前|最大的排在最前|最多的排在最前|最高的排在最前|最长的排在最前|最多的在前|最新的排在最前|由多到少|由新到旧
upper: 大写|大写字母
lower: 小写|小写字母
all: 全部|所有|每一|每个|都|均|全都|每一类|每一个|一切|任意元素都
any: 任意一个|任何一个|任一|任意一|至少一个|只要有一|有一个|至少有一个|某个|任意
union: 并集
intersection: 交集|共有元素|公共元素
keys: 所有键|每个键|键名|的键
values: 所有值|每个值|的值
prefix: 开头的|打头
suffix: 结尾的|收尾
leading: 左侧|行首|前导|左端|左边空白
trailing: 右侧|行尾|末尾空白|尾随|右端|右边空白
floor: 向下取整|下取整
ceil: 向上取整|上取整
join: 拼接|连接成|合并成|连成
split: 拆分|分割|切分|拆成
in_place: 原地|就地|在原列表上|直接修改
copy: 副本|拷贝|复制|新列表|新的列表|新字典|新的字典|新对象|新集合|新的集合
recursive: 递归|子目录也|连同子目录|包含子目录|所有子目录|各级子目录|包括子目录|任意深度
flat: 不递归|当前一层|当前这一层|不含子目录|不包括子目录|不进子目录|只看顶层|仅顶层|直接子目录|仅限当前目录|不进入子目录
file_start: 文件开头|文件头|开头位置|文件起始
file_end: 文件末尾|文件尾|末尾位置|文件结尾
continue: 跳过|继续下一|略过|进入下一轮|处理下一
break: 跳出循环|退出循环|结束循环|终止循环|停止循环|中断循环|跳出|中止循环|提前结束循环|停止遍历
swallow: 忽略异常|忽略这个异常|吞掉|忽略该异常|忽略错误|静默忽略|忽略这个错误|悄悄忽略|忽略该错误|忽略此错误|忽略此异常|忽略所有异常|忽略所有错误
reraise: 重新抛出|再次抛出|继续抛出|抛给上层|向上抛出|传给调用方|继续把原来的异常抛|把异常抛给|把错误抛给|抛给调用方|向上传播|原样抛出
fail: 抛出异常|抛异常|报错|引发异常|抛出错误|立即把异常抛|把异常抛给
tolerate: 忽略错误|替换掉无法|会被替换|已存在也无妨|不报错
overwrite: 覆盖|被替换为
accumulate: 累积|归到一起|汇集
upper_limit: 至多|最多|不超过|不多于|不大于
lower_limit: 至少|不少于|不低于|不小于
oldest: 最久|最旧|最早|最先放入|最先加入|最先进入
newest: 最新|最晚|最后放入|最后加入|最后进入|刚刚写入|最近写入|刚写入
textual: 文本模式|以文本方式|按文本方式
binary: 二进制|原始字节
truncate: 清空原有|从头写|重新写入|原有内容会丢失|先清空
extend: 追加模式|追加方式|以追加
anchored: 从开头匹配|开头处匹配|只从开头|行首匹配|必须从头
anywhere: 任意位置|任何位置|任意处|哪个位置都
before_part: 之前的部分|前面的部分|之前的内容|前面的内容|之前的文字|左边的部分|左侧的部分|前半部分
after_part: 之后的部分|后面的部分|之后的内容|后面的内容|之后的文字|右边的部分|右侧的部分|后半部分
concurrent: 并发|同时启动|并行
sequential: 逐个等待|一个接一个|依次等待|串行|挨个等待
to_float: 浮点数|保留小数|转成小数|转为小数
to_int: 取整|转成整数|转为整数|化为整数|换成整数
last_index: 最后一个下标|最后一个索引|末尾下标|最后的下标
length: 列表长度|从长度开始
forwards: 从前往后|从左往右|从左到右|从头开始|从开头开始
backwards: 从后往前|从右往左|从右到左|从末尾开始|从尾部开始
digits: 数字
letters: 字母
preserve: 保留原|原样保留|予以保留
read_lock: 读锁|共享锁
write_lock: 写锁|独占锁|排他锁
row: 逐行|每一行|每行
column: 逐列|每一列|每列
"""
_NEUTRAL = (
    "不断 不仅 不过 不论 不管 不可变 不等 不同 不变 无论 非常 除非 分别 别名 级别 类别 区别 别的 个别 辨别 性别 未命中 未来 无穷 无限 无需 "
    "不止 不但 不得不 不妨 不久 特别 识别 判别 别处 不小于 不大于 不超过 不少于 不多于 不低于 不高于 不足 不到 不为空 不是空 非空 没问题 重复 "
    "有没有 开头注释 是否全部 都城 首都 均值 平均 均匀 标记 最多尝试 全部完成 开头注释 删除线 非法 非零 非负 不存在 不区分 不一致 都可以"
).split()

NEGATORS_ZH = frozenset(
    "不 没 没有 未 无 勿 别 并非 而非 而不是 不是 不会 不能 不再 不要 不用 不必 无法 避免 防止 以免 免得 禁止 从未 尚未 还没 除了 代替 取代 非".split()
)


def _table() -> dict[str, str]:
    table = dict.fromkeys(_NEUTRAL, "")
    for line in _PHRASES.strip().split("\n"):
        concept, words = line.split(": ", 1)
        table |= dict.fromkeys(words.split("|"), concept)
    return table


def _longest() -> dict[str, int]:
    """The length of the longest phrase by its first character."""
    longest: dict[str, int] = {}
    for phrase in [*PHRASES_ZH, *NEGATORS_ZH]:
        longest[phrase[0]] = max(longest.get(phrase[0], 1), len(phrase))
    return longest


PHRASES_ZH = _table()
LONGEST = _longest()
