import { divide, multiply, type Decimal } from "../../base/decimal.ts";

/** An exact share of requests as a fraction in lowest terms. */
export interface Share {
  readonly parts: number;
  readonly of: number;
}

/** No request. */
export const none: Share = { parts: 0, of: 1 };
/** Every request. */
export const whole: Share = { parts: 1, of: 1 };

/** `parts` out of `of`, in lowest terms: at least nothing, at most everything. `of` must be positive. */
export function share(parts: number, of: number): Share {
  const some = Math.min(Math.max(parts, 0), of);
  const divisor = greatestCommonDivisor(some, of);
  return { parts: some / divisor, of: of / divisor };
}

/** The share in percent, to four places: `"12.5"`. */
export function percentOf({ parts, of }: Share): Decimal {
  return divide(multiply(String(parts), "100"), String(of), 4);
}

function greatestCommonDivisor(left: number, right: number): number {
  return right === 0 ? left : greatestCommonDivisor(right, left % right);
}
