"""COV06: an exception that a called function documents, and the caller's docstring leaves out."""

from __future__ import annotations

from collections.abc import Iterator

from postil.project.model import Module, Symbol
from postil.project.view import Project
from postil.records import Finding
from postil.rule import Example, ProjectRule

_ANY = frozenset(("Exception", "BaseException", "Error"))  # as little as nothing to a caller
_READ = (
    "def read(path):\n"
    '    """Read a file.\n\n    Args:\n        path: Which.\n\n    Raises:\n        DamagedError: If it is damaged.\n'
    '    """\n    return check(open(path).read())\n\n\n'
)
_LOAD = 'def load(name):\n    """Load by name.\n\n    Args:\n        name: Which.\n{1}    """\n{0}'
_CALL = "    return read(name + '.txt')\n"
_SAYS = "\n    Raises:\n        DamagedError: As read does.\n"


class CalleeException(ProjectRule):
    """The docstring has sections and does not name what a function that it calls says it raises."""

    code = "COV06"
    name = "coverage/callee-exception"
    tier = 3
    dimension = "logic"
    penalty = 0.04
    comment_kinds = ("docstring", "summary")
    reads_prose = False
    needs = ("symbols", "docstring", "flow")
    title = "exception of a called function not documented"
    why = "It reaches the caller's caller all the same."
    source = "pydoclint issue 238"
    good = (Example(_READ + _LOAD.format(_CALL, _SAYS)),)
    near_misses = (
        Example(
            _READ
            + _LOAD.format(
                "    try:\n        return read(name)\n    except DamagedError:\n        return ''\n", ""
            )
        ),
        Example(_READ + 'def load(name):\n    """Load by name."""\n' + _CALL),
        Example(_READ + _LOAD.format("    def later():\n        return read(name)\n    return later\n", "")),
        Example(_LOAD.format(_CALL, "")),
        Example(_READ.replace("DamagedError", "Exception") + _LOAD.format(_CALL, "")),
    )
    bad = (Example(_READ + _LOAD.format(_CALL, "")),)
    paraphrases = (
        Example(
            "from files import read\n\n\n" + _LOAD.format(_CALL, ""), path="names.py", others=(("files.py", _READ),)
        ),
        Example("import files\n\n\n" + _LOAD.format("    return files.read(name)\n", ""), path="names.py",
                others=(("files.py", _READ),)),
    )  # fmt: skip

    def judge(self, module: Module, project: Project) -> Iterator[Finding]:
        """Yield a finding for each exception of a callee that a docstring with sections does not name."""
        for symbol in module.symbols:
            if symbol.sectioned and symbol.calls and not symbol.stub:
                yield from self._left_out(symbol, module, project)

    def _left_out(self, symbol: Symbol, module: Module, project: Project) -> Iterator[Finding]:
        told = {name.rpartition(".")[2] for name in symbol.raises or ()}
        for name, line in symbol.calls:
            found = project.resolve(module, name)
            if found is None or found[1] is symbol:
                continue
            for raised in found[1].raises or ():
                short = raised.rpartition(".")[2]
                if short not in told | _ANY and short.isidentifier():
                    told.add(short)
                    message = f"{symbol.name} calls {name}, whose {short} is not documented here"
                    yield self.finding(module, symbol.comment, message, f"code, line {line}: {name}()")
