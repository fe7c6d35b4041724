import { parseArgs } from "node:util";
import type { MessagePort } from "node:worker_threads";
import { nearest } from "../base/nearest.ts";
import { UserError } from "../base/user-error.ts";
import { formatMoment } from "../evidence/window/format-moment.ts";
import { ForgeFault, isTemporary } from "../forge/forge-fault.ts";
import type { Command, Io, Options } from "./command.ts";
import { commandNames, commands, type CommandName } from "./commands/index.ts";
import { paint } from "../base/paint.ts";
import { version } from "./version.ts";

/**
 * Runs one command line and says how it ended: 0 fine, 1 findings or refusal,
 * 2 wrong use or broken configuration, 75 the forge does not answer now. A
 * defect of ours keeps its stack.
 */
export async function run(args: readonly string[], io: Io): Promise<number> {
  try {
    return await dispatch(args, io);
  } catch (error) {
    const isFault = error instanceof ForgeFault;
    if (!isFault && !(error instanceof UserError)) throw error;
    const { red, dim } = paint(io.color);
    io.stderr(`${red("error")} ${error.message}\n${error.hint === undefined ? "" : `${dim("hint")}  ${error.hint}\n`}`);
    if (!isFault || !isTemporary(error)) return 2;
    if (error.retryAt !== undefined) io.stderr(`${dim("again from")} ${formatMoment(error.retryAt)}\n`);
    return 75;
  }
}

/** Answers another thread that shares the work of `verify`; loaded when there is one. */
export async function serveInspections(port: MessagePort): Promise<void> {
  const { serveInspections: serve } = await import("./serve-inspections.ts");
  serve(port);
}

async function dispatch(args: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = args;
  if (name === "--version" || name === "-v") {
    io.stdout(`${version()}\n`);
    return 0;
  }
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    io.stdout(await overview());
    return name === undefined ? 2 : 0;
  }
  if (!isCommand(name)) {
    const meant = nearest(name, commandNames);
    throw new UserError(`Cannot find command "${name}"`, {
      hint: meant === undefined ? "`rampart --help` lists the commands" : `did you mean "${meant}"?`,
    });
  }
  const command = await commands[name]();
  const { positionals, options } = parse(name, command, rest);
  if (options["help"] === true) {
    io.stdout(helpOf(command));
    return 0;
  }
  return command.run(positionals, options, io);
}

function isCommand(name: string): name is CommandName {
  return Object.hasOwn(commands, name);
}

function parse(name: string, command: Command, args: readonly string[]): { positionals: readonly string[]; options: Options } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { ...typesOf(command), help: { type: "boolean", short: "h" } },
      allowPositionals: true,
      strict: true,
    });
    if (positionals.length > command.positionals) {
      throw new UserError(`Cannot run ${name}: unexpected argument "${positionals[command.positionals]}"`, {
        hint: `usage: ${command.usage}`,
      });
    }
    return { positionals, options: { ...values } };
  } catch (error) {
    if (error instanceof UserError || !(error instanceof TypeError)) throw error;
    throw new UserError(`Cannot run ${name}: ${error.message.split(". ")[0]}`, { cause: error, hint: `usage: ${command.usage}` });
  }
}

function typesOf({ options }: Command): Record<string, { type: "string" | "boolean"; multiple: boolean }> {
  return Object.fromEntries(Object.entries(options).map(([name, { type, multiple }]) => [name, { type, multiple: multiple === true }]));
}

async function overview(): Promise<string> {
  const loaded = await Promise.all(commandNames.map(async (name) => [name, (await commands[name]()).summary] as const));
  const width = Math.max(...commandNames.map((name) => name.length));
  return [
    "Rampart compiles typed rollout definitions into everything a gradual rollout needs.",
    "",
    "Usage: rampart <command> [options]",
    "",
    ...loaded.map(([name, summary]) => `  ${name.padEnd(width)}  ${summary}`),
    "",
    "`rampart <command> --help` tells its options. Exit codes: 0 fine; 1 findings or refusal;",
    "2 wrong use or broken configuration; 75 nobody answers now, try again later.",
    "",
  ].join("\n");
}

function helpOf({ usage, summary, options }: Command): string {
  const rows = Object.entries(options).map(
    ([name, { type, help }]) => [`--${name}${type === "string" ? ` <${name}>` : ""}`, help] as const,
  );
  const width = Math.max(0, ...rows.map(([option]) => option.length));
  return [summary, "", `Usage: ${usage}`, "", ...rows.map(([option, text]) => `  ${option.padEnd(width)}  ${text}`), ""].join("\n");
}
