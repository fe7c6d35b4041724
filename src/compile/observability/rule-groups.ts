import type { AlertingRule, RecordingRule, RuleGroup } from "./rule.ts";
import type { Subject } from "./subject.ts";

/**
 * The groups of a rollout's rules. A stage change touches the `stage` group
 * alone. Records and the alerts on them share the `signals` group, where rules
 * run one after the other, so that an alert never reads the value of the
 * evaluation before.
 */
export function ruleGroups(
  { rollout, environment }: Subject,
  rules: { readonly stage: readonly RecordingRule[]; readonly signals: readonly RecordingRule[]; readonly alerts: readonly AlertingRule[] },
): readonly RuleGroup[] {
  const interval = environment.prometheus.evaluationInterval;
  const group = (part: string, members: RuleGroup["rules"]): RuleGroup => ({
    name: `${rollout.name}.${environment.name}.${part}`,
    interval,
    rules: members,
  });
  return [group("stage", rules.stage), group("signals", [...rules.signals, ...rules.alerts])].filter((one) => one.rules.length > 0);
}
