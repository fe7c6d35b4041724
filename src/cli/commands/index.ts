import type { Command } from "../command.ts";

/** Every command, loaded when it is run. */
export const commands = {
  compile: async (): Promise<Command> => (await import("./compile.ts")).compileCommand,
  verify: async (): Promise<Command> => (await import("./verify.ts")).verifyCommand,
  plan: async (): Promise<Command> => (await import("./plan.ts")).planCommand,
  gate: async (): Promise<Command> => (await import("./gate.ts")).gateCommand,
  probe: async (): Promise<Command> => (await import("./probe.ts")).probeCommand,
  rehearse: async (): Promise<Command> => (await import("./rehearse.ts")).rehearseCommand,
  step: async (): Promise<Command> => (await import("./step.ts")).stepCommand,
  rollback: async (): Promise<Command> => (await import("./rollback.ts")).rollbackCommand,
  resume: async (): Promise<Command> => (await import("./resume.ts")).resumeCommand,
  status: async (): Promise<Command> => (await import("./status.ts")).statusCommand,
  ledger: async (): Promise<Command> => (await import("./ledger.ts")).ledgerCommand,
  init: async (): Promise<Command> => (await import("./init.ts")).initCommand,
  sandbox: async (): Promise<Command> => (await import("./sandbox.ts")).sandboxCommand,
  explain: async (): Promise<Command> => (await import("./explain.ts")).explainCommand,
  demo: async (): Promise<Command> => (await import("./demo.ts")).demoCommand,
};

export type CommandName = keyof typeof commands;

/** Names of the commands, in the order help tells them. */
export const commandNames: readonly CommandName[] = [
  "compile",
  "verify",
  "plan",
  "gate",
  "probe",
  "rehearse",
  "step",
  "rollback",
  "resume",
  "status",
  "ledger",
  "explain",
  "init",
  "sandbox",
  "demo",
];
