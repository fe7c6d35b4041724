export { evaluate } from "./evaluate.ts";
export { idleDocuments } from "./idle-documents.ts";
export { judge, pathText } from "./judge.ts";
export { selects } from "./label-selector.ts";
export { namespaceLabels } from "./match-resources.ts";
export { preparePolicies, type PreparedPolicies } from "./prepare-policies.ts";
export { PolicyDocumentError, readPolicies, type PolicyDocument, type PolicySet } from "./read-policies.ts";
export type { RequestInput } from "./admission-request.ts";
export type { Decision } from "./decision.ts";
