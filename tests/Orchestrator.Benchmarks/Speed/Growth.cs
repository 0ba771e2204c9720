using System.Globalization;
using Orchestrator.Benchmarks.Classifiers;
using Orchestrator.Benchmarks.Measuring;
using Orchestrator.Benchmarks.Search;
using Orchestrator.Benchmarks.Sweeps;
using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Planning.Costs;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Training;
using Orchestrator.Training.Classifiers;
using Orchestrator.Training.Classifiers.Mlp;
using Orchestrator.Training.Generators;
using Orchestrator.Training.Preprocessing;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Benchmarks.Speed;

/// <summary>
/// How the processor time of our side grows with replicas, rows, columns and trials, four sizes each: time a unit, and
/// the slope of the logarithm of the time over that of the size (1: linear, less: a unit costs less the more there are).
/// </summary>
internal static class Growth
{
    private const int Epochs = 5;
    private const int TestRows = 262;
    private const int RowsForColumns = 512;
    private static readonly string[] Generators = ["wgan-gp", "dcgan"];
    private static readonly string[] Models = ["mlp", "random-forest", "svc", "knn"];

    /// <summary>Measures all of it.</summary>
    public static void Run(SpeedOptions options, SpeedReport report)
    {
        report.Header("work", "size", "processor time a unit, at each size", "exponent", "of the last step");
        var times = options.IsQuick ? 1 : 3;
        var titanic = TitanicTable.Train();
        foreach (var kind in Generators)
        {
            Fit(report, $"`{kind}`, replicas fused", "K", [1, 4, 16, 64], times,
                k => () => StepSpeed.Fit(
                    kind, titanic, GeneratorSettings(kind), k, 1, GroupSizes.Fixed(k)));
        }

        Fit(report, "`mlp`, replicas fused", "K", [1, 4, 16, 64], times, k => () => Network(titanic, k));
        foreach (var name in Generators.Concat(Models))
        {
            Fit(report, Name(name, "svc", "quadratic by nature"), "rows", [524, 1047, 2094, 4188], times,
                rows => One(name, new PassengerTable(rows, TestRows)));
        }

        foreach (var name in Generators.Concat(Models))
        {
            Fit(report, Name(name, "random-forest", "looks at the root of the columns"), "columns", [8, 32, 128, 512], times,
                columns => One(name, Wide(columns)));
        }

        Trials(options, report);
    }

    /// <summary>The slope of the line through the logarithms, by least squares.</summary>
    internal static double Exponent(IReadOnlyList<int> sizes, IReadOnlyList<double> seconds)
    {
        var (x, y) = (sizes.Select(size => Math.Log(size)).ToList(), seconds.Select(time => Math.Log(time)).ToList());
        var (meanX, meanY) = (x.Average(), y.Average());
        return x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum() / x.Sum(a => (a - meanX) * (a - meanX));
    }

    private static string Name(string name, string special, string remark) =>
        name == special ? $"`{name}` ({remark})" : $"`{name}`";

    private static void Fit(
        SpeedReport report, string work, string unit, int[] sizes, int rounds, Func<int, Action> at)
    {
        var seconds = new double[sizes.Length];
        for (var k = 0; k < sizes.Length; k++)
        {
            var action = at(sizes[k]);
            var times = ProcessorTime.Times(ProcessorTime.Warm(action));
            seconds[k] = Medians.Of([.. Enumerable.Range(0, rounds).Select(_ => ProcessorTime.Mean(action, times))]);
        }

        Row(report, work, unit, sizes, seconds);
    }

    private static void Row(SpeedReport report, string work, string unit, int[] sizes, double[] seconds)
    {
        var each = sizes.Zip(seconds, (size, all) => SpeedReport.Text($"{all / size * 1e6:0.0} µs"));
        report.Row(
            work, $"{unit}: {string.Join(", ", sizes)}", string.Join(", ", each),
            SpeedReport.Text($"{Exponent(sizes, seconds):0.00}"),
            SpeedReport.Text($"{Exponent(sizes[^2..], seconds[^2..]):0.00}"));
        SpeedReport.Progress($"  {work}, {unit}");
    }

    private static SettingValues GeneratorSettings(string kind) =>
        SettingValues.Defaults(GeneratorTrainers.Find(kind).Algorithm).With("epochs", $"{Epochs}");

    // As many epochs at every size: early stopping never sets in.
    private static SettingValues NetworkSettings() =>
        SettingValues.Defaults(MlpAlgorithm.Descriptor).With("max-epochs", $"{Epochs}").With("patience", "1000");

    private static void Network(PreparedTable table, int replicas)
    {
        var tasks = Enumerable.Range(0, replicas).Select(k => new ClassifierFitTask(
            new TrialKey(Digest.Of([(byte)k])), table.Features, table.Labels, table.ClassCount)).ToList();
        var context = TrainingContext.Cpu with { GroupSizes = GroupSizes.Fixed(replicas) };
        foreach (var fit in new MlpTrainer().Fit(tasks, NetworkSettings(), context))
            fit.Classifier!.Dispose();
    }

    private static Action One(string name, PassengerTable table)
    {
        var numeric = ModelSpeed.Numeric(table.Train, table.TrainLabels);
        if (Generators.Contains(name))
            return () => StepSpeed.Fit(
                name, numeric, GeneratorSettings(name), 1, 1, GroupSizes.Fixed(1));
        return name == "mlp"
            ? () => Network(numeric, 1)
            : () => ClassifierBenchmark.FitAndPredict(name, table, 1);
    }

    private static PassengerTable Wide(int columns)
    {
        var random = new PhiloxSequence(21, 1);
        (Matrix, int[]) Make(int rows)
        {
            var features = new Matrix(rows, columns);
            var labels = new int[rows];
            for (var i = 0; i < rows; i++)
            {
                for (var j = 0; j < columns; j++)
                    features[i, j] = random.NextDouble() * 2 - 1;
                labels[i] = features[i, 0] + features[i, 1] + random.NextDouble() > 0.5 ? 1 : 0;
            }

            return (features, labels);
        }

        return new PassengerTable(Make(RowsForColumns), Make(TestRows));
    }

    private static void Trials(SpeedOptions options, SpeedReport report)
    {
        const int perSeed = 16;
        string Text(int seeds) => $$"""
            name: growth
            dataset: iris
            fractions: [0.5, 1.0]
            boosts: [0, 0.5]
            generators: [noise]
            models: [majority, gaussian-nb, knn, decision-tree]
            seeds: {{seeds.ToString(CultureInfo.InvariantCulture)}}
            """;
        double Seconds(int trials)
        {
            using var run = ProductRun.Run(Text(trials / perSeed), options.Slots);
            return run.ProcessorSeconds;
        }

        int[] sizes = options.IsQuick ? [160, 320, 640, 1280] : [2000, 4000, 8000, 16000];
        var start = Seconds(perSeed);
        SpeedReport.Progress($"  start of a run: {start:0.0} s of processors, taken off");
        Row(report, "trials of a cheap sweep, without the start", "trials", sizes, [.. sizes.Select(n => Seconds(n) - start)]);
    }
}
