"""Fits of the reference program's network on a table; one thread.

Arguments: the folder of sweep_reference.py, a CSV file with a header and the class last. Reads one seed a line and
answers "SECONDS EPOCHS": the processor time of a fit and the epochs that early stopping left it.
"""
import sys
import time

sys.path.insert(0, sys.argv[1])
import numpy as np
import sweep_reference
from torch import nn

table = np.loadtxt(sys.argv[2], delimiter=",", skiprows=1)
epochs = 0


class Counted(nn.Sequential):
    """A network that counts how often its training begins anew, once an epoch."""

    def train(self, mode=True):
        global epochs
        epochs += mode
        return super().train(mode)


nn.Sequential = Counted
print("ready", flush=True)
for line in sys.stdin:
    epochs, begun = 0, time.process_time()
    sweep_reference.fit_nn(table[:, :-1], table[:, -1], int(line))
    print(time.process_time() - begun, epochs, flush=True)
