"""What rules take as said in the doc comments of Java, JavaScript and TypeScript, and what not."""

from __future__ import annotations

from functools import cache

import pytest

from postil.facts.registry import language_named
from postil.page import Page
from postil.records import Comment, Snippet
from postil.rule import Rule
from postil.rules import load_rules


@cache
def rule(code: str) -> Rule:
    return next(one for one in load_rules() if one.code == code)


def found(code: str, language: str, source: str) -> list[str]:
    """The messages of the rule ``code`` on the comments that stand in ``source``."""
    comments = language_named(language).comments(source)
    page = Page.read(Snippet(source, language), comments, in_place=True)
    one = rule(code)
    return [finding.message for finding in one.check(page)] if one.concerns(page) else []


def refuted(code: str, language: str, source: str, text: str) -> bool:
    """Whether the rule ``code`` holds ``text``, a remark given apart, against ``source``."""
    page = Page.read(Snippet(source, language), (Comment(text, kind="docstring"),))
    return any(rule(code).check(page))


def doc(*lines: str) -> str:
    return "\n".join(["/**", *(f" * {line}".rstrip() for line in lines), " */", ""])


CLEAR = "function clear(rows) {\n  rows.length = 0;\n}\n"
MADE = "function Pen(width) {\n  this.width = width;\n}\n"
SENT = "async function send(row) {\n  await post(row);\n}\n"


@pytest.mark.parametrize(
    ("lines", "source", "count"),
    [
        (("Clears it.", "", "@returns {void}"), CLEAR, 0),
        (("Clears it.", "", "@returns {Promise<void>}"), CLEAR, 0),
        (("Clears it.", "", "@returns {undefined} nothing at all"), CLEAR, 0),
        (("Clears it.", "", "@returns {number}"), CLEAR, 1),
        (("Clears it.", "", "@returns {Object} the void pointer"), CLEAR, 1),
        (("Makes it.", "", "@returns {Pen} The made pen."), MADE, 0),
        (("Makes it.", "", "@returns {number} How wide it is."), MADE, 1),
        (("Sends it.", "", "@returns {Promise} A promise that is resolved when it is sent."), SENT, 0),
        (("Sends it.", "", "@returns {number} How many were sent."), SENT, 1),
    ],
)
def test_a_result_is_told_only_where_one_comes_back(lines: tuple[str, ...], source: str, count: int) -> None:
    assert len(found("CON20", "javascript", doc(*lines) + source)) == count


@pytest.mark.parametrize(("name", "count"), [("Field", 0), ("void fill", 1)])
def test_a_constructor_of_java_returns_what_it_makes(name: str, count: int) -> None:
    text = doc("Returns a new {@code Field} for it.")
    source = f"class Field {{\n{text}{name}(int it) {{\n  this.it = it;\n}}\n}}\n"
    assert len(found("CON20", "java", source)) == count


FACTORY = (
    "module.exports = function aliases({}) {{\n  return function(doc) {{\n    return doc.names;\n  }};\n}};\n"
)


def test_a_factory_documents_the_function_that_it_makes() -> None:
    text = doc("Names of a document.", "", "@param {Object} doc Of which.", "@return {Array} The names.")
    assert not found("CON01", "javascript", text + FACTORY.format(""))
    assert found("CON01", "javascript", text.replace("doc Of", "page Of") + FACTORY.format(""))


@pytest.mark.parametrize(
    ("tag", "count"), [("@ngdoc service", 0), ("@name wrapped", 0), ("@name links", 1), ("@deprecated", 1)]
)
def test_a_doc_comment_may_say_that_it_is_of_something_else(tag: str, count: int) -> None:
    text = doc("Gives links.", "", tag, "@param {string} url Where to.")
    source = "function links(log, wrap) {\n  log(wrap);\n}\n"
    assert len(found("CON01", "javascript", text + source)) == count
    assert len(found("COV02", "javascript", text + source)) == 2 * count


@pytest.mark.parametrize(
    ("entry", "missing"),
    [
        ("@param {object} vue directive binding", ("node",)),
        ("@param {object} vue directive", ("binding", "node")),
        ("@param {object} [binding=[_.none]] What binds.", ("node",)),
        ("@params {object} binding What binds.", ("node",)),
        ("@param- {object} [binding] What binds.", ("node",)),
    ],
)
def test_what_a_misspelt_entry_tells_is_told(entry: str, missing: tuple[str, ...]) -> None:
    text = doc("Updates it.", "", "@param {Element} el Which.", entry)
    messages = found(
        "COV02", "javascript", f"{text}function update(el, binding, node) {{\n  el.bind(binding, node);\n}}\n"
    )
    assert [message.split("'")[1] for message in messages] == list(missing)


