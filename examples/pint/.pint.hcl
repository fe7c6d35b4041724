# What pint asks of generated rules, beyond what it asks of all rules. Each
# environment has a Prometheus of its own, so lint one environment at a time:
#
#   pint --offline --config examples/pint/.pint.hcl lint --fail-on info dist/production/*/rules.yaml
#
# Linted together, the same recording rule in two environments looks like one
# that depends on another group (rule/dependency).

parser {
  # The rules of a PrometheusRule stand below `spec`.
  relaxed = ["(.*/)?prometheusrule.yaml"]
}

rule {
  match {
    kind = "alerting"
  }

  annotation "summary" {
    comment  = "One sentence, which ends as one"
    value    = "[^\n]+[.]"
    required = true
    severity = "bug"
  }

  annotation "description" {
    required = true
    severity = "bug"
  }

  annotation "runbook_url" {
    comment  = "The alert's own heading in the runbook"
    value    = "https://.+/RUNBOOK.md#.+"
    required = true
    severity = "bug"
  }

  annotation "dashboard_url" {
    comment  = "The panel that shows what the alert is about"
    value    = "https://.+"
    required = true
    severity = "bug"
  }

  # What Alertmanager routes by: see examples/alertmanager.
  label "severity" {
    values   = ["critical", "warning", "info"]
    required = true
    severity = "bug"
  }

  label "action" {
    required = true
    severity = "bug"
  }

  label "team" {
    required = true
    severity = "bug"
  }

  label "rollout" {
    required = true
    severity = "bug"
  }

  label "environment" {
    required = true
    severity = "bug"
  }

  for {
    severity = "bug"
    max      = "1d"
  }
}

rule {
  match {
    kind = "recording"
  }

  # Rules of two rollouts may record the same name.
  label "rollout" {
    required = true
    severity = "bug"
  }

  label "environment" {
    required = true
    severity = "bug"
  }

  name "[a-z][a-z0-9_]*(:[a-z0-9_]+)+" {
    comment  = "level:metric:operations"
    severity = "bug"
  }
}
