"""Each adapter against the real framework in the version we know, in an environment of its own, from our wheel."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
CONTRACT = Path(__file__).with_name("test_adapter_contract.py")
PINNED = {
    "inspect_ai": ["inspect-ai==0.3.285"],
    "hf_evaluate": ["evaluate==0.4.6"],
    "deepeval": ["deepeval==4.3.1"],
    "torchmetrics": ["torchmetrics==1.9.0", "torch==2.13.0"],
    "lm_evaluation": ["lm-eval==0.4.13", "torch==2.13.0"],
}


@pytest.mark.slow
@pytest.mark.network
@pytest.mark.timeout(3600)  # downloads of some gigabytes
@pytest.mark.parametrize("framework", PINNED)
def test_the_contract_holds(framework: str, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "env"], check=True)
    python = tmp_path / "env" / "bin" / "python"
    install = [python, "-m", "pip", "install", "--quiet", str(ROOT), "pytest", *PINNED[framework]]
    installed = subprocess.run(install, capture_output=True, text=True, check=False)
    assert installed.returncode == 0, installed.stderr[-3000:]
    # The settings and the conftest of our tests name tools that only developers install.
    settings = tmp_path / "pytest.ini"
    settings.write_text("[pytest]\n")
    plugins = ["-p", "no:cacheprovider", "-p", "no:asyncio", "-p", "no:deepeval", "--noconftest"]
    chosen = ["-k", f"{framework} or expected or plug"]
    call = [python, "-m", "pytest", "-q", "-c", settings, CONTRACT, *chosen, *plugins]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-5000:]
    assert "skipped" not in done.stdout.splitlines()[-1]
