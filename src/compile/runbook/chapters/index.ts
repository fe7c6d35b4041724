import type { Chapter } from "../page.ts";
import { actions } from "./actions.ts";
import { alerts } from "./alerts.ts";
import { architecture } from "./architecture.ts";
import { automation } from "./automation.ts";
import { cleanup } from "./cleanup.ts";
import { compatibility } from "./compatibility.ts";
import { contacts } from "./contacts.ts";
import { decision } from "./decision.ts";
import { dependencies } from "./dependencies.ts";
import { environment } from "./environment.ts";
import { exitCriteria } from "./exit-criteria.ts";
import { gates } from "./gates.ts";
import { helm } from "./helm.ts";
import { instances } from "./instances.ts";
import { invariants } from "./invariants.ts";
import { ladder } from "./ladder.ts";
import { ledger } from "./ledger.ts";
import { metrics } from "./metrics.ts";
import { phases } from "./phases.ts";
import { preconditions } from "./preconditions.ts";
import { probes } from "./probes.ts";
import { procedures } from "./procedures.ts";
import { references } from "./references.ts";
import { rehearsals } from "./rehearsals.ts";
import { risks } from "./risks.ts";
import { rollback } from "./rollback.ts";
import { routing } from "./routing.ts";
import { samples } from "./samples.ts";
import { scope } from "./scope.ts";
import { signals } from "./signals.ts";
import { silences } from "./silences.ts";
import { stages } from "./stages.ts";
import { summary } from "./summary.ts";
import { troubleshooting } from "./troubleshooting.ts";
import { variables } from "./variables.ts";

/** Every chapter by the name of its template in `templates/runbook/`; `runbook.md.hbs` says in which order they come. */
export const chapters = {
  summary,
  scope,
  contacts,
  environment,
  architecture,
  compatibility,
  preconditions,
  invariants,
  variables,
  ladder,
  stages,
  gates,
  alerts,
  rollback,
  procedures,
  probes,
  troubleshooting,
  signals,
  "exit-criteria": exitCriteria,
  cleanup,
  phases,
  decision,
  risks,
  dependencies,
  actions,
  rehearsals,
  automation,
  samples,
  ledger,
  routing,
  instances,
  helm,
  metrics,
  silences,
  references,
} as const satisfies Readonly<Record<string, Chapter>>;
