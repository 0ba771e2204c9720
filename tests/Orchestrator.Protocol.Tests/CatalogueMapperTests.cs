using Google.Protobuf;
using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Specs;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Sweeps.Trials.States;
using Orchestrator.TestKit;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Protocol.Tests;

public sealed class CatalogueMapperTests
{
    public static TheoryData<string> Algorithms =>
        [.. GeneratorAlgorithms.All.Concat(ModelAlgorithms.All).Select(algorithm => algorithm.Name)];

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Every_algorithm_comes_back_as_it_was_sent(string name)
    {
        var sent = GeneratorAlgorithms.All.Concat(ModelAlgorithms.All).Single(algorithm => algorithm.Name == name);
        var bytes = AlgorithmMapper.ToWire(sent).ToByteArray();
        Assert.Equal(
            MessageText.Of(sent), MessageText.Of(AlgorithmMapper.ToDomain(Wire.Algorithm.Parser.ParseFrom(bytes))));
    }

    [Fact]
    public void Algorithm_with_a_setting_of_no_known_kind_is_refused()
    {
        var wire = AlgorithmMapper.ToWire(TestVocabulary.WganGp);
        wire.Settings[2].Kind = (Wire.SettingKind)99;
        var refused = Assert.Throws<WireFormatException>(() => AlgorithmMapper.ToDomain(wire));
        Assert.Equal("algorithm.settings[2].kind", refused.Field);
    }

    [Theory]
    [InlineData(SweepStatus.None)]
    [InlineData(SweepStatus.Running)]
    [InlineData(SweepStatus.Paused)]
    [InlineData(SweepStatus.Cancelled)]
    [InlineData(SweepStatus.Completed)]
    public void Every_status_comes_back_as_it_was_sent(SweepStatus status) =>
        Assert.Equal(status, SweepStatusMapper.ToDomain(SweepStatusMapper.ToWire(status)));

    [Fact]
    public void Trial_has_what_came_of_it()
    {
        var trial = TestSweeps.Plan.Grid[20];
        var key = TestSweeps.Plan.Keys.Trial(trial);
        var pending = TrialMapper.Pending(trial, key);
        Assert.Equal(Wire.TrialState.Pending, pending.State);
        Assert.Equal((20L, trial.Model.Label, trial.Fraction.Value, trial.Boost.Value),
            (pending.Index, pending.Model, pending.Fraction, pending.Boost));
        Assert.Null(TrialMapper.ToResult(pending));

        var result = TestSweeps.Result(key);
        var completed = TrialMapper.Completed(trial, result, new TrialTimings(1, 2, "w", 3));
        var read = TrialMapper.ToResult(completed);
        Assert.Equal(MessageText.Of(result), MessageText.Of(read!.Value.Result));
        Assert.Equal(new TrialTimings(1, 2, "w", 3), read.Value.Timings);

        var failed = TrialMapper.Failed(trial, key, "broke\nhere", 2);
        Assert.Equal((Wire.TrialState.Failed, "broke here", 2), (failed.State, failed.Error, failed.Attempts));
        failed.Result = completed.Result;
        Assert.Throws<WireFormatException>(() => TrialMapper.ToResult(failed));
    }

    [Fact]
    public void Problem_says_place_and_message_apart()
    {
        var read = SpecReader.Read("name: x\nboosts: [-1]\n", "x.yaml", TestVocabulary.Instance);
        var problem = read.Problems.First(p => p.Field.StartsWith("boosts", StringComparison.Ordinal));
        var wire = SpecMapper.ToWire(problem);
        Assert.Equal((2, problem.Column, problem.Field), (wire.Line, wire.Column, wire.Field));
        Assert.Equal($"x.yaml:2:{problem.Column}: {problem.Field}: {wire.Message}", problem.ToString());
    }

    [Fact]
    public void Summary_has_the_size_of_the_plan()
    {
        var wire = SpecMapper.ToWire(PlanSummary.Of(TestSweeps.Plan));
        Assert.Equal((60L, 6, 12L, 48L),
            (wire.Trials, wire.Bundles, wire.GeneratorTrainings, wire.GeneratorTrainingsUnshared));
    }
}
