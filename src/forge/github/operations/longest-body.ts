import { ForgeFault } from "../../forge-fault.ts";

/** Characters of a pull request's or comment's text that GitHub takes at most; its description does not say so. */
const most = 65_536;

/** Refuses a text that GitHub would refuse, before it is sent. */
export function longestBody(text: string, to: string): void {
  if (text.length <= most) return;
  throw new ForgeFault(`Cannot ${to}: its text has ${text.length} characters, and GitHub takes ${most} at most`, { kind: "invalid" });
}
