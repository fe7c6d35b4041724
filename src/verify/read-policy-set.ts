import { parseYamlStream } from "../base/yaml.ts";
import type { Report } from "./check.ts";
import { placeOfUnread } from "./place-of-unread.ts";
import {
  idleDocuments,
  PolicyDocumentError,
  preparePolicies,
  readPolicies,
  type PolicyDocument,
  type PolicySet,
  type PreparedPolicies,
} from "./policy/index.ts";
import { remembered, type Remembered } from "./remembered.ts";

/** The policies of a project as they were read, and what is wrong with them. */
export interface SetReading {
  readonly set: PolicySet | undefined;
  /** Why there is no set, or what of it judges nothing. */
  readonly faults: readonly Report[];
  readonly prepared: Remembered<string, PreparedPolicies>;
}

/** Reads the texts of `policies/`; what cannot be read is a fault, and then there is no set. */
export function readPolicySet(texts: ReadonlyMap<string, string>): SetReading {
  const unread = (faults: readonly Report[]): SetReading => ({
    set: undefined,
    faults,
    prepared: (version) => preparePolicies({ policies: [], bindings: [], params: [] }, version),
  });
  const faults: Report[] = [];
  const documents: PolicyDocument[] = [];
  for (const [file, text] of texts) {
    const parsed = parseYamlStream(text);
    if ("problem" in parsed)
      faults.push({
        message: `cannot be read: ${parsed.problem}`,
        hint: "correct the YAML; until then no policy is judged",
        file,
        ...placeOfUnread(parsed),
      });
    else documents.push(...parsed.value.map((value, document) => ({ file, document, value })));
  }
  if (faults.length > 0) return unread(faults);
  try {
    const set = readPolicies(documents);
    return {
      set,
      faults: [...idleDocuments(set)].map((idle): Report => ({ ...idle, severity: "warning" })),
      prepared: remembered((version: string) => preparePolicies(set, version)),
    };
  } catch (error) {
    if (!(error instanceof PolicyDocumentError)) throw error;
    const { message, hint, file, document, path } = error;
    return unread([{ message, hint: hint ?? "correct the document; until then no policy is judged", file, document, path }]);
  }
}
