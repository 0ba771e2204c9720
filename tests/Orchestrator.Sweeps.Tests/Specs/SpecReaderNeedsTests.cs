using Orchestrator.Sweeps.Specs;

namespace Orchestrator.Sweeps.Tests.Specs;

public sealed class SpecReaderNeedsTests
{
    private const string Device = "a sweep needs gpu (nothing else will do) or cpu (any slot will do)";
    private const string Memory = "the memory of a slot is a whole number of megabytes from 1 to 100000000";

    public static TheoryData<string, bool, long> Right { get; } = new()
    {
        { "needs: gpu", true, 0 },
        { "needs: cpu", false, 0 },
        { "needs: {}", false, 0 },
        { "needs: {device: gpu}", true, 0 },
        { "needs: {memory-mb: 4096}", false, 4_096_000_000 },
        { "needs: {device: gpu, memory-mb: 1}", true, 1_000_000 },
    };

    [Theory]
    [MemberData(nameof(Right))]
    public void Read_needs_are_a_device_or_a_mapping(string line, bool gpu, long bytes) =>
        Assert.Equal(new SweepNeeds(gpu, bytes), SpecText.With(line).Needs);

    [Fact]
    public void Read_without_needs_any_slot_will_do() => Assert.Equal(SweepNeeds.Nothing, SpecText.With().Needs);

    [Theory]
    [InlineData("needs: tpu", $"4:8: needs: 'tpu' is not a device; {Device}; did you mean 'cpu'?")]
    [InlineData("needs: [gpu]", $"4:8: needs: a list is not a device; {Device}")]
    [InlineData("needs: {device: 7}", $"4:17: needs.device: 7 is not a device; {Device}")]
    [InlineData("needs: {memory-mb: 0}", $"4:20: needs.memory-mb: 0 is not allowed; {Memory}")]
    [InlineData("needs: {memory-mb: 1.5}", $"4:20: needs.memory-mb: 1.5 is not allowed; {Memory}")]
    [InlineData("needs: {memory-mb: lots}", $"4:20: needs.memory-mb: 'lots' is not allowed; {Memory}")]
    [InlineData("needs: {gpus: 2}",
        "4:9: needs.gpus: 'gpus' is not a field; the fields are device, memory-mb")]
    public void Read_needs_that_make_no_sense_are_refused(string line, string problem) =>
        Assert.Equal("sweep.yaml:" + problem, Assert.Single(SpecText.ProblemsWith(line)));
}
