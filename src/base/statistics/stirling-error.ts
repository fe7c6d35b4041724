/** From here on five terms of Stirling's series are exact to the last digit. */
const enough = 12;

/**
 * What Stirling's formula leaves out of ln Γ(x + 1):
 * `ln Γ(x+1) - (x + 1/2) ln x + x - ln(2π)/2` for x > 0. Small, so that
 * differences of it keep their digits where differences of ln Γ would not.
 * @see https://dlmf.nist.gov/5.11
 */
export function stirlingError(x: number): number {
  if (x >= enough) {
    const square = x * x;
    return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / (1188 * square)) / square) / square) / square) / x;
  }
  // Γ(x+1) = Γ(x+1+n) / ((x+1) … (x+n))
  let product = 1;
  let up = x;
  while (up < enough) {
    up += 1;
    product *= up;
  }
  const logGammaUp = (up + 0.5) * Math.log(up) - up + Math.log(2 * Math.PI) / 2 + stirlingError(up);
  return logGammaUp - Math.log(product) - (x + 0.5) * Math.log(x) + x - Math.log(2 * Math.PI) / 2;
}
