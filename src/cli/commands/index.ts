import type { Command } from "../command.ts";

/** Every command, loaded when it is run. */
export const commands = {
  compile: async (): Promise<Command> => (await import("./compile.ts")).compileCommand,
  verify: async (): Promise<Command> => (await import("./verify.ts")).verifyCommand,
  plan: async (): Promise<Command> => (await import("./plan.ts")).planCommand,
  gate: async (): Promise<Command> => (await import("./gate.ts")).gateCommand,
  probe: async (): Promise<Command> => (await import("./probe.ts")).probeCommand,
  rehearse: async (): Promise<Command> => (await import("./rehearse.ts")).rehearseCommand,
  explain: async (): Promise<Command> => (await import("./explain.ts")).explainCommand,
  demo: async (): Promise<Command> => (await import("./demo.ts")).demoCommand,
};

export type CommandName = keyof typeof commands;

/** Names of the commands, in the order help tells them. */
export const commandNames: readonly CommandName[] = ["compile", "verify", "plan", "gate", "probe", "rehearse", "explain", "demo"];
