import { isRecord } from "./is-record.ts";

/** What names an expression may refer to. */
export interface NamedExpression {
  readonly name: string;
  readonly expression: string;
}

/** Variables that refer to variables, and so on: further than this nobody looks. */
const mostVariables = 64;

/**
 * The field of an object that an expression is about, as far as the object has
 * it: the deepest one that the expression reads, itself or by its variables.
 * CEL does not say which field is at fault, so this is where to begin looking.
 */
export function judgedField(
  expression: string,
  variables: readonly NamedExpression[],
  object: Readonly<Record<string, unknown>>,
): readonly (string | number)[] {
  let deepest: readonly string[] = [];
  for (const text of withVariables(expression, variables)) {
    for (const keys of fieldsIn(text)) {
      const there = existing(keys, object);
      if (there.length > deepest.length) deepest = there;
    }
  }
  return deepest;
}

/** The expression, then what it refers to, each once. */
function withVariables(expression: string, variables: readonly NamedExpression[]): readonly string[] {
  const known = new Map(variables.map((variable) => [variable.name, variable.expression]));
  const texts = [expression];
  for (let index = 0; index < texts.length && index < mostVariables; index++) {
    for (const [, name = ""] of (texts[index] ?? "").matchAll(/\bvariables\.([A-Za-z_]\w*)/g)) {
      const text = known.get(name);
      if (text !== undefined && !texts.includes(text)) texts.push(text);
    }
  }
  return texts;
}

/** Fields that are read of the object: `object.spec.?tls`, `object.metadata.labels["a"]`. Names of functions are none. */
function* fieldsIn(text: string): Generator<readonly string[]> {
  for (const [, chain = ""] of text.matchAll(/\bobject((?:\.\??[A-Za-z_]\w*\b(?!\s*\()|\[\??"[^"\\]*"\]|\[\??'[^'\\]*'\])+)/g)) {
    yield [...chain.matchAll(/\.\??(\w+)|\[\??"([^"]*)"\]|\[\??'([^']*)'\]/g)].map(
      ([, name, double, single]) => name ?? double ?? single ?? "",
    );
  }
}

function existing(keys: readonly string[], object: unknown): readonly string[] {
  const [key, ...rest] = keys;
  if (key === undefined || !isRecord(object) || !Object.hasOwn(object, key)) return [];
  return [key, ...existing(rest, object[key])];
}
