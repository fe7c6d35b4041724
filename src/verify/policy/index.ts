export { evaluate } from "./evaluate.ts";
export { judge, pathText } from "./judge.ts";
export { preparePolicies, type PreparedPolicies } from "./prepare-policies.ts";
export { readPolicies, type PolicyDocument, type PolicySet } from "./read-policies.ts";
export type { RequestInput } from "./admission-request.ts";
export type { Decision } from "./decision.ts";
