import { boxed, isBytes, isList, isMap, type Value } from "./value.ts";

/**
 * Equality of CEL: values of different types are unequal, numbers compare by
 * value across int, uint and double, lists and maps part by part.
 * @param tick Called for each part of lists and maps that is looked at.
 */
export function equal(left: Value, right: Value, tick?: () => void): boolean {
  tick?.();
  if (left === right) return true;
  if (numberOf(left) !== undefined) return compare(left, right) === 0;
  if (left === null || right === null || typeof left !== "object" || typeof right !== "object") return false;
  if (isList(left))
    return isList(right) && left.length === right.length && left.every((item, index) => equal(item, right[index] ?? null, tick));
  if (isMap(left)) {
    if (!isMap(right) || left.size !== right.size) return false;
    for (const [key, value] of left) {
      const other = right.get(key);
      if (other === undefined || !equal(value, other, tick)) return false;
    }
    return true;
  }
  if (isBytes(left)) return isBytes(right) && left.length === right.length && left.every((byte, index) => byte === right[index]);
  const other = boxed(right);
  return other !== undefined && equalBoxes(left, other);
}

function equalBoxes(left: NonNullable<ReturnType<typeof boxed>>, right: NonNullable<ReturnType<typeof boxed>>): boolean {
  switch (left.kind) {
    case "timestamp":
      return right.kind === "timestamp" && left.nanos === right.nanos;
    case "duration":
      return right.kind === "duration" && left.nanos === right.nanos;
    case "type":
      return right.kind === "type" && left.name === right.name;
    case "opaque":
      return right.kind === "opaque" && left.type === right.type && left.equals(right);
    case "optional":
      if (right.kind !== "optional") return false;
      if (left.value === undefined || right.value === undefined) return left.value === right.value;
      return equal(left.value, right.value);
    default:
      return false;
  }
}

function numberOf(value: Value): bigint | number | undefined {
  if (typeof value === "bigint" || typeof value === "number") return value;
  const box = typeof value === "object" ? boxed(value) : undefined;
  return box?.kind === "uint" ? box.value : undefined;
}

/**
 * Order of two values: negative, zero or positive; `undefined` when they have
 * none, as with different types or a double that is not a number.
 */
export function compare(left: Value, right: Value): number | undefined {
  const number = numberOf(left);
  if (number !== undefined) {
    const other = numberOf(right);
    return other === undefined ? undefined : compareNumbers(number, other);
  }
  if (typeof left === "string" && typeof right === "string") return compareText(left, right);
  if (typeof left === "boolean" && typeof right === "boolean") return Number(left) - Number(right);
  if (isBytes(left) && isBytes(right)) return Buffer.compare(left, right);
  const [a, b] = [boxed(left), boxed(right)];
  if ((a?.kind === "timestamp" && b?.kind === "timestamp") || (a?.kind === "duration" && b?.kind === "duration")) {
    return a.nanos < b.nanos ? -1 : a.nanos > b.nanos ? 1 : 0;
  }
  return undefined;
}

/** Whole numbers compare exactly; with a double in play, as doubles. */
function compareNumbers(left: bigint | number, right: bigint | number): number | undefined {
  if (typeof left === "bigint" && typeof right === "bigint") return left < right ? -1 : left > right ? 1 : 0;
  const [a, b] = [Number(left), Number(right)];
  return a < b ? -1 : a > b ? 1 : a === b ? 0 : undefined;
}

/** By code points, as bytes of UTF-8 sort; JavaScript's own order differs beyond U+FFFF. */
function compareText(left: string, right: string): number {
  if (left === right) return 0;
  if (!/[\ud800-\udfff]/.test(left + right)) return left < right ? -1 : 1;
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}
