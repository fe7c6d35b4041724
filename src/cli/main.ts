#!/usr/bin/env node
import { availableParallelism } from "node:os";
import { version } from "./version.ts";

const { argv, env, stdout, stderr } = process;
const args = argv.slice(2);
// Whoever reads the output may stop reading, as `head` does: what was begun is ended all the same.
stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});
if (args[0] === "--version" || args[0] === "-v") {
  // Answered without loading anything.
  stdout.write(`${version()}\n`);
} else {
  const { run } = await import("./run.ts");
  const colorful = stdout.isTTY && env["NO_COLOR"] === undefined && env["TERM"] !== "dumb";
  process.exitCode = await run(args, {
    cwd: process.cwd(),
    stdout: (text) => void stdout.write(text),
    stderr: (text) => void stderr.write(text),
    color: env["FORCE_COLOR"] !== undefined && env["FORCE_COLOR"] !== "0" ? true : colorful,
    interactive: stderr.isTTY,
    env: (name) => env[name],
    processors: availableParallelism(),
  });
}
