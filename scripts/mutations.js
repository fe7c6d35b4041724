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
  {
    kind: "a label of a manifest is changed",
    places: inFile(manifest, /(?<=\n {4}(?:app\.kubernetes\.io|rampart\.dev)\/[\w-]+: )\S+/g, (match) => `${match[0]}-2`),
  },
  {
    kind: "an object is renamed",
    places: inFile(manifest, /(?<=\nmetadata:\n(?: {2,}[^\n]*\n)*? {2}name: )\S+/g, (match) => `${match[0]}-2`),
  },
  { kind: "an object goes to another namespace", places: inFile(manifest, /(?<=\n {2}namespace: )\S+/g, () => "elsewhere") },
  { kind: "an object loses its namespace", places: inFile(manifest, /\n {2}namespace: \S+/g, remove) },
  {
    kind: "a host of a route is changed",
    places: inFile(route, /(?<=(?:host: |- ))[a-z0-9-]+(?:\.[a-z0-9-]+){2,}(?=\n)/g, (match) => match[0].replace(/^[^.]+/, "evil")),
  },
  { kind: "a service of a route is another", places: (files) => swappedServices(files) },
  { kind: "a port of a route is another", places: inFile(route, /(?<=(?:number|port): )\d+/g, (match) => String(Number(match[0]) + 1)) },
  {
    kind: "a path of a route is another",
    places: inFile(route, /(?<=\n\s+(?:path|value): )\/\S*/g, (match) => `${match[0].replace(/\/$/, "")}/beta`),
  },
  {
    kind: "a path type of a route is another",
    places: inFile(route, /(?<=pathType: )\w+/g, (match) => (match[0] === "Exact" ? "Prefix" : "Exact")),
  },
  {
    kind: "a weight of an Ingress is changed",
    places: inFile(route, /(?<=canary-weight: ")\d+/g, (match) => String(Math.min(100, Number(match[0]) * 5 + 1))),
  },
  // The weight of an only backend says nothing, nor does one beside a 0.
  {
    kind: "a weight of an HTTPRoute is changed",
    places: inFile(
      route,
      /(?<=\n\s+weight: )\d+(?=\n {8}- group)|(?<=\n {10}weight: \d+\n {8}- group: [^]{0,100}weight: )\d+/g,
      (match, text) => (match[0] !== "0" && text.includes("weight: 0") ? undefined : String(Number(match[0]) + 13)),
    ),
  },
  { kind: "an annotation of a canary is dropped", places: inFile(route, /\n {4}nginx\.ingress\.kubernetes\.io\/canary[^\n]+/g, remove) },
  { kind: "the class of an Ingress is another", places: inFile(route, /(?<=ingressClassName: )\S+/g, () => "internal") },
  { kind: "TLS is dropped", places: inFile(route, /\n {2}tls:(?:\n {4}[^\n]*)+/g, remove) },
  { kind: "a rule of an HTTPRoute is dropped", places: inFile(route, /\n {4}- name: (?:[^\n]*)(?:\n {6}[^\n]*)+/g, remove) },
  { kind: "a manifest is no longer listed", places: inFile(/\/kustomization\.yaml$/, /\n {2}- \S+/g, remove) },
  {
    kind: "a manifest is deleted and no longer listed",
    places: (files) => inFile(/\/kustomization\.yaml$/, /\n {2}- (\S+)/g, remove)(files).map((mutant) => withoutFile(mutant)),
  },
  {
    kind: "a limit is changed in rules.yaml alone",
    places: inFile(rules, /(?<=\n\s+expr: .*[<>]=? )\d+(?:\.\d+)?/g, (match) => other(match[0])),
  },
  {
    kind: "a limit is changed in the PrometheusRule alone",
    places: inFile(applied, /(?<=\n\s+expr: .*[<>]=? )\d+(?:\.\d+)?/g, (match) => other(match[0])),
  },
  {
    kind: "a limit of an alert is changed in all rules",
    places: inRules(/(?<=- alert: .*\n\s+expr: .*[<>]=? )\d+(?:\.\d+)?/g, (match) => other(match[0])),
  },
  {
    kind: "a comparison of an alert is turned round",
    places: inRules(/(?<=- alert: .*\n\s+expr: .*?) [<>] /g, (match) => (match[0] === " > " ? " < " : " > ")),
  },
  { kind: "`for` of an alert is dropped", places: inRules(/\n\s+for: \S+/g, remove) },
  { kind: "`for` of an alert is lengthened", places: inRules(/(?<=\n\s+for: )\d+(?=[mh])/g, (match) => String(Number(match[0]) * 3)) },
  { kind: "`or 0 *`, which tells no errors from no data, is dropped", places: inRules(/ or 0 \* sum[^\n]*?\)\)(?=\))/g, remove) },
  { kind: "a guard against a divisor of 0 is dropped", places: inRules(/ > 0(?=\)$)/gm, remove) },
  { kind: "`> -Inf`, which drops NaN, is dropped", places: inRules(/ > -Inf/g, remove) },
  {
    kind: "the least number of samples of an alert is dropped",
    places: inRules(/ and on \(\) \(sum\(increase[^\n]*?\]\)\) >= \d+\)/g, remove),
  },
  { kind: "an alert is dropped from the rules", places: inRules(/\n\s+- alert: [^\n]+(?:\n {8}[^\n]*)+/g, remove) },
  { kind: "a record is dropped from the rules", places: inRules(/\n\s+- record: [^\n]+(?:\n {8}[^\n]*)+/g, remove) },
  { kind: "a record is renamed", places: inRules(/(?<=- record: )\S+/g, (match) => `${match[0]}_2`) },
  { kind: "an alert is renamed", places: inRules(/(?<=- alert: )\S+/g, (match) => `${match[0]}2`) },
  {
    kind: "the severity of an alert is another",
    places: inRules(/(?<=severity: )\w+/g, (match) => (match[0] === "info" ? "warning" : "info")),
  },
  {
    kind: "the action of an alert is another",
    places: inRules(/(?<=\n\s+action: )\w+/g, (match) => (match[0] === "investigate" ? "pause" : "investigate")),
  },
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
  {
    kind: "a panel asks for another series",
    places: inDashboard(/(?<="expr": "(?:[a-z]+\()?)[a-z_]+(?::[a-z0-9_]+)+/g, (match) => `${match[0]}_2`),
  },
  { kind: "a number of a panel is another", places: inDashboard(/(?<="id": )\d+/g, (match) => String(Number(match[0]) + 1)) },
  { kind: "a unit of a panel is another", places: inDashboard(/(?<="unit": ")\w+/g, (match) => (match[0] === "s" ? "ms" : "s")) },
  {
    kind: "a limit line of a panel is another",
    places: inDashboard(/(?<="value": )(?![01]\n)\d+(?:\.\d+)?(?=\n)/g, (match) => other(match[0])),
  },
  { kind: "a panel is dropped", places: inDashboard(/\n {4}\{\n {6}"datasource"(?:\n {6}[^\n]*|[^\n])*\n {4}\},/g, remove) },
  { kind: "the dashboard.json alone is changed", places: inFile(dashboard, /(?<="title": ")[^"]+/g, (match) => `${match[0]} 2`) },
  {
    kind: "a limit in the runbook is another",
    places: inFile(runbook, /(?<=\n- \*\*(?:Do not advance while|Roll back when):\*\* (?:above|below) )[\d.]+/g, (match) =>
      other(match[0]),
    ),
  },
  { kind: "an alert is dropped from the runbook", places: inFile(runbook, /\n### [A-Z][a-z]+[A-Z]\w*\n(?:(?!\n#)[^])*/g, remove) },
  { kind: "a link in the runbook leads nowhere", places: inFile(runbook, /(?<=\]\(#)[a-z0-9-]+/g, (match) => `${match[0]}-2`) },
  {
    kind: "a query in the runbook is another",
    places: inFile(runbook, /(?<=```promql\n(?:[^`]*\n)?[^`\n]*)[<>]=? (?:bool )?[\d.]+/g, (match) =>
      match[0].replace(/[\d.]+$/, (number) => other(number)),
    ),
  },
  {
    kind: "the hold of a stage in the runbook is another",
    places: inFile(runbook, /(?<=\n- \*\*Hold:\*\* )\d+/g, (match) => other(match[0])),
  },
  {
    kind: "the share of a stage in the runbook is another",
    places: inFile(runbook, /(?<=\n- \*\*Candidate share:\*\* )\d+/g, (match) => (match[0] === "100" ? "50" : other(match[0]))),
  },
  {
    kind: "a gate is dropped from the ladder of the runbook",
    places: inFile(runbook, /(?<=\n\| \d+ \| .*)\[[a-z0-9-]+\]\(#gate-[^)]+\), /g, remove),
  },
  {
    kind: "a command of the runbook has an open quote",
    places: inFile(runbook, /(?<=\n```sh\n(?:[^`]*\n)?[^`\n]*=)"(?=[^"\n]*"\n)/g, remove),
  },
  {
    kind: "the weight of a stage is changed in rollout.yaml",
    places: inFile(resource, /(?<=\n {6}weight: )\d+/g, (match) => other(match[0])),
  },
  {
    kind: "the share of a stage is changed in rollout.yaml",
    places: inFile(resource, /(?<=\n {6}candidatePercent: ")\d+/g, (match) => other(match[0])),
  },
  { kind: "the hold of a stage is changed in rollout.yaml", places: inFile(resource, /(?<=holdSeconds: )[1-9]\d*/g, () => "60") },
  {
    kind: "a gate of a stage is dropped from rollout.yaml",
    places: inFile(resource, /(?<=\n {6}gates:(?:\n {8}- [^\n]+)*)\n {8}- [a-z][a-z0-9-]*(?=\n)/g, remove),
  },
  {
    kind: "a limit of a gate is changed in rollout.yaml",
    places: inFile(resource, /(?<=\n {6}(?:hold|rollback): (?:above|below) [+-]?)\d+(?:\.\d+)?/g, (match) => other(match[0])),
  },
  {
    kind: "a gate's rollback limit is dropped from rollout.yaml",
    places: inFile(resource, /\n {6}rollback: (?:above|below)[^\n]+/g, remove),
  },
  {
    kind: "the least samples of a gate are changed in rollout.yaml",
    places: inFile(resource, /(?<=minimumSamples: )[1-9]\d*/g, () => "1"),
  },
  { kind: "what no data means is changed in rollout.yaml", places: inFile(resource, /(?<=noData: )\w+/g, () => "pass") },
  {
    kind: "an alert is dropped from rollout.yaml",
    places: inFile(resource, /\n {4}- name: [A-Z]\w+\n {6}severity: (?:[^\n]*)(?:\n {6}[^\n]*)*/g, remove),
  },
  {
    kind: "the severity of an alert is changed in rollout.yaml",
    places: inFile(resource, /(?<=\n {6}severity: )\w+/g, (match) => (match[0] === "info" ? "warning" : "info")),
  },
  {
    kind: "an owner is dropped from rollout.yaml",
    places: inFile(resource, /(?<=\n {2}owners:(?:\n {4}[^\n]*)*)\n {4}- name: [^\n]+(?:\n {6}[^\n]*)*/g, remove),
  },
  { kind: "the approvals are changed in rollout.yaml", places: inFile(resource, /(?<=\n {6}advance: )[1-9]/g, () => "0") },
  {
    kind: "a freeze is dropped from rollout.yaml",
    places: inFile(resource, /(?<=\n {4}freezes:)\n {6}- name: [^\n]+(?:\n {8}[^\n]*)*/g, () => " []"),
  },
  {
    kind: "the digest of the image is changed in rollout.yaml",
    places: inFile(resource, /(?<=digest: sha256:)[0-9a-f]{4}/g, (match) => (match[0] === "0000" ? "1111" : "0000")),
  },
  { kind: "the host is changed in rollout.yaml", places: inFile(resource, /(?<=\n {2}host: )[^.]+/g, () => "evil") },
  { kind: "the services are swapped in rollout.yaml", places: (files) => swappedBackends(files) },
  {
    kind: "the status is changed in rollout.yaml",
    places: inFile(resource, /(?<=\nstatus:\n(?: {2}[^\n]*\n)*? {2}(?:stage|index|weight): )\S+/g, (match) =>
      /^\d+$/.test(match[0]) ? String(Number(match[0]) + 1) : "before",
    ),
  },
  {
    kind: "a silence is added to rollout.yaml",
    places: inFile(
      resource,
      /\n {2}silences: \[\]/g,
      () => "\n  silences:\n    - check: rules-labels\n      reason: Noise\n      owner: somebody\n      until: 2099-01-01",
    ),
  },
  {
    kind: "a value is changed",
    places: inFile(values, /(?<=: )(?:true|false|\d+)(?=\n)/g, (match) =>
      match[0] === "true" ? "false" : match[0] === "false" ? "true" : other(match[0]),
    ),
  },
  {
    kind: "the digest of an image is changed in values.yaml",
    places: inFile(values, /(?<=sha256:)[0-9a-f]{4}/g, (match) => (match[0] === "0000" ? "1111" : "0000")),
  },
  { kind: "a value is dropped", places: inFile(values, /\n\s*[\w-]+: [^\n{]+/g, remove) },
];

const definition = /^rollouts\/.*\.ts$/;
const environment = /^environments\/[^/]+\.ts$/;
const inDefinition = (pattern, change) => (files) => each(files, definition, pattern, change);
const inEnvironment = (pattern, change) => (files) => each(files, environment, pattern, change);

/** An amount that is ten times as far away: what was refused passes. */
const looser = (sign) => (match) =>
  match[0].startsWith("-") ? `-${other(match[0].slice(1))}` : sign > 0 ? other(match[0]) : String(Number(match[0]) / 10);

/** Mutants of definitions, after which everything is rendered anew. */
export const definitionKinds = [
  {
    kind: "a weight of a stage is changed",
    places: inDefinition(/(?<=levers: \{[^}]*\bweight: )\d+/g, (match) => String(Math.min(100, Number(match[0]) * 2 + 1))),
  },
  { kind: "a hold is shortened", places: inDefinition(/(?<=\bhold: ")\d+[hd](?=")/g, () => "10m") },
  { kind: "a gate is dropped from a stage", places: (files) => droppedGates(files) },
  { kind: "an upper limit of a gate is loosened", places: inDefinition(/(?<=\babove: "?[+]?)\d[\d_.]*/g, looser(1)) },
  { kind: "a lower limit of a gate is loosened", places: inDefinition(/(?<=\bbelow: "?)-?\d[\d_.]*/g, looser(-1)) },
  {
    kind: "the rollback limit of a gate is dropped",
    places: inDefinition(/(?<=[,{]\s*)rollback: (?:\{ (?:above|below): [^}]*\}|\w+Limit),?/g, remove),
  },
  { kind: "the least samples of a gate are dropped", places: inDefinition(/(?<=\bminimumSamples: )[1-9][\d_]*/g, () => "0") },
  { kind: "the coverage that a gate asks for is dropped", places: inDefinition(/(?<=\bminimumCoverage: ")[\d.]+/g, () => "1") },
  { kind: "the streak of a gate is lengthened", places: inDefinition(/(?<=\bbadStreak: ")\d+m/g, () => "12h") },
  { kind: "no data holds where it failed", places: inDefinition(/(?<=\bnoData: )"fail"/g, () => '"hold"') },
  { kind: "an alert wakes nobody any more", places: inDefinition(/(?<=\bseverity: )"critical"/g, () => '"info"') },
  { kind: "an alert no longer asks for the rollback", places: inDefinition(/(?<=\baction: )"rollback"/g, () => '"investigate"') },
  { kind: "an alert fires later", places: inDefinition(/(?<=\bfor: ")\d+m(?=")/g, () => "2h") },
  { kind: "an alert is dropped", places: inDefinition(/(?<=\n) {4}[A-Z]\w+: \{\n {6}when:(?:\n {6}[^\n]*|[^\n])*\n {4}\},\n/g, remove) },
  {
    kind: "a signal is measured over another window",
    places: inDefinition(/(?<=\bwindow: ")\d+[mh](?=")/g, (match) => (match[0] === "1h" ? "6h" : "1h")),
  },
  { kind: "a signal takes another quantile", places: inDefinition(/(?<=\bquantile: )0\.\d+/g, () => "0.5") },
  { kind: "a signal counts other events", places: inDefinition(/(?<=startsWith: ")\w+/g, (match) => `${match[0]}9`) },
  { kind: "a record is renamed", places: inDefinition(/(?<=\brecord: (?:\{[^}\n]*: )?")\w+:[\w:]+/g, (match) => `${match[0]}_2`) },
  {
    kind: "the services are swapped",
    places: inDefinition(
      /baseline: (\{ service: [^}]*\}),(\s*)candidate: (\{ service: [^}]*\})/g,
      (match) => `baseline: ${match[3]},${match[2]}candidate: ${match[1]}`,
    ),
  },
  { kind: "a host is another of the environment", places: inDefinition(/(?<=\bhost: ")[^."]+(?=\.)/g, (match) => `${match[0]}-2`) },
  { kind: "the digest of the image is another", places: inDefinition(/(?<=\bdigest: "sha256:)[0-9a-f]{4}/g, () => "0000") },
  { kind: "another team owns it", places: (files) => otherTeams(files) },
  { kind: "an owner cannot be reached any more", places: inDefinition(/(?<=\breach: )\[\{[^\]]*\]/g, () => "[]") },
  { kind: "an alert escalates to nobody", places: inDefinition(/\n\s+escalation: "[\w-]+",/g, remove) },
  {
    kind: "a promise to leave something alone is taken back",
    places: inDefinition(/(?<=\binvariants: \[(?:[^\]]*\n)?)\s*\{ text: [^\n]*\},?/g, remove),
  },
  {
    kind: "a value of a stage is another",
    places: inDefinition(/(?<=\bvalues: \{[^}]*: )(?:true|false|\d+)/g, (match) =>
      match[0] === "true" ? "false" : match[0] === "false" ? "true" : String(Number(match[0]) + 1),
    ),
  },
  { kind: "steps may be taken at any time", places: inDefinition(/(?<=\bwindow: )"working-hours"/g, () => '"any-time"') },
  {
    kind: "a silence is added",
    places: inDefinition(
      /(?<=defineRollout\(\{\n)/g,
      () => '  silences: [{ check: "promql-range", reason: "Noise", owner: "somebody", until: "2027-06-30" }],\n',
    ),
  },
  { kind: "the approvals of an environment are lowered", places: inEnvironment(/(?<=\badvance: )[1-9]/g, () => "0") },
  { kind: "a freeze is shortened", places: inEnvironment(/(?<=\bto: ")\d{4}-\d{2}-\d{2}/g, () => "2026-12-20") },
  { kind: "a suffix of hosts is added", places: inEnvironment(/(?<=hostSuffixes: \[)/g, () => '"example.net", ') },
  { kind: "rules are selected by another label", places: inEnvironment(/(?<=ruleLabels: \{ )\w+/g, (match) => `${match[0]}2`) },
  { kind: "the ingress class is another", places: inEnvironment(/(?<=class: ")\w+/g, () => "internal") },
  { kind: "the namespace is another", places: inEnvironment(/(?<=\bnamespace: ")[\w-]+/g, (match) => `${match[0]}-2`) },
];

const state = /^environments\/[^/]+\/[^/]+\.yaml$/;
const ledger = /^environments\/[^/]+\/[^/]+\.ledger\.jsonl$/;
const inLedger = (pattern, change) => (files) => each(files, ledger, pattern, change);

/** Mutants of the record: state and ledger, with everything rendered anew. */
export const recordKinds = [
  { kind: "the state is moved without an entry", places: (files) => moved(files, () => undefined) },
  { kind: "a step is taken without evidence", places: (files) => moved(files, () => []) },
  {
    kind: "a step is taken on a gate that failed",
    places: (files) => moved(files, (gates) => gates.map((gate, index) => ({ gate, verdict: index === 0 ? "fail" : "pass" }))),
  },
  {
    kind: "a step is taken on a gate that is unknown",
    places: (files) => moved(files, (gates) => gates.map((gate, index) => ({ gate, verdict: index === 0 ? "unknown" : "pass" }))),
  },
  { kind: "a stage is left out", places: (files) => moved(files, (gates) => gates.map((gate) => ({ gate, verdict: "pass" })), 2) },
  { kind: "the operator of an entry is another", places: inLedger(/(?<="operator":")[^"]+/g, () => "nobody") },
  {
    kind: "the time of an entry is another",
    places: inLedger(/(?<="at":"\d{4}-\d{2}-)\d{2}/g, (match) => (match[0] === "02" ? "03" : "02")),
  },
  {
    kind: "a verdict of an entry is another",
    places: inLedger(/(?<="verdict":")\w+/g, (match) => (match[0] === "pass" ? "fail" : "pass")),
  },
  { kind: "the digest of an entry is another", places: inLedger(/(?<="digest":"sha256:)[0-9a-f]{4}/g, () => "0000") },
  { kind: "a value of an entry is another", places: inLedger(/(?<="value":")[^"]+/g, () => "0 %") },
  { kind: "an entry is removed", places: inLedger(/^[^\n]+\n/gm, remove) },
  { kind: "an entry is written twice", places: inLedger(/^[^\n]+\n/gm, (match) => match[0] + match[0]) },
  { kind: "two entries change places", places: inLedger(/^([^\n]+\n)([^\n]+\n)/gm, (match) => match[2] + match[1]) },
  { kind: "an entry is of another environment", places: inLedger(/(?<="environment":")\w+/g, () => "elsewhere") },
  { kind: "an entry comes from another stage", places: inLedger(/(?<="from":")[^"]+/g, (match) => `${match[0]}-2`) },
];

/** The next stage up, or one further, with a line of the ledger whose evidence is what `evidenceOf` makes of the gates. */
function moved(files, evidenceOf, steps = 1) {
  return [...files].flatMap(([file, text]) => {
    if (!state.test(file)) return [];
    const [, name, rollout] = /^environments\/([^/]+)\/([^/]+)\.yaml$/.exec(file);
    const told = files.get(`dist/${name}/${rollout}/rollout.yaml`) ?? "";
    const stages = [...told.matchAll(/\n {4}- name: ([a-z][\w-]*)\n {6}weight:[^]*?\n {6}gates:((?: \[\])?(?:\n {8}- [^\n]+)*)/g)].map(
      ([, stage, gates]) => ({ stage, gates: [...gates.matchAll(/- (\S+)/g)].map(([, gate]) => gate) }),
    );
    const from = stages.findIndex(({ stage }) => text === `stage: ${stage}\n`);
    const [here, next] = [stages[from], stages[from + steps]];
    const evidence = here === undefined ? undefined : evidenceOf(here.gates);
    if (here === undefined || next === undefined || here.gates.length === 0) return [];
    const record = file.replace(/yaml$/, "ledger.jsonl");
    const entry = { environment: name, from: here.stage, to: next.stage, at: "2026-11-20T11:00:00Z", operator: "somebody", evidence };
    const what = `${file} ${here.stage} → ${next.stage}`;
    return [
      {
        what,
        files: {
          [file]: `stage: ${next.stage}\n`,
          ...(evidence === undefined ? {} : { [record]: `${files.get(record) ?? ""}${JSON.stringify(entry)}\n` }),
        },
      },
    ];
  });
}

function droppedGates(files) {
  return each(files, definition, /\bgates: \[([^\]]+)\]/g, (match) => {
    const gates = match[1].split(",").filter((gate) => gate.trim() !== "");
    return `gates: [${gates.slice(0, -1).join(",")}]`;
  });
}

function otherTeams(files) {
  return each(files, definition, /(?<=\n {2}team: )"[\w-]+"/g, (match, text) => {
    const [, contacts = ""] = /\n {2}contacts: \{\n([^]*?)\n {2}\},/.exec(text) ?? [];
    const names = [...contacts.matchAll(/^ {4}"?([a-z][\w-]*)"?: \{/gm)].map(([, name]) => JSON.stringify(name));
    return names.find((name) => name !== match[0]);
  });
}

function withoutFile(mutant) {
  const [file] = Object.keys(mutant.files);
  const [, name] = / - (\S+) →/.exec(mutant.what) ?? [];
  return { ...mutant, files: { ...mutant.files, [file.replace(/kustomization\.yaml$/, name ?? "")]: undefined } };
}

function swappedServices(files) {
  return [...files].flatMap(([file, text]) => {
    if (!route.test(file)) return [];
    const sides = backendsOf(files, file);
    return sides === undefined
      ? []
      : occurrences(file, text, /(?<=(?:service:|kind: Service)\n\s+name: )\S+/g, (match) =>
          match[0] === sides.baseline ? sides.candidate : match[0] === sides.candidate ? sides.baseline : undefined,
        );
  });
}

function swappedBackends(files) {
  return [...files].flatMap(([file, text]) =>
    resource.test(file)
      ? occurrences(
          file,
          text,
          / {2}backends:\n {4}baseline:((?:\n {6}[^\n]*)+)\n {4}candidate:((?:\n {6}[^\n]*)+)/g,
          (match) => `  backends:\n    baseline:${match[2]}\n    candidate:${match[1]}`,
        )
      : [],
  );
}

function backendsOf(files, file) {
  const text = files.get(file.replace(/manifests\/.*$/, "rollout.yaml")) ?? "";
  const [, baseline, candidate] =
    /\n {2}backends:\n {4}baseline:\n {6}service: (\S+)[^]*?\n {4}candidate:\n {6}service: (\S+)/.exec(text) ?? [];
  return baseline === undefined || baseline === candidate ? undefined : { baseline, candidate };
}
