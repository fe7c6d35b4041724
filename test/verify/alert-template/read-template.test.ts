import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { escapeGoTemplate } from "../../../src/base/escape-go-template.ts";
import { readTemplate } from "../../../src/verify/alert-template/read-template.ts";

const sound: Readonly<Record<string, string>> = {
  "no template": "Nothing { to } see",
  "a label and a value": "{{ $labels.pod }} has {{ $value | humanize }}",
  "the long way": '{{ .Labels.pod }} {{ .Value | printf "%.2f" }}',
  "white space eaten": "{{- $labels.pod -}}",
  "a comment": "{{/* why */}}",
  "braces as text": '{{ "{{" }} and {{ `}}` }}',
  "a condition": '{{ if gt $value 1.5 }}high{{ else if eq $labels.a "b" }}b{{ else }}low{{ end }}',
  "a loop with its own names": '{{ range $i, $r := query "up" }}{{ $i }}: {{ $r | value | humanize }}{{ end }}',
  parentheses: '{{ (index (query "up") 0).Value | humanize }}',
  "a name for later": "{{ $x := $value }}{{ humanize $x }}",
  "what is outside": "{{ $externalLabels.cluster }} {{ $externalURL }}",
};

test.each(Object.entries(sound))("%s is fine", (_, text) => {
  expect(readTemplate(text).faults).toEqual([]);
});

const broken: Readonly<Record<string, readonly [text: string, message: string]>> = {
  "not closed": ["{{ $value ", '"{{ $value " is not closed by }}'],
  "closed within quotes only": ['{{ "}}"', '"{{ "}}"" is not closed by }}'],
  empty: ["{{ }}", "an action is empty"],
  "no action": ["{{ $value ! }}", "{{ $value ! }} is not an action of Go's templates"],
  "no function": ["{{ $value | humanise }}", "{{ $value | humanise }} calls humanise, which is no function of Prometheus' templates"],
  "no variable": ["{{ $lables.pod }}", "{{ $lables.pod }} uses $lables, which is not there"],
  "nothing behind the pipe": ["{{ $value | }}", "a part of {{ $value | }} is missing beside |"],
  parentheses: ["{{ (humanize $value }}", "the parentheses of {{ (humanize $value }} do not pair up"],
  "an end too many": ["{{ end }}", "{{ end }} closes nothing"],
  "an end too few": ["{{ with $labels }}", "{{ with }} has no {{ end }}"],
  "else alone": ["{{ else }}", "{{ else }} stands outside of {{ if }}"],
};

describe("says what is wrong", () => {
  test.each(Object.entries(broken))("%s", (_, [text, message]) => {
    expect(readTemplate(text).faults.map((fault) => fault.message)).toEqual([message]);
  });
});

test("tells which labels are shown and which values are not rounded", () => {
  expect(readTemplate("{{ $labels.pod }} {{ .Labels.job }} {{ $value }} {{ $value | humanize }} {{ if $value }}{{ end }}")).toEqual({
    faults: [],
    labels: ["pod", "job"],
    usesValue: true,
    rawValues: ["{{ $value }}"],
  });
});

test("text that is written to be shown as it is has no faults and shows nothing else", () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom("{{", "}}", "{", "}", '"', "`", "$value", "\\", "\n", "x", " ")).map((parts) => parts.join("")),
      (text) => {
        expect(readTemplate(`${escapeGoTemplate(text)} {{ $value | humanize }}`)).toEqual({
          faults: [],
          labels: [],
          usesValue: true,
          rawValues: [],
        });
      },
    ),
  );
});

test("any text has an answer", () => {
  fc.assert(
    fc.property(
      fc
        .array(fc.constantFrom("{{", "}}", '"', "`", "'", "(", ")", "|", "$x", ":=", "if", "end", "-", "\\", "\n", "x", " "))
        .map((parts) => parts.join("")),
      (text) => readTemplate(text).faults.length <= 12,
    ),
  );
});
