"""Dropout and attention that are quick on a processor too, where PyTorch draws masks one number at a time and spends most of its
backward pass inside fused attention."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

_STEPS = 256
"""Shares of dropout are rounded to so many parts of one: a mask costs one random byte a number."""


def dropout(states: Tensor, share: float, training: bool) -> Tensor:
    """Zero a random share of the numbers and widen the rest, so that the expected sum stays."""
    if not training or share <= 0:
        return states
    if states.device.type != "cpu":
        return functional.dropout(states, share, training)
    lost = round(share * _STEPS)
    drawn = torch.empty((states.numel() + 7) // 8, dtype=torch.int64).random_(-(2**63), None)
    codes = drawn.view(torch.uint8)[: states.numel()].view(states.shape)
    return states * (codes >= lost).to(states.dtype).mul_(_STEPS / (_STEPS - lost))


class Dropout(nn.Module):
    """`dropout` as a part of a network."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, states: Tensor) -> Tensor:
        """As `dropout`, where the network is in training."""
        return dropout(states, self.share, self.training)


def attention(query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None) -> Tensor:
    """Scaled dot-product attention; `mask` is True where a token may be attended to, or None where all may."""
    if query.device.type != "cpu" or not torch.is_grad_enabled():
        return functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
    scores = (query * query.shape[-1] ** -0.5) @ key.transpose(-1, -2)
    if mask is not None:
        scores = scores + torch.zeros(mask.shape, dtype=scores.dtype).masked_fill_(~mask, float("-inf"))
    return functional.softmax(scores, dim=-1, dtype=scores.dtype) @ value
