"""CTGAN, TVAE and TabDDPM as a user of PyTorch writes them, trained on a prepared table; one thread.

CTGAN and TVAE after Xu et al. 2019 with the published code's networks and defaults, TabDDPM after Kotelnikov et al. 2023
with its training program's. Nothing is worked out that training does not use: the generator has no graph in the critic's
step, and draws are made for a batch at once.

Reads one command a line: "ctgan EPOCHS", "tvae EPOCHS" or "tab-ddpm STEPS" trains a new model and answers
"STEPS PROCESSOR-SECONDS LOSS": the steps behind the first epoch (of tab-ddpm: the first hundredth), the processor time of
them and the mean loss of the last epoch. The end of the input ends it.
"""
import argparse
import sys
import time
import warnings

warnings.filterwarnings("ignore")

import numpy as np
import torch
from sklearn.mixture import BayesianGaussianMixture
from sklearn.preprocessing import QuantileTransformer
from torch import nn
from torch.nn import functional as F

torch.set_num_threads(1)


class Table:
    """A prepared table: the header names each column KIND:BLOCK, the class is last."""

    def __init__(self, path):
        with open(path, encoding="ascii") as file:
            names = file.readline().strip().split(",")
        values = np.loadtxt(path, delimiter=",", skiprows=1)
        self.numbers, self.levels = [], []
        for name in dict.fromkeys(names[:-1]):
            block = values[:, [j for j, other in enumerate(names) if other == name]]
            if name.startswith("numeric"):
                self.numbers.append(block[:, 0])
            else:
                codes = block.argmax(1) if name.startswith("onehot") else block[:, 0]
                self.levels.append(np.unique(codes, return_inverse=True)[1])
        self.classes = np.unique(values[:, -1], return_inverse=True)[1]
        self.count = len(values)


class ModeRows:
    """Rows of places in modes and one-hot runs; runs are (start, end), of modes and of levels."""

    def __init__(self, table):
        parts, self.places, self.modes, self.levels, width = [], [], [], [], 0
        for column in table.numbers:
            places, codes, count = ModeRows._modes(column)
            parts += [places[:, None], np.eye(count)[codes]]
            self.places.append(width)
            self.modes.append((width + 1, width + 1 + count))
            width += 1 + count
        self.codes = np.stack([*table.levels, table.classes], 1)
        for codes in self.codes.T:
            parts.append(np.eye(codes.max() + 1)[codes])
            self.levels.append((width, width + codes.max() + 1))
            width += codes.max() + 1
        self.width, self.count = width, table.count
        self.runs = self.modes + self.levels
        self.rows = torch.as_tensor(np.concatenate(parts, 1), dtype=torch.float32)

    @staticmethod
    def _modes(column):
        column = (column - column.mean()) / column.std()
        mixture = BayesianGaussianMixture(
            n_components=10, weight_concentration_prior_type="dirichlet_process", weight_concentration_prior=0.001,
            random_state=0)
        mixture.fit(column[:, None])
        kept = np.flatnonzero(mixture.weights_ > 0.005)
        shares = np.cumsum(mixture.predict_proba(column[:, None])[:, kept] + 1e-6, 1)
        draws = np.random.default_rng(0).random(len(column))[:, None] * shares[:, -1:]
        codes = (draws > shares).sum(1)
        means, deviations = mixture.means_[kept, 0], np.sqrt(mixture.covariances_[kept, 0, 0])
        places = (column - means[codes]) / (4 * deviations[codes])
        return places.clip(-0.99, 0.99), codes, len(kept)


