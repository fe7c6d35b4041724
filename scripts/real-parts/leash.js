import { spawn } from "node:child_process";
import { rmSync } from "node:fs";

/**
 * Runs a program for as long as somebody holds the other end of its input:
 * `leash.js FOLDER COMMAND [ARGUMENT...]`. When the input ends, for whatever
 * reason its holder went, the program is stopped and FOLDER removed.
 */
const [folder, command, ...args] = process.argv.slice(2);
const child = spawn(command, args, { cwd: folder, stdio: ["ignore", "inherit", "inherit"] });
let stopping = false;

function end(code) {
  rmSync(folder, { recursive: true, force: true });
  process.exit(code);
}

function stop() {
  if (stopping) return;
  stopping = true;
  child.kill("SIGTERM");
  setTimeout(() => child.kill("SIGKILL"), 4000).unref();
}

child.on("error", (error) => {
  console.error(error.message);
  end(127);
});
child.on("exit", (code) => end(stopping ? 0 : (code ?? 1)));
process.stdin.on("end", stop).on("error", stop).resume();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, stop);
