/** Names of the formats a report can be written in. */
export const formats = ["text", "json", "github", "sarif", "junit", "codequality", "markdown"] as const;
export type Format = (typeof formats)[number];
