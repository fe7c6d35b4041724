import { codequality } from "./codequality.ts";
import type { Format } from "./formats.ts";
import { github } from "./github.ts";
import { json } from "./json.ts";
import { junit } from "./junit.ts";
import { markdown } from "./markdown.ts";
import type { Reporter } from "./report.ts";
import { sarif } from "./sarif.ts";
import { text } from "./text.ts";

/** One file and one line here for each format. */
export const reporters = { text, json, github, sarif, junit, codequality, markdown } satisfies Record<Format, Reporter>;
