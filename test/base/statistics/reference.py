"""Writes reference.json: values that the project's statistics are held against.

Every row names the function it is a value of, its arguments, the value, and
the SciPy call that gave it. Where SciPy has no such function, the value comes
from its definition, solved by SciPy or by NumPy, and the row says so.

    python3 -m venv venv && venv/bin/pip install scipy==1.17.1
    venv/bin/python test/base/statistics/reference.py > test/base/statistics/reference.json
    npx oxfmt test/base/statistics/reference.json
"""

import itertools
import json

import numpy as np
import scipy
from scipy import optimize, special, stats

rows = []


def row(function, args, value, source):
    value = [float(v) for v in value] if isinstance(value, (list, tuple, np.ndarray)) else float(value)
    rows.append({"function": function, "args": args, "value": value, "source": source})


for z in [-38, -20, -8.2, -5, -3.5, -3, -2.99, -1.96, -0.5, -1e-9, 0, 0.1, 1, 1.644853626951472, 2.5, 3, 3.01, 6, 9]:
    row("normalCdf", [z], stats.norm.cdf(z), "stats.norm.cdf(z)")
    row("normalTail", [z], stats.norm.sf(z), "stats.norm.sf(z)")
for p in [1e-300, 1e-40, 1e-12, 1e-5, 0.001, 0.025, 0.2, 0.4999, 0.5, 0.75, 0.8, 0.95, 0.975, 0.9999, 1 - 1e-9]:
    row("normalQuantile", [p], stats.norm.ppf(p), "stats.norm.ppf(p)")

for x in [1e-8, 0.1, 0.5, 0.99, 1.5, 2.5, 3, 7.7, 11.99, 12, 40, 171.5, 1e4, 1e9]:
    row("logGamma", [x], special.gammaln(x), "special.gammaln(x)")

for a, b, x in [(0.5, 0.5, 0.1), (1, 1, 0.3), (2, 3, 0.9), (0.3, 20, 0.001), (50, 950, 0.04), (50, 950, 0.09), (1e3, 1e3, 0.5),
                (69, 69052, 0.0005), (1e5, 1e7, 0.0099), (1e6, 1e6, 0.501), (3.5, 1e8, 1e-8), (20, 1, 0.999)]:
    row("incompleteBeta", [a, b, x], special.betainc(a, b, x), "special.betainc(a, b, x)")
for p, a, b in [(0.025, 1, 10), (0.95, 14, 69107), (0.5, 3, 3), (1e-6, 5, 200), (0.975, 0.5, 0.5), (0.05, 1000, 9), (0.8, 1e5, 1e7)]:
    row("betaQuantile", [p, a, b], special.betaincinv(a, b, p), "special.betaincinv(a, b, p)")
for a, x in [(0.5, 0.1), (1, 3), (5, 1), (5, 30), (100, 90), (100, 140), (1e4, 1.02e4), (1e6, 1e6), (1e6, 0.997e6)]:
    row("lowerGamma", [a, x], special.gammainc(a, x), "special.gammainc(a, x)")
    row("upperGamma", [a, x], special.gammaincc(a, x), "special.gammaincc(a, x)")

for k, n, p in [(0, 10, 0.1), (3, 10, 0.5), (10, 10, 0.9), (13, 69120, 0.0002), (69, 69120, 0.001), (95, 69120, 0.001), (500, 1000, 0.5),
                (40, 1000, 0.06), (120, 1000, 0.06), (100000, 10000000, 0.0101)]:
    row("binomialMass", [k, n, p], stats.binom.pmf(k, n, p), "stats.binom.pmf(k, n, p)")
    row("binomialCdf", [k, n, p], stats.binom.cdf(k, n, p), "stats.binom.cdf(k, n, p)")
    row("binomialTail", [k, n, p], stats.binom.sf(k - 1, n, p), "stats.binom.sf(k - 1, n, p)")
for q, n, p in [(0.8, 69120, 0.0002), (0.05, 1000, 0.5), (0.95, 20, 0.01), (0.5, 7, 0.5), (0.999, 10000000, 0.3), (0.8, 100, 0.99)]:
    row("binomialQuantile", [q, n, p], stats.binom.ppf(q, n, p), "stats.binom.ppf(q, n, p)")
