"""The seeded faults: each breaks what it says, none knows the rules."""

import ast
import random
import sys
from pathlib import Path
from types import ModuleType

import pytest

FOLDER = Path(__file__).parents[3] / "benchmarks" / "agreement"
PACKAGE = '''
class Store:
    def fetch_rows(self, limit, path, timeout=30, strict=False):
        """Return the first rows of `path_name`, at least one.

        Returns True if the rows, say 12, are read within seconds.

        >>> store.fetch_rows(3, "a")

        Args:
            limit (int): The greatest number of rows that is read.
            path (str): Where to read.
            timeout (int): How long to wait, default 30.
            strict (bool): Refuse what is odd, default False.

        Returns:
            list: The rows.

        Raises:
            ValueError: If limit is negative.
        """
        if limit < 0:
            raise ValueError(limit)
        # Keep the first 20 of all
        rows = read(path, seconds=timeout)
        for row in rows:
            # This is the last row to see
            keep(row)
        return rows[:limit]

    def print_rows(self, width):
        """Print whatever remains of the rows, one on each line.

        Args:
            width: The number of characters that fit.
        """
        for row in self.rows:
            print(row)
        self.done = True

    def join_parts(self, names, width=20, mark=None):
        """Join the parts of `the_parts` that stand in the first 20 columns of each of the lines.

        Args:
            names (list): The lines that are joined, from the first to the last of them
                that somebody has written, whoever that may be, and wherever it was.
            width (int): How many columns count.
            mark (str): What stands between the parts.

        Returns:
            list: What was joined.
        """
        the_parts = [name[:20] for name in names]
        return [names[0], the_parts]

    def load_parts(self, source_path, parts):
        """Load the parts."""
        # Keep at most 20 of the parts
        kept = parts[:20]

        # The folder of `source_path` is made when it is missing
        if is_missing(source_path):
            make_folder(source_path)

        self.loaded = kept
        # Whatever may come of it in the end
        done = True

        return done

    def cut_text(self, text="", most=9):
        """Cut the text down to at most 9 signs, from the first one.

        Args:
            text (str): What is cut down until it fits.
            most (int): How many signs remain of it.
        """
        first_signs = text[:most]
        kept = first_signs if len(text) > 9 else text
        return kept

    def clear_all(self):
        """Forget all rows."""
        self.rows = []
        self.done = False
'''


@pytest.fixture
def faults(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(FOLDER))
    import mutation_faults

    return mutation_faults


@pytest.fixture
def units(faults: ModuleType, tmp_path: Path) -> list[object]:
    import mutation_units

    (tmp_path / "store.py").write_text(PACKAGE, "utf-8")
    return list(mutation_units.units_in(tmp_path))


def test_there_are_more_than_thirty_ways_to_break_a_docstring(faults: ModuleType) -> None:
    assert len(faults.FAULTS) >= 30


def test_every_fault_breaks_one_of_the_functions_and_leaves_python(
    faults: ModuleType, units: list[object]
) -> None:
    for name, fault in faults.FAULTS.items():
        broken = [(unit, fault(unit, random.Random(1))) for unit in units]
        changed = [source for unit, source in broken if source is not None and source != unit.source]
        assert changed, name
        for source in changed:
            ast.parse(source)


def test_a_unit_is_a_function_with_its_neighbour(units: list[object]) -> None:
    assert [unit.tree.name for unit in units] == [
        "fetch_rows",
        "print_rows",
        "join_parts",
        "load_parts",
        "cut_text",
    ]
    assert units[0].parameters == ["limit", "path", "timeout", "strict"]
    assert units[0].style == "google"
    assert len(units[0].comments) == 2


def test_what_is_shown_is_false_by_the_syntax_of_the_function(
    faults: ModuleType, units: list[object]
) -> None:
    broken = {
        name: faults.FAULTS[f"{name}, shown"](units[4], random.Random(1))
        for name in ("antonym in summary", "bound flipped", "number in docstring", "description copied")
    }
    assert "from the last one" in broken["antonym in summary"]
    assert "at least 9 signs" in broken["bound flipped"]
    assert "at most 31 signs" in broken["number in docstring"]
    assert "most (str): What is cut down" in broken["description copied"]


def test_a_fault_of_which_the_function_is_silent_is_not_shown(
    faults: ModuleType, units: list[object]
) -> None:
    shown = [name for name in faults.FAULTS if name.endswith(", shown")]
    assert [faults.FAULTS[name](units[1], random.Random(1)) for name in shown] == [None] * 4


def test_a_renamed_parameter_is_renamed_in_the_docstring_only(
    faults: ModuleType, units: list[object]
) -> None:
    broken = faults.FAULTS["parameter renamed"](units[0], random.Random(1))
    assert "limit_value (int)" in broken
    assert "def fetch_rows(self, limit, path" in broken


def test_the_programs_know_no_rule() -> None:
    for path in FOLDER.glob("mutation*.py"):
        assert "postil_rules" not in path.read_text("utf-8")


def test_what_a_peer_prints_is_read_by_file_and_code(faults: ModuleType) -> None:
    from collections import Counter, defaultdict

    import mutation_peers

    found = defaultdict(Counter)
    mutation_peers._read("u3_1.py:4:1: D205 blank\nu4.py\n    7: DOC101: none\n    8: DOC103", found)
    assert found == {"u3_1": Counter(["D205"]), "u4": Counter(["DOC101", "DOC103"])}


STUBS = '''
def shape(self, **options):
    """Give the shape in points.

    Args:
        options: What is drawn.

    Returns:
        tuple: How large it is, or raises ValueError.

    Raises:
        ValueError: If it is too large.
    """
    if self.large:
        raise ValueError(self)
    return 3, 4

def place(self, size):
    """Give the place.

    Args:
        size: Of what.

    Returns:
        int: Where it is.
    """
    raise NotImplementedError

def last(self):
    """The last one."""
    return self.rows[-1]
'''


@pytest.mark.parametrize(
    ("fault", "number"),
    [("parameter invented", 0), ("exception dropped", 0), ("unit changed", 0), ("exception invented", 1)],
)
def test_what_would_still_be_true_is_not_seeded(
    faults: ModuleType, tmp_path: Path, fault: str, number: int
) -> None:
    import mutation_units

    (tmp_path / "shapes.py").write_text(STUBS, "utf-8")
    unit = list(mutation_units.units_in(tmp_path))[number]
    assert faults.FAULTS[fault](unit, random.Random(1)) is None


@pytest.mark.parametrize(("limit", "read"), [(None, ["u0.py", "u1.py", "u2.py"]), (0.0, [])])
def test_files_on_which_a_peer_does_not_end_in_time_are_left_out_one_by_one(
    faults: ModuleType, tmp_path: Path, limit: float | None, read: list[str]
) -> None:
    import mutation_peers

    command = [sys.executable, "-c", "import sys; print(*sys.argv[1:])"]
    outputs = mutation_peers._outputs(command, ["u0.py", "u1.py", "u2.py"], tmp_path, limit)
    assert " ".join(outputs).split() == read