def test_an_entry_of_jsdoc_with_a_type_alone_neither_repeats_the_name_nor_lacks_its_type() -> None:
    source = "function draw(chart, width) {\n  chart.draw(width);\n}\n"
    typed = doc("Draws.", "", "@param {Chart} chart", "@param {number} width In pixels.") + source
    assert not found("RED03", "javascript", typed)
    assert not found("FMT12", "javascript", typed)
    assert not found("COV02", "javascript", typed)
    said = typed.replace("{Chart} chart", "{Chart} chart The chart")
    assert found("RED03", "javascript", said)
    assert "repeats the name chart" in found("RED03", "javascript", said)[0]
    bare = typed.replace("{Chart} chart", "chart")
    assert found("FMT12", "javascript", bare)


def test_an_entry_may_repeat_the_type_alone() -> None:
    text = doc("Reads it.", "", "@param rv A reactive variable.", "@return What it holds.")
    source = f"class Hooks {{\n{text}Value read(ReactiveVar rv) {{\n  return rv.get();\n}}\n}}\n"
    assert found("RED03", "java", source.replace("variable", "var")) == [
        "repeats the type of rv and adds nothing"
    ]


@pytest.mark.parametrize(
    ("first", "count"),
    [
        ("@return {{min: number, max: number}}", 0),
        ("@param {{ ctx: any; chart: any; }} config", 0),
        ("@param {number} width - In pixels (not points: those are larger)", 0),
        ("@param width: In pixels.", 1),
    ],
)
def test_a_doc_comment_of_tags_alone_needs_no_summary(first: str, count: int) -> None:
    source = "function draw(width) {\n  line(width);\n}\n"
    assert len(found("FMT04", "javascript", doc(first) + source)) == count


SWITCH = """Unit unit(TimeUnit unit) {{
  switch (unit) {{
  case SECONDS: return Unit.S;
  case DAYS: return Unit.D;
  {last}: throw new {kind}("no " + unit);
  }}
}}
"""
TRY = """byte[] hash(String text, String kind) {{
  try {{
    return MessageDigest.getInstance({algorithm}).digest(text.getBytes());
  }} catch (NoSuchAlgorithmException e) {{
{remark}    throw new RuntimeException(e);
  }}
}}
"""


def raised(body: str, *lines: str) -> int:
    entries = lines or ("Reads it.", "", "@param unit Of which.", "@return The other.")
    return len(found("COV05", "java", f"class Reader {{\n{doc(*entries)}{body}}}\n"))


@pytest.mark.parametrize(
    ("last", "kind", "count"),
    [
        ("default", "IllegalArgumentException", 0),
        ("default", "ReadingException", 1),
        ("case HOURS", "IllegalArgumentException", 1),
    ],
)
def test_a_default_beside_the_constants_of_an_enum_is_not_reached(last: str, kind: str, count: int) -> None:
    assert raised(SWITCH.format(last=last, kind=kind)) == count


def test_the_default_beside_plain_numbers_is_reached() -> None:
    constants = "static final int SECONDS = 1;\nstatic final int DAYS = 2;\n"
    body = SWITCH.format(last="default", kind="IllegalArgumentException").replace("TimeUnit unit", "int unit")
    text = doc("Reads it.", "", "@param unit Of which.", "@return The other.")
    assert found("COV05", "java", f"class Reader {{\n{constants}{text}{body}}}\n")


@pytest.mark.parametrize(
    ("algorithm", "remark", "count"),
    [
        ('"MD5"', "", 0),
        ("kind", "", 1),
        ("kind", "    // this should never happen\n", 0),
        ("kind", "    // told in the log\n", 1),
    ],
)
def test_what_every_machine_has_is_never_missing(algorithm: str, remark: str, count: int) -> None:
    assert raised(TRY.format(algorithm=algorithm, remark=remark)) == count


def test_prose_tells_what_is_thrown() -> None:
    body = "void check(int unit) {\n  if (unit > 1) {\n    throw new ReadingException();\n  }\n}\n"
    assert raised(body)
    assert not raised(body, "Throws if it is too large.", "", "@param unit Of which.")
    assert raised(body, "Checks it:", "<pre>", "f() throws Fault {}", "</pre>", "", "@param unit Of which.")


def test_small_letters_are_a_custom_of_a_project() -> None:
    source = "class Shop {\n/** opens the shop */\nvoid open() {\n  run();\n}\n/** Closes it. */\nvoid close() {\n  end();\n}\n}\n"
    page = Page.read(Snippet(source, "java"), language_named("java").comments(source), in_place=True)
    assert rule("LNG11").custom(page) == (1, 1)


@pytest.mark.parametrize(("name", "count"), [("comment", 0), ("price", 1)])
def test_a_field_may_be_what_a_placeholder_says(name: str, count: int) -> None:
    source = f"class Column {{\n/**\n * 注释\n */\nprivate String {name};\n}}\n"
    assert len(found("RED04", "java", source)) == count


def test_a_factory_method_is_told_by_its_summary() -> None:
    source = "function attach(layer) {\n  return new Click(layer);\n}\n"
    entry = "@param {Element} layer Of which."
    assert not found("COV03", "javascript", doc("Factory method for making one.", "", entry) + source)
    assert found("COV03", "javascript", doc("Attach it.", "", entry) + source)


