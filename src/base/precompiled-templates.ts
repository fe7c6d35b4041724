/** Templates that come with Rampart, by their text, compiled ahead of time: the build puts a filled table in place of this one. */
export const precompiledTemplates: ReadonlyMap<string, TemplateSpecification> = new Map();
