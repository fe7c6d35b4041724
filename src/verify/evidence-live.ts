/** Code of evidence that the metrics server does not give again: told by `rampart verify --live`, which asks it. */
export const evidenceLive = {
  code: "evidence-live",
  severity: "error",
  description: "asked again for the same moment, the metrics server gives the verdicts that the pull request shows",
} as const;