@pytest.mark.parametrize(("lines", "count"), [(("Runs it later.", ""), 0), ((), 1)])
def test_a_function_that_is_given_back_is_told_by_what_it_does(lines: tuple[str, ...], count: int) -> None:
    source = "function later(task) {\n  return () => {\n    task();\n  };\n}\n"
    text = doc(*lines, "@param {Task} task")
    assert len(found("COV03", "javascript", text + source)) == count


OVERLOADED = "export class Server {{\n{doc}  listen({first}): this;\n  listen(port: number, host: string): this;\n  listen(port: any, host: any) {{\n    return this.bind(port, host);\n  }}\n}}\n"


def test_a_doc_comment_is_of_all_signatures_of_typescript() -> None:
    text = doc("Listens.", "", "@param port - Where.", "@param host - On whose behalf (optional).")
    source = OVERLOADED.format(doc=text, first="port: number")
    assert not found("CON01", "typescript", source)
    assert found("CON01", "typescript", source.replace("host - On", "owner - On"))
    assert not found("CON05", "typescript", OVERLOADED.format(doc=text, first="port: number, host: string"))


def test_what_a_compiler_renames_is_known() -> None:
    text = doc("Packs.", "", "@param dense - Whether tightly.")
    assert not found("CON01", "javascript", text + "function pack(_dense) {\n  go(_dense);\n}\n")
    assert found("CON01", "javascript", text + "function pack(loose) {\n  go(loose);\n}\n")


@pytest.mark.parametrize(
    ("head", "result", "count"),
    [
        ("leave(room): void", "this.rooms.leave(room)", 0),
        ("leave(room): Promise<void>", "go(() => room)", 0),
        ("leave(room): this", "this", 0),
        ("leave(room)", "this", 0),
        ("leave(room): number", "this.rooms.size", 1),
    ],
)
def test_nothing_and_the_object_itself_are_no_results(head: str, result: str, count: int) -> None:
    text = doc("Leaves it.", "", "@param {Room} room Which.")
    source = f"class Operator {{\n{text}{head} {{\n  return {result};\n}}\n}}\n"
    assert len(found("COV03", "typescript", source)) == count


@pytest.mark.parametrize(("head", "count"), [("{@inheritDoc}", 0), ("Stops it.", 1)])
def test_what_is_inherited_is_told(head: str, count: int) -> None:
    text = doc(head, "", "@param now Has no effect here.")
    source = f"class Task {{\n{text}public boolean cancel(boolean now, int grace) {{\n  return grace > 0;\n}}\n}}\n"
    assert len(found("COV03", "java", source)) == count
    assert len(found("COV02", "java", source)) == count


LAST = "static int find(int[] all, int one) {{\n  for ({}) {{\n    if (all[i] == one) {{\n      return i;\n    }}\n  }}\n  return -1;\n}}\n"


def test_a_loop_that_goes_back_finds_the_last() -> None:
    text = "Finds the last index of one."
    assert not refuted("CON51", "java", LAST.format("int i = all.length; i >= 0; i--"), text)
    assert refuted("CON51", "java", LAST.format("int i = 0; i < all.length; i++"), text)


@pytest.mark.parametrize(("chance", "wrong"), [("2*(9/10)**5", False), ("2", True)])
def test_a_factor_is_given_to_nothing(chance: str, wrong: bool) -> None:
    source = "function draw(chance) {\n  if (chance > 7) {\n    fail(chance);\n  }\n}\n"
    assert refuted("CON86", "javascript", source, f"Fails with a chance = {chance} then.") is wrong


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ("return n / 2;", True),
        ("return all.get(n);", False),
        ("this(n, 0);", False),
        ("return n.size();", True),
    ],
)
def test_what_is_called_in_java_may_refuse(body: str, wrong: bool) -> None:
    text = "Halves it.\n\n@param n What.\n@return Half.\n@throws IllegalStateException if it is odd"
    assert refuted("CON26", "java", f"int half(int n) {{\n  {body}\n}}\n", text) is wrong


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Halves.\n@see #twice(int)", False),
        ("Halves, as [twice](https://example.org/twice) does.", False),
        ("Halves.\n@author john_doe", False),
        ("Halves; see `_.chunk`.", False),
        ("Halves, as twice(原数的两倍) says.", False),
        ("One of `all`, `any`, `ary`, `bind`, `chunk`, `drop`, `each`, `flip` and `flow`.", False),
        ("Halves by `twice`.", True),
        ("Halves by `twiceOf` and `thriceOf`.", True),
    ],
)
def test_names_that_lead_elsewhere_are_not_held_against_a_snippet(text: str, names: bool) -> None:
    source = "function half(n) {\n  return n / 2;\n}\n"
    assert refuted("STA01", "javascript", source, text) is names
