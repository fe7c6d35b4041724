import { test } from "vitest";
import { readFileSync, readdirSync, existsSync } from "node:fs";
import { parseAllDocuments } from "yaml";
import { preparePolicies, readPolicies, judge } from "../../../src/verify/policy/index.ts";
const dir = "policies";
const docs = readdirSync(dir).filter((f) => f.endsWith(".yaml")).flatMap((file) => parseAllDocuments(readFileSync(`${dir}/${file}`, "utf8")).map((d, document) => ({ file: `${dir}/${file}`, document, value: d.toJS() })));
test("pack", () => {
  const set = readPolicies(docs);
  for (const v of ["1.30", "1.31", "1.33", "1.34", "1.37"]) { const p = preparePolicies(set, v); console.log(v, p.bound.length, p.problems.map((x) => `${x.policy} ${x.path.join(".")} ${x.problem}`)); }
  const p = preparePolicies(set, "1.33");
  const root = "/tmp/dist-policy"; const objects: any[] = [];
  for (const e of readdirSync(root)) for (const r of readdirSync(`${root}/${e}`)) {
    const files = [`${root}/${e}/${r}/rollout.yaml`, ...readdirSync(`${root}/${e}/${r}/manifests`).filter((f) => f !== "kustomization.yaml").map((f) => `${root}/${e}/${r}/manifests/${f}`)];
    for (const f of files) for (const d of parseAllDocuments(readFileSync(f, "utf8"))) { const object = d.toJS(); objects.push({ e, object, f }); }
  }
  for (const { e, object, f } of objects) for (const d of judge(p, { operation: "CREATE", object, namespaceObject: { name: object.metadata.namespace, labels: { "rampart.dev/environment": e } } })) console.log(f, JSON.stringify(d));
  for (let k = 0; k < 4; k++) {
    const t = performance.now(); let n = 0;
    while (n < 5000) for (const { e, object } of objects) { judge(p, { operation: "CREATE", object, namespaceObject: { name: object.metadata.namespace, labels: { "rampart.dev/environment": e } } }); if (++n === 5000) break; }
    console.log("5000 objects", performance.now() - t);
  }
  const t = performance.now(); preparePolicies(set, "1.33"); console.log("prepare", performance.now() - t);
});
