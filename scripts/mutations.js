// What is done to a project to see whether verify tells it: one fault each, of
// the kinds that reviewers miss. A kind lists every place where it applies.

/**
 * One mutant: what becomes of some files. `undefined` deletes a file.
 * @typedef {{ what: string, files: Readonly<Record<string, string | undefined>> }} Mutant
 */

/**
 * A kind of mutants; `places` takes the files of a project by path and gives each mutant there is.
 * @typedef {{ kind: string, places: (files: ReadonlyMap<string, string>) => Iterable<Mutant> }} Kind
 */

/** Changes one occurrence of a pattern in each file whose path matches; `change` gives the new text of the match, or nothing. */
function each(files, path, pattern, change) {
  return [...files].flatMap(([file, text]) => (path.test(file) ? occurrences(file, text, pattern, change) : []));
}

function occurrences(file, text, pattern, change) {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const changed = change(match, text);
    if (changed === undefined || changed === match[0]) return [];
    const line = text.slice(0, match.index).split("\n").length;
    const what = `${file}:${line} ${shown(match[0])} → ${shown(changed)}`;
    return [{ what, files: { [file]: text.slice(0, match.index) + changed + text.slice(match.index + match[0].length) } }];
  });
}

function shown(text) {
  const words = text.trim().replaceAll(/\s+/g, " ");
  return words === "" ? "nothing" : words.length > 60 ? `${words.slice(0, 59)}…` : words;
}

/** The same change in a file and in the manifest that carries it, where each has the text once or equally often. */
function together(files, path, carrier, pattern, change) {
  return each(files, path, pattern, change).map((mutant) => {
    const [file] = Object.keys(mutant.files);
    const folder = file.slice(0, file.lastIndexOf("/"));
    const other = `${folder}/${carrier}`;
    const [before, after] = [files.get(file), mutant.files[file]];
    const carried = files.get(other);
    return carried === undefined ? mutant : { ...mutant, files: { ...mutant.files, [other]: carriedAlong(carried, before, after) } };
  });
}

/** Line by line: the manifest has the lines of the file, deeper. */
function carriedAlong(carried, before, after) {
  const [was, is] = [before.split("\n"), after.split("\n")];
  let start = 0;
  while (was[start] === is[start]) start += 1;
  let end = 0;
  while (end < Math.min(was.length, is.length) - start && was.at(-1 - end) === is.at(-1 - end)) end += 1;
  const lines = carried.split("\n");
  const first = was.findIndex((line) => line.trim() !== "");
  const at = lines.findIndex((_, index) => was.slice(first, first + 3).every((line, next) => lines[index + next]?.trim() === line.trim()));
  if (at === -1) throw new Error("The manifest does not carry the file");
  const indent = lines[at].length - lines[at].trimStart().length - (was[first].length - was[first].trimStart().length);
  const offset = at - first;
  const replaced = is.slice(start, is.length - end).map((line) => (line === "" ? line : " ".repeat(indent) + line));
  return [...lines.slice(0, offset + start), ...replaced, ...lines.slice(offset + was.length - end)].join("\n");
}

const manifest = /^dist\/[^/]+\/[^/]+\/manifests\/(?!kustomization)[^/]+\.yaml$/;
const route = /^dist\/[^/]+\/[^/]+\/manifests\/(ingress-primary|ingress-canary|httproute)\.yaml$/;
const rules = /^dist\/[^/]+\/[^/]+\/rules\.yaml$/;
const applied = /^dist\/[^/]+\/[^/]+\/manifests\/prometheusrule\.yaml$/;
const dashboard = /^dist\/[^/]+\/[^/]+\/dashboard\.json$/;
const runbook = /^dist\/[^/]+\/[^/]+\/RUNBOOK\.md$/;
const resource = /^dist\/[^/]+\/[^/]+\/rollout\.yaml$/;
const values = /^dist\/[^/]+\/[^/]+\/values\.yaml$/;

