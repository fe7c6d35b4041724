import type { Identity } from "../../forge.ts";

/** What to warn of, given who we are; `undefined` where there is nothing. */
export function tokenAdvice({ token }: Identity): string | undefined {
  if (token !== "actions") return undefined;
  return (
    "The token of GitHub Actions opens pull requests that start no workflows, so their required checks wait for ever: " +
    "use a GitHub App (RAMPART_APP_ID, RAMPART_APP_PRIVATE_KEY) or a fine-grained token in RAMPART_TOKEN."
  );
}
