import { codeUnitOrder } from "../base/code-unit-order.ts";
import { UserError } from "../base/user-error.ts";
import { gitRun } from "./git-run.ts";

/** A revision that the work tree is compared with. Only Git is asked; nothing of it is checked out or run. */
export interface GitBase {
  /** As it was named. */
  readonly revision: string;
  /** The commit it names: rules that judge a change are taken from here. */
  readonly commit: string;
  /** Where the work tree branched off: what was there before a change is taken from here. */
  readonly fork: string;
  /** Paths below the project's root that differ between the fork and the work tree, new files included; `../…` for those beside the project. */
  readonly changedFiles: readonly string[];
  /** Texts of regular files at a commit, by path below the project's root; what is not there is left out. */
  readTexts(commit: string, paths: readonly string[]): ReadonlyMap<string, string>;
  /** Paths of the regular files below a folder at a commit. */
  listFiles(commit: string, folder: string): readonly string[];
}

/**
 * Finds a revision in the project's repository. Throws a {@link UserError} when
 * there is no repository, no such revision, or no history that connects it with
 * the work tree.
 */
export function openBase(root: string, revision: string): GitBase {
  if (!/^[A-Za-z0-9_@][A-Za-z0-9_@./~^{}+-]{0,255}$/.test(revision)) {
    throw new UserError(`Cannot compare with revision ${JSON.stringify(revision)}: expected a branch, a tag or a commit`, {
      hint: "for example --base origin/main",
    });
  }
  const place = gitRun(root, ["rev-parse", "--is-shallow-repository", "--show-prefix"]);
  if (place.status !== 0) {
    throw new UserError(`Cannot compare with "${revision}": Git does not read "${root}" (${firstLine(place.stderr)})`, {
      hint: "run it in a clone, or leave --base out",
    });
  }
  const [shallow, prefix = ""] = place.stdout.toString("utf8").split("\n");
  const deepen =
    shallow === "true" ? "; this clone is shallow: fetch the whole history (actions/checkout: fetch-depth: 0; GitLab: GIT_DEPTH: 0)" : "";
  const commit = gitRun(root, ["rev-parse", "--verify", "--quiet", `${revision}^{commit}`])
    .stdout.toString("utf8")
    .trim();
  if (!isCommit(commit)) {
    throw new UserError(`Cannot find revision "${revision}" in this repository`, {
      hint: `${/^[\w./-]+$/.test(revision) ? `fetch it first: git fetch origin ${revision.replace(/^origin\//, "")}` : "name a branch, a tag or a commit that is here"}${deepen}`,
    });
  }
  const fork = gitRun(root, ["merge-base", commit, "HEAD"]).stdout.toString("utf8").trim();
  if (!isCommit(fork)) {
    throw new UserError(`Cannot find where HEAD branched off from "${revision}": they have no commit in common here`, {
      hint: deepen === "" ? "name a revision of the same history" : deepen.slice(2),
    });
  }
  return {
    revision,
    commit,
    fork,
    changedFiles: changedFiles(root, prefix, fork),
    readTexts: (at, paths) => readTexts(root, prefix, at, paths),
    listFiles: (at, folder) => listFiles(root, prefix, at, folder),
  };
}

function isCommit(text: string): boolean {
  return /^[0-9a-f]{40}([0-9a-f]{24})?$/.test(text);
}

function changedFiles(root: string, prefix: string, fork: string): readonly string[] {
  const tracked = asked(root, ["diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--ignore-submodules=dirty", fork, "--"]);
  const untracked = asked(root, ["ls-files", "--others", "--exclude-standard", "-z", "--full-name"]);
  const paths = [...tracked.toString("utf8").split("\0"), ...untracked.toString("utf8").split("\0")].filter((path) => path !== "");
  return [...new Set(paths.map((path) => fromRoot(prefix, path)))].toSorted(codeUnitOrder);
}

/** A path of the repository as seen from the project's root. */
function fromRoot(prefix: string, path: string): string {
  const [inner, outer] = [path.split("/"), prefix.split("/").slice(0, -1)];
  const shared = outer.findIndex((name, index) => inner[index] !== name);
  const common = shared === -1 ? outer.length : shared;
  return [...outer.slice(common).map(() => ".."), ...inner.slice(common)].join("/");
}

function listFiles(root: string, prefix: string, commit: string, folder: string): readonly string[] {
  const listed = asked(root, ["ls-tree", "-r", "-z", "--full-tree", commit, "--", `${prefix}${folder}/`]).toString("utf8");
  return listed.split("\0").flatMap((line) => {
    const [, mode, path] = /^(\d{6}) blob [0-9a-f]+\t(.*)$/s.exec(line) ?? [];
    return path === undefined || mode === "120000" ? [] : [path.slice(prefix.length)];
  });
}

function readTexts(root: string, prefix: string, commit: string, paths: readonly string[]): ReadonlyMap<string, string> {
  const wanted = paths.filter((path) => !/[\n\r]/.test(path));
  const texts = new Map<string, string>();
  const missing: string[] = [];
  if (wanted.length === 0) return texts;
  const output = asked(root, ["cat-file", "--batch"], wanted.map((path) => `${commit}:${prefix}${path}\n`).join(""));
  let offset = 0;
  for (const path of wanted) {
    const end = output.indexOf(0x0a, offset);
    const header = output.toString("utf8", offset, end);
    offset = end + 1;
    const [, type, size] = /^[0-9a-f]+ (\w+) (\d+)$/.exec(header) ?? [];
    if (size === undefined) {
      missing.push(path);
      continue;
    }
    if (type === "blob") texts.set(path, output.toString("utf8", offset, offset + Number(size)));
    offset += Number(size) + 1;
  }
  refusePartialClone(root, prefix, commit, missing);
  return texts;
}

/** A file whose content was never fetched must not pass for a file that was not there. */
function refusePartialClone(root: string, prefix: string, commit: string, missing: readonly string[]): void {
  if (missing.length === 0) return;
  const listed = new Set(
    asked(root, ["ls-tree", "-r", "-z", "--name-only", "--full-tree", commit, "--", ...folders(prefix, missing)])
      .toString("utf8")
      .split("\0"),
  );
  const path = missing.find((one) => listed.has(`${prefix}${one}`));
  if (path === undefined) return;
  throw new UserError(`Cannot read "${path}" at ${commit.slice(0, 12)}: the clone has its name, but not its content`, {
    hint: partialHint,
  });
}

const partialHint = "clone without --filter: a partial clone lacks what a change is compared with";

/** Top folders of paths: a few names, however many paths there are. */
function folders(prefix: string, paths: readonly string[]): readonly string[] {
  return [...new Set(paths.map((path) => `${prefix}${path.split("/")[0] ?? path}`))];
}

function asked(root: string, args: readonly string[], input?: string): Buffer {
  const { status, stdout, stderr } = gitRun(root, args, input);
  if (status !== 0)
    throw new UserError(`Cannot read the repository: git ${args[0] ?? ""} ended with ${status} (${firstLine(stderr)})`, {
      hint: /lazy fetch|promisor/.test(stderr) ? partialHint : "run `git status` to see what is wrong with it",
    });
  return stdout;
}

function firstLine(text: string): string {
  return text.trim().split("\n")[0] ?? "";
}
