import { defineEnvironment } from "rampart";

export default defineEnvironment({
  name: "production",
  title: "Production",
  cluster: "prod-1",
  namespace: "shop",
  labels: { "rampart.dev/environment": "production" },
  kubernetesVersion: "1.33",
  hostSuffixes: ["shop.example.com"],
  traffic: { ingress: { class: "nginx" }, gateway: { name: "public", namespace: "gateway-system", section: "https" } },
  prometheus: { url: "https://prometheus.example.com", ruleLabels: { release: "kube-prometheus-stack" } },
  grafana: { url: "https://grafana.example.com", delivery: "sidecar", folder: "Rollouts", labels: { grafana_dashboard: "1" } },
  tree: "https://git.example.com/rollouts/dist",
  expectedTraffic: { checkout: { requests: "40/s" } },
  calendar: {
    timeZone: "Europe/Paris",
    workingHours: { days: ["mon", "tue", "wed", "thu"], from: "09:00", to: "16:00" },
    freezes: [{ name: "year-end", from: "2026-12-19", to: "2027-01-04", reason: "Most of the shop team is away", owner: "Head of shop" }],
  },
  approvals: { advance: 2, rollback: 1 },
});
