"""Personal data stays here: what is sent has placeholders in its place, and what comes back gets it again."""

from drafting.masking.mask import Mask, masked_text
from drafting.masking.values import Value, values_in
from drafting.masking.veil import Veil, veiled

__all__ = ["Mask", "Value", "Veil", "masked_text", "values_in", "veiled"]
