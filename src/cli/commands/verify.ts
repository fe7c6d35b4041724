import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { nearest } from "../../base/nearest.ts";
import { UserError } from "../../base/user-error.ts";
import { readCheckPage } from "../../project/check-pages.ts";
import { repositoryPrefix } from "../../project/repository-prefix.ts";
import { printedBefore, rememberPrinted } from "../../project/warm-verify.ts";
import { formats, type Format } from "../../verify/report/formats.ts";
import { countBySeverity, type Report } from "../../verify/report/report.ts";
import type { VerifyOptions } from "../../verify/verify.ts";
import type { LiveAnswer, LiveQuestion } from "../live-evidence.ts";
import { readPullRequest } from "../read-pull-request.ts";
import { text, texts, type Command, type Io, type Options } from "../command.ts";
import { projectRoot, rootOption } from "../project-root.ts";

/** Exit code when a server could not be asked now. */
const temporary = 75;

/** Judges a project: what is committed, what it compiles to, and what changed since a revision. */
export const verifyCommand: Command = {
  usage:
    "rampart verify [--base REV [--pull-request FILE [--live]]] [--format text|json|github|sarif|junit|codequality|markdown] [--output FORMAT=FILE]… [--data-only] [--strict] [--now TIME]",
  summary: "check definitions, dist/, states, ledgers and, with --base, the change",
  options: {
    base: { type: "string", help: "judge what changed since this revision, too; silences are taken from it" },
    "pull-request": {
      type: "string",
      help: "with --base: hold the evidence in this pull request's body against the change; the file of a GitHub event, or the body",
    },
    live: { type: "boolean", help: "with --pull-request: ask the metrics server again for the moment the evidence is of" },
    prometheus: { type: "string", help: "with --live: ask this address of this machine instead of the environment's, without credentials" },
    format: { type: "string", help: "text (the default), json, github, sarif, junit, codequality or markdown" },
    output: { type: "string", multiple: true, help: "also write a report to a file: sarif=rampart.sarif; may be repeated" },
    "data-only": { type: "boolean", help: "run no definition; for changes by people you do not know" },
    strict: { type: "boolean", help: "exit 1 on warnings, too" },
    now: { type: "string", help: "judge as of this time, such as 2026-11-20T09:00:00Z" },
    root: rootOption,
  },
  positionals: 0,
  async run(_, options, io) {
    const format = formatOf(text(options, "format") ?? "text");
    const outputs = texts(options, "output").map(outputOf);
    const root = projectRoot(options, io);
    const how = howOf(root, options, io);
    const live = liveOf(root, how, options, io);
    const strict = options["strict"] === true;
    const warm =
      !strict && how.base === undefined && how.dataOnly !== true && how.fresh !== true && format === "text" && outputs.length === 0;
    const before = warm ? printedBefore(root, how.now) : undefined;
    if (before !== undefined) {
      io.stdout(io.color ? before.colored : before.plain);
      return before.code;
    }
    const { report, code } = await judge(root, { ...how, strict, live, together: (io.processors ?? 1) > 1 });
    for (const { as, file } of outputs) writeReport(resolve(io.cwd, file), await written(as, report));
    io.stdout(await written(format, { ...report, color: io.color }));
    if (warm && !report.broken)
      rememberPrinted(root, how.now, {
        plain: await written("text", report),
        colored: await written("text", { ...report, color: true }),
        code,
      });
    return code;
  },
};

interface Judging extends VerifyOptions {
  readonly strict: boolean;
  readonly live: LiveQuestion | undefined;
  /** Whether another thread shares the work. */
  readonly together: boolean;
}

async function judge(
  root: string,
  { strict, live, together, ...how }: Judging,
): Promise<{ readonly report: Report; readonly code: number }> {
  if (live !== undefined) await refuseMore(root, how);
  const { verify } = await import("../../verify/verify.ts");
  const { packageVersion } = await import("../../project/package-version.ts");
  const startHelper = together ? (await import("../start-inspection-helper.ts")).startInspectionHelper : undefined;
  const verdict = await verify(root, { ...how, startHelper });
  const asked = live === undefined ? undefined : await askAgain(live);
  const findings = [...verdict.findings, ...(asked?.findings ?? [])];
  const report: Report = {
    ...verdict,
    findings,
    version: packageVersion(),
    prefix: repositoryPrefix(root),
    page: readCheckPage,
    color: false,
  };
  const code = exitCode(report, strict);
  return { report, code: asked?.unanswered === true && countBySeverity(report).error === 0 && code < 2 ? temporary : code };
}

