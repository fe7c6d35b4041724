import { codeSpan, fence, inline, phrase, type Markdown } from "../../base/markdown.ts";
import type { TemplateData } from "../../base/template.ts";
import type { Snippet, Step } from "../../model/procedure.ts";
import { probeLinks } from "./links.ts";
import type { Page } from "./page.ts";
import { aside, labelled } from "./prose.ts";
import { sources } from "./sources.ts";

/** A snippet with the file it belongs to. */
export function snippet({ file, language, content }: Snippet, indent = 0): TemplateData {
  return {
    file: file === undefined ? undefined : fileName(file),
    code: fence(content, language === "jsonl" ? "json" : language, indent),
  };
}

/** A file's name is code, whether or not it was written as code. */
function fileName(file: string): Markdown {
  return file.includes("`") ? inline(file) : codeSpan(file);
}

/** Steps for the partial `steps`, numbered, without those of other environments; `undefined` when none is left. */
export function steps(all: readonly Step[], { environment }: Page): readonly TemplateData[] | undefined {
  const here = all.filter(({ environments }) => environments?.includes(environment.name) ?? true);
  if (here.length === 0) return undefined;
  return here.map((step, index): TemplateData => {
    const indent = `${index + 1}. `.length;
    return {
      number: index + 1,
      text: inline(step.text),
      aside: aside([labelled(phrase`probes`, probeLinks(step.probes)), sources(step.sources)]),
      command: step.command === undefined ? undefined : fence(step.command, "sh", indent),
      snippet: step.snippet === undefined ? undefined : snippet(step.snippet, indent),
    };
  });
}
