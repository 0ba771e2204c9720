using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Planning.Costs;
using Orchestrator.Training.Costs;

namespace Orchestrator.Training.Tests.Costs;

public sealed class DeviceProbesTests
{
    [Fact]
    public void Probes_measure_every_K_and_what_is_known_is_not_measured_again()
    {
        var algorithm = MlpAlgorithm.Descriptor.WithDefaults();
        var measured = Measure(new DeviceCosts(new DeviceIdentity("cpu", "m", 2, "1")));
        Assert.Equal([1, 2, 4, 8], Assert.Single(measured.Groups).Samples.Select(sample => sample.Replicas));
        Assert.Equal(1, measured.Concurrent[0].Throughput);
        Assert.InRange(GroupSizes.Of(measured.Groups).For("mlp", "cpu"), 1, 8);
        Assert.Same(measured, Measure(measured));

        DeviceCosts Measure(DeviceCosts known) => DeviceProbes.Measure(
            [algorithm, ModelAlgorithms.Logreg.WithDefaults()], known, TrainingContext.Cpu, TimeSpan.FromSeconds(60));
    }
}
