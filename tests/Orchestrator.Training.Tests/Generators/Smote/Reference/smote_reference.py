"""A reference for the distribution of SMOTE's rows, written for these tests with numpy and scikit-learn alone.

It follows what imbalanced-learn documents of SMOTE and SMOTENC: of each class, base rows are drawn with replacement, one
of the five nearest other rows of the class (sklearn.neighbors.NearestNeighbors) is drawn for each, and the new row lies at
a uniform place between the two; a nominal column takes the most frequent level among the five, drawn among equals. The
distance of nominal columns is that of Chawla et al. 2002, section 6.1: every one that differs adds the squared median of
the class's standard deviations. (imbalanced-learn 0.10 adds half of that, and takes the median of the smallest class for
all; "half-penalty" below is the distribution with the half, and shows how far the two are apart.)

Training rows of split s are those whose number modulo 5 is not s. Columns of glass are standardised by them.

    python3 smote_reference.py FOLDER-WITH-THE-CSV-FILES > smote-reference.json
"""
import json
import os
import sys

import numpy as np
from sklearn.neighbors import NearestNeighbors

K, ROWS, POINTS = 5, 400_000, 40
# name, standardise, nominal blocks (first column, width)
SETS = [("pima-published", False, []), ("glass", True, []), ("titanic-published", False, [(0, 2), (2, 4)])]


def neighbours(rows, numbers, nominal, share):
    k = min(K, len(rows) - 1)
    if not nominal:
        found = NearestNeighbors(n_neighbors=k + 1).fit(rows).kneighbors(rows, return_distance=False)
        return np.array([[j for j in f if j != i][:k] for i, f in enumerate(found)])
    penalty = np.median(rows[:, numbers].std(axis=0))
    parts = [rows[:, numbers]]
    for first, width in nominal:
        parts.append(rows[:, first:first + width] * penalty * np.sqrt(share / 2))
    space = np.hstack(parts)
    squared = ((space[:, None, :] - space[None, :, :]) ** 2).sum(axis=2).round(12)
    np.fill_diagonal(squared, -1)
    return np.argsort(squared, axis=1, kind="stable")[:, 1:k + 1]


def smote(rows, nominal, random, share=1.0):
    hot = [c for first, width in nominal for c in range(first, first + width)]
    numbers = [c for c in range(rows.shape[1]) if c not in hot]
    near = neighbours(rows, numbers, nominal, share)
    k = near.shape[1]
    drawn = random.integers(0, len(rows) * k, ROWS)
    base, other = drawn // k, near[drawn // k, drawn % k]
    made = rows[base] + random.random((ROWS, 1)) * (rows[other] - rows[base])
    for first, width in nominal:
        votes = rows[near[base], first:first + width].sum(axis=1)
        level = np.argmax(votes + random.random(votes.shape) * 0.5, axis=1)
        made[:, first:first + width] = np.eye(width)[level]
    return made


def describe(made, points):
    return {
        "mean": made.mean(axis=0).tolist(),
        "covariance": np.cov(made, rowvar=False, bias=True).tolist(),
        "below": [[float((made[:, c] <= p).mean()) for p in points[c]] for c in range(made.shape[1])],
    }


def points_of(made):
    out = []
    for c in range(made.shape[1]):
        q = np.unique(np.quantile(made[:, c], (np.arange(POINTS + 1) + 0.5) / (POINTS + 1)).round(9))
        out.append(((q[1:] + q[:-1]) / 2).tolist() if len(q) > 1 else [float(q[0]) + 1.0])
    return out


def read(folder, name):
    with open(os.path.join(folder, name + ".csv")) as file:
        lines = [line.rstrip("\r\n").split(",") for line in file]
    labels = [line[-1] for line in lines[1:]]
    classes = sorted(set(labels))
    return np.array([[float(v) for v in line[:-1]] for line in lines[1:]]), np.array([classes.index(y) for y in labels])


def main(folder):
    results = []
    for name, standardise, nominal in SETS:
        features, labels = read(folder, name)
        for split in (0, 1):
            train = np.arange(len(labels)) % 5 != split
            x, y = features[train], labels[train]
            if standardise:
                x = (x - x.mean(axis=0)) / x.std(axis=0)
            for label in np.unique(y):
                random = np.random.default_rng([split, int(label), 2002])
                made = smote(x[y == label], nominal, random)
                points = points_of(made)
                result = {"set": name, "split": split, "class": int(label), "rows": ROWS, "points": points}
                result.update(describe(made, points))
                if nominal:
                    half = describe(smote(x[y == label], nominal, random, 0.5), points)["below"]
                    result["half-penalty"] = max(
                        abs(a - b) for one, two in zip(result["below"], half) for a, b in zip(one, two))
                results.append(result)
    json.dump(results, sys.stdout, separators=(",", ":"))


main(sys.argv[1])