for k, m in [(0, 0.5), (3, 1.2), (14, 13.8), (40, 13.8), (1000, 900), (1000000, 1002000)]:
    row("poissonMass", [k, m], stats.poisson.pmf(k, m), "stats.poisson.pmf(k, mean)")
    row("poissonCdf", [k, m], stats.poisson.cdf(k, m), "stats.poisson.cdf(k, mean)")
    row("poissonTail", [k, m], stats.poisson.sf(k - 1, m), "stats.poisson.sf(k - 1, mean)")
for k, drawn, marked, total in [(3, 10, 5, 30), (0, 100, 7, 5000), (14, 69120, 40, 6912000), (5, 5, 5, 12)]:
    row("hypergeometricMass", [k, drawn, marked, total], stats.hypergeom.pmf(k, total, marked, drawn),
        "stats.hypergeom.pmf(k, all, marked, drawn)")

for t, df in [(-2.5, 3), (-0.1, 7.3), (0, 5), (0.7, 1), (1.96, 4000.5), (3.2, 11.4), (12, 2), (40, 30)]:
    row("studentTail", [t, df], stats.t.sf(t, df), "stats.t.sf(t, df)")
for p, df in [(0.001, 4), (0.25, 1), (0.4999, 9), (0.6, 2.5), (0.95, 11.4), (0.975, 2879), (0.9999, 3)]:
    row("studentQuantile", [p, df], stats.t.ppf(p, df), "stats.t.ppf(p, df)")


def sample(events, trials):
    return {"events": events, "trials": trials}


for k, n, c in [(0, 20, 0.95), (20, 20, 0.95), (1, 10, 0.9), (13, 69120, 0.95), (56, 70, 0.95), (500, 1000, 0.99), (3, 1000000, 0.95)]:
    interval = stats.binomtest(k, n).proportion_ci(c, "wilson")
    row("wilsonInterval", [sample(k, n), c], [interval.low, interval.high], "stats.binomtest(k, n).proportion_ci(c, 'wilson')")
    # proportion_ci(c, "exact") ends its search at 1e-12, which is too early for small shares.
    row("exactInterval", [sample(k, n), c],
        [0 if k == 0 else stats.beta.ppf((1 - c) / 2, k, n - k + 1), 1 if k == n else stats.beta.ppf((1 + c) / 2, k + 1, n - k)],
        "stats.beta.ppf((1 -+ c) / 2, ...)")
for k, n, c in [(0, 20, 0.95), (1, 10, 0.9), (13, 69120, 0.95), (20, 20, 0.95)]:
    row("exactLower", [sample(k, n), c], 0 if k == 0 else stats.beta.ppf(1 - c, k, n - k + 1), "stats.beta.ppf(1 - c, k, n - k + 1)")
    row("exactUpper", [sample(k, n), c], 1 if k == n else stats.beta.ppf(c, k + 1, n - k), "stats.beta.ppf(c, k + 1, n - k)")


def wilson(k, n, c):
    return stats.binomtest(k, n).proportion_ci(c, "wilson")


# The first four are among the examples of table II of the paper.
pairs = [(56, 70, 48, 80), (9, 10, 3, 10), (0, 10, 0, 20), (10, 10, 0, 10), (60, 69120, 1368, 6842880), (5, 400, 2, 7600), (0, 1000, 3, 19000)]
for x, n, y, m in pairs:
    (l1, u1), (l2, u2) = wilson(x, n, 0.95), wilson(y, m, 0.95)
    d = x / n - y / m
    row("newcombeInterval", [sample(x, n), sample(y, m), 0.95],
        [d - np.hypot(x / n - l1, u2 - y / m), d + np.hypot(u1 - x / n, y / m - l2)],
        "square-and-add of stats.binomtest(k, n).proportion_ci(0.95, 'wilson')")

