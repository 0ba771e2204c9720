"""The published random search over networks, as a user of PyTorch and scikit-learn writes it.

RandomizedSearchCV, 20 draws x 3 folds and a fit on all rows: 61 trainings. The network: dense layers with He normal
weights, batch normalisation from three layers on, an activation, dropout; one logit; binary cross-entropy; Adam; batches of
16, at most 100 epochs, the last tenth of the rows for validation, ended after 10 epochs without a smaller validation loss.
One thread a process, as many processes as --jobs says.

Reads one command a line: "search SEED" answers "SECONDS PROCESSOR-SECONDS EPOCHS SCORE BEST" after a search; the end of
the input ends it.
"""
import argparse
import os
import sys
import time
import warnings

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"
os.environ["PYTHONWARNINGS"] = "ignore"
warnings.filterwarnings("ignore")

import joblib
import numpy as np
import torch
from scipy.stats import loguniform
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.model_selection import RandomizedSearchCV
from torch import nn

torch.set_num_threads(1)

ACTIVATIONS = {"elu": nn.ELU, "selu": nn.SELU, "relu": nn.ReLU}


class TorchNetwork(BaseEstimator, ClassifierMixin):
    """A dense network for two classes with scikit-learn's interface."""

    def __init__(self, layers=1, neurons=30, lr=3e-3, dropout=0.2, alpha=0.2, activation="selu", seed=0,
                 epochs=100, batch=16, patience=10, validation=0.1):
        self.layers = layers
        self.neurons = neurons
        self.lr = lr
        self.dropout = dropout
        self.alpha = alpha  # drawn in the published search and without effect there
        self.activation = activation
        self.seed = seed
        self.epochs = epochs
        self.batch = batch
        self.patience = patience
        self.validation = validation

    def _network(self, inputs):
        modules, width = [], inputs
        for _ in range(self.layers):
            dense = nn.Linear(width, self.neurons)
            nn.init.kaiming_normal_(dense.weight)
            nn.init.zeros_(dense.bias)
            modules.append(dense)
            if self.layers >= 3:
                modules.append(nn.BatchNorm1d(self.neurons, eps=1e-3, momentum=0.01))
            modules += [ACTIVATIONS[self.activation](), nn.Dropout(self.dropout)]
            width = self.neurons
        last = nn.Linear(width, 1)
        nn.init.xavier_uniform_(last.weight)
        nn.init.zeros_(last.bias)
        return nn.Sequential(*modules, last)

    def fit(self, X, y):
        torch.set_num_threads(1)
        torch.manual_seed(self.seed)
        self.classes_ = np.unique(y)
        rows = torch.as_tensor(X, dtype=torch.float32)
        targets = torch.as_tensor(y == self.classes_[-1], dtype=torch.float32)[:, None]
        kept = int(len(rows) * (1 - self.validation))
        train, train_targets = rows[:kept], targets[:kept]
        held, held_targets = rows[kept:], targets[kept:]
        net = self._network(rows.shape[1])
        optimiser = torch.optim.Adam(net.parameters(), lr=self.lr, eps=1e-7)
        loss = nn.functional.binary_cross_entropy_with_logits
        best, waited = float("inf"), 0
        for self.epochs_ in range(1, self.epochs + 1):
            net.train()
            order = torch.randperm(kept)
            for start in range(0, kept, self.batch):
                chosen = order[start:start + self.batch]
                if len(chosen) < 2 and self.layers >= 3:
                    continue
                optimiser.zero_grad(set_to_none=True)
                loss(net(train[chosen]), train_targets[chosen]).backward()
                optimiser.step()
            net.eval()
            with torch.no_grad():
                now = loss(net(held), held_targets).item()
            if now < best:
                best, waited = now, 0
            else:
                waited += 1
                if waited >= self.patience:
                    break
        self.network_ = net
        return self

    def predict(self, X):
        with torch.no_grad():
            logits = self.network_(torch.as_tensor(X, dtype=torch.float32))
        return self.classes_[(logits[:, 0] > 0).numpy().astype(int)]


def space():
    rates = loguniform(3e-4, 3e-2).rvs(1000, random_state=0)
    return {"layers": list(range(1, 8)), "neurons": np.arange(1, 100), "lr": rates.tolist(),
            "dropout": [0.2, 0.3, 0.4, 0.5], "alpha": [0.2, 0.25, 0.3], "activation": ["elu", "selu", "relu"]}


def processor_seconds():
    """Of this process and its children, those that still run included (Linux)."""
    stats = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                with open(f"/proc/{entry}/stat", encoding="ascii", errors="replace") as file:
                    fields = file.read().rsplit(")", 1)[1].split()
                stats[int(entry)] = int(fields[1]), sum(map(int, fields[11:15]))
            except OSError:
                continue  # it has ended
    family, total = {os.getpid()}, 0
    while len(family) < len(family | {p for p, (parent, _) in stats.items() if parent in family}):
        family |= {p for p, (parent, _) in stats.items() if parent in family}
    for process in family:
        total += stats[process][1]
    return total / os.sysconf("SC_CLK_TCK")


def search(X, y, seed, jobs):
    found = RandomizedSearchCV(TorchNetwork(seed=seed), space(), n_iter=20, cv=3, n_jobs=jobs, random_state=seed)
    return found.fit(X, y)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("rows", help="a CSV file: a header, features, the class 0 or 1 last")
    parser.add_argument("--jobs", type=int, default=-1)
    chosen = parser.parse_args()
    table = np.loadtxt(chosen.rows, delimiter=",", skiprows=1)
    X, y = table[:, :-1], table[:, -1].astype(int)
    jobs = joblib.cpu_count() if chosen.jobs < 0 else chosen.jobs
    # The processes are started before anything is measured.
    joblib.Parallel(n_jobs=jobs, batch_size=1)(
        joblib.delayed(lambda s: TorchNetwork(epochs=1, seed=s).fit(X, y).epochs_)(s) for s in range(2 * jobs))
    print(f"ready {jobs}", flush=True)
    for line in sys.stdin:
        seed = int(line.split()[1])
        begun, used = time.perf_counter(), processor_seconds()
        found = search(X, y, seed, jobs)
        seconds, used = time.perf_counter() - begun, processor_seconds() - used
        best = ",".join(f"{k}={v}" for k, v in sorted(found.best_params_.items()))
        print(f"{seconds} {used} {found.best_estimator_.epochs_} {found.best_score_} {best}", flush=True)


if __name__ == "__main__":
    main()
