"""Dropout and attention made for a processor do what PyTorch's do."""

from __future__ import annotations

import pytest
import torch
from torch.nn import functional

from training.dropout import attention, dropout


def test_a_share_of_the_numbers_falls_out_and_the_rest_is_widened() -> None:
    torch.manual_seed(0)
    found = dropout(torch.ones(101, 999), 0.1, True)
    assert (found == 0).float().mean().item() == pytest.approx(0.1, abs=0.01)
    assert found.mean().item() == pytest.approx(1.0, abs=0.01)


def test_numbers_that_fell_out_get_no_gradient() -> None:
    states = torch.ones(50, 7, requires_grad=True)
    found = dropout(states, 0.5, True)
    found.sum().backward()
    assert states.grad is not None
    assert torch.equal(states.grad, found.detach())


@pytest.mark.parametrize(("share", "training"), [(0.0, True), (0.3, False)])
def test_nothing_falls_out_without_a_share_or_outside_training(share: float, training: bool) -> None:
    states = torch.randn(3, 5)
    assert torch.equal(dropout(states, share, training), states)


def test_attention_and_its_gradients_are_those_of_the_fused_one() -> None:
    torch.manual_seed(0)
    query, key, value = (torch.randn(2, 3, 6, 4, requires_grad=True) for _ in range(3))
    mask = torch.ones(2, 1, 1, 6, dtype=torch.bool)
    mask[1, ..., 4:] = False
    fused = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
    expected = torch.autograd.grad(fused.square().sum(), (query, key, value))
    found = attention(query, key, value, mask)
    assert torch.allclose(found, fused, atol=1e-6)
    for one, other in zip(torch.autograd.grad(found.square().sum(), (query, key, value)), expected, strict=True):
        assert torch.allclose(one, other, atol=1e-5)
