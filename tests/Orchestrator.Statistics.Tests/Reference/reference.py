"""Writes reference.json: what scipy and numpy give for the inputs that the tests of Orchestrator.Statistics use.

Run with Debian's interpreter (python3-scipy 1.10.1):  python3 reference.py > reference.json
Nothing here calls the code under test; formulas that scipy lacks are written out after their papers.
"""

import json
import math

import numpy as np
from scipy import integrate, stats

rng = np.random.default_rng(20031)


def rounded(values, digits=4):
    return [round(float(v), digits) for v in values]


SAMPLES = [
    rounded(rng.normal(0.004, 0.012, 10)),
    rounded(rng.normal(0.02, 0.015, 5)),
    rounded(rng.normal(-0.03, 0.02, 30)),
    [0.01, 0.012],
    rounded(rng.normal(0.3, 2.5, 100), 3),
    [0.0, 0.0, 0.0038, -0.0038, 0.0076, 0.0, 0.0114, 0.0],
]
ROWS = [(262, 1047), (36, 142), (10, 90), (131, 52), (0, 100)]


def corrected_t():
    """Nadeau and Bengio 2003; intervals and p from scipy.stats.t."""
    cases = []
    for sample in SAMPLES:
        for test, train in ROWS:
            for level in (0.95, 0.9):
                x = np.array(sample)
                n = len(x)
                error = x.std(ddof=1) * math.sqrt(1 / n + test / train)
                t = x.mean() / error
                low, high = stats.t.interval(level, n - 1, loc=x.mean(), scale=error)
                cases.append(dict(sample=sample, test=test, train=train, level=level, mean=x.mean(), error=error, t=t,
                                  p=2 * stats.t.sf(abs(t), n - 1), low=low, high=high,
                                  d=x.mean() / x.std(ddof=1)))
        plain = stats.ttest_1samp(sample, 0)
        assert abs(plain.pvalue - cases[-1]["p"]) < 1e-12  # 0 test rows: the plain test
    return cases


def correlated_t():
    """Corani and Benavoli 2015: Student's t around the mean; probabilities from scipy.stats.t."""
    cases = []
    for sample in SAMPLES:
        for test, train in ROWS:
            for rope in (0.0, 0.01, 0.05):
                x = np.array(sample)
                n = len(x)
                rho = test / (test + train)
                scale = math.sqrt((1 / n + rho / (1 - rho)) * x.var(ddof=1))
                posterior = stats.t(n - 1, x.mean(), scale)
                cases.append(dict(sample=sample, test=test, train=train, rope=rope, helps=posterior.sf(rope),
                                  hurts=posterior.cdf(-rope), same=posterior.cdf(rope) - posterior.cdf(-rope)))
    return cases


def mcnemar():
    pairs = [(0, 1), (1, 0), (5, 5), (3, 9), (9, 3), (0, 12), (40, 61), (7, 8), (500, 430), (1, 30)]
    return [dict(better=b, worse=c, p=stats.binomtest(min(b, c), b + c, 0.5).pvalue) for b, c in pairs]


def holm(values):
    order = sorted(range(len(values)), key=lambda i: values[i])
    adjusted, highest = [0.0] * len(values), 0.0
    for place, index in enumerate(order):
        highest = max(highest, min(1.0, (len(values) - place) * values[index]))
        adjusted[index] = highest
    return adjusted


def wilcoxon():
    cases = []
    samples = SAMPLES + [rounded(rng.normal(0.2, 1, n), 5) for n in (1, 3, 6, 20, 50, 51, 80)]
    samples.append([0.5, -0.5, 1.0, 1.0, 2.0, -3.0, 0.0, 0.0])
    for sample in samples:
        x = np.array(sample)
        clean = len(np.unique(abs(x))) == len(x) and not (x == 0).any()
        for zero, name in (("wilcox", "Dropped"), ("zsplit", "Split")):
            exact = clean and len(x) <= 50
            found = stats.wilcoxon(x, zero_method=zero, method="exact" if exact else "approx")
            cases.append(dict(sample=sample, zeros=name, exact=exact, statistic=found.statistic, p=found.pvalue))
    return cases


