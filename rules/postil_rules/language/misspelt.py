"""LNG01: a misspelt word."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.identifiers import split_identifier
from postil.text.lazy import regex

# Only forms that are no word, no usual abbreviation and no name in any of the languages code is written in.
_WRONG = """
accross across; acheive achieve; acheived achieved; accomodate accommodate; accidently accidentally; acording according;
acutal actual; acutally actually; addional additional; additonal additional; adress address; adresses addresses; agian again;
agressive aggressive; algorithim algorithm; algorithem algorithm; alogrithm algorithm; algoritm algorithm; allready already;
alot lot; alredy already; ammount amount; aparent apparent; appearence appearance; apropriate appropriate;
appropiate appropriate; aquire acquire; aquired acquired; arbitary arbitrary; arguement argument; arguements arguments;
argumnet argument; assigment assignment; asume assume; asynchonous asynchronous; attribue attribute; attibute attribute;
attributs attributes; automaticaly automatically; automatical automatic; availabe available; availble available; avaiable available;
avaliable available; basicly basically; becuase because; becasue because; beause because; begining beginning; beleive believe; behavour behaviour;
boundry boundary; calender calendar; calulate calculate; caluclate calculate; calcualte calculate; catagory category; charachter character;
charater character; chararacter character; choosen chosen; coefficent coefficient; colum column; comand command; comit commit;
comparision comparison; compatability compatibility; compatable compatible; completly completely; componant component; concatination concatenation;
condtion condition; conditon condition; conection connection; configuraton configuration; consistant consistent; containg containing; contians contains;
continous continuous; controler controller; convertion conversion; convinient convenient; corect correct; correspoding corresponding;
corresponing corresponding; curent current; currenty currently; currrent current; decription description; defualt default; defalut default; deafult default;
defintion definition; definiton definition; dependancy dependency; dependant_ dependent; depricated deprecated; desciption description;
descripton description; desribe describe; destory destroy; determin determine; diable disable; dictionay dictionary; dictionnary dictionary; diferent different;
differnt different; diffrent different; dimention dimension; direcotry directory; directoy directory; disapear disappear; doesnt doesn't; dosen't doesn't;
duplciate duplicate; efficency efficiency; eigth eighth; elment element; elemnt element; embeded embedded; enviroment environment; enviornment environment;
environement environment; equivalant equivalent; exampel example; exectued executed; excecute execute; exisiting existing; existance existence; exsit exist; existant existent;
expecially especially; explicitely explicitly; expresion expression; extention extension; extenstion extension; extracing extracting; familar familiar; feild field; fetaure feature;
finaly finally; folowing following; follwing following; followng following; foward forward; forwad forward; fucntion function; funciton function; fuction function; functin function;
functoin function; futher further; generaly generally; genreate generate; guarentee guarantee; gaurantee guarantee; guarrantee guarantee; heigth height; hierachy hierarchy; hierarcy hierarchy;
identifer identifier; immediatly immediately; implemenation implementation; implementaion implementation; implemention implementation; improvment improvement; incldue include; inculde include;
independant independent; indentifier identifier; infomation information; informaton information; inital initial; initalize initialize; initilize initialize; intialize initialize; inteface interface;
interations iterations; interupt interrupt; invaild invalid; invlaid invalid; iteratively_ iteratively; itereate iterate; itertate iterate; knowlege knowledge; langauge language; lenght length; legnth length; lengh length;
libary library; libray library; maintainance maintenance; maintance maintenance; managment management; mananger manager; mantain maintain; matix matrix; maximun maximum; mesage message; messsage message;
minumum minimum; minimun minimum; mispelled misspelled; missmatch mismatch; modifiy modify; mulitple multiple; mutiple multiple; multipe multiple; neccessary necessary; necesary necessary; neccesary necessary; negitive negative; nessecary necessary;
noticable noticeable; numer_ number; nubmer number; nunber number; numbr number; occured occurred; occurence occurrence; occurences occurrences; occuring occurring; occurance occurrence; ommit omit; ommitted omitted; opertaion operation;
operaton operation; optinal optional; optionnal optional; orginal original; orignal original; otherwize otherwise; outout output; ouput output; outpout output; overriden overridden; overwriten overwritten; paramater parameter;
paramaters parameters; paramter parameter; paramters parameters; parmeter parameter; parametr parameter; parrallel parallel; paralell parallel; parralel parallel; particuar particular; peformance performance; performace performance; perfom perform;
permision permission; persistant persistent; posible possible; posistion position; postion position; positon position; postive positive; potentialy potentially; preceed precede; preceeding preceding; precison precision; predefied predefined; prefered preferred; presense presence;
previos previous; previuos previous; privilage privilege; proccess process; procces process; proces process; procesing processing; prodcut product; programatically programmatically; propery property; propogate propagate; prvoide provide; provded provided;
qeue queue; quering querying; readible readable; reccomend recommend; recieve receive; recieved received; recieves receives; recomended recommended; recusive recursive; recurisve recursive; refered referred; refering referring; reference_d referenced; relase release; relavant relevant; relevent relevant;
remvoe remove; repalce replace; repitition repetition; represantation representation; representaion representation; reponse response; respone response; responce response; requried required; reqeust request; requst request; resouce resource; resourse resource; resturn return; retrun return; retun return; retreive retrieve; retreived retrieved; retrive retrieve; reutrn return; reutrns returns; retuns returns; returnd returned;
schedual schedule; seach search; seperate separate; seperated separated; seperator separator; seperately separately; sequnce sequence; seqence sequence; sevral several; shoud should; shoudl should; similiar similar; simlar similar; singal_ signal; sould should; specifed specified; specificed specified; specifiy specify; speficied specified; stirng string; strcture structure; stucture structure; succesful successful; succesfully successfully; successfull successful; sucess success; sucessful successful; sucessfully successfully; suport support; supress suppress; suported supported; synchronisation_ synchronisation; syncronize synchronize;
teh the; tempory temporary; temporay temporary; temperary temporary; theads threads; therefor_ therefore; threshhold threshold; thresold threshold; throught through; tranform transform; transfered transferred; transfrom transform; traslate translate; treshold threshold; truely truly; unecessary unnecessary; unneccessary unnecessary; unkown unknown; unknow_ unknown; unsuported unsupported; untill until; upadte update; udpate update; usefull useful; usally usually; usualy usually; utlity utility; vaild valid; vaildate validate; vairable variable; varaible variable; varable variable; varibale variable; valdiate validate; verison version; vaule value; vlaue value; valeus values; wether whether; wheter whether; whcih which; wich which; widht width; wiht with; withing_ within; writting writing; wirte write; wnat want; yeild yield
"""
_FIX = {
    wrong: right
    for wrong, _, right in (entry.strip().partition(" ") for entry in _WRONG.split(";"))
    if not wrong.endswith("_")
}
_WORDS = regex(r"(?<![\w.`'\"/\\@#-])[A-Za-z]{3,20}(?:'t)?(?![\w`(=/\\-]|[.'\"][a-z])")
_AS_WRITTEN = frozenset(word + sign for word in _FIX for sign in ("", ".", ",", ":", ";", ")", "。", "，"))
_LONG_ENOUGH = 7
_LETTERS_OF_WORDS = "abcdefghijklmnopqrstuvwxyz"
_LONG = regex(r"(?<![\w.`])[a-z]{7,30}(?![\w`(])")
_LETTERS = regex(r"[a-z]{7,}")
_CODE_SPANS = regex(r"`[^`\n]*`|\"[^\"\n]*\"|(?<![A-Za-z])'[^'\n]*'")
_HAN_FIX = {
    "阀值": "阈值", "既使": "即使", "复盖": "覆盖", "循坏": "循环", "循还": "循环", "便历": "遍历", "遍例": "遍历", "初使化": "初始化", "初始话": "初始化",
    "反回": "返回", "返会": "返回", "参树": "参数", "函树": "函数", "涵数": "函数", "数祖": "数组", "配制文件": "配置文件", "按装": "安装", "异长": "异常", "己经": "已经",
    "已经己": "已经", "缓从": "缓存", "线呈": "线程", "计祘": "计算", "判段": "判断", "在次": "再次", "再这里": "在这里",
}  # fmt: skip
_CODE = "def total(prices):\n    return sum(prices)"


class Misspelt(Rule):
    """A word of a closed list of slips, or a known word with two letters exchanged; never a name."""

    code = "LNG01"
    name = "language/misspelt"
    tier = 2
    dimension = "format"
    penalty = 0.06
    title = "misspelt word"
    why = "It cannot be searched for, and makes the reader doubt the rest."
    source = "codespell 1147: asked for in comments only"
    good = (
        Example(_CODE, ((2, "The occurrence of a negative price is a separate case."),)),
        Example(_CODE, ((2, "遍历所有参数并返回阈值。"),), language="zh"),
    )
    near_misses = (
        Example("def total(lenght):\n    return lenght", ((2, "Give lenght back."),)),
        Example(_CODE, ((2, "The server sends `recieved` in this header."),)),
        Example(_CODE, ((2, "See http://example.org/seperate/teh."),)),
        Example(_CODE, ((2, "飞机登陆后统计。"),), language="zh"),
        Example(
            'def total(prices):\n    """Factorise what lies about the centres."""\n    return sum(prices)'
        ),
    )
    bad = (
        Example(_CODE, ((2, "Add up the recieved prices."),)),
        Example(_CODE, ((2, "超过阀值时截断。"),), language="zh"),
    )
    paraphrases = (
        Example(_CODE, docstring="Retrun the total of teh prices."),
        Example(_CODE, ((2, "Seperate the prices first."),)),
        Example(_CODE, ((2, "循坏累加价格。"),), language="zh"),
        Example('def total(prices):\n    """Add up the provied prices."""\n    return sum(prices)'),
        Example('def total(prices):\n    """Add up what is stored sepaartely."""\n    return sum(prices)'),
        Example(
            "def discounted(prices):\n    # Prices that are dsicounted.\n    return [p for p in prices if discounted(p)]"
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each misspelt word, once a remark."""
        folded = page.folded
        if not folded.isascii() and any(map(folded.__contains__, _HAN_FIX)):
            for index, comment in enumerate(page.comments):
                yield from self._han(page, index, comment.text)
        if page.is_source:
            yield from self._swapped(page)
        if _AS_WRITTEN.isdisjoint(page.folded_words):
            return
        for index, comment in enumerate(page.comments):
            text = comment.text
            told: set[str] = set()
            for word in _WORDS.findall(_CODE_SPANS.sub(" ", text)):
                right = _FIX.get(word.lower())
                if right and word.lower() not in told and word not in page.known_names:
                    told.add(word.lower())
                    message = f"{word!r} is misspelt; {right!r} is meant"
                    yield self.finding(page, index, message, f"comment: {word!r}")

    def _swapped(self, page: Page) -> Iterator[Finding]:
        """A long word that is none, but a word of the code or a known one with two neighbouring letters exchanged."""
        wrong = _mistaken(page)
        for index in page.holding(*wrong):
            for word in _LONG.findall(_CODE_SPANS.sub(" ", page.comments[index].text)):
                meant = wrong.get(word)
                if meant is not None:
                    message = f"{word!r} is misspelt; {meant} is meant"
                    yield self.finding(page, index, message, f"comment: {word!r}")

    def _han(self, page: Page, index: int, text: str) -> Iterator[Finding]:
        for wrong, right in _HAN_FIX.items():
            if wrong in text:
                message = f"{wrong!r} is misspelt; {right!r} is meant"
                yield self.finding(page, index, message, f"comment: {wrong!r}")


