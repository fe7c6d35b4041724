import { decimalOf, divide, shift, type Decimal } from "../../base/decimal.ts";
import { formatDuration, type Dimension } from "../../model/quantity.ts";

/** A measured number as a decimal, without the noise of its last digits. */
export function decimal(value: number): Decimal {
  return decimalOf(Number(value.toPrecision(12)));
}

/**
 * A measured value in base units, as a person writes its dimension:
 * `0.00021` → `0.021 %`, `0.1234` → `123.4ms`, `5200000` → `5.2 MB`. Rounded to
 * so many significant digits.
 */
export function formatValue(value: number, dimension: Dimension, digits = 4): string {
  const rounded = (number: number): Decimal => decimalOf(Number(number.toPrecision(digits)));
  switch (dimension) {
    case "percent":
      return `${shift(rounded(value), 2)} %`;
    case "points":
      return `${value > 0 ? "+" : ""}${shift(rounded(value), 2)} pp`;
    case "multiple":
      return `${rounded(value)}x`;
    case "rate":
      return `${rounded(value)}/s`;
    case "bytes": {
      const [unit, factor] =
        Math.abs(value) >= 1e9
          ? ["GB", "1000000000"]
          : Math.abs(value) >= 1e6
            ? ["MB", "1000000"]
            : Math.abs(value) >= 1000
              ? ["kB", "1000"]
              : ["B", "1"];
      return `${divide(rounded(value), factor, 9)} ${unit}`;
    }
    case "duration":
      if (value === 0) return "0s";
      if (Math.abs(value) < 1) return `${shift(rounded(value), 3)}ms`;
      return Math.abs(value) < 120 ? `${rounded(value)}s` : formatDuration(Math.round(value));
    case "number":
      return rounded(value);
  }
}

/** A count with spaces between thousands, whole. */
export function formatCount(count: number): string {
  return String(Math.floor(count + 1e-6)).replaceAll(/\B(?=(\d{3})+$)/g, "\u202f");
}

/** A length of time that is not told to the second: the two largest units of it. */
export function formatSpan(span: number): string {
  const whole = Math.round(span);
  const unit = whole >= 86_400 ? 3600 : whole >= 3600 ? 60 : 1;
  return formatDuration(Math.round(whole / unit) * unit);
}
