import { decimalOf, shift, type Decimal } from "../../base/decimal.ts";

/** An estimate to two significant digits, which is more than it is good for. */
function significant(value: number): Decimal {
  return decimalOf(Number(value.toPrecision(2)));
}

/** An estimated share in percent: `0.034 %`. A share near 1 keeps the digits of what is missing to it. */
export function percentWords(share: number): string {
  return share > 0.5 ? `${shift(decimalOf(Number(share.toPrecision(2 + nines(share)))), 2)} %` : `${shift(significant(share), 2)} %`;
}

/** An estimated change of a share: `+0.014 pp`. */
export function pointsWords(difference: number): string {
  return `${difference < 0 ? "-" : "+"}${shift(significant(Math.abs(difference)), 2)} pp`;
}

/** An estimated factor as a change, `+4 %`, or as a multiple from twice on. */
export function factorWords(factor: number): string {
  if (factor >= 2) return `${significant(factor)}x`;
  return `${factor < 1 ? "-" : "+"}${shift(significant(Math.abs(factor - 1)), 2)} %`;
}

/** A number of requests or users as people say it: `840`, `69.1k`, `6.84M`. */
export function countWords(count: number): string {
  const [from, size, unit] = units.find(([least]) => count >= least) ?? [];
  if (from === undefined) return String(Math.round(count));
  return `${decimalOf(Number((count / size).toPrecision(3)))}${unit}`;
}

/** From where on, in what, by which name. */
const units = [
  [999_500_000, 1e9, "G"],
  [999_500, 1e6, "M"],
  [9999.5, 1e3, "k"],
] as const;

function nines(share: number): number {
  return share === 1 ? 0 : Math.max(0, Math.floor(-Math.log10(1 - share)));
}