def friedman():
    cases = []
    for n, k, digits in ((6, 3, 3), (14, 4, 2), (10, 6, 1), (2, 3, 3), (40, 9, 1)):
        scores = np.round(rng.normal(0.8, 0.1, (n, 1)) + rng.normal(0, 0.08, (n, k)) + np.arange(k) * 0.02, digits)
        chi, p = stats.friedmanchisquare(*scores.T)
        f = (n - 1) * chi / (n * (k - 1) - chi)
        means = np.mean([stats.rankdata(-row) for row in scores], axis=0)
        cases.append(dict(scores=scores.tolist(), ranks=means.tolist(), chi=chi, chip=p, f=f,
                          p=stats.f.sf(f, k - 1, (k - 1) * (n - 1))))
    return cases


def studentized_range():
    cases = [dict(k=k, alpha=alpha, q=stats.studentized_range.ppf(1 - alpha, k, np.inf) / math.sqrt(2))
             for k in (2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 40) for alpha in (0.05, 0.1, 0.01)]
    return cases


def noncentral_t():
    cases = []
    for freedom in (1, 2, 4, 9, 29, 99, 999, 50000):
        for shift in (0.0, 0.5, 2.0, 3.5):
            critical = stats.t.ppf(0.975, freedom)
            # By its definition, with the quadrature of scipy: scipy.stats.nct itself loses digits in places.
            f = lambda x: (stats.chi(freedom, scale=1 / math.sqrt(freedom)).pdf(x)
                           * (stats.norm.cdf(shift - critical * x) + stats.norm.cdf(-shift - critical * x)))
            middle, spread = 1, 12 / math.sqrt(2 * freedom)
            power = integrate.quad(f, max(0, middle - spread), middle + spread, epsabs=1e-13, epsrel=1e-12, limit=400)[0]
            other = stats.nct.sf(critical, freedom, shift) + stats.nct.cdf(-critical, freedom, shift)
            assert abs(power - other) < 1e-6, (freedom, shift, power, other)
            cases.append(dict(critical=critical, freedom=freedom, shift=shift, power=power))
    return cases


def seeds():
    """The fewest seeds with power 0.8, counted up one by one with scipy.stats.nct."""
    cases = []
    for effect, deviation, test, train in ((0.005, 0.004, 20, 180), (0.01, 0.01, 262, 1047), (0.02, 0.01, 262, 1047),
                                           (0.02, 0.015, 131, 524), (0.005, 0.0035, 262, 1047), (0.3, 1.0, 0, 10)):
        needed = None
        for count in range(2, 3000):
            shift = effect / (deviation * math.sqrt(1 / count + test / train))
            critical = stats.t.ppf(0.975, count - 1)
            if stats.nct.sf(critical, count - 1, shift) + stats.nct.cdf(-critical, count - 1, shift) >= 0.8:
                needed = count
                break
        cases.append(dict(effect=effect, deviation=deviation, test=test, train=train, seeds=needed))
    return cases


def signed_rank(samples=400_000):
    """Benavoli et al. 2014 by Monte Carlo with numpy's own Dirichlet sampler; s = 0.5, pseudo-observation at 0."""
    cases = []
    for sample, rope in ((SAMPLES[0], 0.01), (SAMPLES[0], 0.002), (SAMPLES[1], 0.01), ([0.02, -0.01, 0.03], 0.01),
                         ([0.02, -0.01, 0.03], 0.0), (SAMPLES[2][:12], 0.01), ([0.005], 0.01)):
        z = np.array([0.0] + list(sample))
        sums = z[:, None] + z[None, :]
        above, below = (sums > 2 * rope).astype(float), (sums < -2 * rope).astype(float)
        w = rng.dirichlet([0.5] + [1.0] * len(sample), samples)
        helps = np.einsum("si,ij,sj->s", w, above, w)
        hurts = np.einsum("si,ij,sj->s", w, below, w)
        winner = np.argmax(np.stack([helps, 1 - helps - hurts, hurts]), axis=0)
        share = np.bincount(winner, minlength=3) / samples
        cases.append(dict(sample=sample, rope=rope, helps=share[0], same=share[1], hurts=share[2]))
    return cases


FAMILIES = [[0.01, 0.04, 0.03, 0.005], [0.5, 0.6], [0.02], [0.01, 0.01, 0.01], [0.9, 1.0, 0.0, 0.3, 0.049]]

if __name__ == "__main__":
    print(json.dumps(dict(
        correctedT=corrected_t(), correlatedT=correlated_t(), mcNemar=mcnemar(),
        holm=[dict(values=f, adjusted=holm(f)) for f in FAMILIES], wilcoxon=wilcoxon(), friedman=friedman(),
        range=studentized_range(), noncentralT=noncentral_t(), seeds=seeds(), signedRank=signed_rank(),
    ), indent=None, separators=(",", ":"), default=float).replace("},{", "},\n{"))
