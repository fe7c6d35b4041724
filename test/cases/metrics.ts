/** Metrics of a service as examples use them. */
export const metrics = {
  http_requests_total: { type: "counter", help: "Requests by status.", labels: ["version", "code"] },
  http_request_duration_seconds: { type: "histogram", help: "Time to answer.", unit: "seconds", labels: ["version"] },
  judge_score: { type: "histogram", help: "Score of an answer.", labels: ["version"] },
  sessions: { type: "gauge", help: "Open sessions.", labels: ["version"] },
  session_memory_bytes: { type: "gauge", help: "Memory of all sessions.", unit: "bytes", labels: ["version"] },
  login_bypass_total: { type: "counter", help: "Requests that got past the login.", labels: ["version"] },
  comparisons_total: { type: "counter", help: "Compared answers.", labels: ["result"] },
  up: { type: "gauge", help: "1 while a scrape succeeds.", labels: ["job"] },
} as const;

/** What every example alert says. */
export const alertCommon = { severity: "critical", action: "rollback", summary: "Something is wrong.", response: "Go back." } as const;
