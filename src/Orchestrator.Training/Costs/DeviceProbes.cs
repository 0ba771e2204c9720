using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Planning.Costs;
using Orchestrator.Training.Classifiers;
using Orchestrator.Training.Datasets;
using Orchestrator.Training.Generators;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Costs;

/// <summary>
/// Measures what a device does with groups: how long a replica takes at several K, and how much is done side by side.
/// On a small built-in table and a few steps: well below a second on a CPU.
/// </summary>
public static class DeviceProbes
{
    private const int Rows = 192;
    private const double LongestUnit = 0.06;
    private const double LeastWork = 0.03;
    private const int Repeats = 4;

    private static readonly int[] OnCpu = [1, 2, 4, 8];
    private static readonly int[] OnGpu = [1, 4, 16, 64, 256];
    private static readonly Lazy<PreparedTable> Table = new(Prepare);

    /// <summary>How much processor time is spent on measuring, where nothing is said.</summary>
    public static TimeSpan DefaultBudget { get; } = TimeSpan.FromSeconds(0.8);

    /// <summary>The algorithms that are worth measuring where it is not known which will come.</summary>
    public static IReadOnlyList<AlgorithmChoice> Usual { get; } =
    [
        GeneratorAlgorithms.WganGp.WithDefaults(), GeneratorAlgorithms.Dcgan.WithDefaults(),
        MlpAlgorithm.Descriptor.WithDefaults(),
    ];

    /// <summary>Measures what is not known yet.</summary>
    /// <param name="algorithms">The algorithms that will be used; those that do not fuse are passed over.</param>
    /// <param name="known">What was measured before on this device.</param>
    /// <param name="context">The clock, the token, and the device.</param>
    /// <param name="budget">Processor time to spend; what does not fit in is left out.</param>
    /// <returns>What was known, and what was measured.</returns>
    /// <exception cref="OperationCanceledException">The context's token was cancelled.</exception>
    public static DeviceCosts Measure(
        IEnumerable<AlgorithmChoice> algorithms, DeviceCosts known, TrainingContext context, TimeSpan budget)
    {
        ArgumentNullException.ThrowIfNull(algorithms);
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(context);
        var meter = new CostMeter(context.Device, context.Time, budget, context.Cancellation);
        var costs = known;
        if (costs.Concurrent.Count == 0)
            costs = costs with { Concurrent = ConcurrencyProbe.Measure(Work, context) };
        foreach (var choice in algorithms.Where(choice => choice.Algorithm.Fuses).Distinct())
        {
            if (costs.Groups.All(group => group.Algorithm != CostKey.Of(choice))
                && Groups(choice, meter, context.Device) is { } measured)
                costs = costs.With(measured);
        }

        return costs;
    }

    private static GroupCosts? Groups(AlgorithmChoice choice, CostMeter meter, string device)
    {
        var cut = Iterations.With(choice, 1);
        if (meter.Least(2, Fit(cut, 1)) is not { } unit || (device == "cpu" && unit > LongestUnit))
            return null;

        // Short enough for a budget, long enough for a clock.
        var iterations = Math.Clamp((int)(LeastWork / 10 / Math.Max(1e-5, unit)), 1, Iterations.Of(choice) ?? 1);
        cut = Iterations.With(choice, iterations);
        var sizes = device == "cpu" ? OnCpu : OnGpu;
        var (seconds, bytes) = (new double?[sizes.Length], new long[sizes.Length]);

        // By turns: what the program or the machine does meanwhile concerns all alike.
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            for (var k = 0; k < sizes.Length; k++)
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                if (meter.Seconds(Fit(cut, sizes[k]), GroupSizes.Fixed(sizes[k])) is not { } once)
                    continue;
                seconds[k] = Math.Min(seconds[k] ?? once, once);
                bytes[k] = GC.GetAllocatedBytesForCurrentThread() - before;
            }
        }

        List<GroupSample> samples =
        [
            .. Enumerable.Range(0, sizes.Length).Where(k => seconds[k] is not null)
                .Select(k => new GroupSample(sizes[k], seconds[k]!.Value / sizes[k], bytes[k])),
        ];
        return samples.Count < 2 ? null : new GroupCosts(choice.Algorithm.Name, CostKey.Of(choice), samples);
    }

    private static Action<TrainingContext> Fit(AlgorithmChoice choice, int replicas)
    {
        var table = Table.Value;
        if (ClassifierTrainers.All.FirstOrDefault(t => t.Algorithm.Name == choice.Algorithm.Name) is { } models)
        {
            var settings = choice.Algorithm.Settings.Any(s => s.Kind == SettingKind.Search)
                ? choice.Settings.With("search", Sweeps.Search.ModelSearch.None)
                : choice.Settings;
            var tasks = Enumerable.Range(0, replicas)
                .Select(k => ProbeRows.Task(table, null, new Sweeps.Trials.BoostFactor(0), choice.Algorithm.Name, k));
            List<ClassifierFitTask> fits = [.. tasks];
            return context =>
            {
                foreach (var fit in models.Fit(fits, settings, context))
                    fit.Classifier?.Dispose();
            };
        }

        var trainer = GeneratorTrainers.Find(choice.Algorithm.Name);
        List<GeneratorFitTask> generators =
            [.. Enumerable.Range(0, replicas).Select(k => ProbeRows.Task(table, choice.Algorithm.Name, k))];
        return context => trainer.Fit(generators, choice.Settings, context);
    }

    private static void Work(TrainingContext context)
    {
        foreach (var choice in Usual)
            Fit(Iterations.With(choice, 1), 1)(context);
    }

    private static PreparedTable Prepare()
    {
        var dataset = DatasetCatalog.Find("titanic")!;
        int[] rows = [.. Enumerable.Range(0, Math.Min(Rows, dataset.Rows))];
        return Preprocessor.Fit(dataset, rows).Transform(rows);
    }
}
