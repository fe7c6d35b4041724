import { givenNames, usedNames } from "../../model/dangling-names.ts";
import type { ProjectCheck } from "../check.ts";

const sections = [
  { kind: "gate", section: "gates", hint: "name it in the gates of a stage, or remove it" },
  { kind: "probe", section: "probes", hint: "name it in a gate, a procedure or a rollback level, or remove it" },
  { kind: "procedure", section: "procedures", hint: "name it in the procedures of a stage, or remove it" },
  { kind: "metric", section: "metrics", hint: "use it in a signal or an alert, or remove it" },
] as const;

/** What nobody names is never asked, run or read, though whoever wrote it relies on it. */
export const definitionUnused: ProjectCheck = {
  code: "definition-unused",
  scope: "project",
  severity: "warning",
  description: "gates, probes, procedures and metrics are named by something, and gates by a stage",
  *check({ project }) {
    for (const { value: rollout, file } of project.rollouts.values()) {
      const used = new Set(usedNames(rollout).map(({ kind, name }) => `${kind} ${name}`));
      const given = givenNames(rollout);
      for (const { kind, section, hint } of sections) {
        for (const name of given[kind]) {
          if (!used.has(`${kind} ${name}`)) yield { message: `Nothing names ${kind} "${name}"`, hint, file, path: [section, name] };
        }
      }
      const asked = new Set(
        Object.values(rollout.ladders).flatMap(({ stages }) => stages.flatMap(({ gates }): readonly string[] => gates)),
      );
      for (const name of given.gate) {
        if (used.has(`gate ${name}`) && !asked.has(name))
          yield {
            message: `No stage asks gate "${name}", so it never holds anything up`,
            hint: "name it in the gates of a stage",
            file,
            path: ["gates", name],
          };
      }
    }
  },
};
