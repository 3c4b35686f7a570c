r"""The shipped file: step 6 of training ``static``.

    python benchmarks/agreement/train_static/pack.py vocabulary.json vectors.npy -o model.bin [--calibration S T]

One step of a byte is the same for all rows: the noise of rounding is then the same for each word, so it does not
matter for those that weigh most. The few entries beyond the range are cut.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import msgspec
import numpy as np
from dataset import BUCKETS
from numpy.typing import NDArray

from postil.embedders.base import Calibration
from postil.embedders.static.table import HEADER_BYTES, Header, key_of

_BEYOND = 1e-4
"""The share of entries that is cut."""


def in_bytes(vectors: NDArray[np.float32]) -> NDArray[np.int8]:
    """Vectors as signed bytes on one scale."""
    largest = float(np.quantile(np.abs(vectors), 1.0 - _BEYOND))
    return np.clip(np.rint(vectors * (127.0 / largest)), -127, 127).astype(np.int8)


def packed(words: list[str], han: list[str], vectors: NDArray[np.float32], calibration: Calibration) -> bytes:
    """The whole file."""
    keys = np.array([key_of(word) for word in words], np.uint64)
    order = np.argsort(keys)
    if len(np.unique(keys)) < len(keys):
        message = "two words have the same key"
        raise SystemExit(message)
    rows = np.concatenate([vectors[: len(words)][order], vectors[len(words) :]])
    listed = "\n".join([*(words[at] for at in order), *han]).encode()
    body = keys[order].astype("<u8").tobytes() + in_bytes(rows).tobytes() + listed
    header = Header(
        hashlib.sha256(body).hexdigest(), len(words), len(han), BUCKETS, vectors.shape[1], calibration
    )
    return msgspec.json.encode(header).ljust(HEADER_BYTES) + body


def main() -> None:
    """Read, pack, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("vocabulary", type=Path)
    parser.add_argument("vectors", type=Path)
    parser.add_argument(
        "--calibration", type=float, nargs=2, default=(0.0, 0.5), metavar=("SHUFFLED", "TRUE")
    )
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    chosen = json.loads(options.vocabulary.read_text(encoding="utf-8"))
    file = packed(chosen["words"], chosen["han"], np.load(options.vectors), Calibration(*options.calibration))
    options.output.write_bytes(file)
    print(f"{options.output}: {len(file) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
