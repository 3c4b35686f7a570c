r"""Training: step 5 of training ``static``.

    python benchmarks/agreement/train_static/train.py pairs.npz vocabulary.json teacher.npy -o vectors.npy

A word's vector is ``exp(weight) * (teacher @ projection + shift)``: what the teacher says about it, through one
map for all words, with a shift and a weight of its own. A text's vector is the sum over its words, at length 1.
The loss is InfoNCE (van den Oord et al. 2018) both ways, over three kinds of pairs: comments and code, where
neighbours from the same module are among the negatives; the same with the comment translated word by word through
the glossary; and terms of the glossary with their Chinese.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from dataset import Glossary, Ints, Pairs, Ragged, Words
from numpy.typing import NDArray


class Recipe(NamedTuple):
    """What the result depends on, beside the data."""

    width: int = 256
    epochs: int = 3
    batch: int = 1_024
    temperature: float = 0.06
    rate: float = 3e-3
    dropout: float = 0.15
    translated: float = 0.5
    terms: float = 0.3
    seed: int = 20_261_122


class Model(torch.nn.Module):
    """The vectors of the words, as a function of what is learned."""

    def __init__(self, teacher: NDArray[np.float32], counts: NDArray[np.int64], recipe: Recipe) -> None:
        super().__init__()
        size = len(counts)
        known = teacher - teacher.mean(axis=0)
        known /= np.linalg.norm(known, axis=1, keepdims=True)
        _, _, axes = np.linalg.svd(known[:: max(1, len(known) // 8_000)], full_matrices=False)
        padded = np.zeros((size, teacher.shape[1]), np.float32)
        padded[: len(known)] = known
        random = np.random.default_rng(recipe.seed)
        shift = random.normal(0.0, 0.02, (size, recipe.width)).astype(np.float32)
        shift[len(known) :] *= 2.5  # nothing else tells the buckets apart
        share = counts / max(1, counts.sum())
        self.register_buffer("teacher", torch.from_numpy(padded))
        self.projection = torch.nn.Parameter(torch.from_numpy(axes[: recipe.width].T.copy()))
        self.shift = torch.nn.Embedding.from_pretrained(torch.from_numpy(shift), freeze=False, sparse=True)
        weight = np.log(1e-3 / (1e-3 + share))[:, None].astype(np.float32)  # Arora et al. 2017
        self.weight = torch.nn.Embedding.from_pretrained(torch.from_numpy(weight), freeze=False, sparse=True)

    def vectors(self, rows: torch.Tensor) -> torch.Tensor:
        """The vectors of these rows."""
        return torch.exp(self.weight(rows)) * (self.teacher[rows] @ self.projection + self.shift(rows))

    def encode(self, *texts: Ragged) -> list[torch.Tensor]:
        """The vectors of several lists of texts; each word is looked up once."""
        flat = np.concatenate([one.flat for one in texts])
        rows, places = np.unique(flat, return_inverse=True)
        table = self.vectors(torch.from_numpy(rows.astype(np.int64)))
        found, begin = [], 0
        for one in texts:
            end = begin + len(one.flat)
            at = torch.from_numpy(places[begin:end])
            sums = torch.nn.functional.embedding_bag(
                at, table, torch.from_numpy(one.starts[:-1].astype(np.int64)), mode="sum"
            )
            found.append(torch.nn.functional.normalize(sums, dim=1))
            begin = end
        return found


def contrast(one: torch.Tensor, two: torch.Tensor, temperature: float) -> torch.Tensor:
    """InfoNCE both ways: each row of ``one`` against all of ``two``, and back."""
    scores = one @ two.T / temperature
    right = torch.arange(len(one))
    return 0.5 * (
        torch.nn.functional.cross_entropy(scores, right) + torch.nn.functional.cross_entropy(scores.T, right)
    )


def dropped(texts: Ragged, share: float, random: np.random.Generator) -> Ragged:
    """``texts`` without a share of their words."""
    return texts.kept(random.random(len(texts.flat)) >= share)


def loss_of(
    model: Model, pairs: Pairs, which: Ints, glossary: Glossary, recipe: Recipe, random: np.random.Generator
) -> torch.Tensor:
    """The loss of one batch of pairs and as many terms as a quarter of it."""
    texts, codes = pairs.texts.take(which), pairs.codes.take(which)
    text, code, chinese, term, han = model.encode(
        dropped(texts, recipe.dropout, random),
        dropped(codes, recipe.dropout, random),
        glossary.translated(texts, random),
        *glossary.sample(recipe.batch // 4, random),
    )
    half = len(chinese) // 2
    return (
        contrast(text, code, recipe.temperature)
        + recipe.translated * contrast(chinese[:half], code[:half], recipe.temperature)
        + recipe.translated * contrast(chinese[half:], text[half:], recipe.temperature)
        + recipe.terms * contrast(term, han, recipe.temperature)
    )


def reciprocal_rank(model: Model, pairs: Pairs, chinese: bool, pool: int = 100) -> float:
    """Mean reciprocal rank of the right code among ``pool``, over documented functions."""
    which = np.flatnonzero((pairs.chinese == chinese) & ~pairs.comment).astype(np.int32)
    which = np.random.default_rng(1).permutation(which)[: len(which) // pool * pool]
    if not len(which):
        return float("nan")
    with torch.no_grad():
        text, code = model.encode(pairs.texts.take(which), pairs.codes.take(which))
    scores = torch.einsum(
        "gid,gjd->gij", text.view(-1, pool, text.shape[1]), code.view(-1, pool, code.shape[1])
    )
    right = torch.diagonal(scores, dim1=1, dim2=2)[..., None]
    return float((1.0 / (scores > right).sum(dim=2).add(1).float()).mean())


def train(model: Model, pairs: Pairs, dev: Pairs, glossary: Glossary, recipe: Recipe) -> None:
    """Run all epochs; the rate falls along a cosine."""
    random = np.random.default_rng(recipe.seed)
    sparse = torch.optim.SparseAdam([*model.shift.parameters(), *model.weight.parameters()], lr=recipe.rate)
    dense = torch.optim.Adam([model.projection], lr=recipe.rate / 10)
    steps = recipe.epochs * (len(pairs.modules) // recipe.batch)
    done, start = 0, time.process_time()
    for epoch in range(recipe.epochs):
        losses = []
        for which in pairs.batches(recipe.batch, random):
            factor = 0.02 + 0.98 * 0.5 * (1 + np.cos(np.pi * min(1.0, done / steps)))
            for optimizer, rate in ((sparse, recipe.rate), (dense, recipe.rate / 10)):
                optimizer.param_groups[0]["lr"] = rate * factor
                optimizer.zero_grad()
            loss = loss_of(model, pairs, which, glossary, recipe, random)
            loss.backward()
            sparse.step()
            dense.step()
            losses.append(loss.item())
            done += 1
        ranks = [reciprocal_rank(model, dev, chinese) for chinese in (False, True)]
        print(
            f"epoch {epoch + 1}: loss {np.mean(losses):.3f}, dev MRR of 100 en {ranks[0]:.3f}, zh {ranks[1]:.3f}, "
            f"{time.process_time() - start:.0f} CPU s",
            flush=True,
        )


def main() -> None:
    """Read, train, write all vectors."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pairs", type=Path)
    parser.add_argument("vocabulary", type=Path)
    parser.add_argument("teacher", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    for name, value in Recipe()._asdict().items():
        parser.add_argument(f"--{name}", type=type(value), default=value)
    options = vars(parser.parse_args())
    recipe = Recipe(**{name: options[name] for name in Recipe._fields})
    torch.manual_seed(recipe.seed)
    torch.set_num_threads(1)
    words = Words(options["vocabulary"])
    pairs, dev = (Pairs.load(options["pairs"], split) for split in ("train", "dev"))
    counts = np.bincount(np.concatenate([pairs.texts.flat, pairs.codes.flat]), minlength=words.size)
    print(
        f"{len(pairs.modules)} pairs, {pairs.chinese.sum()} of them Chinese; dev {len(dev.modules)}",
        flush=True,
    )
    model = Model(np.load(options["teacher"]), counts, recipe)
    train(model, pairs, dev, Glossary(words), recipe)
    with torch.no_grad():
        np.save(options["output"], model.vectors(torch.arange(words.size)).numpy())


if __name__ == "__main__":
    main()