def _mistaken(page: Page) -> dict[str, str]:
    """The long words of the remarks that stand nowhere else and become a word by such an exchange, with the words meant."""
    known, code = known_words(), page.snippet.code.lower()
    unknown = set(_LETTERS.findall(page.folded)) - known
    strange = [word for word in unknown if not _is_form(word, known)]
    named = _long_words(page) if strange else set()
    found = {}
    for word in strange:
        if word in named or code.count(word) > 1:
            continue
        meant = [other for other in _swaps(word) if other in named or other in known]
        if meant:
            found[word] = " or ".join(map(repr, dict.fromkeys((*meant, *_longer(word, known)))))
    return found


def _long_words(page: Page) -> set[str]:
    """The long words of the names of the code."""
    return {
        word
        for name in page.facts.symbols
        if len(name) >= _LONG_ENOUGH
        for word in split_identifier(name)
        if len(word) >= _LONG_ENOUGH
    }


def _is_form(word: str, known: frozenset[str]) -> bool:
    """Whether another form of a word is a known word."""
    return any(form in known for form in (word + "s", word[:-1], word[:-1] + "d", word[:-1] + "r"))


def _swaps(word: str) -> Iterator[str]:
    """The words from which one comes by exchanging two neighbouring letters behind the first.

    At the end those are left out that make another spelling: ``centres``, ``factorise``.
    """
    for at in range(1, len(word) - 1):
        pair = word[at : at + 2]
        if pair[0] != pair[1] and not (at > len(word) - 4 and "e" in pair and ("r" in pair or "s" in pair)):
            yield word[:at] + pair[1] + pair[0] + word[at + 2 :]


def _longer(word: str, known: frozenset[str]) -> Iterator[str]:
    """The known words from which one comes by leaving a letter out before its last one: ``provied``, ``provided``."""
    for at in range(1, len(word)):
        for letter in _LETTERS_OF_WORDS:
            if (longer := word[:at] + letter + word[at:]) in known:
                yield longer


@lru_cache(maxsize=1)
def known_words() -> frozenset[str]:
    """Long English words that the documentation of several packages has."""
    return frozenset(Path(__file__).with_name("words.txt").read_text("utf-8").split())
