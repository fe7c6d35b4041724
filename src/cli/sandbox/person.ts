import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Confirmation } from "../../model/confirmation.ts";
import { confirmationsFile } from "../../project/read-records.ts";
import { gitAs } from "./git-as.ts";
import { tokenOf, type Sandbox } from "./start-sandbox.ts";

/** What a person of the sandbox does, as they would: by the forge's API and by Git. */
export interface Person {
  readonly approve: (pull: number) => Promise<void>;
  readonly merge: (pull: number) => Promise<void>;
  readonly close: (pull: number) => Promise<void>;
  /** Commits to the base branch what they confirm. */
  readonly confirm: (rollout: string, environment: string, confirmations: readonly Confirmation[]) => Promise<void>;
}

/** Acts as one of the people of the sandbox. */
export function personOf(sandbox: Sandbox, login: string): Person {
  const ask = async (method: string, path: string, body: object): Promise<void> => {
    const answer = await fetch(`${sandbox.forge.url}/repos/${sandbox.repository}/${path}`, {
      method,
      headers: { authorization: `Bearer ${tokenOf(login)}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text.slice(0, 300)}`);
  };
  return {
    approve: (pull) => ask("POST", `pulls/${pull}/reviews`, { event: "APPROVE" }),
    merge: (pull) => ask("PUT", `pulls/${pull}/merge`, {}),
    close: (pull) => ask("PATCH", `pulls/${pull}`, { state: "closed" }),
    confirm: async (rollout, environment, confirmations) => {
      const folder = mkdtempSync(join(tmpdir(), "rampart-person-"));
      const as = { name: login, at: sandbox.clock.now() };
      try {
        await gitAs(as, folder, ["clone", "--quiet", sandbox.forge.gitUrlWith(tokenOf(login)), "clone"]);
        const clone = join(folder, "clone");
        const file = confirmationsFile(environment, rollout);
        appendFileSync(join(clone, file), confirmations.map((one) => `${JSON.stringify(one)}\n`).join(""));
        await gitAs(as, clone, ["add", file]);
        await gitAs(as, clone, ["commit", "--quiet", "--message", `Confirmed for ${rollout} in ${environment}`]);
        await gitAs(as, clone, ["push", "--quiet", "origin", "main"]);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}
