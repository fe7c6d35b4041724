#!/usr/bin/env node
import { run } from "./run.ts";

const { argv, env, stdout, stderr } = process;
const colorful = stdout.isTTY && env["NO_COLOR"] === undefined && env["TERM"] !== "dumb";
process.exitCode = await run(argv.slice(2), {
  cwd: process.cwd(),
  stdout: (text) => void stdout.write(text),
  stderr: (text) => void stderr.write(text),
  color: env["FORCE_COLOR"] !== undefined && env["FORCE_COLOR"] !== "0" ? true : colorful,
  interactive: stderr.isTTY,
  env: (name) => env[name],
});
