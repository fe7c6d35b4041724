import type { FolderCheck, Report } from "../check.ts";
import { isObject, type ManifestObject } from "../folder.ts";
import { objectName } from "../object-name.ts";

const mebibyte = 1_048_576;
const annotationBytes = 262_144;

/** Kinds whose names become host names, of 63 characters. */
const shortNamed = new Set(["Service", "Namespace"]);

/**
 * Sizes that the API server, or what it keeps objects in, refuses.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 */
export const kubernetesSize: FolderCheck = {
  code: "kubernetes-size",
  severity: "error",
  description: "objects, annotations, names and labels are of a size that Kubernetes takes",
  scope: "folder",
  *check(folder) {
    for (const object of folder.objects()) yield* sizes(object, folder.files.get(object.file.slice(folder.path.length + 1))?.length);
  },
};

/** More bytes than JSON takes for a character of YAML: a control character, or what a number with an exponent stands for. */
const growth = 12;

function* sizes({ file, document, value }: ManifestObject, length = Infinity): Generator<Report> {
  const { metadata: written, kind } = value;
  const metadata = isObject(written) ? written : {};
  const name = objectName(value);
  const bytes = length * growth < mebibyte ? 0 : Buffer.byteLength(JSON.stringify(value));
  if (bytes >= mebibyte) {
    yield {
      message: `${name} has ${bytes} bytes as JSON, and Kubernetes takes less than ${mebibyte}`,
      hint: "split it, or leave out what is large",
      file,
      document,
      path: [],
    };
  }
  const annotations = pairs(metadata["annotations"]);
  const total = annotations.reduce((sum, [key, text]) => sum + Buffer.byteLength(key) + Buffer.byteLength(text), 0);
  if (total > annotationBytes) {
    yield {
      message: `${name} has ${total} bytes of annotations, and Kubernetes takes ${annotationBytes}`,
      hint: "move the long ones into a ConfigMap",
      file,
      document,
      path: ["metadata", "annotations"],
    };
  }
  const own = metadata["name"];
  const longest = shortNamed.has(String(kind)) ? 63 : 253;
  if (typeof own === "string" && own.length > longest) yield tooLong(`name of ${own.length} characters`, longest, ["metadata", "name"]);
  const namespace = metadata["namespace"];
  if (typeof namespace === "string" && namespace.length > 63)
    yield tooLong(`namespace of ${namespace.length} characters`, 63, ["metadata", "namespace"]);
  for (const [place, entries] of [
    ["labels", pairs(metadata["labels"])],
    ["annotations", annotations],
  ] as const) {
    for (const [key, text] of entries) {
      const path = ["metadata", place, key];
      const [prefix, local] = key.includes("/") ? [key.slice(0, key.indexOf("/")), key.slice(key.indexOf("/") + 1)] : ["", key];
      if (prefix.length > 253) yield tooLong(`prefix of ${prefix.length} characters in a key of its ${place}`, 253, path);
      if (local.length > 63) yield tooLong(`key of ${local.length} characters in its ${place}`, 63, path);
      if (place === "labels" && text.length > 63)
        yield tooLong(`value of ${text.length} characters for label ${key.slice(0, 80)}`, 63, path);
    }
  }

  function tooLong(what: string, limit: number, path: readonly string[]): Report {
    return { message: `${name} has a ${what}, and Kubernetes takes ${limit}`, hint: "shorten it", file, document, path };
  }
}

function pairs(value: unknown): readonly (readonly [string, string])[] {
  return isObject(value) ? Object.entries(value).flatMap(([key, text]) => (typeof text === "string" ? [[key, text] as const] : [])) : [];
}