const inRules = (pattern, change) => (files) => together(files, rules, "manifests/prometheusrule.yaml", pattern, change);
const inDashboard = (pattern, change) => (files) => together(files, dashboard, "manifests/dashboard.yaml", pattern, change);
const inFile = (path, pattern, change) => (files) => each(files, path, pattern, change);
const remove = () => "";

/** A number that is plainly another. */
function other(number) {
  return String(Number(number) === 0 ? 7 : Number((Number(number) * 10).toPrecision(12)));
}

/** Mutants of what is rendered: edits of dist/ by hand. */
export const renderedKinds = [
  { kind: "a label of a manifest is dropped", places: inFile(manifest, /\n {4}(app\.kubernetes\.io|rampart\.dev)\/[^\n]+/g, remove) },
  { kind: "a label of a manifest is changed", places: inFile(manifest, /(?<=\n {4}(?:app\.kubernetes\.io|rampart\.dev)\/[\w-]+: )\S+/g, (match) => `${match[0]}-2`) },
  { kind: "an object is renamed", places: inFile(manifest, /(?<=\nmetadata:\n(?: {2,}[^\n]*\n)*? {2}name: )\S+/g, (match) => `${match[0]}-2`) },
  { kind: "an object goes to another namespace", places: inFile(manifest, /(?<=\n {2}namespace: )\S+/g, () => "elsewhere") },
  { kind: "an object loses its namespace", places: inFile(manifest, /\n {2}namespace: \S+/g, remove) },
  { kind: "a host of a route is changed", places: inFile(route, /(?<=(?:host: |- ))[a-z0-9-]+(?:\.[a-z0-9-]+){2,}(?=\n)/g, (match) => match[0].replace(/^[^.]+/, "evil")) },
  { kind: "a service of a route is another", places: (files) => swappedServices(files) },
  { kind: "a port of a route is another", places: inFile(route, /(?<=(?:number|port): )\d+/g, (match) => String(Number(match[0]) + 1)) },
  { kind: "a path of a route is another", places: inFile(route, /(?<=\n\s+(?:path|value): )\/\S*/g, (match) => `${match[0].replace(/\/$/, "")}/beta`) },
  { kind: "a path type of a route is another", places: inFile(route, /(?<=pathType: )\w+/g, (match) => (match[0] === "Exact" ? "Prefix" : "Exact")) },
  { kind: "a weight of an Ingress is changed", places: inFile(route, /(?<=canary-weight: ")\d+/g, (match) => String(Math.min(100, Number(match[0]) * 5 + 1))) },
  { kind: "a weight of an HTTPRoute is changed", places: inFile(route, /(?<=\n\s+weight: )\d+/g, (match) => String(Number(match[0]) + 13)) },
  { kind: "an annotation of a canary is dropped", places: inFile(route, /\n {4}nginx\.ingress\.kubernetes\.io\/canary[^\n]+/g, remove) },
  { kind: "the class of an Ingress is another", places: inFile(route, /(?<=ingressClassName: )\S+/g, () => "internal") },
  { kind: "TLS is dropped", places: inFile(route, /\n {2}tls:(?:\n {4}[^\n]*)+/g, remove) },
  { kind: "a rule of an HTTPRoute is dropped", places: inFile(route, /\n {4}- name: (?:[^\n]*)(?:\n {6}[^\n]*)+/g, remove) },
  { kind: "a manifest is no longer listed", places: inFile(/\/kustomization\.yaml$/, /\n {2}- \S+/g, remove) },
  {
    kind: "a manifest is deleted and no longer listed",
    places: (files) => inFile(/\/kustomization\.yaml$/, /\n {2}- (\S+)/g, remove)(files).map((mutant) => withoutFile(mutant)),
  },
  { kind: "a limit is changed in rules.yaml alone", places: inFile(rules, /(?<=\n\s+expr: .*[<>]=? )\d+(?:\.\d+)?/g, (match) => other(match[0])) },
  { kind: "a limit is changed in the PrometheusRule alone", places: inFile(applied, /(?<=\n\s+expr: .*[<>]=? )\d+(?:\.\d+)?/g, (match) => other(match[0])) },
  { kind: "a limit of an alert is changed in all rules", places: inRules(/(?<=- alert: .*\n\s+expr: .*[<>]=? )\d+(?:\.\d+)?/g, (match) => other(match[0])) },
  { kind: "a comparison of an alert is turned round", places: inRules(/(?<=- alert: .*\n\s+expr: .*?) [<>] /g, (match) => (match[0] === " > " ? " < " : " > ")) },
  { kind: "`for` of an alert is dropped", places: inRules(/\n\s+for: \S+/g, remove) },
  { kind: "`for` of an alert is lengthened", places: inRules(/(?<=\n\s+for: )\d+(?=[mh])/g, (match) => String(Number(match[0]) * 3)) },
  { kind: "`or 0 *`, which tells no errors from no data, is dropped", places: inRules(/ or 0 \* sum[^\n]*?\)\)(?=\))/g, remove) },
  { kind: "a guard against a divisor of 0 is dropped", places: inRules(/ > 0(?=\)$)/gm, remove) },
  { kind: "`> -Inf`, which drops NaN, is dropped", places: inRules(/ > -Inf/g, remove) },
  { kind: "the least number of samples of an alert is dropped", places: inRules(/ and on \(\) \(sum\(increase[^\n]*?\]\)\) >= \d+\)/g, remove) },
  { kind: "an alert is dropped from the rules", places: inRules(/\n\s+- alert: [^\n]+(?:\n {8}[^\n]*)+/g, remove) },
  { kind: "a record is dropped from the rules", places: inRules(/\n\s+- record: [^\n]+(?:\n {8}[^\n]*)+/g, remove) },
  { kind: "a record is renamed", places: inRules(/(?<=- record: )\S+/g, (match) => `${match[0]}_2`) },
  { kind: "an alert is renamed", places: inRules(/(?<=- alert: )\S+/g, (match) => `${match[0]}2`) },
  { kind: "the severity of an alert is another", places: inRules(/(?<=severity: )\w+/g, (match) => (match[0] === "info" ? "warning" : "info")) },
  { kind: "the action of an alert is another", places: inRules(/(?<=\n\s+action: )\w+/g, (match) => (match[0] === "investigate" ? "pause" : "investigate")) },
  { kind: "a label of a rule is dropped", places: inRules(/\n {10}(?:rollout|environment|severity|action|variant|stage): \S+/g, remove) },
  { kind: "the window of a rule is another", places: inRules(/(?<=\[)\d+[mh](?=\])/g, (match) => (match[0] === "1h" ? "6h" : "1h")) },
  { kind: "a matcher of a rule is dropped", places: inRules(/(?<=expr: .*\{)\w+=~?"[^"]*",/g, remove) },
  { kind: "a matcher of a rule has another value", places: inRules(/(?<=expr: .*\w=~?")[^"]+(?=")/g, (match) => `${match[0]}x`) },
  { kind: "a quantile is another", places: inRules(/(?<=histogram_quantile\()0\.\d+/g, () => "0.5") },
  { kind: "the recorded stage is another", places: inRules(/(?<=stage: )\S+/g, (match) => `${match[0]}-2`) },
  { kind: "the recorded weight is another", places: inRules(/(?<=expr: vector\()\d+/g, (match) => other(match[0])) },
  { kind: "the interval of a group is another", places: inRules(/(?<=interval: )\d+s/g, () => "10m") },
  { kind: "an alert leads to another page", places: inRules(/(?<=(?:runbook_url|dashboard_url): \S+)[a-z0-9]+(?=\n)/g, () => "elsewhere") },
  { kind: "a summary of an alert is dropped", places: inRules(/\n\s+summary: [^\n]+/g, remove) },
  { kind: "a query of a panel is another", places: inDashboard(/(?<="expr": ".*\w+=\\")[a-z][^\\"]*(?=\\")/g, (match) => `${match[0]}-2`) },
  { kind: "a panel asks for another series", places: inDashboard(/(?<="expr": "(?:[a-z]+\()?)[a-z_]+(?::[a-z0-9_]+)+/g, (match) => `${match[0]}_2`) },
  { kind: "a number of a panel is another", places: inDashboard(/(?<="id": )\d+/g, (match) => String(Number(match[0]) + 1)) },
  { kind: "a unit of a panel is another", places: inDashboard(/(?<="unit": ")\w+/g, (match) => (match[0] === "s" ? "ms" : "s")) },
  { kind: "a limit line of a panel is another", places: inDashboard(/(?<="value": )\d+(?:\.\d+)?(?=\n)/g, (match) => other(match[0])) },
  { kind: "a panel is dropped", places: inDashboard(/\n {4}\{\n {6}"datasource"(?:\n {6}[^\n]*|[^\n])*\n {4}\},/g, remove) },
  { kind: "the dashboard.json alone is changed", places: inFile(dashboard, /(?<="title": ")[^"]+/g, (match) => `${match[0]} 2`) },
  { kind: "a limit in the runbook is another", places: inFile(runbook, /(?<=\n- \*\*(?:Do not advance while|Roll back when):\*\* (?:above|below) )[\d.]+/g, (match) => other(match[0])) },
  { kind: "an alert is dropped from the runbook", places: inFile(runbook, /\n### [A-Z]\w+\n(?:(?!\n#)[^])*/g, remove) },
  { kind: "a link in the runbook leads nowhere", places: inFile(runbook, /(?<=\]\(#)[a-z0-9-]+/g, (match) => `${match[0]}-2`) },
  { kind: "a query in the runbook is another", places: inFile(runbook, /(?<=```promql\n(?:[^`]*\n)?[^`\n]*)[<>]=? (?:bool )?[\d.]+/g, (match) => match[0].replace(/[\d.]+$/, (number) => other(number))) },
  { kind: "the hold of a stage in the runbook is another", places: inFile(runbook, /(?<=\n- \*\*Hold:\*\* )\d+/g, (match) => other(match[0])) },
  { kind: "the share of a stage in the runbook is another", places: inFile(runbook, /(?<=\n- \*\*Candidate share:\*\* )\d+/g, (match) => (match[0] === "100" ? "50" : other(match[0]))) },
  { kind: "a gate is dropped from the ladder of the runbook", places: inFile(runbook, /(?<=\n\| \d+ \| .*)\[[a-z0-9-]+\]\(#gate-[^)]+\), /g, remove) },
  { kind: "a command of the runbook has an open quote", places: inFile(runbook, /(?<=\n```sh\n(?:[^`]*\n)?[^`\n]*=)"(?=[^"\n]*"\n)/g, remove) },
  { kind: "the weight of a stage is changed in rollout.yaml", places: inFile(resource, /(?<=\n {6}weight: )\d+/g, (match) => other(match[0])) },
  { kind: "the share of a stage is changed in rollout.yaml", places: inFile(resource, /(?<=\n {6}candidatePercent: ")\d+/g, (match) => other(match[0])) },
  { kind: "the hold of a stage is changed in rollout.yaml", places: inFile(resource, /(?<=holdSeconds: )[1-9]\d*/g, () => "60") },
  { kind: "a gate of a stage is dropped from rollout.yaml", places: inFile(resource, /\n {8}- [a-z][a-z0-9-]*(?=\n {8}-|\n {6}instances)/g, remove) },
  { kind: "a limit of a gate is changed in rollout.yaml", places: inFile(resource, /(?<=\n {6}(?:hold|rollback): (?:above|below) [+-]?)\d+(?:\.\d+)?/g, (match) => other(match[0])) },
  { kind: "a gate's rollback limit is dropped from rollout.yaml", places: inFile(resource, /\n {6}rollback: (?:above|below)[^\n]+/g, remove) },
  { kind: "the least samples of a gate are changed in rollout.yaml", places: inFile(resource, /(?<=minimumSamples: )[1-9]\d*/g, () => "1") },
  { kind: "what no data means is changed in rollout.yaml", places: inFile(resource, /(?<=noData: )\w+/g, () => "pass") },
  { kind: "an alert is dropped from rollout.yaml", places: inFile(resource, /\n {4}- name: [A-Z]\w+\n {6}severity: (?:[^\n]*)(?:\n {6}[^\n]*)*/g, remove) },
  { kind: "the severity of an alert is changed in rollout.yaml", places: inFile(resource, /(?<=\n {6}severity: )\w+/g, (match) => (match[0] === "info" ? "warning" : "info")) },
  { kind: "an owner is dropped from rollout.yaml", places: inFile(resource, /(?<=\n {2}owners:(?:\n {4}[^\n]*)*)\n {4}- name: [^\n]+(?:\n {6}[^\n]*)*/g, remove) },
  { kind: "the approvals are changed in rollout.yaml", places: inFile(resource, /(?<=\n {6}advance: )[1-9]/g, () => "0") },
  { kind: "a freeze is dropped from rollout.yaml", places: inFile(resource, /(?<=\n {4}freezes:)\n {6}- name: [^\n]+(?:\n {8}[^\n]*)*/g, () => " []") },
  { kind: "the digest of the image is changed in rollout.yaml", places: inFile(resource, /(?<=digest: sha256:)[0-9a-f]{4}/g, (match) => (match[0] === "0000" ? "1111" : "0000")) },
  { kind: "the host is changed in rollout.yaml", places: inFile(resource, /(?<=\n {2}host: )[^.]+/g, () => "evil") },
  { kind: "the services are swapped in rollout.yaml", places: (files) => swappedBackends(files) },
  { kind: "the status is changed in rollout.yaml", places: inFile(resource, /(?<=\nstatus:\n(?: {2}[^\n]*\n)*? {2}(?:stage|index|weight): )\S+/g, (match) => (/^\d+$/.test(match[0]) ? String(Number(match[0]) + 1) : "before")) },
  { kind: "a silence is added to rollout.yaml", places: inFile(resource, /\n {2}silences: \[\]/g, () => "\n  silences:\n    - check: rules-labels\n      reason: Noise\n      owner: somebody\n      until: 2099-01-01") },
  { kind: "a value is changed", places: inFile(values, /(?<=: )(?:true|false|\d+)(?=\n)/g, (match) => (match[0] === "true" ? "false" : match[0] === "false" ? "true" : other(match[0]))) },
  { kind: "the digest of an image is changed in values.yaml", places: inFile(values, /(?<=sha256:)[0-9a-f]{4}/g, (match) => (match[0] === "0000" ? "1111" : "0000")) },
  { kind: "a value is dropped", places: inFile(values, /\n\s*[\w-]+: [^\n{]+/g, remove) },
];

/** Mutants of definitions, after which everything is rendered anew. */
export const definitionKinds = [];

/** Mutants of the record: state and ledger, with everything rendered anew. */
export const recordKinds = [];

function withoutFile(mutant) {
  const [file] = Object.keys(mutant.files);
  const [, name] = / - (\S+) →/.exec(mutant.what) ?? [];
  return { ...mutant, files: { ...mutant.files, [file.replace(/kustomization\.yaml$/, name ?? "")]: undefined } };
}

function swappedServices(files) {
  return [...files].flatMap(([file, text]) => {
    if (!route.test(file)) return [];
    const sides = backendsOf(files, file);
    return sides === undefined ? [] : occurrences(file, text, /(?<=\n\s+name: )\S+/g, (match) => (match[0] === sides.baseline ? sides.candidate : match[0] === sides.candidate ? sides.baseline : undefined));
  });
}

function swappedBackends(files) {
  return [...files].flatMap(([file, text]) => (resource.test(file) ? occurrences(file, text, / {2}backends:\n {4}baseline:((?:\n {6}[^\n]*)+)\n {4}candidate:((?:\n {6}[^\n]*)+)/g, (match) => `  backends:\n    baseline:${match[2]}\n    candidate:${match[1]}`) : []));
}

function backendsOf(files, file) {
  const text = files.get(file.replace(/manifests\/.*$/, "rollout.yaml")) ?? "";
  const [, baseline, candidate] = /\n {2}backends:\n {4}baseline:\n {6}service: (\S+)[^]*?\n {4}candidate:\n {6}service: (\S+)/.exec(text) ?? [];
  return baseline === undefined || baseline === candidate ? undefined : { baseline, candidate };
}
