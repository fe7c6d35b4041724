import { defineEnvironment } from "rampart";

export default defineEnvironment({
  name: "staging",
  title: "Staging",
  cluster: "staging-eu-west-1",
  namespace: "staging",
  labels: { "rampart.dev/environment": "staging" },
  kubernetesVersion: "1.33",
  hostSuffixes: ["staging.gostoa.dev", "staging.koan.dev", "avatar-mcp.staging.example.com"],
  traffic: {
    ingress: { class: "nginx" },
    gateway: { name: "public", namespace: "gateway-system", section: "https" },
  },
  prometheus: {
    url: "https://prometheus.staging.example.com",
    scrapeInterval: "30s",
    evaluationInterval: "30s",
    ruleLabels: { release: "kube-prometheus-stack" },
  },
  grafana: {
    url: "https://grafana.staging.example.com",
    delivery: "sidecar",
    folder: "Rollouts",
    datasource: "prometheus",
    labels: { grafana_dashboard: "1" },
  },
  tree: "https://github.com/example/rollouts/blob/main/dist",
  expectedTraffic: {
    "koan-mcp": { requests: "25/s", usersPerDay: 20 },
    "avatar-mcp": { requests: "1/s", usersPerDay: 20 },
    "mcp-gateway": { requests: "2/s", usersPerDay: 60 },
  },
  calendar: {
    timeZone: "Europe/Paris",
    workingHours: { days: ["mon", "tue", "wed", "thu", "fri"], from: "08:00", to: "18:00" },
  },
  approvals: { advance: 1, rollback: 0, teams: ["platform"] },
});
