import type { Check } from "../check.ts";
import { confirmationsForm } from "./confirmations-form.ts";
import { dashboardDatasource } from "./dashboard-datasource.ts";
import { dashboardEditable } from "./dashboard-editable.ts";
import { dashboardEqual } from "./dashboard-equal.ts";
import { dashboardFile } from "./dashboard-file.ts";
import { dashboardIds } from "./dashboard-ids.ts";
import { dashboardMetrics } from "./dashboard-metrics.ts";
import { dashboardSize } from "./dashboard-size.ts";
import { dashboardTargets } from "./dashboard-targets.ts";
import { dashboardTexts } from "./dashboard-texts.ts";
import { dashboardUid } from "./dashboard-uid.ts";
import { dashboardUnits } from "./dashboard-units.ts";
import { definitionAlertChance } from "./definition-alert-chance.ts";
import { definitionEntry } from "./definition-entry.ts";
import { definitionEscalation } from "./definition-escalation.ts";
import { definitionFreezes } from "./definition-freezes.ts";
import { definitionGateData } from "./definition-gate-data.ts";
import { definitionGateLimits } from "./definition-gate-limits.ts";
import { definitionHold } from "./definition-hold.ts";
import { definitionLadderDown } from "./definition-ladder-down.ts";
import { definitionPower } from "./definition-power.ts";
import { definitionSamples } from "./definition-samples.ts";
import { definitionStageEvidence } from "./definition-stage-evidence.ts";
import { definitionUnused } from "./definition-unused.ts";
import { gatewayRules } from "./gateway-rules.ts";
import { kubernetesDuplicate } from "./kubernetes-duplicate.ts";
import { kubernetesLabels } from "./kubernetes-labels.ts";
import { kubernetesSize } from "./kubernetes-size.ts";
import { kustomizationComplete } from "./kustomization-complete.ts";
import { ledgerContinuous } from "./ledger-continuous.ts";
import { ledgerEnvironment } from "./ledger-environment.ts";
import { ledgerForm } from "./ledger-form.ts";
import { ledgerOrder } from "./ledger-order.ts";
import { ledgerState } from "./ledger-state.ts";
import { overrideExpired } from "./override-expired.ts";
import { overrideExpiryFar } from "./override-expiry-far.ts";
import { overrideForm } from "./override-form.ts";
import { overrideTarget } from "./override-target.ts";
import { promqlComparison } from "./promql-comparison.ts";
import { promqlCounter } from "./promql-counter.ts";
import { promqlImpossible } from "./promql-impossible.ts";
import { promqlMatching } from "./promql-matching.ts";
import { promqlNan } from "./promql-nan.ts";
import { promqlRange } from "./promql-range.ts";
import { promqlRateSum } from "./promql-rate-sum.ts";
import { promqlRegexp } from "./promql-regexp.ts";
import { promqlSelector } from "./promql-selector.ts";
import { promqlSyntax } from "./promql-syntax.ts";
import { promqlTypes } from "./promql-types.ts";
import { resourceConsistent } from "./resource-consistent.ts";
import { rulesAlertWindow } from "./rules-alert-window.ts";
import { rulesAnnotations } from "./rules-annotations.ts";
import { rulesDuplicate } from "./rules-duplicate.ts";
import { rulesEqual } from "./rules-equal.ts";
import { rulesFile } from "./rules-file.ts";
import { rulesInterval } from "./rules-interval.ts";
import { rulesLabels } from "./rules-labels.ts";
import { rulesStage } from "./rules-stage.ts";
import { rulesTested } from "./rules-tested.ts";
import { rulesUnused } from "./rules-unused.ts";
import { runbookAlerts } from "./runbook-alerts.ts";
import { runbookCommands } from "./runbook-commands.ts";
import { runbookLimits } from "./runbook-limits.ts";
import { runbookLinks } from "./runbook-links.ts";
import { runbookRollout } from "./runbook-rollout.ts";
import { runbookRules } from "./runbook-rules.ts";
import { runbookSecrets } from "./runbook-secrets.ts";
import { schemaManifest } from "./schema-manifest.ts";
import { schemaOwn } from "./schema-own.ts";
import { schemaRollout } from "./schema-rollout.ts";
import { schemaValues } from "./schema-values.ts";
import { schemaYaml } from "./schema-yaml.ts";
import { silenceExpired } from "./silence-expired.ts";
import { silenceExpiryFar } from "./silence-expiry-far.ts";
import { silenceUnknown } from "./silence-unknown.ts";
import { silenceUnused } from "./silence-unused.ts";
import { stateStage } from "./state-stage.ts";
import { stopEnvironment } from "./stop-environment.ts";
import { stopExpired } from "./stop-expired.ts";
import { stopForm } from "./stop-form.ts";
import { trafficAhead } from "./traffic-ahead.ts";
import { trafficBackend } from "./traffic-backend.ts";
import { trafficHosts } from "./traffic-hosts.ts";
import { trafficOneCanary } from "./traffic-one-canary.ts";
import { trafficPairing } from "./traffic-pairing.ts";
import { trafficShare } from "./traffic-share.ts";
import { trafficTls } from "./traffic-tls.ts";
import { trafficTraps } from "./traffic-traps.ts";
import { trafficWeight } from "./traffic-weight.ts";
import { transitionConfirmations } from "./transition-confirmations.ts";
import { transitionDefinition } from "./transition-definition.ts";
import { transitionEvidence } from "./transition-evidence.ts";
import { transitionFiles } from "./transition-files.ts";
import { transitionLedger } from "./transition-ledger.ts";
import { transitionLimits } from "./transition-limits.ts";
import { transitionPolicyEdit } from "./transition-policy-edit.ts";
import { transitionProof } from "./transition-proof.ts";
import { transitionRendered } from "./transition-rendered.ts";
import { transitionStage } from "./transition-stage.ts";
import { transitionStopped } from "./transition-stopped.ts";
import { treeEqual } from "./tree-equal.ts";
import { treeLock } from "./tree-lock.ts";
import { treeRegular } from "./tree-regular.ts";
import { treeResource } from "./tree-resource.ts";
import { treeStray } from "./tree-stray.ts";

