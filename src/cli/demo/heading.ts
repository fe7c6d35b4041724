import { paint } from "../../base/paint.ts";
import type { Io } from "../command.ts";

/** Begins a part of the demo. */
export function heading(io: Io, number: number, title: string): void {
  const { bold, cyan } = paint(io.color);
  io.stdout(`\n${cyan(`${number}.`)} ${bold(title)}\n\n`);
}
