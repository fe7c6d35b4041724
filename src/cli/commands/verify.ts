import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { nearest } from "../../base/nearest.ts";
import { UserError } from "../../base/user-error.ts";
import { readCheckPage } from "../../project/check-pages.ts";
import { findRoot } from "../../project/find-root.ts";
import { repositoryPrefix } from "../../project/repository-prefix.ts";
import { printedBefore, rememberPrinted } from "../../project/warm-verify.ts";
import { formats, type Format } from "../../verify/report/formats.ts";
import { countBySeverity, type Report } from "../../verify/report/report.ts";
import type { VerifyOptions } from "../../verify/verify.ts";
import { text, texts, type Command, type Io, type Options } from "../command.ts";

/** Judges a project: what is committed, what it compiles to, and what changed since a revision. */
export const verifyCommand: Command = {
  usage:
    "rampart verify [--base REV] [--format text|json|github|sarif|junit|markdown] [--output FORMAT=FILE]… [--data-only] [--strict] [--now TIME]",
  summary: "check definitions, dist/, states, ledgers and, with --base, the change",
  options: {
    base: { type: "string", help: "judge what changed since this revision, too; silences are taken from it" },
    format: { type: "string", help: "text (the default), json, github, sarif, junit or markdown" },
    output: { type: "string", multiple: true, help: "also write a report to a file: sarif=rampart.sarif; may be repeated" },
    "data-only": { type: "boolean", help: "run no definition; for changes by people you do not know" },
    strict: { type: "boolean", help: "exit 1 on warnings, too" },
    now: { type: "string", help: "judge as of this time, such as 2026-11-20T09:00:00Z" },
    root: { type: "string", help: "the project's folder; else the nearest one with rollouts/ and environments/" },
  },
  positionals: 0,
  async run(_, options, io) {
    const format = formatOf(text(options, "format") ?? "text");
    const outputs = texts(options, "output").map(outputOf);
    const root = resolve(io.cwd, text(options, "root") ?? findRoot(io.cwd));
    const how = howOf(options, io);
    const strict = options["strict"] === true;
    const warm =
      !strict && how.base === undefined && how.dataOnly !== true && how.fresh !== true && format === "text" && outputs.length === 0;
    const before = warm ? printedBefore(root, how.now) : undefined;
    if (before !== undefined) {
      io.stdout(io.color ? before.colored : before.plain);
      return before.code;
    }
    const { report, code } = await judge(root, how, strict);
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

async function judge(root: string, how: VerifyOptions, strict: boolean): Promise<{ readonly report: Report; readonly code: number }> {
  const { verify } = await import("../../verify/verify.ts");
  const { packageVersion } = await import("../../project/package-version.ts");
  const verdict = await verify(root, how);
  const report: Report = { ...verdict, version: packageVersion(), prefix: repositoryPrefix(root), page: readCheckPage, color: false };
  return { report, code: exitCode(report, strict) };
}

async function written(format: Format, report: Report): Promise<string> {
  const { reporters } = await import("../../verify/report/index.ts");
  return reporters[format](report);
}

function howOf(options: Options, io: Io): VerifyOptions & { readonly now: Date } {
  const base = text(options, "base");
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
  return { ...(base === undefined ? {} : { base }), dataOnly, fresh: io.env?.("CI") !== undefined, now: timeOf(text(options, "now")) };
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
