import { flag, form, integer, list, object, oneOf, record, rule, shared, text, type JsonSchema } from "../json-schema.ts";
import { base64, goDuration, labelKey, labelValue, subdomainName } from "./forms.ts";
import { condition, objectMetadata } from "./object-metadata.ts";

const sources = ["json", "gzipJson", "url", "jsonnet", "jsonnetLib", "grafanaCom", "configMapRef", "oci"] as const;
const keyReference = object({ key: text, name: subdomainName, optional: flag }, ["key"]);
const valueSource = { configMapKeyRef: shared("keyReference"), secretKeyRef: shared("keyReference") };

const version = form("^(latest|\\d+\\.\\d+\\.\\d+([-+][0-9A-Za-z.+-]*)?)$", 'a version such as "1.2.3", or "latest"');

/** @see https://grafana.github.io/grafana-operator/docs/api/#grafanadashboard */
export const grafanaDashboard: JsonSchema = object(
  {
    apiVersion: { const: "grafana.integreatly.org/v1beta1" },
    kind: { const: "GrafanaDashboard" },
    metadata: objectMetadata(),
    spec: object(
      {
        instanceSelector: object({
          matchLabels: record(labelValue, labelKey),
          matchExpressions: list(
            object({ key: labelKey, operator: oneOf("In", "NotIn", "Exists", "DoesNotExist"), values: list(text) }, ["key", "operator"]),
          ),
        }),
        allowCrossNamespaceImport: flag,
        uid: form("^[a-zA-Z0-9_-]+$", "a uid of letters, digits, hyphens and underscores", { maxLength: 40 }),
        folder: text,
        folderRef: text,
        folderUID: text,
        json: text,
        gzipJson: base64,
        url: form("^https?://.+$", "an http or https address"),
        urlAuthorization: object({ basicAuth: object({ username: shared("keyReference"), password: shared("keyReference") }) }),
        jsonnet: text,
        jsonnetLib: object({ fileName: text, gzipJsonnetProject: base64, jPath: list(text) }, ["fileName", "gzipJsonnetProject"]),
        grafanaCom: object({ id: integer(0), revision: integer(0) }, ["id"]),
        configMapRef: shared("keyReference"),
        oci: object(
          {
            reference: form("^[^:@]+(:[^:@/]+|@sha256:[a-fA-F0-9]{64})$", "an image with a tag or a sha256 digest", {
              minLength: 3,
              maxLength: 512,
            }),
            path: { type: "string", minLength: 1, maxLength: 512 },
            pullSecretRef: object({ name: subdomainName }),
            insecurePlainHTTP: flag,
          },
          ["reference", "path"],
        ),
        contentCacheDuration: goDuration,
        resyncPeriod: goDuration,
        suspend: flag,
        datasources: list(object({ inputName: text, datasourceName: text }, ["inputName", "datasourceName"])),
        plugins: list(object({ name: { type: "string", minLength: 1 }, version }, ["name", "version"])),
        envFrom: list(object(valueSource)),
        envs: list(object({ name: text, value: text, valueFrom: object(valueSource) }, ["name"])),
        variables: list(object({ name: { type: "string", minLength: 1 }, value: text }, ["name", "value"])),
        publicSharing: object({
          enabled: flag,
          accessToken: form("^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$", "a UUID"),
          annotationsEnabled: flag,
          timeSelectionEnabled: flag,
        }),
      },
      ["instanceSelector"],
      {
        allOf: [
          rule(`one source of the dashboard: ${sources.join(", ")}`, { oneOf: sources.map((source) => ({ required: [source] })) }),
          rule("at most one of folder, folderRef and folderUID", {
            not: {
              anyOf: [
                { required: ["folder", "folderRef"] },
                { required: ["folder", "folderUID"] },
                { required: ["folderRef", "folderUID"] },
              ],
            },
          }),
        ],
      },
    ),
    status: object({
      NoMatchingInstances: flag,
      conditions: list(condition),
      contentCache: text,
      contentTimestamp: text,
      contentUrl: text,
      hash: text,
      lastResync: text,
      publicSharingPath: text,
      uid: text,
    }),
  },
  ["apiVersion", "kind", "metadata", "spec"],
  { $defs: { keyReference } },
);
