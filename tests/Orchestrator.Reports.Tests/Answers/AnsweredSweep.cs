using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.InMemory;
using Orchestrator.Reports.Answers;
using Orchestrator.Reports.Documents;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Specs;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Reports.Tests.Answers;

/// <summary>
/// The sample sweep with scores that follow a law: accuracy grows with the rows, seeds differ, and a boost of 2 by
/// wgan-gp adds three points while every other boost adds nothing.
/// </summary>
internal static class AnsweredSweep
{
    public const int Seeds = 6;

    /// <summary>Fractions 0.2 to 1, boosts 0, 0.5 and 2, two generators, two models.</summary>
    public static SweepPlan Plan(Func<SweepSpec, SweepSpec>? change = null)
    {
        var spec = SampleSweep.Plan(Seeds).Definition.Spec with
        {
            Name = "answered",
            Fractions = [new Fraction(0.2), new Fraction(0.4), new Fraction(0.7), new Fraction(1)],
        };
        return new SweepPlan(new SweepDefinition(change?.Invoke(spec) ?? spec, "name: answered\n# its spec", Digest.Of([7])));
    }

    /// <summary>A store with a result for each trial that <paramref name="has"/> says.</summary>
    public static async Task<InMemoryResultStore> StoreAsync(SweepPlan plan, Func<long, bool>? has = null)
    {
        var store = new InMemoryResultStore();
        for (var index = 0L; index < plan.Grid.Count; index++)
        {
            if (has?.Invoke(index) ?? true)
                await store.AppendAsync(new StoreBatch([Result(plan, index)], [], []), CancellationToken.None);
        }

        return store;
    }

    public static async Task<ReportDocument> ReportAsync(
        SweepPlan plan, InMemoryResultStore store, Func<ReportOptions, ReportOptions>? change = null)
    {
        var options = new ReportOptions { Program = "1.2.3" };
        return await ReportBuilder.BuildAsync(
            [ReportInput.Stored(plan, plan.Definition.Id, store)], change?.Invoke(options) ?? options,
            CancellationToken.None);
    }

    public static int RowsOf(Trial trial) => trial.Fraction.Of(1000);

    /// <summary>Test rows right, of 2,000.</summary>
    public static int Correct(Trial trial)
    {
        var rows = RowsOf(trial);
        var law = 0.9 - 2 * Math.Pow(rows, -0.5);
        var noise = (trial.Seed.Value * 7 + trial.Fraction.Of(10) * 3 + (int)(trial.Boost.Value * 2) * 5) % 11 - 5;
        var gain = trial.Boost.Value == 2 && trial.Generator!.Algorithm == SampleSweep.Wgan ? 60 : 0;
        return (int)Math.Round(2000 * law) + noise + gain;
    }

    private static StoredResult Result(SweepPlan plan, long index)
    {
        var trial = plan.Grid[index];
        var (correct, first) = (Correct(trial), 1200);
        var result = SampleSweep.Result(plan, index).Result with
        {
            RealRows = trial.Boost.Replaces ? 0 : RowsOf(trial),
            SyntheticRows = trial.Boost.Of(RowsOf(trial)),
            TestRows = 2000,
            Correct = correct,
            Accuracy = correct / 2000.0,
            // 1,200 rows of the first class and 800 of the second.
            Confusion = [first - 100, 100, 2000 - correct - 100, correct - first + 100],
        };
        return new StoredResult(result, new TrialTimings(index, index, $"worker {index}", 1));
    }
}
