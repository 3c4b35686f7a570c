"""The glossary: where English, Chinese and code meet.

A concept is a meaning that can be said in English, in Chinese or in code. The files in ``glossary/`` give
one concept a line: its name, then English words and phrases (``_`` for a space), Chinese words, and code
tokens behind ``=``. What stands as an English word is also recognised as a word of an identifier.

>>> "length" in lexicon().code["len"]
True
>>> "length" in lexicon().han["长度"]
True
"""

from __future__ import annotations

from functools import cache, cached_property
from pathlib import Path
from typing import TypeAlias

from msgspec import Raw, Struct, json

Table: TypeAlias = dict[str, tuple[str, ...]]

GLOSSARY = Path(__file__).with_name("glossary")

# Traditional characters met in technical prose, each above its simplified form.
_TRADITIONAL = (
    "個數長歷處對單雙從為與將並時間開關結構項輸給設創讀寫檔連線網絡務請應響錯誤試驗證檢測確認條後當無"
    "則這該來過還進陣類別參傳執環變調動態實際資庫記憶體產計統總減較圖層級節點樹葉邊鄰離標題內詞語號碼"
    "編譯轉換組織員戶訂價額稅費運買賣貨幣銀帳師學課評訊郵發佈監聽隊佇鎖緒異經圍區縮擴寬積頻顏畫幀視聲"
    "樂遊戲賽勝負強風氣溫濕電燈車輛駛鐵飛機門樓廳館醫療藥歲齡歸貸債預約訪問談話聯繫選擇刪複製備壓鏈鍵"
    "義園紅綠藍黃營業狀況顯終極復雜稱屬於邏輯遞迴拋獲術幾兩萬億張塊圓銷籤閱購優憑權許啟載傷敵頂軸純彈"
    "盤緩衝寧們僅兒冊劃劑匯嘗嚴場壞夠夾奪孫屆幫廣徑慮懸戰掃掛採損擊擁擲據攔斷暫會樣橫歡殘決沒淨漸濾灑"
    "熱爭獎現畢盡禮種穩窮筆範簡簽紀細維緊縱繪續罰習腳舊補裝規觀觸訓誰識質贏趨軟輔輪辦遲適釋針鈕鐘閉閒"
    "陰隨隱雲靜順須領餘驅齊壽幹徵榮捨"
    "導鑰鋪賬擬虛偽謂讓併麼協絕顆錄覽獨佔錢鏡鮮舉滿誌違叢鉤躍漲啓裏衆鍾鏟閾驟駐騙鬆鬧鳴鹽籃籌糾紋納紙紛紹絲絞絨綁綜緣練縣繞繳"
    "羅聖聰肅腦臨舖艙艱蘭虧見覺討託訴診註詢詳誠說論諸講謝譜護讚豎貝財責販貫貴貼賀賓賞賢賭贈趕跡踐軌軍輕輝轄農達遠遺釐釣鈴鉛銅"
    "鋒鋼鎮鑑閃閏閘闆闊陳陸陽階險雖雞難靈頁頑頓頭顧飯飲飽餅養馬駕騎驚魚鳥麥黨齒龍"
)
_SIMPLIFIED = (
    "个数长历处对单双从为与将并时间开关结构项输给设创读写档连线网络务请应响错误试验证检测确认条后当无"
    "则这该来过还进阵类别参传执环变调动态实际资库记忆体产计统总减较图层级节点树叶边邻离标题内词语号码"
    "编译转换组织员户订价额税费运买卖货币银帐师学课评讯邮发布监听队伫锁绪异经围区缩扩宽积频颜画帧视声"
    "乐游戏赛胜负强风气温湿电灯车辆驶铁飞机门楼厅馆医疗药岁龄归贷债预约访问谈话联系选择删复制备压链键"
    "义园红绿蓝黄营业状况显终极复杂称属于逻辑递回抛获术几两万亿张块圆销签阅购优凭权许启载伤敌顶轴纯弹"
    "盘缓冲宁们仅儿册划剂汇尝严场坏够夹夺孙届帮广径虑悬战扫挂采损击拥掷据拦断暂会样横欢残决没净渐滤洒"
    "热争奖现毕尽礼种稳穷笔范简签纪细维紧纵绘续罚习脚旧补装规观触训谁识质赢趋软辅轮办迟适释针钮钟闭闲"
    "阴随隐云静顺须领余驱齐寿干征荣舍"
    "导钥铺账拟虚伪谓让并么协绝颗录览独占钱镜鲜举满志违丛钩跃涨启里众钟铲阈骤驻骗松闹鸣盐篮筹纠纹纳纸纷绍丝绞绒绑综缘练县绕缴"
    "罗圣聪肃脑临铺舱艰兰亏见觉讨托诉诊注询详诚说论诸讲谢谱护赞竖贝财责贩贯贵贴贺宾赏贤赌赠赶迹践轨军轻辉辖农达远遗厘钓铃铅铜"
    "锋钢镇鉴闪闰闸板阔陈陆阳阶险虽鸡难灵页顽顿头顾饭饮饱饼养马驾骑惊鱼鸟麦党齿龙"
)
SIMPLER = str.maketrans(_TRADITIONAL, _SIMPLIFIED)
_CHANGED = frozenset(_TRADITIONAL)


def in_simple_characters(text: str) -> str:
    """``text`` with each traditional character as the simplified one: a look tells that most texts have none."""
    return text if _CHANGED.isdisjoint(text) else text.translate(SIMPLER)


class Index(Struct, frozen=True):
    """The glossary by word, as ``glossary_index`` writes it: stemming 2,500 words at each start would take 10 ms.

    Keys are stems, the stems of the first two words of a phrase with a space between them, code tokens, and Chinese
    words of at most ``longest`` characters. ``version`` changes with the glossary.
    """

    version: str
    longest: int
    english: Table
    phrases: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    code: Table
    han: Raw


class Lexicon:
    """The glossary, indexed: from stems, phrases, Chinese words and code tokens to concepts.

    ``english`` is keyed by stem, ``phrases`` by the stems of their first two words (each: the stems that must
    follow, and the concept), ``han`` by word of at most ``longest`` characters, ``code`` by token. ``version``
    changes with the glossary.
    """

    def __init__(self, index: Index) -> None:
        self.version, self.longest = index.version, index.longest
        self.english, self.code = index.english, index.code
        self.phrases = {(*key.split(" "),): followed for key, followed in index.phrases.items()}
        self._han = index.han

    @cached_property
    def han(self) -> Table:
        """The Chinese words: half of the glossary, read when the first Chinese is."""
        return json.decode(self._han, type=Table)


@cache
def lexicon() -> Lexicon:
    """The one lexicon, read when first asked for."""
    return Lexicon(json.decode(GLOSSARY.joinpath("index.json").read_bytes(), type=Index))
