import { existsSync } from "node:fs";
import { isAbsolute, join } from "node:path";

/** The path of a program: as it is where it is one, else where the machine finds it. Throws where it does not. */
export function onPath(program: string): string {
  if (isAbsolute(program)) return program;
  const found = (process.env["PATH"] ?? "").split(":").find((folder) => existsSync(join(folder, program)));
  if (found === undefined) throw new Error(`${program} is not on the PATH: run scripts/install-real-parts.sh`);
  return join(found, program);
}
