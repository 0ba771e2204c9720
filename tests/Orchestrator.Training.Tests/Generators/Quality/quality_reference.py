"""Writes quality.json beside this file: three samples of numbers and what SciPy, scikit-learn and NumPy measure on them.

Run with Debian's python3-scipy and python3-sklearn (made with 1.10.1 and 1.2.1): python3 quality_reference.py
"""

import json
import pathlib

import numpy as np
from scipy.stats import ks_2samp
from sklearn.metrics import pairwise_distances, r2_score, roc_auc_score
from sklearn.neighbors import KNeighborsRegressor

ROWS = 100
K = 5


def sample(random, shift, scale):
    x = random.normal(shift, scale, ROWS)
    y = np.round(random.exponential(2.0, ROWS))  # ties
    target = 3 * x - y + random.normal(0, 0.5, ROWS)
    return np.round(np.column_stack([x, y, target]), 3)


random = np.random.RandomState(7)
training, holdout = sample(random, 0, 1), sample(random, 0, 1)
generated = sample(random, 0.4, 0.7)
generated[:30] = training[:30] + np.round(random.normal(0, 0.01, (30, 3)), 3)

mean, deviation = training.mean(axis=0), training.std(axis=0)
real, held, made = ((rows - mean) / deviation for rows in (training, holdout, generated))

# Naeem et al. 2020, equations 3 and 4.
between = np.sort(pairwise_distances(real, real), axis=1)
radius = between[:, K]  # place 0 is the row itself
inside = pairwise_distances(real, made) <= radius[:, None]

to_training = pairwise_distances(made, real).min(axis=1)
to_holdout = pairwise_distances(made, held).min(axis=1)
attack = -np.concatenate([pairwise_distances(rows, made).min(axis=1) for rows in (real, held)])
correlations = [np.corrcoef(rows, rowvar=False)[np.triu_indices(3, 1)] for rows in (training, generated)]


def utility(rows):
    model = KNeighborsRegressor(5).fit(rows[:, :2], rows[:, 2])
    return r2_score(held[:, 2], model.predict(held[:, :2]))


expected = {
    "kolmogorov_smirnov": [ks_2samp(training[:, c], generated[:, c]).statistic for c in range(3)],
    "correlation_difference": np.abs(correlations[0] - correlations[1]).mean(),
    "density": inside.sum() / (K * ROWS),
    "coverage": inside.any(axis=1).mean(),
    "closest_training": np.median(to_training),
    "closest_holdout": np.median(to_holdout),
    "closer_to_training": (to_training < to_holdout).mean() + (to_training == to_holdout).mean() / 2,
    "membership_auc": roc_auc_score([1] * ROWS + [0] * ROWS, attack),
    "synthetic_utility": utility(made),
    "real_utility": utility(real),
}
samples = {"training": training, "holdout": holdout, "generated": generated}
path = pathlib.Path(__file__).with_name("quality.json")
path.write_text(json.dumps({**{name: rows.tolist() for name, rows in samples.items()}, "expected": expected}) + "\n")
print(json.dumps(expected, indent=2))