class Conditions:
    """Training by sampling: columns evenly, levels by the logarithm of how often they occur."""

    def __init__(self, rows):
        self.columns, widths = len(rows.levels), [end - start for start, end in rows.levels]
        self.starts = np.cumsum([0, *widths])
        self.width = self.starts[-1]
        self.sums = np.full((self.columns, max(widths)), np.inf)
        self.first, self.counts, order = np.zeros(self.width, int), np.zeros(self.width, int), []
        for c in range(self.columns):
            counts = np.bincount(rows.codes[:, c])
            weights = np.cumsum(np.log(counts + 1.0))
            self.sums[c, :len(counts)] = weights / weights[-1]
            place = slice(self.starts[c], self.starts[c + 1])
            self.counts[place] = counts
            self.first[place] = c * rows.count + np.cumsum(counts) - counts
            order.append(np.argsort(rows.codes[:, c], kind="stable"))
        self.order = np.concatenate(order)

    def draw(self, count, random):
        """Columns and levels of a batch, and their one-hot rows."""
        columns = random.integers(0, self.columns, count)
        levels = (random.random(count)[:, None] >= self.sums[columns]).sum(1)
        vector = torch.zeros(count, self.width)
        vector[np.arange(count), self.starts[columns] + levels] = 1
        return columns, levels, vector

    def rows(self, columns, levels, random):
        """A real row for each condition."""
        places = self.starts[columns] + levels
        return self.order[self.first[places] + (random.random(len(places)) * self.counts[places]).astype(int)]


