"""Spreading a total over many, very unequally: most get one or two, a few get dozens."""

from random import Random

SHAPE = 0.6
"""Shape of the gamma weights (`statistics.md` 7.3, step 6): a median of 2 at the official mean of 3.55."""


def spread(minimums: list[int], total: int, rng: Random, *, largest: int = 0) -> list[int]:
    """Whole numbers that add up to the total, each at least its minimum, right-skewed.

    `largest` is what the greatest of them must at least be. Raises `ValueError` when the minimums exceed
    the total.
    """
    rest = total - sum(minimums)
    if rest < 0:
        raise ValueError(f"minimums of {sum(minimums)} do not fit in {total}")
    weights = [rng.gammavariate(SHAPE, 1.0) for _ in minimums]
    per_weight = rest / sum(weights) if weights else 0.0
    shares = [weight * per_weight for weight in weights]
    numbers = [low + int(share) for low, share in zip(minimums, shares, strict=True)]
    by_remainder = sorted(range(len(shares)), key=lambda place: int(shares[place]) - shares[place])
    for place in by_remainder[: total - sum(numbers)]:
        numbers[place] += 1
    _raise_greatest(numbers, minimums, largest)
    return numbers


def _raise_greatest(numbers: list[int], minimums: list[int], largest: int) -> None:
    """Gives the greatest one more, taken one by one in turn from those that have more than their minimum."""
    by_size = sorted(range(len(numbers)), key=lambda place: -numbers[place])
    greatest, *others = by_size or [0]
    while others and numbers[greatest] < largest:
        others = [place for place in others if numbers[place] > minimums[place]]
        for place in others[: largest - numbers[greatest]]:
            numbers[place] -= 1
            numbers[greatest] += 1
