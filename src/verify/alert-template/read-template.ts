/** What is wrong with a template, in a few words. */
export interface TemplateFault {
  readonly message: string;
  readonly hint: string;
}

/** What a template uses. */
export interface TemplateReading {
  readonly faults: readonly TemplateFault[];
  /** Labels it asks the alert for: `{{ $labels.pod }}`. */
  readonly labels: readonly string[];
  readonly usesValue: boolean;
  /** Actions that print the value without rounding it. */
  readonly rawValues: readonly string[];
}

/** What Prometheus adds to Go's own functions. */
const functions = new Set(
  [
    "query first label value strvalue args reReplaceAll safeHtml match title toUpper toLower graphLink tableLink sortByLabel stripPort stripDomain",
    "humanize humanize1024 humanizeDuration humanizePercentage humanizeTimestamp toTime toDuration now pathPrefix externalURL parseDuration urlQueryEscape",
    "and or not len index slice print printf println html js urlquery call eq ne lt le gt ge",
  ]
    .join(" ")
    .split(" "),
);
const keywords = new Set([
  "if",
  "else",
  "end",
  "range",
  "with",
  "define",
  "template",
  "block",
  "break",
  "continue",
  "true",
  "false",
  "nil",
]);
const openers = new Set(["if", "range", "with", "define", "block"]);
const rounding = /\b(?:humanize\w*|printf|reReplaceAll)\b/;

/**
 * Reads a template as Prometheus runs it over labels and annotations: Go's
 * templates with `$labels`, `$value`, `$externalLabels` and `$externalURL`.
 * @see https://prometheus.io/docs/prometheus/latest/configuration/template_reference/
 */
export function readTemplate(text: string): TemplateReading {
  const reader: Reader = {
    faults: [],
    labels: new Set(),
    variables: new Set(["$labels", "$value", "$externalLabels", "$externalURL"]),
    usesValue: false,
    rawValues: [],
    open: [],
  };
  let at = text.indexOf("{{");
  while (at >= 0) {
    const action = actionAt(text, at);
    if (action === undefined) {
      fault(reader, `"${text.slice(at, at + 20)}" is not closed by }}`, 'close it, or write {{ "{{" }} for braces that are meant as text');
      break;
    }
    readAction(reader, action.inside);
    at = text.indexOf("{{", action.end);
  }
  for (const keyword of reader.open) fault(reader, `{{ ${keyword} }} has no {{ end }}`, "add {{ end }}");
  return { faults: reader.faults, labels: [...reader.labels], usesValue: reader.usesValue, rawValues: reader.rawValues };
}

interface Reader {
  readonly faults: TemplateFault[];
  readonly labels: Set<string>;
  readonly variables: Set<string>;
  readonly rawValues: string[];
  readonly open: string[];
  usesValue: boolean;
}

function fault(reader: Reader, message: string, hint: string): void {
  if (reader.faults.length < 10) reader.faults.push({ message, hint });
}

/** What stands between `{{` and the `}}` that is not within quotes. */
function actionAt(text: string, at: number): { readonly inside: string; readonly end: number } | undefined {
  let quote: string | undefined;
  for (let index = at + 2; index < text.length; index++) {
    const character = text[index] ?? "";
    if (quote === undefined) {
      if (text.startsWith("}}", index)) return { inside: text.slice(at + 2, index), end: index + 2 };
      if (character === '"' || character === "`" || character === "'") quote = character;
    } else if (character === "\\" && quote !== "`") {
      index += 1;
    } else if (character === quote) {
      quote = undefined;
    } else if (character === "\n" && quote !== "`") {
      return undefined;
    }
  }
  return undefined;
}

const token = /\s+|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)+'|`[^`]*`|\$\w*|(?:\.\w+)+|\.|[A-Za-z_]\w*|[+-]?\d[\w.+]*|:=|=|\||,|\(|\)/y;

function readAction(reader: Reader, inside: string): void {
  const action = inside.replace(/^-(?=\s)/, "").replace(/(?<=\s)-$/, "");
  const shown = `{{${inside.length > 60 ? `${inside.slice(0, 57)}...` : inside}}}`;
  if (/^\s*\/\*[\s\S]*\*\/\s*$/.test(action)) return;
  const tokens = tokensOf(action);
  if (tokens === undefined) {
    fault(
      reader,
      `${shown} is not an action of Go's templates`,
      "see https://prometheus.io/docs/prometheus/latest/configuration/template_reference/",
    );
    return;
  }
  const [first] = tokens;
  if (first === undefined) {
    fault(reader, "an action is empty", "remove {{ }}");
    return;
  }
  if (openers.has(first)) reader.open.push(first);
  if (first === "else" && reader.open.length === 0) fault(reader, "{{ else }} stands outside of {{ if }}", "remove it");
  if (first === "end" && reader.open.pop() === undefined) fault(reader, "{{ end }} closes nothing", "remove it");
  declare(reader, tokens);
  const depth = tokens.reduce((open, one) => open + (one === "(" ? 1 : one === ")" ? -1 : 0), 0);
  if (depth !== 0) fault(reader, `the parentheses of ${shown} do not pair up`, "close what is open");
  if (tokens.at(-1) === "|" || tokens.some((one, index) => one === "|" && (index === 0 || tokens[index - 1] === "|")))
    fault(reader, `a part of ${shown} is missing beside |`, "name a function after |");
  readNames(reader, tokens, shown);
}

function readNames(reader: Reader, tokens: readonly string[], shown: string): void {
  let value = false;
  for (const [index, one] of tokens.entries()) {
    const next = tokens[index + 1] ?? "";
    if (/^[A-Za-z_]/.test(one) && !functions.has(one) && !keywords.has(one))
      fault(
        reader,
        `${shown} calls ${one}, which is no function of Prometheus' templates`,
        "see https://prometheus.io/docs/prometheus/latest/configuration/template_reference/#functions",
      );
    if (one.startsWith("$") && one !== "$" && !reader.variables.has(one))
      fault(reader, `${shown} uses ${one}, which is not there`, "use $labels, $value, $externalLabels or $externalURL");
    const label = one === "$labels" ? /^\.(\w+)$/.exec(next)?.[1] : /^\.Labels\.(\w+)$/.exec(one)?.[1];
    if (label !== undefined) reader.labels.add(label);
    if (one === "$value" || one === ".Value") value = true;
  }
  if (!value) return;
  reader.usesValue = true;
  if (!rounding.test(tokens.join(" ")) && !openers.has(tokens[0] ?? "") && tokens[0] !== "else") reader.rawValues.push(shown);
}

/** Variables that an action gives: `{{ range $index, $element := … }}`. */
function declare(reader: Reader, tokens: readonly string[]): void {
  const at = tokens.indexOf(":=");
  for (const one of tokens.slice(0, Math.max(at, 0))) if (one.startsWith("$")) reader.variables.add(one);
}

function tokensOf(action: string): readonly string[] | undefined {
  const tokens: string[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < action.length) {
    const found = token.exec(action)?.[0];
    if (found === undefined) return undefined;
    if (found.trim() !== "") tokens.push(found);
  }
  return tokens;
}
