using Orchestrator.Benchmarks.Actors;
using Orchestrator.Benchmarks.Classifiers;
using Orchestrator.Benchmarks.FullBatch;
using Orchestrator.Benchmarks.Generators;
using Orchestrator.Benchmarks.Journal;
using Orchestrator.Benchmarks.Neural;
using Orchestrator.Benchmarks.Orchestration;
using Orchestrator.Benchmarks.Orchestration.Cluster;
using Orchestrator.Benchmarks.Planning;
using Orchestrator.Benchmarks.Quality;
using Orchestrator.Benchmarks.Search;
using Orchestrator.Benchmarks.Speed;
using Orchestrator.Benchmarks.Sweeps;
using Orchestrator.Benchmarks.Tensors;

// Run with: dotnet run -c Release --project tests/Orchestrator.Benchmarks -- NAME [arguments]
var benchmarks = new Dictionary<string, (string What, Func<string[], int> Run)>
{
    ["speed"] = (
        "the table of the product's speed, an hour and a half: [--only steps,mlp,search,models,sweep,growth,memory,profile]\n"
        + "               [--rounds N] [--naive-rounds N] [--reference DIR] [--slots N] [--output FILE] [--quick]",
        SpeedBenchmark.Run),
    ["sweep"] = ("titanic-boost beside the reference program", SweepBenchmark.Run),
    ["published"] = ("titanic-boost beside the published figures", PublishedComparison.Run),
    ["akka"] = ("messages and persisted events a second", AkkaBenchmark.Run),
    ["classifiers"] = ("fits of the models", ClassifierBenchmark.Run),
    ["journal"] = ("results stored and read a second", ResultStoreBenchmark.Run),
    ["orchestration"] = ("no-op trials a second through coordinator, journal and store", OrchestrationBenchmark.Run),
    ["cluster-noop"] = (
        "no-op trials a second over gRPC with real processes, beside others: [--store sqlite|postgres] [--trials N]\n"
        + "               [--workers N] [--slots N] [--no-rivals]", ClusterBenchmark.Run),
    ["million"] = (
        "a million no-op trials, the coordinator killed in the middle: [--store sqlite|postgres] [--trials N]",
        MillionBenchmark.Run),
    ["watchers"] = (
        "what 500 watchers cost a running sweep: [--watchers N] [--rounds N] [--store sqlite|postgres] [--trials N]",
        WatchersBenchmark.Run),
    ["overhead"] = (
        "titanic-boost on serve and two workers beside run: [--seeds N] [--rounds N]", OverheadBenchmark.Run),
    ["neural"] = ("fused training of generators and networks", NeuralBenchmark.Run),
    ["generators"] = (
        "ctgan, tvae and tab-ddpm beside PyTorch: [--epochs N] [--steps N] [--rounds N]", GeneratorBenchmark.Run),
    ["full-batch"] = ("every full-batch algorithm on sin(x²): [KEYS]", FullBatchBenchmark.Run),
    ["quality"] = ("measuring the quality of one generator fit: [DATASETS]", QualityBenchmark.Run),
    ["search"] = (
        "the published search of networks beside PyTorch and scikit-learn: [--rounds N] [--slots N] [--searches N]",
        SearchBenchmark.Run),
    ["planning"] = ("planning ten million trials", PlanningBenchmark.Run),
    ["wgan-step"] = ("one WGAN-GP step at several K: [STEPS]", WganStepBenchmark.Run),
    ["memory"] = ("resident memory of a long training loop", MemoryBenchmark.Run),
};

// What the benchmarks on a cluster start of this program.
var parts = new Dictionary<string, Func<string[], int>>
{
    [NoOpWorkerPart.Verb] = NoOpWorkerPart.Run,
    [WatcherPart.Verb] = WatcherPart.Run,
};

if (args.Length > 0 && parts.TryGetValue(args[0], out var part))
    return part(args[1..]);
if (args.Length > 0 && benchmarks.TryGetValue(args[0], out var chosen))
    return chosen.Run(args[1..]);
foreach (var (name, (what, _)) in benchmarks)
    Console.WriteLine($"{name,-14} {what}");
return args.Length == 0 ? 0 : 2;