/** Before anything of the change is run. */
async function refuseMore(root: string, { base }: VerifyOptions): Promise<void> {
  const { assertOnlyStep } = await import("../live-evidence.ts");
  if (base !== undefined) assertOnlyStep(root, base);
}

/** Loaded when wanted: nothing else of verify knows of a server. */
async function askAgain(question: LiveQuestion): Promise<LiveAnswer> {
  const { liveEvidence } = await import("../live-evidence.ts");
  return liveEvidence(question);
}

function liveOf(root: string, { pullRequest, dataOnly, now }: VerifyOptions, options: Options, io: Io): LiveQuestion | undefined {
  if (options["live"] !== true) return undefined;
  if (pullRequest === undefined || dataOnly === true) {
    throw new UserError(`Cannot ask again with --live ${dataOnly === true ? "and --data-only: it needs the definitions" : "alone"}`, {
      hint: "rampart verify --base REV --pull-request FILE --live",
    });
  }
  return { root, pullRequest, env: io.env ?? (() => undefined), prometheus: text(options, "prometheus"), now };
}

async function written(format: Format, report: Report): Promise<string> {
  const { reporters } = await import("../../verify/report/index.ts");
  return reporters[format](report);
}

function howOf(root: string, options: Options, io: Io): VerifyOptions {
  const base = text(options, "base");
  const file = text(options, "pull-request");
  if (file !== undefined && base === undefined) {
    throw new UserError("Cannot judge a pull request without --base: its evidence is held against what it changes", {
      hint: `rampart verify --base origin/main --pull-request ${file}`,
    });
  }
  const dataOnly = options["data-only"] === true;
  const event = io.env?.("GITHUB_EVENT_NAME");
  if (!dataOnly && (event === "pull_request_target" || event === "workflow_run")) {
    throw new UserError(
      `Cannot run definitions on event "${event}": it has the repository's secrets, and a definition is code of whoever wrote the change`,
      {
        hint: "add --data-only, or run it on event pull_request, which has no secrets",
      },
    );
  }
  const pullRequest = file === undefined ? undefined : readPullRequest(root, resolve(io.cwd, file));
  return {
    ...(base === undefined ? {} : { base }),
    ...(pullRequest === undefined ? {} : { pullRequest }),
    dataOnly,
    fresh: io.env?.("CI") !== undefined,
    now: timeOf(text(options, "now")),
  };
}

function timeOf(given: string | undefined): Date {
  if (given === undefined) return new Date();
  const time = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?Z$/.test(given) ? new Date(given) : new Date(Number.NaN);
  if (!Number.isNaN(time.getTime())) return time;
  throw new UserError(`Cannot read --now "${given}": expected a UTC time`, { hint: "for example --now 2026-11-20T09:00:00Z" });
}

function formatOf(name: string): Format {
  const format = formats.find((known) => known === name);
  if (format !== undefined) return format;
  const meant = nearest(name, formats);
  throw new UserError(`Cannot report as "${name}"`, {
    hint: meant === undefined ? `use one of ${formats.join(", ")}` : `did you mean "${meant}"?`,
  });
}

function outputOf(given: string): { readonly as: Format; readonly file: string } {
  const [, format, file] = /^([a-z]+)=(.+)$/s.exec(given) ?? [];
  if (format === undefined || file === undefined)
    throw new UserError(`Cannot write to --output "${given}"`, { hint: "name a format and a file: --output sarif=rampart.sarif" });
  return { as: formatOf(format), file };
}

function writeReport(path: string, content: string): void {
  try {
    writeFileSync(path, content);
  } catch (cause) {
    throw new UserError(`Cannot write "${path}": ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
      hint: "name a file in a folder that is there",
    });
  }
}

function exitCode(report: Report, strict: boolean): number {
  const { error, warning } = countBySeverity(report);
  if (report.broken) return 2;
  return error > 0 || (strict && warning > 0) ? 1 : 0;
}
