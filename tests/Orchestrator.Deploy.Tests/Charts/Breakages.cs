namespace Orchestrator.Deploy.Tests.Charts;

/// <summary>What is changed in the rendering of a value set: the first place where a text stands.</summary>
internal sealed record Breakage(string Set, string From, string To, string Finding);

/// <summary>Ways in which a chart goes wrong, one for every rule and more, with what the checks must say.</summary>
internal static class Breakages
{
    private const string Default = "default";
    private const string Keda = "gpu-keda";
    private const string Postgres = "ha-external-postgres";
    private const string Mutual = "cert-manager-mtls";

    public static readonly Dictionary<string, Breakage> All = new()
    {
        ["unknown field"] = new(Default, "podManagementPolicy:", "podManagmentPolicy:",
            "StatefulSet/sweeps-orchestrator: schema: /spec/podManagmentPolicy: unknown field"),
        ["unknown field deep"] = new(Default, "sizeLimit: 256Mi", "sizelimit: 256Mi", "/emptyDir/sizelimit: unknown field"),
        ["unknown field of KEDA"] = new(Keda, "pollingInterval:", "pollInterval:", "schema: /spec/pollInterval: unknown field"),
        ["unknown field of the operator"] = new(Keda, "serverName:", "servername:", "/tlsConfig/servername: unknown field"),
        ["unknown field of cert-manager"] = new(Mutual, "renewBefore:", "renewAfter:", "schema: /spec/renewAfter: unknown field"),
        ["wrong type"] = new(Default, "replicas: 1", "replicas: one", "spec/replicas must be integer"),
        ["wrong quantity"] = new(Default, "memory: 1Gi", "memory: 1GB", "must match format \"quantity\""),
        ["unknown kind"] = new(Default, "kind: PodDisruptionBudget", "kind: PodBudget", "there is no PodBudget in policy/v1"),
        ["old API"] = new(Postgres, "autoscaling/v2", "autoscaling/v2beta2", "no HorizontalPodAutoscaler in autoscaling/v2beta2"),
        ["privileged"] = new(Default, "privileged: false", "privileged: true", "pod-security: worker: is privileged"),
        ["escalation"] = new(Default, "allowPrivilegeEscalation: false", "allowPrivilegeEscalation: true",
            "allowPrivilegeEscalation is not false"),
        ["root"] = new(Default, "runAsUser: 10001", "runAsUser: 0", "pod: runs as root"),
        ["maybe root"] = new(Mutual, "readOnlyRootFilesystem: true\n            runAsNonRoot: true",
            "readOnlyRootFilesystem: true\n            runAsNonRoot: false", "runAsNonRoot is not true"),
        ["capabilities"] = new(Default, "capabilities: {drop: [ALL]}", "capabilities: {drop: [NET_RAW]}",
            "does not drop all capabilities"),
        ["capability"] = new(Default, "capabilities: {drop: [ALL]}", "capabilities: {drop: [ALL], add: [SYS_ADMIN]}",
            "adds the capability SYS_ADMIN"),
        ["writable root"] = new(Default, "readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false",
            "its root file system is not read-only"),
        ["host network"] = new(Default, "enableServiceLinks: false", "hostNetwork: true", "hostNetwork is true"),
        ["host path"] = new(Default, "emptyDir: {sizeLimit: 256Mi}", "hostPath: {path: /var}", "volume tmp is a hostPath"),
        ["host port"] = new(Default, "containerPort: 5080,", "containerPort: 5080, hostPort: 80,", "takes the node's port 80"),
        ["mounted token"] = new(Default, "automountServiceAccountToken: false\n      enable",
            "automountServiceAccountToken: true\n      enable", "tokens: the service account's token is mounted"),
        ["account's token"] = new(Default, "\nautomountServiceAccountToken: false", "\nautomountServiceAccountToken: true",
            "tokens: automountServiceAccountToken is not false"),
        ["no limits"] = new(Default, "limits:\n              cpu: \"2\"", "limits:",
            "resources: worker: resources.limits has no cpu"),
        ["latest"] = new(Default, "orchestrator-coordinator:0", "orchestrator-coordinator:latest #", "is not pinned"),
        ["no tag"] = new(Default, "image: orchestrator-coordinator:0", "image: orchestrator-coordinator #", "is not pinned"),
        ["secret in the environment"] = new(Default, "- name: POD_NAME\n",
            "- {name: API_TOKEN, value: abc}\n            - name: POD_NAME\n",
            "literals: worker: API_TOKEN is written out"),
        ["password in a URL"] = new(Postgres, "postgres://sweeps@", "postgres://sweeps:word@",
            "literals: coordinator: ORCHESTRATOR_STORE is written out"),
        ["no probe"] = new(Default, "livenessProbe:", "x-livenessProbe:", "probes: worker: has no livenessProbe"),
        ["unlimited emptyDir"] = new(Default, "emptyDir: {sizeLimit: 256Mi}", "emptyDir: {}", "emptyDir tmp has no sizeLimit"),
        ["mount of nothing"] = new(Default, "{name: tmp, mountPath", "{name: temp, mountPath", "mounts temp, which is no volume"),
        ["short grace"] = new(Default, "terminationGracePeriodSeconds: 165", "terminationGracePeriodSeconds: 150",
            "grace: worker: a grace period of 150 s is not more than 150 s"),
        ["no preStop hook"] = new(Default, "preStop:", "postStart:", "grace: worker: has no preStop hook"),
        ["missing secret"] = new(Default, "secretName: sweeps-orchestrator-tokens", "secretName: sweeps-orchestrator-token",
            "references: Secret sweeps-orchestrator-token is not there"),
        ["missing account"] = new(Default, "serviceAccountName: sweeps-orchestrator-coordinator",
            "serviceAccountName: sweeps", "references: ServiceAccount sweeps is not there"),
        ["missing config map"] = new(Default, "configMap: {name: sweeps-orchestrator-test", "configMap: {name: other",
            "references: ConfigMap other is not there"),
        ["service of nobody"] = new(Keda, "clusterIP: None\n  publishNotReadyAddresses: true\n  selector:\n",
            "clusterIP: None\n  selector:\n    a: b\n", "selectors: selects no pod"),
        ["workload without its pods"] = new(Default, "matchLabels:\n      app.kubernetes.io/name: orchestrator\n"
            + "      app.kubernetes.io/instance: sweeps\n      app.kubernetes.io/component: worker\n"
            + "      orchestrator-pool: cpu\n  template",
            "matchLabels:\n      orchestrator-pool: gpu\n  template", "selectors: does not select its own pods"),
        ["port of nobody"] = new(Default, "targetPort: api", "targetPort: http", "ports: no port http in its pods"),
        ["probe of no port"] = new(Default, "port: api\n              scheme", "port: web\n              scheme", "asks the port web"),
        ["autoscaler of nobody"] = new(Postgres, "kind: Deployment\n    name: sweeps-orchestrator-cpu",
            "kind: Deployment\n    name: sweeps-cpu", "autoscalers: its target Deployment/sweeps-cpu is not there"),
        ["autoscaler and replicas"] = new(Keda, "progressDeadlineSeconds:", "replicas: 2\n  progressDeadlineSeconds:",
            "has replicas of its own"),
        ["policy for nobody"] = new(Default, "component: worker\n  policyTypes", "component: none\n  policyTypes",
            "network: selects no pod"),
        ["policy without default"] = new(Default, "policyTypes: [Ingress, Egress]", "policyTypes: [Ingress]",
            "network: egress is not denied by default"),
        ["open policy"] = new(Default, "- {port: api, protocol: TCP}\n      from:", "- {port: api, protocol: TCP}\n      fro:",
            "network: lets in everybody"),
        ["rights"] = new(Default, "kind: ServiceAccount", "kind: ClusterRole", "rights: gives rights to the API"),
        ["two of a name"] = new(Default, "name: sweeps-orchestrator-nodes", "name: sweeps-orchestrator", "names: is there twice"),
    };
}
