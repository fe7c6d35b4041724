import { expect, test } from "vitest";
import { kubernetesDuplicate } from "../../../src/verify/checks/kubernetes-duplicate.ts";
import { folderOf, type Folder } from "../../../src/verify/folder.ts";
import { hostileFolders, reportsOf, routedFolder } from "../routed.ts";

/** A folder of one manifest, beside the data of a rollout in a cluster. */
function folder(name: string, manifest: string, { environment = "production", cluster = "prod" } = {}): Folder {
  const resource = routedFolder().files.get("rollout.yaml") ?? "";
  return folderOf(environment, name, [
    { path: "rollout.yaml", content: resource.replace("cluster: prod\n", `cluster: ${cluster}\n`) },
    { path: "manifests/own.yaml", content: manifest },
  ]);
}

const object = (name: string, { kind = "Ingress", version = "networking.k8s.io/v1", namespace = "shop" } = {}): string =>
  `apiVersion: ${version}\nkind: ${kind}\nmetadata:\n  name: ${name}\n  namespace: ${namespace}\n`;

const twice = (file: string) => ({
  message: `Ingress "shop" in namespace "shop" is written by dist/production/one/manifests/own.yaml as well`,
  hint: "give one of them another name: as it is, each sync undoes the other",
  file,
  document: 0,
  path: ["metadata", "name"],
});

const cases: Record<string, readonly [folders: readonly Folder[], reports: readonly object[]]> = {
  "objects of different names": [[folder("one", object("shop")), folder("two", object("store"))], []],
  "objects of different kinds": [
    [folder("one", object("shop")), folder("two", object("shop", { kind: "HTTPRoute", version: "gateway.networking.k8s.io/v1" }))],
    [],
  ],
  "objects in different namespaces": [[folder("one", object("shop")), folder("two", object("shop", { namespace: "store" }))], []],
  "objects in different clusters": [[folder("one", object("shop")), folder("two", object("shop"), { cluster: "other" })], []],
  "one object in two folders": [
    [folder("one", object("shop")), folder("two", object("shop"))],
    [twice("dist/production/two/manifests/own.yaml")],
  ],
  "one object in two versions of its group": [
    [folder("one", object("shop")), folder("two", object("shop", { version: "networking.k8s.io/v1beta1" }))],
    [twice("dist/production/two/manifests/own.yaml")],
  ],
  "one object in two environments of a cluster": [
    [folder("one", object("shop")), folder("one", object("shop"), { environment: "staging" })],
    [twice("dist/staging/one/manifests/own.yaml")],
  ],
  "one object twice in a file": [
    [folder("one", `${object("shop")}---\n${object("shop")}`)],
    [{ ...twice("dist/production/one/manifests/own.yaml"), document: 1 }],
  ],
};

test.each(Object.entries(cases))("%s", (_, [folders, reports]) => {
  expect(reportsOf(kubernetesDuplicate, ...folders)).toEqual(reports);
});

test("comes through whatever a stranger commits", () => {
  expect(() => reportsOf(kubernetesDuplicate, ...hostileFolders())).not.toThrow();
});
