import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { rampart } from "./scratch.ts";
import { gitIdentity } from "../git-identity.ts";

const environment = `import { defineEnvironment } from "rampart";

export default defineEnvironment({
  name: "production",
  title: "Production",
  cluster: "prod",
  namespace: "shop",
  kubernetesVersion: "1.33",
  prometheus: { url: "https://prometheus.example.com", ruleLabels: { release: "kube-prometheus-stack" } },
  grafana: { url: "https://grafana.example.com", delivery: "sidecar", folder: "Rollouts", labels: { grafana_dashboard: "1" } },
  tree: "https://git.example.com/rollouts/dist",
  calendar: { timeZone: "Europe/Paris", workingHours: { days: ["mon"], from: "09:00", to: "17:00" } },
});
`;

const rollout = `import { defineRollout } from "rampart";

export default defineRollout({
  name: "checkout",
  title: "Checkout in waves",
  summary: "Moves the two tills to the new checkout, one after the other.",
  service: "checkout",
  team: "shop-team",
  contacts: { "shop-team": { role: "Shop team", reach: [{ kind: "slack", address: "#shop" }] } },
  instances: { "till-1": {}, "till-2": {} },
  gates: {
    reviewed: { kind: "checklist", title: "Logs reviewed", items: [{ text: "Read the logs of the stage" }] },
    counted: { kind: "checklist", title: "Sales counted", items: [{ text: "Compare the sales with last week" }] },
  },
  ladders: {
    production: {
      stages: [
        { name: "before", title: "Old checkout everywhere", gates: ["reviewed"] },
        { name: "first", title: "First till", levers: { wave: ["till-1"] }, hold: "24h", gates: ["reviewed", "counted"] },
        { name: "second", title: "Second till", levers: { wave: "rest" }, hold: "24h", gates: ["counted"] },
        { name: "done", title: "Done" },
      ],
    },
  },
  rollback: {
    levels: [{ title: "Back a stage", blastRadius: "stage", when: "Sales drop", steps: [{ text: "Go back a stage." }] }],
  },
});
`;

/** A line of its ledger. */
export function ledgerLine(from: string | null, to: string, at: string, parts: object = {}): string {
  return `${JSON.stringify({ environment: "production", from, to, at, operator: "j.martin", evidence: [], ...parts })}\n`;
}

/** Where the repository's one rollout stands, and a moment at which its ledger is sound. */
export const checkout = {
  folder: "dist/production/checkout",
  state: "environments/production/checkout.yaml",
  ledger: "environments/production/checkout.ledger.jsonl",
  definition: "rollouts/checkout.ts",
  now: "2026-11-20T12:00:00Z",
} as const;

const files = {
  "environments/production.ts": environment,
  "rollouts/checkout.ts": rollout,
  "environments/production/checkout.yaml": "stage: first\n",
  "environments/production/checkout.ledger.jsonl":
    ledgerLine(null, "before", "2026-11-16T09:00:00Z") +
    ledgerLine("before", "first", "2026-11-18T09:00:00Z", { evidence: [{ gate: "reviewed", verdict: "pass" }] }),
};

/** A project in a repository of its own, whose `main` is what was committed first. */
export interface ScratchRepository {
  readonly root: string;
  /** Writes a file, or what it becomes. */
  edit(file: string, change: string | ((text: string) => string)): void;
  /** Commits everything on `main`, which the next {@link reset} undoes. */
  commit(): void;
  /** Takes everything back to how it began. */
  reset(): void;
  remove(): void;
}

/** Makes a repository of one small rollout that stands at its second stage, rendered and committed on `main`. */
export async function scratchRepository(): Promise<ScratchRepository> {
  const root = mkdtempSync(join(tmpdir(), "rampart-repository-"));
  const git = (...args: readonly string[]) => void execFileSync("git", [...gitIdentity, ...args], { cwd: root, stdio: "ignore" });
  const edit: ScratchRepository["edit"] = (file, change) => {
    const path = join(root, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof change === "string" ? change : change(existsSync(path) ? readFileSync(path, "utf8") : ""));
  };
  const commit = () => {
    git("add", "--all");
    git("commit", "--quiet", "--message", "state");
  };
  for (const [file, text] of Object.entries(files)) edit(file, text);
  await rampart(root, "compile");
  git("init", "--quiet");
  commit();
  git("tag", "start");
  return {
    root,
    edit,
    commit,
    reset: () => {
      git("reset", "--quiet", "--hard", "start");
      git("clean", "--quiet", "-ffdx");
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