class Residual(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.linear, self.norm = nn.Linear(inputs, outputs), nn.BatchNorm1d(outputs)

    def forward(self, x):
        return torch.cat([F.relu(self.norm(self.linear(x))), x], 1)


def activate(rows, output):
    """tanh of places, Gumbel-softmax of runs, in the order of the columns."""
    parts = []
    for place, (start, end) in zip(rows.places, rows.modes):
        parts += [torch.tanh(output[:, place:place + 1]), F.gumbel_softmax(output[:, start:end], tau=0.2)]
    parts += [F.gumbel_softmax(output[:, start:end], tau=0.2) for start, end in rows.levels]
    return torch.cat(parts, 1)


class Ctgan:
    BATCH, PAC, NOISE = 500, 10, 128

    def __init__(self, rows):
        self.rows, self.conditions = rows, Conditions(rows)
        inputs, columns = self.NOISE + self.conditions.width, rows.width + self.conditions.width
        self.generator = nn.Sequential(
            Residual(inputs, 256), Residual(inputs + 256, 256), nn.Linear(inputs + 512, rows.width))
        self.critic = nn.Sequential(
            nn.Linear(self.PAC * columns, 256), nn.LeakyReLU(0.2), nn.Dropout(0.5),
            nn.Linear(256, 256), nn.LeakyReLU(0.2), nn.Dropout(0.5), nn.Linear(256, 1))
        self.steps = torch.optim.Adam(self.generator.parameters(), lr=2e-4, betas=(0.5, 0.9), weight_decay=1e-6)
        self.critic_steps = torch.optim.Adam(self.critic.parameters(), lr=2e-4, betas=(0.5, 0.9))
        self.random = np.random.default_rng()

    def judge(self, rows):
        return self.critic(rows.view(len(rows) // self.PAC, -1))

    def made(self):
        columns, levels, vector = self.conditions.draw(self.BATCH, self.random)
        output = self.generator(torch.cat([torch.randn(self.BATCH, self.NOISE), vector], 1))
        return output, torch.cat([activate(self.rows, output), vector], 1), (columns, levels, vector)

    def critic_step(self):
        with torch.no_grad():
            _, fake, (columns, levels, vector) = self.made()
        order = self.random.permutation(self.BATCH)
        taken = self.conditions.rows(columns[order], levels[order], self.random)
        real = torch.cat([self.rows.rows[taken], vector[order]], 1)
        loss = self.judge(fake).mean() - self.judge(real).mean() + self.penalty(real, fake)
        self.critic_steps.zero_grad(set_to_none=True)
        loss.backward()
        self.critic_steps.step()

    def penalty(self, real, fake):
        packs = self.BATCH // self.PAC
        between = torch.rand(packs, 1)
        mixed = (between * real.view(packs, -1) + (1 - between) * fake.view(packs, -1)).requires_grad_()
        values = self.critic(mixed)
        slope, = torch.autograd.grad(values, mixed, torch.ones_like(values), create_graph=True)
        return 10 * ((slope.norm(2, dim=1) - 1) ** 2).mean()

    def generator_step(self):
        output, fake, (columns, levels, _) = self.made()
        entropy = 0
        for c, (start, end) in enumerate(self.rows.levels):
            chosen = np.flatnonzero(columns == c)
            entropy = entropy + F.cross_entropy(
                output[chosen, start:end], torch.as_tensor(levels[chosen]), reduction="sum")
        loss = entropy / self.BATCH - self.judge(fake).mean()
        self.steps.zero_grad(set_to_none=True)
        loss.backward()
        self.steps.step()
        return loss.detach()

    def train(self, epochs):
        in_epoch = max(1, self.rows.count // self.BATCH)
        for epoch in range(1, epochs + 1):
            total = 0
            for _ in range(in_epoch):
                self.critic_step()
                total = total + self.generator_step()
            yield epoch * in_epoch, total.item() / in_epoch


class Tvae:
    BATCH, LATENT, FACTOR = 500, 128, 2

    def __init__(self, rows):
        self.rows = rows
        self.encoder = nn.Sequential(nn.Linear(rows.width, 128), nn.ReLU(), nn.Linear(128, 128), nn.ReLU())
        self.mean, self.log_variance = nn.Linear(128, self.LATENT), nn.Linear(128, self.LATENT)
        self.decoder = nn.Sequential(
            nn.Linear(self.LATENT, 128), nn.ReLU(), nn.Linear(128, 128), nn.ReLU(), nn.Linear(128, rows.width))
        self.deviations = nn.Parameter(torch.full((len(rows.places),), 0.1))
        parts = nn.ModuleList([self.encoder, self.mean, self.log_variance, self.decoder])
        self.steps = torch.optim.Adam([*parts.parameters(), self.deviations], lr=1e-3, weight_decay=1e-5)

    def step(self, real):
        hidden = self.encoder(real)
        mean, log_variance = self.mean(hidden), self.log_variance(hidden)
        output = self.decoder(mean + torch.exp(0.5 * log_variance) * torch.randn_like(mean))
        gap = real[:, self.rows.places] - torch.tanh(output[:, self.rows.places])
        loss = (gap ** 2 / (2 * self.deviations ** 2)).sum() + len(real) * self.deviations.log().sum()
        for start, end in self.rows.runs:
            loss = loss + F.cross_entropy(output[:, start:end], real[:, start:end].argmax(1), reduction="sum")
        divergence = -0.5 * (1 + log_variance - mean ** 2 - log_variance.exp()).sum()
        loss = (self.FACTOR * loss + divergence) / len(real)
        self.steps.zero_grad(set_to_none=True)
        loss.backward()
        self.steps.step()
        with torch.no_grad():
            self.deviations.clamp_(0.01, 1)
        return loss.detach()

    def train(self, epochs):
        in_epoch = -(-self.rows.count // self.BATCH)
        for epoch in range(1, epochs + 1):
            total = sum(self.step(self.rows.rows[part]) for part in torch.randperm(self.rows.count).split(self.BATCH))
            yield epoch * in_epoch, total.item() / in_epoch


class Denoiser(nn.Module):
    def __init__(self, columns, classes, width=128):
        super().__init__()
        self.frequencies = torch.exp(-np.log(10000) * torch.arange(width // 2) / (width // 2))
        self.time = nn.Sequential(nn.Linear(width, width), nn.SiLU(), nn.Linear(width, width))
        self.row, self.classes = nn.Linear(columns, width), nn.Embedding(classes, width)
        self.trunk = nn.Sequential(
            nn.Linear(width, 256), nn.ReLU(), nn.Linear(256, 256), nn.ReLU(), nn.Linear(256, columns))

    def forward(self, x, times, classes):
        angles = times[:, None] * self.frequencies
        embedded = self.time(torch.cat([angles.cos(), angles.sin()], 1))
        return self.trunk(self.row(x) + embedded + F.silu(self.classes(classes)))


class TabDdpm:
    TIMES, BATCH, RATE = 1000, 1024, 2e-3

    def __init__(self, table):
        numbers = QuantileTransformer(
            n_quantiles=max(min(table.count // 30, 1000), 10), output_distribution="normal",
            random_state=0).fit_transform(np.stack(table.numbers, 1))
        self.numbers = torch.as_tensor(numbers, dtype=torch.float32)
        self.codes = torch.as_tensor(np.stack(table.levels, 1))
        self.labels = torch.as_tensor(table.classes)
        self.widths = torch.as_tensor([codes.max() + 1 for codes in table.levels])
        ends = self.widths.cumsum(0)
        self.first = ends - self.widths
        self.runs = list(zip(self.first.tolist(), ends.tolist()))
        self.log_widths = self.widths.repeat_interleave(self.widths).float().log()
        self.batch = min(self.BATCH, table.count)
        self.network = Denoiser(self.numbers.shape[1] + int(ends[-1]), int(self.labels.max()) + 1)
        self.steps = torch.optim.AdamW(self.network.parameters(), lr=self.RATE, weight_decay=1e-4)
        whole = np.cos((np.arange(self.TIMES + 1) / self.TIMES + 0.008) / 1.008 * np.pi / 2) ** 2
        alphas = np.maximum(whole[1:] / whole[:-1], 0.001)
        kept = np.cumprod(alphas)
        before = np.append(1, kept[:-1])
        self.kept, self.lost = TabDdpm._row(np.sqrt(kept)), TabDdpm._row(np.sqrt(1 - kept))
        self.share = TabDdpm._row(kept)
        self.log_step = TabDdpm._row(np.log(alphas)), TabDdpm._row(np.log(1 - alphas))
        self.log_before = TabDdpm._row(np.log(before)), TabDdpm._row(np.log(np.maximum(1 - before, 1e-35)))

    @staticmethod
    def _row(values):
        return torch.as_tensor(values, dtype=torch.float32)[:, None]

    def one_hot(self, codes):
        return torch.zeros(len(codes), len(self.log_widths)).scatter_(1, codes + self.first, 1)

    def back(self, log_start, log_now, times):
        """log q(x before | x now, x at the start), each run summing to 1."""
        kept, lost = (part[times] for part in self.log_before)
        start = torch.logaddexp(log_start + kept, lost - self.log_widths)
        kept, lost = (part[times] for part in self.log_step)
        joint = start + torch.logaddexp(log_now + kept, lost - self.log_widths)
        return torch.cat([F.log_softmax(joint[:, a:b], 1) for a, b in self.runs], 1)

    def step(self, chosen):
        numbers, codes = self.numbers[chosen], self.codes[chosen]
        times, noise = torch.randint(0, self.TIMES, (len(chosen),)), torch.randn_like(numbers)
        fresh = (torch.rand(codes.shape) * self.widths).long()
        now = self.one_hot(torch.where(torch.rand(codes.shape) < self.share[times], codes, fresh))
        noised = torch.cat([self.kept[times] * numbers + self.lost[times] * noise, now], 1)
        output = self.network(noised, times, self.labels[chosen])
        count = numbers.shape[1]
        log_now, log_start = now.clamp(min=1e-30).log(), self.one_hot(codes).clamp(min=1e-30).log()
        true = self.back(log_start, log_now, times)
        told = torch.cat([F.log_softmax(output[:, count + a:count + b], 1) for a, b in self.runs], 1)
        divergence = (true.exp() * (true - self.back(told, log_now, times))).sum(1).mean()
        loss = F.mse_loss(output[:, :count], noise) + self.TIMES * divergence / len(self.runs)
        self.steps.zero_grad(set_to_none=True)
        loss.backward()
        self.steps.step()
        return loss.detach()

    def batches(self):
        left = torch.empty(0, dtype=torch.long)
        while True:
            while len(left) < self.batch:
                left = torch.cat([left, torch.randperm(len(self.labels))])
            yield left[:self.batch]
            left = left[self.batch:]

    def train(self, steps):
        batches, every, total, since = self.batches(), -(-steps // 100), 0, 0
        for step in range(steps):
            self.steps.param_groups[0]["lr"] = self.RATE * (1 - step / steps)
            total, since = total + self.step(next(batches)), since + 1
            if since == every or step + 1 == steps:
                yield step + 1, total.item() / since
                total, since = 0, 0


def measure(model, count):
    """Steps behind the first epoch, their processor time, the last loss."""
    progress = model.train(count)
    first, _ = next(progress)
    begun = time.process_time()
    for steps, loss in progress:
        pass
    return steps - first, time.process_time() - begun, loss


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("rows", help="a CSV file: a header, features, the class last")
    table = Table(parser.parse_args().rows)
    rows = ModeRows(table)
    models = {"ctgan": lambda: Ctgan(rows), "tvae": lambda: Tvae(rows), "tab-ddpm": lambda: TabDdpm(table)}
    print(f"ready {rows.width}", flush=True)
    for line in sys.stdin:
        name, count = line.split()
        print(*measure(models[name](), int(count)), flush=True)


if __name__ == "__main__":
    main()
