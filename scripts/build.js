import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSchemas } from "./build-schemas.js";
import { buildTemplates } from "./build-templates.js";
import { bundleCommandLine } from "./bundle.js";

const root = fileURLToPath(new URL("..", import.meta.url));

// Removed sources must not live on as compiled files.
rmSync(join(root, "lib"), { recursive: true, force: true });
const tsc = join(root, "node_modules/typescript/bin/tsc");
const { status } = spawnSync(process.execPath, [tsc, "-p", join(root, "tsconfig.build.json")], { stdio: "inherit" });
if (status !== 0) process.exit(status ?? 1);
await buildSchemas();
await buildTemplates();

// Identifies this build, so that no cache outlives the code that filled it.
const identity = createHash("sha256")
  .update(readFileSync(join(root, "package.json")))
  .update(readFileSync(join(root, "package-lock.json")));
for (const file of readdirSync(join(root, "lib"), { recursive: true, encoding: "utf8" }).toSorted()) {
  if (file.endsWith(".js")) identity.update(file).update(readFileSync(join(root, "lib", file)));
}
writeFileSync(join(root, "lib/build-id"), identity.digest("hex"));

await bundleCommandLine();
