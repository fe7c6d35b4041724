import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spawn } from "node:child_process";
import { realTool } from "../real-tool.ts";
import { root } from "../ladder-trees.ts";

/** What `helm template` answered. */
export interface Rendered {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What is rendered: the example chart with this schema, and these values. */
export interface Release {
  readonly name: string;
  readonly namespace: string;
  readonly schema: string;
  readonly values: string;
}

/** Renders the example chart with the schema of a rollout in it. */
export async function renderChart({ name, namespace, schema, values }: Release): Promise<Rendered> {
  const folder = mkdtempSync(join(tmpdir(), "real-chart-"));
  try {
    cpSync(join(root, "examples/chart"), folder, { recursive: true });
    writeFileSync(join(folder, "values.schema.json"), schema);
    writeFileSync(join(folder, "stage.yaml"), values);
    const args = ["template", name, folder, "--namespace", namespace, "--values", join(folder, "stage.yaml"), "--kube-version", "1.34"];
    return await output(realTool("helm"), args);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What Helm says of itself: `v4.1.0`. */
export async function helmVersion(): Promise<string> {
  return (await output(realTool("helm"), ["version", "--template", "{{.Version}}"])).stdout;
}

function output(command: string, args: readonly string[]): Promise<Rendered> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"] });
    const [stdout, stderr]: [string[], string[]] = [[], []];
    child.stdout.on("data", (text: Buffer) => stdout.push(text.toString()));
    child.stderr.on("data", (text: Buffer) => stderr.push(text.toString()));
    child.on("error", reject);
    child.on("close", (status) => resolve({ status, stdout: stdout.join(""), stderr: stderr.join("") }));
  });
}
