"""Trained weights in a file: matrices of the encoder in 8 bits with a scale a row, as they are exported, all else as it is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor

from training.trainer import Network

_PART = 15 * 2**20
"""Bytes of a part, where a file is written in parts."""


def write_weights(path: Path, network: Network) -> None:
    """Write what training may have changed."""
    changed = {name for name, weight in network.named_parameters() if weight.requires_grad}
    stored = {name: _narrow(name, weight.cpu()) for name, weight in network.state_dict().items() if name in changed}
    torch.save(stored, path)


def read_weights(path: Path, network: Network) -> None:
    """Put them into a network of the same plan."""
    stored = torch.load(path, map_location="cpu")
    state = {name: kept if isinstance(kept, Tensor) else _wide(*kept) for name, kept in stored.items()}
    missing = {name for name, weight in network.named_parameters() if weight.requires_grad} ^ state.keys()
    if missing:
        raise ValueError(f"{path}: weights of another plan; these do not agree: {', '.join(sorted(missing)[:3])}")
    network.load_state_dict(state, strict=False)
    network.eval()


def split(path: Path, folder: Path) -> list[Path]:
    """The file in parts that are small enough to be copied one by one; `cat` joins them."""
    data, found = path.read_bytes(), []
    for number, at in enumerate(range(0, len(data), _PART)):
        part = folder / f"{path.name}.{number}"
        part.write_bytes(data[at : at + _PART])
        found.append(part)
    return found


def average(networks: Sequence[Network], into: Network) -> None:
    """The mean of networks that began from the same weights."""
    with torch.no_grad():
        for name, weight in into.named_parameters():
            weight.copy_(torch.stack([dict(network.named_parameters())[name] for network in networks]).mean(dim=0))


def _narrow(name: str, weight: Tensor) -> Tensor | tuple[Tensor, Tensor]:
    if not name.startswith("encoder.layers.") or weight.dim() != 2:
        return weight
    scale = weight.abs().amax(dim=1, keepdim=True).clamp(min=1e-12) / 127
    return (weight / scale).round().to(torch.int8), scale


def _wide(codes: Tensor, scale: Tensor) -> Tensor:
    return codes.float() * scale
