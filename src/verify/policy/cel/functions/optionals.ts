import { EvaluationFault } from "../fault.ts";
import * as t from "../type.ts";
import { any, anOptional, binary, nullary, unary, type Functions } from "../overload.ts";
import { isBytes, isList, isMap, none, type Value } from "../value.ts";

const held = anOptional(any("V"));

/** Values that may be missing; `or` and `orValue` are part of the evaluator, because they may skip their argument. */
export const optionals: Functions = {
  "optional.of": [unary("global", any("V"), t.optionalOf(t.param("V")), (value) => ({ kind: "optional", value }))],
  "optional.none": [nullary(t.optionalOf(t.param("V")), () => none)],
  "optional.ofNonZeroValue": [
    unary("global", any("V"), t.optionalOf(t.param("V")), (value) => (isZero(value) ? none : { kind: "optional", value })),
  ],
  hasValue: [unary("member", held, t.bool, ({ value }) => value !== undefined)],
  value: [
    unary("member", held, t.param("V"), ({ value }) => {
      if (value === undefined) throw new EvaluationFault("optional.none() dereference");
      return value;
    }),
  ],
  or: [
    binary("member", held, held, t.optionalOf(t.param("V")), (first, second) => ({
      kind: "optional",
      ...(first.value === undefined ? second : first),
    })),
  ],
  orValue: [binary("member", held, any("V"), t.param("V"), ({ value }, otherwise) => (value === undefined ? otherwise : value))],
};

/** Whether a value is the empty one of its type. */
function isZero(value: Value): boolean {
  if (value === null || value === false || value === 0n || value === 0 || value === "") return true;
  if (typeof value !== "object") return false;
  if (isList(value) || isBytes(value)) return value.length === 0;
  if (isMap(value)) return value.size === 0;
  return (value.kind === "uint" && value.value === 0n) || (value.kind === "duration" && value.nanos === 0n);
}
