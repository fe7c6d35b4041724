import { createContext, type Context } from "../../src/compile/context.ts";
import type { Environment } from "../../src/model/environment.ts";
import type { Rollout } from "../../src/model/rollout.ts";
import type { ProjectSubject } from "../../src/verify/check.ts";
import { example, type Example } from "../cases/example.ts";
import { metrics } from "../cases/metrics.ts";
import { projectOf } from "./ramp.ts";

const requests = { metric: "http_requests_total" } as const;

/** Signals and metrics that definitions of tests judge. */
export const measured = {
  metrics: { http_requests_total: metrics.http_requests_total, http_request_duration_seconds: metrics.http_request_duration_seconds },
  signals: {
    errors: { kind: "ratio", title: "Error rate", numerator: { ...requests, where: { code: "500" } }, denominator: requests },
    latency: { kind: "quantile", title: "Latency", histogram: { metric: "http_request_duration_seconds" }, quantile: 0.95, window: "1h" },
    rate: { kind: "rate", title: "Rate", counter: requests },
  },
} as const;

/** What every gate of a test says. */
export const gate = { title: "A gate", noData: "hold" } as const;

/** Stages of a ladder: nothing, some, all. */
export function stages(middle: object): object {
  return {
    production: {
      stages: [
        { name: "before", title: "Before" },
        { name: "some", title: "Some", levers: { weight: 5 }, ...middle },
        { name: "full", title: "All", levers: { weight: 100 } },
      ],
    },
  };
}

/** A rollout of these parts, in production. */
export function definition(parts: object, environment: object = {}): Example {
  return example("shop", parts, environment);
}

/** The context of the first stage. */
export function contextOf({ rollout, environment }: Example): Context {
  const ladder = rollout.ladders[environment.name];
  const [first] = ladder?.stages ?? [];
  if (ladder === undefined || first === undefined) throw new Error("there is no ladder");
  return createContext({ rollout, environment, ladder, stage: first.name, ledger: [], definition: "rollouts/shop.ts", template: () => "" });
}

/** The project of one rollout. */
export function subjectOf(parts: { readonly rollout: Rollout; readonly environment: Environment }): ProjectSubject {
  return { project: projectOf(parts, "before"), folders: [], trees: [] };
}
