import type { Octokit } from "@octokit/rest";
import type { z } from "zod";
import type { ForgeFault } from "../../forge-fault.ts";
import type { Permission } from "../required-permissions.ts";

/** One request, and what is expected back. */
export interface Question<Shape extends z.ZodType> {
  /** What it is for, as it goes on after "Cannot": `open the pull request`. */
  readonly to: string;
  /**
   * What asking twice does: `none` reads, `content` makes what is named by its
   * content, so both may be asked again; `change` may not.
   */
  readonly effect: "none" | "content" | "change";
  readonly needs: Permission;
  readonly request: (octokit: Octokit) => Promise<unknown>;
  /** Of the body, as far as it is used. */
  readonly shape: Shape;
}

/** The forge understood, and would not. */
export interface Refusal {
  readonly status: number;
  /** The forge's own words, redacted, in one line. */
  readonly words: string;
  /** What to throw where nothing better is known. */
  readonly fault: ForgeFault;
}

export type Outcome<Value> =
  | { readonly kind: "answer"; readonly value: Value; /** Address of the page that follows. */ readonly next: string | undefined }
  | { readonly kind: "refusal"; readonly refusal: Refusal };
