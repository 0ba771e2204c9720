"""No-op trials a second through Optuna with its SQLite storage: random sampling, and every cell of a grid once.

Prints two lines: "random RATE" and "grid RATE".
"""
import sys
import tempfile
import time

import optuna


def rate(sampler, objective, count):
    with tempfile.TemporaryDirectory() as folder:
        study = optuna.create_study(sampler=sampler, storage=f"sqlite:///{folder}/study.db")
        begun = time.perf_counter()
        study.optimize(objective, n_trials=count)
        return len(study.trials) / (time.perf_counter() - begun)


def main(count):
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    grid = {"fraction": list(range(10)), "cell": list(range(count // 10))}

    def trial(choice):
        return choice.suggest_int("fraction", 0, 9) + choice.suggest_int("cell", 0, count // 10 - 1)

    print(f"random {rate(optuna.samplers.RandomSampler(seed=1), trial, count):.1f}", flush=True)
    print(f"grid {rate(optuna.samplers.GridSampler(grid), trial, count):.1f}", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
