/**
 * P(U = u) for u = 0 … n m of the Mann-Whitney statistic of two samples of
 * sizes n and m without ties: the coefficients of the Gaussian binomial
 * `[n+m choose n]`, which stay whole up to sizes of 20 and more, shared out.
 * @see https://dlmf.nist.gov/26.9
 */
export function rankSumDistribution(n: number, m: number): readonly number[] {
  const size = n * m;
  const counts: number[] = Array.from({ length: size + 1 }, () => 0);
  counts[0] = 1;
  for (let i = 1; i <= n; i += 1) {
    // Times (1 - q^(m+i)), by (1 - q^i).
    for (let u = size; u >= m + i; u -= 1) counts[u] = (counts[u] ?? 0) - (counts[u - m - i] ?? 0);
    for (let u = i; u <= size; u += 1) counts[u] = (counts[u] ?? 0) + (counts[u - i] ?? 0);
  }
  const all = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => count / all);
}
