"""Makes the files that three experiments read and the program cannot bring.

    python3 prepare.py SOURCES TARGET

SOURCES holds, of what can be found: wine_quality.csv (Cortez et al. 2009, red and white wines in one table of 6497 rows
with a first column "type" and 38 empty cells), messidor.csv (UCI, Diabetic Retinopathy Debrecen, with a header line and
the column Class), regression_problem1.csv (the course's Data_Problem1_regression: X1, X2, T1 to T5). Needs Debian's
python3-numpy and python3-sklearn.
"""
import csv
import shutil
import sys
from pathlib import Path

import numpy as np
from sklearn.model_selection import train_test_split

DIGITS = [8, 8, 7, 5, 1]  # of the published student number, which weigh T1 to T5


def read(path):
    with open(path, newline="") as file:
        header, *rows = csv.reader(file)
    return header, rows


def write(path, header, rows):
    with open(path, "w", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(header)
        lines.writerows([repr(float(value)) for value in row[:-1]] + [row[-1]] for row in rows)
    print(path)


def wine(source, target):
    """The published preparation: gaps filled by means of the whole table, scalers fitted on each part by itself."""
    header, rows = read(source)
    columns = dict(zip(header, zip(*rows)))
    good = np.array([int(float(quality) > 6) for quality in columns.pop("quality")])
    kind = np.array(columns.pop("type"))
    numbers = np.array([[float(v) if v else np.nan for v in column] for column in columns.values()]).T
    numbers = np.where(np.isnan(numbers), np.nanmean(numbers, axis=0), numbers)
    made = []
    for part in train_test_split(np.arange(len(good)), test_size=0.2, random_state=42):
        chosen = numbers[part]
        low, high = chosen.min(axis=0), chosen.max(axis=0)
        kinds = np.column_stack([kind[part] == word for word in sorted(set(kind))]).astype(float)
        scaled = np.hstack([kinds, (chosen - low) / (high - low)])
        made += [[*row, int(label)] for row, label in zip(scaled, good[part])]
    write(target, [f"x{i}" for i in range(len(made[0]) - 1)] + ["y"], made)


def regression(source, target):
    """The weighted mean of the five targets."""
    header, rows = read(source)
    table = np.array(rows, dtype=float)
    targets = table[:, [header.index(f"T{i + 1}") for i in range(5)]] @ np.array(DIGITS) / sum(DIGITS)
    points = table[:, [header.index("X1"), header.index("X2")]]
    write(target, ["x1", "x2", "t"], [[*point, repr(float(t))] for point, t in zip(points, targets)])


def main():
    source, target = (Path(argument) for argument in sys.argv[1:])
    target.mkdir(parents=True, exist_ok=True)
    for name, made, prepare in [
            ("wine_quality.csv", "wine_quality_published.csv", wine),
            ("regression_problem1.csv", "wouters_regression.csv", regression),
            ("messidor.csv", "messidor.csv", shutil.copy)]:
        if (source / name).exists():
            prepare(source / name, target / made)


if __name__ == "__main__":
    main()