for x, n, y, m in pairs:
    table = [[x, n - x], [y, m - y]]
    if x + y > 0 and x + y < n + m:
        chi = stats.chi2_contingency(table, correction=False)
        z = np.sign(x / n - y / m) * np.sqrt(chi.statistic)
        row("twoProportionZ", [sample(x, n), sample(y, m)], [z, stats.norm.cdf(z), stats.norm.sf(z), chi.pvalue],
            "stats.chi2_contingency(table, correction=False), z its signed root")
    row("fisherExact", [sample(x, n), sample(y, m)],
        [stats.fisher_exact(table, alternative=a).pvalue for a in ("less", "greater", "two-sided")],
        "stats.fisher_exact(table, alternative)")


def restricted(x, n, y, m, line):
    """z of the score test: the pair of shares on a line p = line(q) that maximises the likelihood, by SciPy."""
    def loss(q):
        p = line(q)
        return -(special.xlogy(x, p) + special.xlog1py(n - x, -p) + special.xlogy(y, q) + special.xlog1py(m - y, -q))
    return loss


for x, n, y, m, d in [(56, 70, 48, 80, 0.1), (40, 8640, 600, 164160, 0.005), (0, 1000, 3, 19000, 0.004), (60, 69120, 1368, 6842880, 0.0005), (30, 400, 25, 400, -0.02)]:
    found = optimize.minimize_scalar(restricted(x, n, y, m, lambda q: q + d), bounds=(max(0, -d), min(1, 1 - d)), method="bounded",
                                     options={"xatol": 1e-13, "maxiter": 500})
    q = found.x
    p = q + d
    z = (x / n - y / m - d) / np.sqrt(p * (1 - p) / n + q * (1 - q) / m)
    row("marginScore", [sample(x, n), sample(y, m), {"difference": d}], z, "score with shares from optimize.minimize_scalar(-log likelihood)")
for x, n, y, m, r in [(56, 70, 48, 80, 1.2), (40, 8640, 600, 164160, 1.5), (150, 69120, 1368, 684288, 1.1), (30, 400, 25, 400, 0.8)]:
    found = optimize.minimize_scalar(restricted(x, n, y, m, lambda q: r * q), bounds=(0, min(1, 1 / r)), method="bounded",
                                     options={"xatol": 1e-13, "maxiter": 500})
    q = found.x
    p = r * q
    z = (x / n - r * y / m) / np.sqrt(p * (1 - p) / n + r * r * q * (1 - q) / m)
    row("marginScore", [sample(x, n), sample(y, m), {"ratio": r}], z, "score with shares from optimize.minimize_scalar(-log likelihood)")
for x, n, y, m, r in [(2, 1000, 5, 19000, 1.5), (0, 4000, 6, 76000, 2), (3, 500, 0, 500, 1)]:
    share = r * n / (r * n + m)
    row("exactRatio", [sample(x, n), sample(y, m), {"ratio": r}],
        [stats.binomtest(x, x + y, share, alternative=a).pvalue for a in ("less", "greater")],
        "stats.binomtest(x, x + y, r n / (r n + m), alternative)")

few = [([1.1, 2.4, 3.3, 0.2], [2.0, 2.9, 5.1, 6.6, 4.7]), ([19, 22, 16, 29, 24], [20, 11, 17, 12]), (list(np.arange(1.5, 9.5)), [0.1, 2.2, 3.3])]
tied = [([1, 2, 2, 3, 5], [2, 2, 4, 6, 6, 7]), ([0.1] * 4 + [0.2] * 3, [0.1, 0.2, 0.2, 0.3, 0.3])]
random = np.random.default_rng(20)
many = [(list(np.round(random.lognormal(0, 1, 60), 2)), list(np.round(random.lognormal(0.3, 1, 45), 2))),
        (list(np.round(random.normal(5, 1, 30), 4)), list(np.round(random.normal(5, 1, 30), 4)))]
for x, y in few:
    x = [float(v) for v in x]
    tests = [stats.mannwhitneyu(x, y, alternative=a, method="exact") for a in ("less", "greater", "two-sided")]
    row("mannWhitneyExact", [x, y], [tests[0].statistic, *[t.pvalue for t in tests]], "stats.mannwhitneyu(x, y, alternative, method='exact')")
