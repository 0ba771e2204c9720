using Orchestrator.Deploy.Tests.Tools;

namespace Orchestrator.Deploy.Tests.Charts;

/// <summary>Values that cannot work are refused before anything is installed, and the message says what to set.</summary>
public sealed class BadValuesTests
{
    private const string ExistingTls =
        "tls.source=existing,tls.existing.coordinatorSecret=a,tls.existing.workerSecret=b,tls.existing.clientSecret=c";

    [Theory]
    [InlineData("coordinator.replicas=3", "coordinator.replicas is 3, but several coordinators share one store: set database.mode")]
    [InlineData("tls.enabled=false", "tls.enabled is false: tokens and results would be readable on the network; set insecure to true")]
    [InlineData("auth.enabled=false", "auth.enabled is false and tls.mutual too: anybody could submit")]
    [InlineData("tls.enabled=false,insecure=true,tls.mutual=true", "tls.mutual needs tls.enabled")]
    [InlineData("database.mode=external", "set database.external.host")]
    [InlineData("database.mode=external,database.external.host=db", "set database.external.existingSecret")]
    [InlineData("tls.source=existing", "tls.source is existing: set tls.existing.coordinatorSecret")]
    [InlineData("tls.source=existing,tls.existing.coordinatorSecret=a", "set tls.existing.workerSecret")]
    [InlineData(
        "tls.source=existing,tls.existing.coordinatorSecret=a,tls.existing.workerSecret=b", "set tls.existing.clientSecret")]
    [InlineData(ExistingTls + ",database.mode=bundled", "set tls.existing.postgresqlSecret")]
    [InlineData("auth.existing.tokensSecret=t", "set auth.existing.workerSecret, or pools.cpu.tokenSecret")]
    [InlineData("auth.existing.tokensSecret=t,auth.existing.workerSecret=w", "set auth.existing.submitSecret too")]
    [InlineData(
        "auth.existing.tokensSecret=t,pools.cpu.tokenSecret=w,test.enabled=false,monitoring.serviceMonitor.enabled=true",
        "set auth.existing.metricsSecret too")]
    public async Task Chart_without_what_a_mode_needs_is_refused(string values, string message) =>
        await AssertRefusedAsync(values, message);

    [Theory]
    [InlineData(
        "pools.gpu.enabled=true,pools.gpu.gpu.resource=", "pools.gpu is of kind gpu: set pools.gpu.gpu.resource, for example")]
    [InlineData("pools.cpu.gpu.resource=nvidia.com/gpu", "pools.cpu.gpu.resource is set, but its kind is cpu")]
    [InlineData("pools.gpu.enabled=true,pools.gpu.slots=2", "set pools.gpu.gpu.slotsPerDevice")]
    [InlineData(
        "pools.cpu.hpa.enabled=true,pools.cpu.keda.enabled=true,prometheus.serverAddress=http://p:9090",
        "pools.cpu has hpa.enabled and keda.enabled")]
    [InlineData("pools.cpu.keda.enabled=true", "pools.cpu.keda.trigger is prometheus: set prometheus.serverAddress")]
    [InlineData(
        "pools.cpu.keda.enabled=true,pools.cpu.keda.trigger=metricsApi,coordinator.replicas=2,database.mode=bundled",
        "only the coordinator that leads knows the queue")]
    [InlineData("pools.cpu.hpa.enabled=true,pools.cpu.hpa.minReplicas=9", "pools.cpu.hpa.minReplicas is more than its maxReplicas")]
    [InlineData(
        "pools.cpu.keda.enabled=true,pools.cpu.keda.trigger=metricsApi,pools.cpu.keda.minReplicas=9",
        "pools.cpu.keda.minReplicas is more than its maxReplicas")]
    [InlineData(
        "pools.cpu.terminationGracePeriodSeconds=130",
        "pools.cpu.terminationGracePeriodSeconds is 130: a drain of 120 s takes at least 155")]
    [InlineData("pools.coordinator.kind=cpu", "a pool cannot have this name")]
    [InlineData(
        "coordinator.terminationGracePeriodSeconds=10,coordinator.preStopSeconds=10",
        "coordinator.terminationGracePeriodSeconds must be more")]
    [InlineData("auth.generate[0].name=worker-x,auth.generate[0].role=read", "worker-x is a name for a pool's token")]
    [InlineData("auth.generate[0].name=a,auth.generate[0].role=read", "auth.generate has no token named metrics")]
    public async Task Chart_with_values_that_contradict_is_refused(string values, string message) =>
        await AssertRefusedAsync(values, message);

    [Theory]
    [InlineData("coordinator.replcas=2", "additional properties 'replcas' not allowed")]
    [InlineData("pools.cpu.replica=2", "additional properties 'replica' not allowed")]
    [InlineData("coordinator.replicas=0", "/coordinator/replicas")]
    [InlineData("coordinator.image.tag=latest", "/coordinator/image/tag")]
    [InlineData("coordinator.image.digest=sha256:12", "/coordinator/image/digest")]
    [InlineData("database.mode=mysql", "/database/mode")]
    [InlineData("database.external.sslMode=on", "/database/external/sslMode")]
    [InlineData("tls.source=none", "/tls/source")]
    [InlineData("pools.cpu.kind=tpu", "/pools/cpu/kind")]
    [InlineData("pools.gpu.gpu.resource=gpu", "/pools/gpu/gpu/resource")]
    [InlineData("pools.CPU.kind=cpu", "invalid propertyName 'CPU'")]
    [InlineData("pools.cpu.resources.limits.memory=4GB", "/pools/cpu/resources/limits/memory")]
    [InlineData("pools.cpu.keda.queues[0]=tpu", "/pools/cpu/keda/queues/0")]
    [InlineData("auth.generate[0].name=a,auth.generate[0].role=root", "/auth/generate/0/role")]
    [InlineData("security.user=0", "/security/user")]
    [InlineData("telemetry.otlpEndpoint=collector:4317", "/telemetry/otlpEndpoint")]
    [InlineData("monitoring.serviceMonitor.interval=15", "/monitoring/serviceMonitor/interval")]
    public async Task Chart_with_a_value_that_is_none_is_refused_by_its_schema(string values, string message) =>
        await AssertRefusedAsync(values, message);

    private static async Task AssertRefusedAsync(string values, string message)
    {
        var ran = await ChartTools.TemplateAsync("--set", values);

        Assert.NotEqual(0, ran.Code);
        Assert.Contains(message, ran.Error, StringComparison.Ordinal);
    }
}
