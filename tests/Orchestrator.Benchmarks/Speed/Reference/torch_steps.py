"""Training steps of dense GANs on a table, as a user of PyTorch writes them; one thread.

Reads one command a line: "KIND DROPOUT STEPS" trains a new pair of networks for so many steps and answers the seconds of
processor time of a step. Kinds: wgan-gp (critic and generator on one batch, both gradients from one forward pass, the
penalty's by a second derivative, Adam), dcgan (cross entropy, batch normalisation, RMSprop, generator first), gan (cross
entropy, relu, Adam, discriminator first). Networks: 8-32-64-columns with tanh, columns-64-32-1; batches of 64.
"""
import sys
import time

import numpy as np
import torch
from torch import nn

torch.set_num_threads(1)
LATENT, BATCH = 8, 64


def network(widths, kind, dropout, bias, last=None):
    parts = []
    for i, (a, b) in enumerate(zip(widths, widths[1:])):
        hidden = i + 2 < len(widths)
        parts.append(nn.Linear(a, b, bias=bias or not hidden))
        nn.init.xavier_uniform_(parts[-1].weight)
        if hidden:
            if kind == "dcgan":
                parts.append(nn.BatchNorm1d(b, eps=1e-3, momentum=.01))
            parts.append(nn.ReLU() if kind == "gan" else nn.SELU())
            if dropout:
                parts.append(nn.Dropout(dropout))
    return nn.Sequential(*parts, *([last] if last else []))


class Gan:
    def __init__(self, rows, kind, dropout):
        d = rows.shape[1]
        self.rows = rows
        self.g = network([LATENT, 32, 64, d], kind, 0, kind == "gan", nn.Tanh())
        self.d = network([d, 64, 32, 1], "gan" if kind == "gan" else kind, dropout, True)
        self.gp, self.dp = list(self.g.parameters()), list(self.d.parameters())
        make = {"wgan-gp": lambda p: torch.optim.Adam(p, lr=1e-4, eps=1e-7),
                "dcgan": lambda p: torch.optim.RMSprop(p, lr=5e-4, alpha=.9, eps=1e-7),
                "gan": lambda p: torch.optim.Adam(p, lr=1e-3, eps=1e-7)}[kind]
        self.og, self.od = make(self.gp), make(self.dp)
        self.step = {"wgan-gp": self.wasserstein, "dcgan": self.generator_first, "gan": self.discriminator_first}[kind]
        self.ones, self.zeros = torch.ones(BATCH, 1), torch.zeros(BATCH, 1)
        self.bce = nn.functional.binary_cross_entropy_with_logits

    def train(self, steps):
        n = len(self.rows)
        while True:
            order = torch.randperm(n)
            for s in range(0, n - BATCH + 1, BATCH):
                if not steps:
                    return
                self.step(self.rows[order[s:s + BATCH]])
                steps -= 1

    def wasserstein(self, real):
        fake = self.g(torch.randn(BATCH, LATENT))
        on_real, on_fake = self.d(real), self.d(fake)
        apart = fake.detach()
        self.d.eval()  # the interpolates are judged without dropout
        a = torch.rand(BATCH, 1)
        between = (a * real + (1 - a) * apart).requires_grad_(True)
        slope, = torch.autograd.grad(self.d(between).sum(), between, create_graph=True)
        self.d.train()
        penalty = (((slope * slope).sum(1).sqrt() - 1) ** 2).mean()
        loss = on_fake.mean() - on_real.mean() + 10. * penalty
        gd = torch.autograd.grad(loss, self.dp, retain_graph=True)
        gg = torch.autograd.grad(-on_fake.mean(), self.gp)
        for p, v in zip(self.dp + self.gp, gd + gg):
            p.grad = v
        self.od.step()
        self.og.step()

    def generator_first(self, real):
        fake = self.g(torch.randn(BATCH, LATENT))
        self.move_generator(fake)
        self.move_discriminator(real, fake.detach())

    def discriminator_first(self, real):
        fake = self.g(torch.randn(BATCH, LATENT))
        self.move_discriminator(real, fake.detach())
        self.move_generator(fake)

    def move_generator(self, fake):
        for p, v in zip(self.gp, torch.autograd.grad(self.bce(self.d(fake), self.ones), self.gp)):
            p.grad = v
        self.og.step()

    def move_discriminator(self, real, fake):
        loss = self.bce(self.d(real), self.ones) + self.bce(self.d(fake), self.zeros)
        self.od.zero_grad(set_to_none=True)
        loss.backward()
        self.od.step()


def main():
    rows = torch.as_tensor(np.loadtxt(sys.argv[1], delimiter=",", skiprows=1), dtype=torch.float32)
    print("ready", flush=True)
    for line in sys.stdin:
        kind, dropout, steps = line.split()
        torch.manual_seed(1)
        gan = Gan(rows, kind, float(dropout))
        begun = time.process_time()
        gan.train(int(steps))
        print((time.process_time() - begun) / int(steps), flush=True)


if __name__ == "__main__":
    main()