/** The checks that come with Rampart: one file, one test and one page in `docs/checks/` each, one line here. */
export const builtInChecks: readonly Check[] = [
  confirmationsForm,
  dashboardDatasource,
  dashboardEditable,
  dashboardEqual,
  dashboardFile,
  dashboardIds,
  dashboardMetrics,
  dashboardSize,
  dashboardTargets,
  dashboardTexts,
  dashboardUid,
  dashboardUnits,
  definitionAlertChance,
  definitionEntry,
  definitionEscalation,
  definitionFreezes,
  definitionGateData,
  definitionGateLimits,
  definitionHold,
  definitionLadderDown,
  definitionPower,
  definitionSamples,
  definitionStageEvidence,
  definitionUnused,
  gatewayRules,
  kubernetesDuplicate,
  kubernetesLabels,
  kubernetesSize,
  kustomizationComplete,
  ledgerContinuous,
  ledgerEnvironment,
  ledgerForm,
  ledgerOrder,
  ledgerState,
  overrideExpired,
  overrideExpiryFar,
  overrideForm,
  overrideTarget,
  promqlComparison,
  promqlCounter,
  promqlImpossible,
  promqlMatching,
  promqlNan,
  promqlRange,
  promqlRateSum,
  promqlRegexp,
  promqlSelector,
  promqlSyntax,
  promqlTypes,
  resourceConsistent,
  rulesAlertWindow,
  rulesAnnotations,
  rulesDuplicate,
  rulesEqual,
  rulesFile,
  rulesInterval,
  rulesLabels,
  rulesStage,
  rulesTested,
  rulesUnused,
  runbookAlerts,
  runbookCommands,
  runbookLimits,
  runbookLinks,
  runbookRollout,
  runbookRules,
  runbookSecrets,
  schemaManifest,
  schemaOwn,
  schemaRollout,
  schemaValues,
  schemaYaml,
  silenceExpired,
  silenceExpiryFar,
  silenceUnknown,
  silenceUnused,
  stateStage,
  stopEnvironment,
  stopExpired,
  stopForm,
  trafficAhead,
  trafficBackend,
  trafficHosts,
  trafficOneCanary,
  trafficPairing,
  trafficShare,
  trafficTls,
  trafficTraps,
  trafficWeight,
  transitionConfirmations,
  transitionDefinition,
  transitionEvidence,
  transitionFiles,
  transitionLedger,
  transitionLimits,
  transitionPolicyEdit,
  transitionProof,
  transitionRendered,
  transitionStage,
  transitionStopped,
  treeEqual,
  treeLock,
  treeRegular,
  treeResource,
  treeStray,
];