for x, y in few + tied + many:
    x, y = [float(v) for v in x], [float(v) for v in y]
    tests = [stats.mannwhitneyu(x, y, alternative=a, method="asymptotic") for a in ("less", "greater", "two-sided")]
    row("mannWhitneyNormal", [x, y], [tests[0].statistic, *[t.pvalue for t in tests]],
        "stats.mannwhitneyu(x, y, alternative, method='asymptotic')")
for x, y in few + tied + many:
    x, y = [float(v) for v in x], [float(v) for v in y]
    n, m = len(x), len(y)
    differences = np.sort(np.subtract.outer(x, y).ravel())
    if max(n, m) > 20:
        rank = int(np.floor(n * m / 2 - stats.norm.ppf(0.975) * np.sqrt(n * m * (n + m + 1) / 12)))
    else:
        # Every way to give n of n + m ranks away.
        us = np.array([sum(ranks) - n * (n - 1) / 2 for ranks in itertools.combinations(range(n + m), n)])
        rank = max(r for r in range(0, n * m) if np.mean(us < r) <= 0.025)
    if rank > 0:
        row("hodgesLehmann", [x, y, 0.95], [np.median(differences), differences[rank - 1], differences[n * m - rank]],
            "np.median of all differences; ends by the rank of the Mann-Whitney statistic")

scores = [(list(np.round(random.normal(0.78, 0.1, 40), 4)), list(np.round(random.normal(0.8, 0.08, 55), 4))), ([5.1, 4.8, 5.6, 5.0], [6.1, 5.9, 6.3, 7.0, 5.5])]
for x, y in scores:
    x, y = [float(v) for v in x], [float(v) for v in y]
    for r in (1, 0.99, 0.9):
        tests = [stats.ttest_ind(x, np.array(y) * r, equal_var=False, alternative=a) for a in ("less", "greater")]
        row("meanRatioTest", [x, y, r], [tests[0].statistic, tests[0].df, tests[0].pvalue, tests[1].pvalue],
            "stats.ttest_ind(x, r * y, equal_var=False, alternative)")

    def rejected(r, side):
        return stats.ttest_ind(x, np.array(y) * r, equal_var=False, alternative=side).pvalue - 0.025
    row("meanRatioInterval", [x, y, 0.95], [optimize.brentq(rejected, 0.3, np.mean(x) / np.mean(y), args=("greater",), xtol=1e-14),
                                            optimize.brentq(rejected, np.mean(x) / np.mean(y), 3, args=("less",), xtol=1e-14)],
        "optimize.brentq over stats.ttest_ind(x, r * y, equal_var=False)")

for n, p, level in [(20, 0.5, 0.05), (59, 0.95, 0.05), (100, 0.95, 0.05), (1000, 0.95, 0.005), (5000, 0.99, 0.005), (69120, 0.99, 0.025), (300, 0.1, 0.01)]:
    ranks = np.arange(1, n + 1)
    row("quantileRanks", [n, p, level],
        [stats.quantile_test(ranks, p=p, alternative="greater").confidence_interval(1 - level).low,
         stats.quantile_test(ranks, p=p, alternative="less").confidence_interval(1 - level).high],
        "stats.quantile_test(ranks, p=p, alternative).confidence_interval(1 - level)")

for alpha, growth in [(0.05, 2), (0.016, 2), (0.05, 20), (0.01, 500)]:
    def crossed(z):
        return stats.norm.pdf(z) * ((z - 1 / z) * np.log(growth) / 2 + 2 / z) - alpha
    row("lookLevel", [alpha, growth], stats.norm.sf(optimize.brentq(crossed, 1, 8, xtol=1e-14)), "stats.norm.sf of optimize.brentq over the crossing probability")

for values in [[0.01, 0.04, 0.03], [0.5], [0.2, 0.001, 0.001, 0.04], [0.9, 0.8]]:
    # The definition, read off literally.
    order = np.argsort(values, kind="stable")
    adjusted = np.empty(len(values))
    for position in range(len(values)):
        adjusted[order[position]] = max(min(1, (len(values) - j) * values[order[j]]) for j in range(position + 1))
    row("holm", [values], adjusted, "max over the smaller ones of min(1, (m - j) p_j)")

print(json.dumps({"scipy": scipy.__version__, "numpy": np.__version__, "rows": rows}, indent=None).replace('{"function"', '\n{"function"'))
