import { resolve } from "node:path";
import { findRoot } from "../project/find-root.ts";
import { text, type Io, type Option, type Options } from "./command.ts";

/** The option by which commands are told where the project is. */
export const rootOption: Option = {
  type: "string",
  help: "the project's folder; else the nearest one with rollouts/ and environments/",
};

/** The project's root: what `--root` names, else the nearest folder that looks like one. */
export function projectRoot(options: Options, io: Io): string {
  return resolve(io.cwd, text(options, "root") ?? findRoot(io.cwd));
}
