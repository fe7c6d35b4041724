import type { Forge, Pull } from "../../forge/forge.ts";
import { supersededBody } from "./closing.ts";
import { isMerging } from "./is-merging.ts";
import type { WriteAnswer } from "./seen-after.ts";
import type { Write } from "./write.ts";

/** What became of a write: done, or somebody else was there first, so that it must be looked again. */
export type Performed = { readonly kind: "done"; readonly answer: WriteAnswer } | { readonly kind: "overtaken" };

/**
 * Makes the one request that a write is. Throws what the forge throws. No forge
 * takes a body or a push on condition, so what people may have changed since it
 * was looked at is looked at once more right before.
 */
export async function perform(forge: Forge, write: Write, pull: Pull | undefined): Promise<Performed> {
  switch (write.kind) {
    case "close-pull": {
      const { state, body } = await forge.pull(write.number);
      if (state === "open") await forge.editPull(write.number, { body: supersededBody(body, write.words), state: "closed" });
      return done({});
    }
    case "create-tree":
      return done({ sha: await forge.createTree(write.base, write.files) });
    case "create-commit":
      return done({ sha: await forge.createCommit(write) });
    case "create-branch":
      return (await forge.createBranch(write.branch, write.commit)) === "created" ? done({}) : { kind: "overtaken" };
    case "advance-branch":
      if (pull !== undefined && (await mayNotBePushed(forge, pull, write.commit))) return { kind: "overtaken" };
      return (await forge.advanceBranch(write.branch, write.commit)) === "moved" ? done({}) : { kind: "overtaken" };
    case "open-pull": {
      const opened = await forge.openPull(write.pull);
      // What was there already may be another run's, or a person's.
      return opened.body === write.pull.body ? done({ pull: opened }) : { kind: "overtaken" };
    }
    case "edit-pull":
      if (!(await isUnchanged(forge, write.number, pull))) return { kind: "overtaken" };
      await forge.editPull(write.number, write.change);
      return done({});
    case "add-labels":
      await forge.addLabels(write.number, write.labels);
      return done({});
    case "request-reviews":
      await forge.requestReviews(write.number, write.reviewers);
      return done({});
    case "mark-ready":
      if (pull !== undefined) await forge.setDraft(pull, false);
      return done({});
    case "set-status":
      await forge.setStatus(write.commit, write.status);
      return done({});
    case "comment":
      await forge.comment(write.number, write.body);
      return done({});
    case "create-deployment":
      return done({ deployment: await forge.createDeployment(write.deployment) });
    case "set-deployment-state":
      await forge.setDeploymentState(write.id, write.state, write.description);
      return done({});
  }
}

async function isUnchanged(forge: Forge, number: number, pull: Pull | undefined): Promise<boolean> {
  const { state, body } = await forge.pull(number);
  return state === "open" && body === pull?.body;
}

/** Whether it was closed, is about to be merged as it is, or another run has pushed the very same commit: a forge takes that twice. */
async function mayNotBePushed(forge: Forge, { number }: Pull, commit: string): Promise<boolean> {
  const now = await forge.pull(number);
  return now.state !== "open" || now.head.commit === commit || (await isMerging(forge, now));
}

function done(answer: WriteAnswer): Performed {
  return { kind: "done", answer };
}
