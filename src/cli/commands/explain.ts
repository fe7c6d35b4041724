import { existsSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { z } from "zod";
import { nearest } from "../../base/nearest.ts";
import { UserError } from "../../base/user-error.ts";
import { Lock } from "../../compile/lock.ts";
import { lockFile } from "../../compile/lock-file.ts";
import { builtIn } from "../../compile/generators/index.ts";
import { checkPages, readCheckPage } from "../../project/check-pages.ts";
import type { Command, Io, Options } from "../command.ts";
import { projectRoot, rootOption } from "../project-root.ts";

/** Tells where a generated file comes from, or what a check is for. */
export const explainCommand: Command = {
  usage: "rampart explain <path|code> [--json]",
  summary: "tell what a generated file comes from, or what a finding's check is for",
  options: {
    json: { type: "boolean", help: "tell it as JSON" },
    root: rootOption,
  },
  positionals: 1,
  async run([path], options, io) {
    if (path === undefined)
      throw new UserError("Cannot explain nothing: expected a path, or the code of a check", {
        hint: "usage: rampart explain dist/production/checkout/RUNBOOK.md, or rampart explain tree-equal",
      });
    if (/^[a-z0-9]+(-[a-z0-9]+)+$/.test(path) && !existsSync(resolve(io.cwd, path))) {
      const page = readCheckPage(path) ?? (await ownPolicyPage(path, options, io));
      explainCheck(path, page, options["json"] === true, io);
      return 0;
    }
    const root = projectRoot(options, io);
    const file = relative(root, resolve(io.cwd, path)).replaceAll("\\", "/");
    const [top, environment, rollout, ...inner] = file.split("/");
    const lock =
      top === "dist" && environment !== undefined && rollout !== undefined ? readLock(join(root, "dist", environment, rollout)) : undefined;
    if (lock === undefined)
      throw new UserError(`Cannot explain "${file}": no rollout has rendered it`, {
        hint: "name a file below dist/<environment>/<rollout>/",
      });
    const name = inner.join("/");
    const entry = lock.files[name];
    if (entry === undefined && name !== lockFile) {
      const meant = nearest(name, Object.keys(lock.files));
      throw new UserError(`Cannot explain "${file}": ${lock.rollout} in ${lock.environment} has no such file`, {
        hint:
          meant === undefined ? `it has ${Object.keys(lock.files).join(", ")}` : `did you mean dist/${environment}/${rollout}/${meant}?`,
      });
    }
    const generator = entry?.generator ?? "compiler";
    const description =
      entry === undefined
        ? "the lock: version, and each file's digest and generator"
        : (builtIn.find(({ id }) => id === generator)?.description ??
          (generator === "kustomization"
            ? "what Argo CD, Flux or kubectl apply together"
            : "a generator of the project's own (rampart.config.ts)"));
    const state = `environments/${lock.environment}/${lock.rollout}.yaml`;
    const answer = {
      file,
      rollout: lock.rollout,
      environment: lock.environment,
      definition: lock.definition,
      environmentDefinition: `environments/${lock.environment}.ts`,
      state: existsSync(join(root, state)) ? state : null,
      generator,
      description,
      rampart: lock.rampart,
    };
    io.stdout(
      options["json"] === true
        ? `${JSON.stringify(answer, null, 2)}\n`
        : [
            answer.file,
            `  definition   ${answer.definition}`,
            `  environment  ${answer.environmentDefinition}`,
            `  stage        ${answer.state ?? "the ladder's first; no state is recorded"}`,
            `  generator    ${generator}: ${description}`,
            `  rampart      ${lock.rampart}`,
            "  Change the definition and run `rampart compile`; edits of this file are overwritten.",
            "",
          ].join("\n"),
    );
    return 0;
  },
};

/** Of a policy that the project has written: its own words. */
async function ownPolicyPage(code: string, options: Options, io: Io): Promise<string | undefined> {
  const name = /^policy-(.+)$/.exec(code)?.[1];
  if (name === undefined) return undefined;
  const { policyPage } = await import("../../verify/policy-page.ts");
  const { readPolicyTexts } = await import("../../verify/read-policy-texts.ts");
  return policyPage(readPolicyTexts(projectRoot(options, io), undefined).texts, name);
}

function explainCheck(code: string, page: string | undefined, json: boolean, io: Io): void {
  if (page === undefined) {
    const known = checkPages();
    const meant = nearest(code, known);
    throw new UserError(`Cannot explain "${code}": there is no such check`, {
      hint: meant === undefined ? `the checks are ${known.join(", ")}` : `did you mean "${meant}"?`,
    });
  }
  io.stdout(json ? `${JSON.stringify({ code, page }, null, 2)}\n` : page);
}

function readLock(folder: string): Lock | undefined {
  const path = join(folder, lockFile);
  if (!existsSync(path)) return undefined;
  const parsed = Lock.safeParse(JSON.parse(readFileSync(path, "utf8")));
  if (parsed.success) return parsed.data;
  throw new UserError(`Cannot read ${path}:\n${z.prettifyError(parsed.error)}`, { hint: "run `rampart compile`" });
}
