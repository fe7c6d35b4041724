import { UserError } from "../base/user-error.ts";
import { text, type Option, type Options } from "./command.ts";

const formats = ["text", "markdown", "json"] as const;

/** The option by which reports are asked for in a format. */
export const formatOption: Option = { type: "string", help: "text, markdown or json" };

/** The format that a report is asked for in. Throws a {@link UserError} for one that is none. */
export function reportFormat(options: Options): (typeof formats)[number] {
  const asked = text(options, "format") ?? "text";
  const format = formats.find((one) => one === asked);
  if (format !== undefined) return format;
  throw new UserError(`Cannot report as "${asked}"`, { hint: `use one of ${formats.join(", ")}` });
}
