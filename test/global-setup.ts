import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Gives a run of tests a temporary folder of its own, and takes it away at the end with whatever was left there. */
export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), "rampart-run-"));
  process.env["TMPDIR"] = folder;
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
