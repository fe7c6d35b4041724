import { example } from "./example.ts";
import { alertCommon, metrics } from "./metrics.ts";

const requests = { metric: "http_requests_total" } as const;

/** Text that Go templates, PromQL and YAML would read as their own, and label values that need quoting. */
export const oddTexts = example("odd-texts", {
  metrics: { ...metrics, paths_total: { type: "counter", help: "By path.", labels: ["version", "path"] } },
  signals: {
    errors: {
      kind: "ratio",
      title: "Errors of {{ $labels.pod }} {",
      numerator: { ...requests, where: { code: { startsWith: "5." } } },
      denominator: requests,
    },
    paths: {
      kind: "rate",
      title: "Paths: 'a' \"b\" # c",
      counter: { metric: "paths_total", where: { path: { oneOf: ["é'\u{1F600}", '/a"b\\c', "/*?{x}"] } } },
    },
  },
  gates: { errors: { kind: "limit", title: "{{", noData: "hold", signal: "errors", hold: { above: "0.1 %" } } },
  alerts: {
    OddTexts: {
      ...alertCommon,
      when: { kind: "gate", gate: "errors" },
      summary: "{{ $value }} of {{{ .Values.x }}} is {.",
      response: "Run `kubectl get pod -o jsonpath='{.metadata}'` {{/* gone */}} {",
      labels: { team: '{{ $labels.x }} "quoted" \\ yes', on: "yes", time: "12:30" },
    },
  },
});
