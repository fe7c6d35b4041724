/** A line of a CODEOWNERS file that names somebody, or nobody, for paths. */
interface Line {
  readonly pattern: readonly string[];
  /** Whether it names a folder, so that only what lies below it matches. */
  readonly folder: boolean;
  /** Whether what lies below a match is meant too. */
  readonly below: boolean;
  readonly owners: readonly string[];
}

/** GitHub does not load a larger file. */
const mostBytes = 3 * 1024 * 1024;

/**
 * Who owns each path: of the lines that match it the last, whether it names
 * somebody or nobody. Owners are `@login`, `@org/team` or an address. A line
 * that GitHub cannot read is left out, as it does.
 * @see https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
 */
export function codeowners(text: string, paths: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const lines = Buffer.byteLength(text) > mostBytes ? [] : text.split(/\r\n|\r|\n/).flatMap((line) => readLine(line) ?? []);
  return new Map(
    paths.map((path) => {
      const parts = path.split("/");
      return [path, lines.findLast((line) => matches(line, parts))?.owners ?? []];
    }),
  );
}

const owner = /^(?:@[a-z\d][a-z\d_-]*(?:\/[a-z\d._-]+)?|[^\s@]+@[^\s@]+)$/i;

function readLine(line: string): Line | undefined {
  const [pattern, ...owners] = words(line);
  if (pattern === undefined || !owners.every((one) => owner.test(one))) return undefined;
  // Negation and character ranges of .gitignore are not known here.
  if (pattern.startsWith("!") || pattern.includes("[")) return undefined;
  const folder = pattern.endsWith("/");
  const inner = pattern.replace(/^\/|\/$/g, "");
  const segments = inner.split("/");
  if (segments.some((segment) => segment === "" || segment === "." || segment === "..")) return undefined;
  const anchored = pattern.startsWith("/") || segments.length > 1;
  const last = segments.at(-1);
  return {
    pattern: anchored ? segments : ["**", ...segments],
    folder,
    // `docs/*` is what lies in the folder itself, and no deeper.
    below: folder || last !== "*" || pattern === "*",
    owners,
  };
}

/** The words of a line: a backslash keeps a space or a `#` in a word, a `#` of its own begins a comment. */
function words(line: string): readonly string[] {
  const found: string[] = [];
  let word = "";
  for (let index = 0; index < line.length; index++) {
    const character = line[index] ?? "";
    if (character === "\\" && index + 1 < line.length) {
      index += 1;
      word += line[index] ?? "";
    } else if (character === "#" && word === "") break;
    else if (character === " " || character === "\t") {
      if (word !== "") found.push(word);
      word = "";
    } else word += character;
  }
  if (word !== "") found.push(word);
  return found;
}

/** Whether a pattern matches a path, or a folder above it. No step is taken back further than to the last `**`. */
function matches({ pattern, folder, below }: Line, path: readonly string[]): boolean {
  let [at, index] = [0, 0];
  let [again, star] = [-1, -1];
  while (index <= path.length) {
    const done = at === pattern.length;
    if (done && (index === path.length ? !folder : below)) return true;
    const segment = pattern[at];
    if (segment === "**") {
      if (at === pattern.length - 1) return index < path.length;
      [star, again] = [at, index];
      at += 1;
    } else if (!done && index < path.length && segment !== undefined && matchesName(segment, path[index] ?? "")) {
      at += 1;
      index += 1;
    } else if (star >= 0) {
      again += 1;
      [at, index] = [star + 1, again];
    } else return false;
  }
  return false;
}

/** Whether a name is one of `*` and `?`. */
function matchesName(pattern: string, name: string): boolean {
  let [at, index] = [0, 0];
  let [star, again] = [-1, 0];
  while (index < name.length) {
    if (pattern[at] === "*") {
      star = at;
      again = index;
      at += 1;
    } else if (at < pattern.length && (pattern[at] === "?" || pattern[at] === name[index])) {
      at += 1;
      index += 1;
    } else if (star >= 0) {
      again += 1;
      [at, index] = [star + 1, again];
    } else return false;
  }
  while (pattern[at] === "*") at += 1;
  return at === pattern.length;
}
