import { UserError } from "../../base/user-error.ts";
import type { Moment, Scenario } from "./scenario.ts";

const minute = 60;
const hour = 60 * minute;

/** Half again as many requests at noon as on average, half as many at midnight. */
function daily({ elapsed }: Moment): number {
  return 1 + 0.5 * Math.sin((2 * Math.PI * elapsed) / (24 * hour));
}

const healthy: Scenario = {
  summary: "the candidate is as good as the baseline",
  requests: daily,
  strain: () => 0,
  scraped: () => true,
};

/** Once the stage has begun, in what the candidate answers for. */
function inCandidate({ variant, elapsed }: Moment): boolean {
  return variant !== "baseline" && elapsed >= 0;
}

/** Everything that can be played, by name. */
export const scenarios = {
  healthy,
  "latency-regression": {
    ...healthy,
    summary: "a third of the hold in, the candidate becomes far slower than it may be",
    strain: (moment) => (inCandidate(moment) && moment.concern === "slowness" && moment.elapsed > moment.hold / 3 ? 4 : 0),
  },
  "rare-errors": {
    ...healthy,
    summary: "there are few requests, and the candidate fails about twice as many of them as it may",
    requests: (moment) => daily(moment) / 20,
    strain: (moment) => (inCandidate(moment) && moment.concern === "failures" ? 2 : 0),
  },
  "no-traffic": {
    ...healthy,
    summary: "no request reaches the candidate",
    requests: (moment) => (moment.variant === "baseline" ? daily(moment) : 0),
  },
  flapping: {
    ...healthy,
    summary: "for ten minutes of each hour the candidate fails and is slow",
    strain: (moment) => (inCandidate(moment) && moment.concern !== "resources" && moment.elapsed % hour >= 50 * minute ? 5 : 0),
  },
  "missing-scrapes": {
    ...healthy,
    summary: "for forty minutes of each hour the candidate is not scraped",
    scraped: (moment) => !inCandidate(moment) || moment.elapsed % hour < 20 * minute,
  },
  "baseline-also-bad": {
    ...healthy,
    summary: "halfway through the hold both sides begin to fail and become slow in the same way",
    strain: ({ concern, elapsed, hold }) => (concern !== "resources" && elapsed > hold / 2 ? 3 : 0),
  },
  "slow-leak": {
    ...healthy,
    summary: "the candidate uses up more and more, and becomes slower with it",
    strain: (moment) => (inCandidate(moment) && moment.concern !== "failures" ? (4 * moment.elapsed) / moment.hold : 0),
  },
} as const satisfies Readonly<Record<string, Scenario>>;

/** The scenario of a name. Throws a {@link UserError} with all names for an unknown one. */
export function scenarioNamed(name: string): Scenario {
  const found = Object.entries(scenarios).find(([known]) => known === name);
  if (found !== undefined) return found[1];
  throw new UserError(`Cannot find scenario ${JSON.stringify(name)}`, { hint: `use one of ${Object.keys(scenarios).join(", ")}` });
}
