import { defineEnvironment } from "rampart";

export default defineEnvironment({
  name: "production",
  title: "Production",
  cluster: "prod-eu-west-1",
  namespace: "production",
  labels: { "rampart.dev/environment": "production" },
  kubernetesVersion: "1.33",
  hostSuffixes: ["gostoa.dev", "koan.dev", "avatar-mcp.example.com"],
  traffic: {
    ingress: { class: "nginx" },
    gateway: { name: "public", namespace: "gateway-system", section: "https" },
  },
  prometheus: {
    url: "https://prometheus.production.example.com",
    scrapeInterval: "30s",
    evaluationInterval: "30s",
    ruleLabels: { release: "kube-prometheus-stack" },
  },
  grafana: {
    url: "https://grafana.production.example.com",
    delivery: "sidecar",
    folder: "Rollouts",
    datasource: "prometheus",
    labels: { grafana_dashboard: "1" },
  },
  tree: "https://github.com/example/rollouts/blob/main/dist",
  expectedTraffic: {
    "koan-mcp": { requests: "8/s", usersPerDay: 400, errors: "0.2 %" },
    "avatar-mcp": { requests: "12/s", usersPerDay: 4_000, errors: "0.4 %" },
    "mcp-gateway": { requests: "40/s", usersPerDay: 12_000, errors: "0.02 %" },
  },
  calendar: {
    timeZone: "Europe/Paris",
    workingHours: { days: ["mon", "tue", "wed", "thu", "fri"], from: "09:00", to: "17:00" },
    freezes: [
      {
        name: "year-end",
        from: "2026-12-19",
        to: "2027-01-04",
        reason: "Half of the on-call rota is away; only rollbacks go out",
        owner: "Engineering Director",
      },
    ],
  },
  approvals: { advance: 2, rollback: 1, teams: ["platform"] },
});
