import type { Check } from "../check.ts";
import { gatewayRules } from "./gateway-rules.ts";
import { kubernetesDuplicate } from "./kubernetes-duplicate.ts";
import { kubernetesSize } from "./kubernetes-size.ts";
import { kustomizationComplete } from "./kustomization-complete.ts";
import { ledgerContinuous } from "./ledger-continuous.ts";
import { ledgerEnvironment } from "./ledger-environment.ts";
import { ledgerForm } from "./ledger-form.ts";
import { ledgerOrder } from "./ledger-order.ts";
import { ledgerState } from "./ledger-state.ts";
import { schemaManifest } from "./schema-manifest.ts";
import { schemaOwn } from "./schema-own.ts";
import { schemaRollout } from "./schema-rollout.ts";
import { schemaValues } from "./schema-values.ts";
import { schemaYaml } from "./schema-yaml.ts";
import { silenceExpired } from "./silence-expired.ts";
import { silenceUnknown } from "./silence-unknown.ts";
import { silenceUnused } from "./silence-unused.ts";
import { stateStage } from "./state-stage.ts";
import { trafficAhead } from "./traffic-ahead.ts";
import { trafficBackend } from "./traffic-backend.ts";
import { trafficHosts } from "./traffic-hosts.ts";
import { trafficOneCanary } from "./traffic-one-canary.ts";
import { trafficPairing } from "./traffic-pairing.ts";
import { trafficShare } from "./traffic-share.ts";
import { trafficTraps } from "./traffic-traps.ts";
import { trafficWeight } from "./traffic-weight.ts";
import { transitionEvidence } from "./transition-evidence.ts";
import { transitionFiles } from "./transition-files.ts";
import { transitionLedger } from "./transition-ledger.ts";
import { transitionLimits } from "./transition-limits.ts";
import { transitionPolicyEdit } from "./transition-policy-edit.ts";
import { transitionStage } from "./transition-stage.ts";
import { treeEqual } from "./tree-equal.ts";
import { treeLock } from "./tree-lock.ts";
import { treeRegular } from "./tree-regular.ts";
import { treeResource } from "./tree-resource.ts";
import { treeStray } from "./tree-stray.ts";

/** The checks that come with Rampart: one file, one test and one page in `docs/checks/` each, one line here. */
export const builtInChecks: readonly Check[] = [
  gatewayRules,
  kubernetesDuplicate,
  kubernetesSize,
  kustomizationComplete,
  ledgerContinuous,
  ledgerEnvironment,
  ledgerForm,
  ledgerOrder,
  ledgerState,
  schemaManifest,
  schemaOwn,
  schemaRollout,
  schemaValues,
  schemaYaml,
  silenceExpired,
  silenceUnknown,
  silenceUnused,
  stateStage,
  trafficAhead,
  trafficBackend,
  trafficHosts,
  trafficOneCanary,
  trafficPairing,
  trafficShare,
  trafficTraps,
  trafficWeight,
  transitionEvidence,
  transitionFiles,
  transitionLedger,
  transitionLimits,
  transitionPolicyEdit,
  transitionStage,
  treeEqual,
  treeLock,
  treeRegular,
  treeResource,
  treeStray,
];
