/**
 * Writes text so that Go's template language, which Prometheus runs over
 * labels and annotations, shows it as it is. An open brace at the end is
 * written the same way, for what may follow it.
 * @see https://prometheus.io/docs/prometheus/latest/configuration/template_reference/
 */
export function escapeGoTemplate(text: string): string {
  return text.replace(/\{\{|\{$/g, (braces) => `{{ "${braces}" }}`);
}
