"""Writes the trained network as one file that runs without PyTorch: 8-bit encoder, 4-bit embeddings, heads as they are."""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from collections.abc import Sequence
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
    """Encoders over one window without padding. Their frozen layers are the same and are run once."""

    def __init__(self, encoders: Sequence[Encoder]) -> None:
        super().__init__()
        self.encoders = nn.ModuleList(encoders)

    def forward(self, embedded: Tensor, hinted: Tensor) -> Tensor:
        """States of the tokens by each encoder (encoders, tokens, hidden); `hinted` has a row for each encoder too."""
        shared = self.encoders[0].lower(embedded, None)
        return torch.cat([encoder.upper(shared, hinted[i : i + 1], None) for i, encoder in enumerate(self.encoders)])


def export_model(path: Path, base: BaseModel, tokenizer: bytes, networks: Sequence[Network], card: dict[str, Any]) -> None:
    """Write the model file. `card` is completed with the labels that the weights stand for.

    Raises ValueError where the networks do not share their frozen layers.
    """
    if len({network.encoder.frozen for network in networks}) > 1 or (len(networks) > 1 and not networks[0].encoder.frozen):
        raise ValueError("networks in one file share their lowest layers: train all with the same number of frozen layers")
    tables: dict[str, Any] = {"embedding": base.embedding}
    for number, network in enumerate(networks):
        tables[f"{number}/hints"] = network.encoder.hints.detach().numpy()
        for name, weight in network.heads.named_parameters():
            if not name.startswith("words."):
                tables[f"{number}/{name}"] = weight.detach().numpy()
    stored = io.BytesIO()
    np.savez(stored, **tables)
    parts = {
        "card.json": json.dumps(card | {"labels": labels()}, indent=1, ensure_ascii=False).encode(),
        "pieces.model": tokenizer,
        "tables.npz": stored.getvalue(),
        "encoder.onnx": _onnx([network.encoder for network in networks]),
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


def _onnx(encoders: Sequence[Encoder]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        whole, small = Path(folder) / "whole.onnx", Path(folder) / "small.onnx"
        hidden = encoders[0].hints.shape[1]
        torch.onnx.export(
            _States(encoders).eval(),
            (torch.zeros(1, 16, hidden), torch.zeros(len(encoders), 16, hidden)),
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
