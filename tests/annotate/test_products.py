"""Products in blocks: numpy's numbers, and the same bits for a row wherever it stands and whatever is beside it."""

from __future__ import annotations

import numpy as np
import pytest
from thinc.api import NumpyOps
from threadpoolctl import threadpool_limits

from rashomon.annotate import products, syntax
from rashomon.annotate.products import ROWS, Floats, SteadyOps

#: Columns of what is multiplied and of the result, as the model has them. On some machines some are not steady: BLIS's.
SHAPES = ((576, 288), (384, 288), (288, 288), (96, 64), (96, 50), (64, 384), (64, 1024), (64, 74))


def random(rows: int, columns: int) -> Floats:
    return np.random.default_rng(rows * columns).standard_normal((rows, columns), np.float32)


@pytest.mark.parametrize(("inner", "outer"), SHAPES)
@pytest.mark.parametrize("rows", [0, 1, ROWS - 1, ROWS, ROWS + 1, 3 * ROWS + 7])
def test_a_product_is_that_of_numpy(inner: int, outer: int, rows: int) -> None:
    x, weights = random(rows, inner), random(outer, inner)
    made = SteadyOps().gemm(x, weights, trans2=True)
    assert made.shape == (rows, outer)
    assert np.allclose(made, x @ weights.T, rtol=1e-4, atol=1e-4)
    into = np.zeros((rows + 1, outer), np.float32)
    assert SteadyOps().gemm(x, weights, trans2=True, out=into[1:]) is not None
    assert np.array_equal(into[1:], made)


@pytest.mark.parametrize(("inner", "outer"), SHAPES)
def test_a_row_has_the_same_bits_wherever_it_stands(inner: int, outer: int) -> None:
    ops, x, weights = SteadyOps(), random(1_000, inner), random(outer, inner)
    whole = ops.gemm(x, weights, trans2=True)
    for threads in (1, 2):
        with threadpool_limits(threads):
            for start in (0, 1, 5, 13, 190, 700):
                for number in (1, 2, 11, 150, 300):
                    part = np.ascontiguousarray(x[start : start + number])
                    assert np.array_equal(ops.gemm(part, weights, trans2=True), whole[start : start + number])


def test_where_numpy_is_not_steady_the_product_of_thinc_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SteadyOps, "_is_steady", lambda *_: False)
    x, weights = random(70, 96), random(50, 96)
    assert np.array_equal(SteadyOps().gemm(x, weights, trans2=True), NumpyOps().gemm(x, weights, trans2=True))


def test_the_trial_sees_a_row_that_hangs_on_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    def shifted(self: SteadyOps, rows: Floats, weights: Floats) -> Floats:
        made = (rows @ weights)[: len(rows), products.EDGE : -products.EDGE]
        made[0, 0] = np.nextafter(made[0, 0], np.float32(np.inf))
        return made

    monkeypatch.setattr(SteadyOps, "_block", shifted)
    assert SteadyOps()._weights(random(288, 288)) is None


def test_weights_of_another_place_are_not_taken_for_known_ones() -> None:
    ops, x = SteadyOps(), random(10, 96)
    for seed in range(products._KEPT + 10):  # more than are kept
        weights = random(50, 96) + np.float32(seed)
        assert np.allclose(ops.gemm(x, weights, trans2=True), x @ weights.T, rtol=1e-3, atol=1e-3)


def test_other_products_are_those_of_thinc() -> None:
    x, y = random(20, 30), random(30, 40)
    assert np.array_equal(SteadyOps().gemm(x, y), NumpyOps().gemm(x, y))
    flipped = np.ascontiguousarray(x.T)
    assert np.array_equal(SteadyOps().gemm(flipped, y, trans1=True), NumpyOps().gemm(flipped, y, trans1=True))


def test_every_layer_of_the_parse_multiplies_so() -> None:
    nlp = syntax.load_parser()
    layers = [layer for name in ("tok2vec", "tagger", "parser", "ner") for layer in nlp.get_pipe(name).model.walk()]
    assert len(layers) > 20
    assert all(isinstance(layer.ops, SteadyOps) for layer in layers)
