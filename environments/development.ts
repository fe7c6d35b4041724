import { defineEnvironment } from "rampart";

export default defineEnvironment({
  name: "development",
  title: "Development",
  cluster: "dev-eu-west-1",
  namespace: "development",
  labels: { "rampart.dev/environment": "development" },
  kubernetesVersion: "1.34",
  hostSuffixes: ["dev.gostoa.dev", "dev.koan.dev"],
  traffic: { gateway: { name: "public", namespace: "gateway-system" } },
  prometheus: {
    url: "https://prometheus.development.example.com",
    scrapeInterval: "30s",
    evaluationInterval: "30s",
    ruleLabels: { release: "kube-prometheus-stack" },
  },
  grafana: {
    url: "https://grafana.development.example.com",
    delivery: "operator",
    folder: "Rollouts",
    datasource: "prometheus",
    labels: { dashboards: "grafana" },
  },
  tree: "https://github.com/example/rollouts/blob/main/dist",
  calendar: {
    timeZone: "Europe/Paris",
    workingHours: { days: ["mon", "tue", "wed", "thu", "fri"], from: "08:00", to: "20:00" },
  },
  approvals: { advance: 0, rollback: 0 },
});
