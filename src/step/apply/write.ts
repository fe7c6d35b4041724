import type { DeploymentState, NewDeployment, NewPull, NewStatus, PullChange, Reviewers } from "../../forge/forge.ts";

/** One request that changes something on the forge. */
export type Write =
  | { readonly kind: "close-pull"; readonly number: number; readonly words: string }
  | { readonly kind: "create-tree"; readonly base: string; readonly files: ReadonlyMap<string, string | null> }
  | { readonly kind: "create-commit"; readonly tree: string; readonly parents: readonly string[]; readonly message: string }
  | { readonly kind: "create-branch"; readonly branch: string; readonly commit: string }
  | { readonly kind: "advance-branch"; readonly branch: string; readonly commit: string }
  | { readonly kind: "open-pull"; readonly pull: NewPull }
  | { readonly kind: "edit-pull"; readonly number: number; readonly change: PullChange }
  | { readonly kind: "add-labels"; readonly number: number; readonly labels: readonly string[] }
  | { readonly kind: "request-reviews"; readonly number: number; readonly reviewers: Reviewers }
  | { readonly kind: "mark-ready"; readonly number: number }
  | { readonly kind: "set-status"; readonly commit: string; readonly status: NewStatus }
  | { readonly kind: "comment"; readonly number: number; readonly body: string }
  | { readonly kind: "create-deployment"; readonly deployment: NewDeployment }
  | { readonly kind: "set-deployment-state"; readonly id: number; readonly state: DeploymentState; readonly description: string };
