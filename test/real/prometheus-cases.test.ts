import { describe, expect, test } from "vitest";
import type { Context } from "../../src/compile/context.ts";
import { ruleTests } from "../../src/compile/generators/rule-tests.ts";
import { rulesFile } from "../../src/compile/generators/rules-file.ts";
import { contextsOf } from "../cases/contexts.ts";
import { examples } from "../cases/index.ts";
import { oddTexts } from "../cases/odd-texts.ts";
import { checkRules, testRules } from "../compile/observability/promtool.ts";
import { part } from "./harness/part.ts";
import { prometheusVersion } from "./harness/prometheus-version.ts";

const { system, breakable } = part();
system("promtool", prometheusVersion("promtool"));

const contentOf = breakable(
  (generator: typeof rulesFile, context: Context): string => generator.generate(context)[0]?.content ?? "",
  "limits hold on the other side",
  (sound) => (generator, context) =>
    generator === rulesFile ? sound(generator, context).replaceAll(" > ", " < ") : sound(generator, context),
);

const passed = { status: 0, output: expect.stringContaining("SUCCESS") };

describe.each(examples.map((example) => [example.rollout.name, example] as const))("rules of %s", (_, example) => {
  test.each(contextsOf(example).map((context) => [context.position.stage.name, context] as const))("at stage %s", (_, context) => {
    const rules = contentOf(rulesFile, context);
    expect(checkRules(rules)).toEqual(passed);
    expect(testRules(rules, contentOf(ruleTests, context))).toEqual(passed);
  });
});

describe("generated unit tests", () => {
  const [context] = contextsOf(oddTexts);
  const rules = context === undefined ? "" : contentOf(rulesFile, context);
  const tests = context === undefined ? "" : contentOf(ruleTests, context);

  test.each([
    ["a limit ten times higher", "> 0.001 ", "> 0.01 "],
    ["a limit a tenth as high", "> 0.001 ", "> 0.0001 "],
    ["a limit on the wrong side", "> 0.001 ", "< 0.001 "],
    ["a lower sample floor", ">= 10)", ">= 5)"],
    ["a lower floor of failures", ">= 5)", ">= 3)"],
    ["a higher floor of failures", ">= 5)", ">= 8)"],
    ["no answer before the first event", ' or 0 * sum(rate(http_requests_total{version="new"}[5m]))', ""],
    [
      "NaN without traffic",
      '/ (sum(rate(http_requests_total{version=\\"new\\"}[5m])) > 0)',
      '/ sum(rate(http_requests_total{version=\\"new\\"}[5m]))',
    ],
    ["another severity", "severity: critical", "severity: warning"],
    ["the other side", 'version=\\"new\\"', 'version=\\"old\\"'],
  ])("notice %s", (_, before, after) => {
    const unquoted = (text: string): string => text.replaceAll('\\"', '"');
    const [from, to] = rules.includes(before) ? [before, after] : [unquoted(before), unquoted(after)];
    expect(rules).toContain(from);
    expect(testRules(rules.replaceAll(from, to), tests)).toMatchObject({ status: 1 });
  });

  test("would notice a text that templates interpret", () => {
    const fires = {
      labels: `{alertname="OddTexts"}`,
      text: [
        "rule_files: [rules.yaml]",
        "evaluation_interval: 1m",
        "tests:",
        "  - interval: 1m",
        "    input_series:",
        `      - { series: 'http_requests_total{version="new",code="5.1"}', values: 0+600x20 }`,
        "    alert_rule_test:",
        "      - eval_time: 20m",
        "        alertname: OddTexts",
        "        exp_alerts:",
        "          - exp_labels: { action: rollback, environment: production, on: 'yes', rollout: odd-texts, severity: critical, team: '{{ $labels.x }} \"quoted\" \\ yes', time: '12:30', variant: candidate }",
        "            exp_annotations:",
        "              summary: '{{ $value }} of {{{ .Values.x }}} is {.'",
        "              description: 'Errors of {{ $labels.pod }} { of the candidate is 100%, above the limit of 0.1 %. Run `kubectl get pod -o jsonpath=''{.metadata}''` {{/* gone */}} {'",
        "              runbook_url: https://git.example.com/rollouts/dist/production/odd-texts/RUNBOOK.md#oddtexts",
        `              dashboard_url: ${context?.observability.alerts[0]?.annotations["dashboard_url"] ?? ""}`,
      ].join("\n"),
    };
    expect(testRules(rules, fires.text)).toEqual(passed);
  });
});
