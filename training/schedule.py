"""Batches, learning rates and the optimiser of both networks."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import torch
from torch import nn

T = TypeVar("T")


@dataclass(frozen=True)
class Plan:
    """How a network is trained."""

    epochs: int
    layers: int
    frozen: int = 0  # lowest layers that keep the base model's weights
    batch: int = 8
    rate: float = 1e-4
    head_rate: float = 1e-3
    decay: float = 0.01
    dropout: float = 0.1
    clip: float = 1.0
    warm: float = 0.08
    seed: int = 1


def batches(items: Sequence[T], lengths: Sequence[int], size: int) -> Iterator[list[T]]:
    """Batches of items of about the same length, in random order (from the global seed)."""
    order = sorted(range(len(items)), key=lambda place: lengths[place] + random.random() * 60)
    parts = [order[at : at + size] for at in range(0, len(order), size)]
    random.shuffle(parts)
    for part in parts:
        yield [items[place] for place in part]


def optimiser(groups: list[dict[str, Any]], plan: Plan, items: int) -> tuple[torch.optim.Optimizer, Callable[[nn.Module], None]]:
    """AdamW with a linear warm-up and decline, and the function that makes one step of it with clipped gradients."""
    for group in groups:
        group["params"] = [weight for weight in group["params"] if weight.requires_grad]
    optimizer = torch.optim.AdamW(groups, weight_decay=plan.decay, fused=True)
    steps = plan.epochs * math.ceil(items / plan.batch)

    def share(step: int) -> float:
        return min(1.0, (step + 1) / max(1.0, plan.warm * steps)) * max(0.0, (steps - step) / steps)

    scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, share)

    def step(_: nn.Module) -> None:
        torch.nn.utils.clip_grad_norm_([weight for group in groups for weight in group["params"]], plan.clip)
        optimizer.step()
        scheduler.step()

    return optimizer, step
