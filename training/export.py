"""Writes the trained network as one file that runs without PyTorch: 8-bit encoder, 4-bit embeddings, heads as they are."""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from interlock.extraction.neural.model import labels
from training.base_model import BaseModel
from training.network import Encoder
from training.trainer import Network

_STAMP = (2026, 1, 1, 0, 0, 0)  # the same weights give the same file


class _States(nn.Module):
    """An encoder over one window without padding."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, embedded: Tensor, hinted: Tensor) -> Tensor:
        return self.encoder(embedded, hinted, None)


def export_model(path: Path, base: BaseModel, tokenizer: bytes, network: Network, card: dict[str, Any]) -> None:
    """Write the model file. `card` is completed with the labels that the weights stand for."""
    tables: dict[str, Any] = {"embedding": base.embedding, "hints": network.encoder.hints.detach().numpy()}
    tables |= {
        name: weight.detach().numpy() for name, weight in network.heads.named_parameters() if not name.startswith("words.")
    }
    stored = io.BytesIO()
    np.savez(stored, **tables)
    parts = {
        "card.json": json.dumps(card | {"labels": labels()}, indent=1, ensure_ascii=False).encode(),
        "pieces.model": tokenizer,
        "tables.npz": stored.getvalue(),
        "encoder.onnx": _onnx(network.encoder),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    _write(path, parts)


def rewrite_card(path: Path, changes: dict[str, Any]) -> None:
    """Put new values into the card of a model file (thresholds and calibration are found after export)."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["card.json"] = json.dumps(json.loads(parts["card.json"]) | changes, indent=1, ensure_ascii=False).encode()
    _write(path, parts)


def _write(path: Path, parts: dict[str, bytes]) -> None:
    """Write the file whole or not at all."""
    waiting = path.with_suffix(".partial")
    with zipfile.ZipFile(waiting, "w") as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _STAMP), data, zipfile.ZIP_DEFLATED)
    waiting.replace(path)


def _onnx(encoder: Encoder) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        whole, small = Path(folder) / "whole.onnx", Path(folder) / "small.onnx"
        sample = torch.zeros(1, 16, encoder.hints.shape[1])
        torch.onnx.export(
            _States(encoder).eval(),
            (sample, sample),
            str(whole),
            input_names=["embedded", "hinted"],
            output_names=["states"],
            dynamic_axes={"embedded": {1: "tokens"}, "hinted": {1: "tokens"}, "states": {1: "tokens"}},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            whole, small, weight_type=QuantType.QInt8, per_channel=True, reduce_range=False, op_types_to_quantize=["MatMul"]
        )
        return small.read_bytes()
