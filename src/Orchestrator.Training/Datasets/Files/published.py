"""Makes the data sets whose preparation is that of a published study, slips included.

    python3 published.py FOLDER [SOURCES]

Needs numpy and scikit-learn (made with 1.2.1). Reads titanic.csv and pima.csv beside this file and writes
titanic-published.csv, titanic13-published.csv and pima-published.csv to FOLDER: the rows of the training part first, then
those of the test part, so that {test: 0.2, order: file} is the study's split. The slips are in the data: scalers and the
imputer of titanic are fitted a second time on the test part; pima is scaled as one table before it is divided. Where
the folder SOURCES has wine_quality.csv (UCI) or regression_problem1.csv (KU Leuven), which may not be passed on here,
wine_quality-published.csv and regression_problem1-weighted.csv (X1, X2 and T, the weighted mean of T1 to T5) are written too.
"""
import csv
import os
import re
import sys

import numpy as np
from sklearn.experimental import enable_iterative_imputer  # noqa: F401
from sklearn.impute import IterativeImputer
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import MinMaxScaler, StandardScaler

HERE = os.path.dirname(os.path.abspath(__file__))
HIGH_STATUS = {"Dr", "Rev", "Col", "Major", "Lady", "Countess", "Dona", "Don", "Capt"}  # "SirJonkheer" was never met


def read(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def numbers(rows, name):
    return np.array([float(row[name]) if row[name] else np.nan for row in rows])


def levels(rows, names):
    """One column of zeros and ones a level, sorted, a missing value being a level of its own at the end."""
    found = []
    for name, values in names:
        for level in sorted({v for v in values if v}) + ([""] if "" in values else []):
            found.append((f"{name}_{level or 'nan'}", np.array([float(v == level) for v in values])))
    return found


def halves(rows):
    """Training and test part: 20 %, seed 42, not stratified."""
    train, test = train_test_split(np.arange(len(rows)), test_size=.2, random_state=42)
    return [[rows[i] for i in part] for part in (train, test)]


def titanic(with_status):
    rows = read(os.path.join(HERE, "titanic.csv"))
    parts = []
    for part in halves(rows):
        nominal = [("sex", [r["sex"] for r in part]), ("embarked", [r["embarked"] for r in part])]
        if with_status:
            titles = [re.search(r"([A-Za-z]+)\.", r["name"]).group(1) for r in part]
            nominal.append(("high_status", ["1" if title in HIGH_STATUS else "0" for title in titles]))
        columns = levels(part, nominal)
        if not any(name == "embarked_nan" for name, _ in columns):
            at = next(i for i, (name, _) in enumerate(columns) if name == "embarked_S") + 1
            columns.insert(at, ("embarked_nan", np.zeros(len(part))))
        scaled = [("age", StandardScaler())] + [(n, MinMaxScaler()) for n in ("pclass", "sibsp", "parch", "fare")]
        for name, scaler in scaled:
            columns.append((name, scaler.fit_transform(numbers(part, name)[:, None])[:, 0]))
        x = IterativeImputer(min_value=0).fit_transform(np.column_stack([values for _, values in columns]))
        parts.append((x, [r["survived"] for r in part]))
    return [name for name, _ in columns] + ["survived"], parts


def pima():
    rows = read(os.path.join(HERE, "pima.csv"))
    names = [name for name in rows[0] if name != "class"]
    x = np.column_stack([numbers(rows, name) for name in names])
    for column in x.T:
        low, high = np.quantile(column, .05), np.quantile(column, .95)
        np.clip(column, low - 1.5 * (high - low), high + 1.5 * (high - low), out=column)
    x = StandardScaler().fit_transform(x)
    y = [str(int(row["class"] == "tested_positive")) for row in rows]
    parts = train_test_split(x, y, test_size=.2, random_state=42)
    return names + ["class"], [(parts[0], parts[2]), (parts[1], parts[3])]


def wine_quality(path):
    rows = read(path)
    names = [name for name in rows[0] if name not in ("type", "quality")]
    means = {name: np.nanmean(numbers(rows, name)) for name in names}
    parts = []
    for part in halves(rows):
        columns = levels(part, [("type", [r["type"] for r in part])])
        for name in names:
            values = numbers(part, name)
            values = np.where(np.isnan(values), means[name], values)
            columns.append((name, MinMaxScaler().fit_transform(values[:, None])[:, 0]))
        x = np.column_stack([values for _, values in columns])
        parts.append((x, [str(int(int(r["quality"]) > 6)) for r in part]))
    return [name for name, _ in columns] + ["good"], parts


def weighted(path):
    rows = read(path)
    weights = {"T1": 8, "T2": 8, "T3": 7, "T4": 5, "T5": 1}
    target = sum(weight * numbers(rows, name) for name, weight in weights.items()) / sum(weights.values())
    x = np.column_stack([numbers(rows, "X1"), numbers(rows, "X2")])
    return ["X1", "X2", "T"], [(x, [repr(float(value)) for value in target])]


def write(folder, name, header, parts):
    with open(os.path.join(folder, name + ".csv"), "w", newline="", encoding="utf-8") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(header)
        for x, y in parts:
            lines.writerows([[repr(float(v)) for v in row] + [label] for row, label in zip(x, y)])


if __name__ == "__main__":
    target = sys.argv[1]
    write(target, "titanic-published", *titanic(with_status=False))
    write(target, "titanic13-published", *titanic(with_status=True))
    write(target, "pima-published", *pima())
    for source, name, make in (("wine_quality", "wine_quality-published", wine_quality),
                               ("regression_problem1", "regression_problem1-weighted", weighted)):
        if len(sys.argv) > 2 and os.path.exists(os.path.join(sys.argv[2], source + ".csv")):
            write(target, name, *make(os.path.join(sys.argv[2], source + ".csv")))
