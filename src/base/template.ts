import Handlebars from "handlebars";
import type { Markdown } from "./markdown.ts";
import { precompiledTemplates } from "./precompiled-templates.ts";
import { rememberingFor } from "./remembering.ts";
import { UserError } from "./user-error.ts";

/** What a template may be given: encoded text, numbers, booleans, and lists and records of them. Plain text is not. */
export type TemplateValue = Markdown | number | boolean | undefined | readonly TemplateValue[] | TemplateData;

/** The names a template knows. All of them must be there, `undefined` included: an unknown name is an error. */
export type TemplateData = { readonly [name: string]: TemplateValue };

/** A template with the partials it may use, each by its name. */
export interface Template {
  readonly name: string;
  readonly text: string;
  readonly partials: Readonly<Record<string, string>>;
}

const engine = Handlebars.create();
const removed = ["unless", "with", "lookup", "log", "helperMissing", "blockHelperMissing"] as const;
for (const name of removed) engine.unregisterHelper(name);

/** How templates are compiled: no name unknown, nothing escaped, no helper that looks around. */
export const templateOptions: CompileOptions = {
  strict: true,
  noEscape: true,
  preventIndent: true,
  knownHelpersOnly: true,
  knownHelpers: {
    each: true,
    if: true,
    unless: false,
    with: false,
    lookup: false,
    log: false,
    helperMissing: false,
    blockHelperMissing: false,
  },
};

const compiledByText = new Map<string, HandlebarsTemplateDelegate<TemplateData>>();

function compiled(text: string): HandlebarsTemplateDelegate<TemplateData> {
  const known = compiledByText.get(text);
  if (known !== undefined) return known;
  const ahead = precompiledTemplates.get(text);
  const template = ahead === undefined ? engine.compile<TemplateData>(text, templateOptions) : engine.template<TemplateData>(ahead);
  compiledByText.set(text, template);
  return template;
}

/** A template with its partials, ready to be filled. */
const filling = rememberingFor(({ text, partials }: Template) => {
  const page = compiled(text);
  const options = {
    partials: Object.fromEntries(Object.entries(partials).map(([partial, source]) => [partial, compiled(source)])),
    allowProtoPropertiesByDefault: false,
    allowProtoMethodsByDefault: false,
  };
  return (data: TemplateData): string => page(data, options);
});

/**
 * Fills a Handlebars template. It may use `{{#each}}`, `{{#if}}` and the given
 * partials; nothing is escaped, since the data can only hold encoded text.
 * @see https://handlebarsjs.com/api-reference/compilation.html
 */
export function renderTemplate(template: Template, data: TemplateData): string {
  try {
    return filling(template)(data);
  } catch (cause) {
    throw new UserError(`Cannot fill template "${template.name}": ${cause instanceof Error ? cause.message : String(cause)}`, {
      hint: "Use only the names that the built-in template uses, and no helper but each and if",
      cause,
    });
  }
}
