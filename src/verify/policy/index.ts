export { type AdmissionRequest, type NamespaceObject, type RequestInput } from "./admission-request.ts";
export { type CompileProblem } from "./compile-policy.ts";
export { type AuditNote, type Decision, type Problem, type Violation } from "./decision.ts";
export { evaluate, type Evaluation } from "./evaluate.ts";
export { judge, pathText } from "./judge.ts";
export { knownKinds, type Kind } from "./kinds.ts";
export { preparePolicies, type PreparedPolicies } from "./prepare-policies.ts";
export { readPolicies, type PolicyDocument, type PolicySet, type Sourced } from "./read-policies.ts";
