import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { compile } from "../../compile/compile.ts";
import type { LedgerEntry } from "../../model/ledger-entry.ts";
import { packageVersion } from "../../project/package-version.ts";
import { readProject } from "../../project/read-project.ts";
import { ledgerFile, stateFile } from "../../project/read-records.ts";
import { writeFolder } from "../../project/write-folder.ts";

/** Where a rollout begins in the sandbox. */
export interface Beginning {
  readonly rollout: string;
  readonly environment: string;
  readonly stage: string;
  /** Since when it stands there, Unix seconds; since the beginning of all when left out. */
  readonly since?: number;
}

/** What a project of the sandbox is made from. */
export interface PrepareOptions {
  /** Project whose definitions are taken. */
  readonly from: string;
  readonly to: string;
  /** Rollouts to take; all when left out. */
  readonly rollouts?: readonly string[];
  /** Stages to begin at; those that are not named keep their records. */
  readonly beginnings: readonly Beginning[];
  /** When the beginning is, Unix seconds. */
  readonly at: number;
}

/** Copies definitions into a new project, sets rollouts to where they are to begin, and compiles it. */
export async function prepareProject({ from, to, rollouts, beginnings, at }: PrepareOptions): Promise<void> {
  const taken = (name: string): boolean => rollouts === undefined || rollouts.includes(name);
  for (const folder of ["rollouts", "environments", "policies", "templates", "schemas", "rampart.config.ts"]) {
    if (!existsSync(join(from, folder)) || (folder === "templates" && existsSync(join(from, "src")))) continue;
    cpSync(join(from, folder), join(to, folder), {
      recursive: true,
      filter: (path) => {
        const name = basename(path);
        const isRecord = /^environments\/[^/]+\/[^/]+$/.test(path.slice(from.length).replace(/^\/+/, ""));
        return (
          !(folder === "rollouts" && name.endsWith(".ts") && !taken(basename(name, ".ts"))) &&
          !(isRecord && !taken(name.split(".")[0] ?? ""))
        );
      },
    });
  }
  for (const { rollout, environment } of beginnings) {
    mkdirSync(join(to, "environments", environment), { recursive: true });
    for (const file of readdirSync(join(to, "environments", environment))) {
      if (file.startsWith(`${rollout}.`)) rmSync(join(to, "environments", environment, file));
    }
  }
  const { rollouts: defined } = await readProject(to);
  for (const { rollout, environment, stage, since = at } of beginnings) {
    writeFileSync(join(to, stateFile(environment, rollout)), `stage: ${stage}\n`);
    const value = defined.get(rollout)?.value;
    const stages = value?.ladders[environment]?.stages.map(({ name }) => name) ?? [];
    const reached = stages.slice(0, stages.indexOf(stage) + 1);
    const entries = reached.map((to, index): LedgerEntry => {
      const image = index === 0 ? (value?.image?.before ?? value?.image) : value?.image;
      const time = new Date((since - (reached.length - 1 - index) * 60) * 1000).toISOString().replace(/\.\d+Z$/, "Z");
      return {
        environment,
        from: reached[index - 1] ?? null,
        to,
        ...(image === undefined ? {} : { image: { tag: image.tag, digest: image.digest } }),
        at: time,
        operator: "sandbox",
        evidence: [],
      };
    });
    writeFileSync(join(to, ledgerFile(environment, rollout)), entries.map((entry) => `${JSON.stringify(entry)}\n`).join(""));
  }
  const project = await readProject(to);
  for (const tree of compile(project, { version: packageVersion() }))
    writeFolder(join(to, "dist"), `${tree.environment}/${tree.rollout}`, tree.artifacts);
}
