import { parseYamlStream } from "../base/yaml.ts";
import { codeSpan, inline } from "../base/markdown.ts";
import { readPolicies, type PolicySet } from "./policy/index.ts";

/**
 * What a policy of the project asks for, in Markdown, in the words of its own
 * document; nothing where there is no such policy, or its file cannot be read.
 */
export function policyPage(texts: ReadonlyMap<string, string>, name: string): string | undefined {
  for (const [file, text] of texts) {
    const found = policiesOf(file, text).find(({ content }) => content.metadata.name === name);
    if (found === undefined) continue;
    const { validations, failurePolicy } = found.content.spec;
    const items = validations.map(({ expression, message }) => {
      const code = codeSpan(expression.trim().replaceAll(/\s+/g, " "));
      return message === undefined ? `- ${String(code)}` : `- ${String(inline(message.trim()))}: ${String(code)}`;
    });
    return [
      `# ${name}`,
      "",
      `A policy of this project, in ${String(codeSpan(file))}.`,
      "",
      "## What",
      "",
      "What it judges must fulfil each of these:",
      "",
      ...items,
      "",
      "## How to fix",
      "",
      "Change the definition, so that what is rendered fulfils them; or have the policy changed by who answers for it.",
      ...(failurePolicy === "Ignore" ? ["", "An expression that fails says nothing here: its `failurePolicy` is `Ignore`."] : []),
      "",
    ].join("\n");
  }
  return undefined;
}

function policiesOf(file: string, text: string): PolicySet["policies"] {
  const parsed = parseYamlStream(text);
  if ("problem" in parsed) return [];
  try {
    return readPolicies(parsed.value.map((value, document) => ({ file, document, value }))).policies;
  } catch {
    // Told by policy-documents, with its place.
    return [];
  }
}
