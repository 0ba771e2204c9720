using Orchestrator.Coordinator.Endpoints;
using Orchestrator.Journal.Contracts;
using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Specs;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Sweeps.Trials.States;
using Orchestrator.TestKit;

namespace Orchestrator.Simulation.Tests.World;

/// <summary>A sweep of the simulation, with what its trials are going to do.</summary>
internal sealed class SimulatedSweep
{
    private readonly Dictionary<long, TrialFate> _fates = [];

    public SimulatedSweep(int index, Random random, bool faults)
    {
        Plan = PlanOf(index, seeds: random.Next(1, 7), fractions: random.Next(1, 4), attempts: random.Next(1, 4));
        Record = new SweepRecord(
            Plan.Definition.Id, Plan.Definition.Spec.Name, Plan.Definition.SpecText, SpecPath: null,
            Plan.Definition.DatasetHash, DateTimeOffset.UnixEpoch.AddSeconds(index));
        for (var i = random.Next(4); faults && i > 0; i--)
            _fates[random.NextInt64(Plan.Grid.Count)] = (TrialFate)random.Next(1, (int)TrialFate.KillsWorker + 1);
    }

    /// <summary>A sweep in which every trial gives its result.</summary>
    public SimulatedSweep(int index, int seeds)
        : this(index, new Random(index), faults: false)
    {
        Plan = PlanOf(index, seeds, fractions: 2, attempts: 2);
        Record = Record with { Id = Plan.Definition.Id, Name = Plan.Definition.Spec.Name };
    }

    public SweepPlan Plan { get; }

    public SweepRecord Record { get; }

    public string Id => Record.Id;

    /// <summary>How often each trial did something that costs it an attempt, or was alone where its worker was lost.</summary>
    public Dictionary<long, int> Blame { get; } = [];

    /// <summary>How it stood when it was last asked.</summary>
    public SweepStanding? Standing { get; set; }

    public bool IsCancelled { get; set; }

    public bool HasEnded => Standing is { Status: SweepStatus.Completed or SweepStatus.Cancelled };

    public TrialFate FateOf(long trial) => _fates.GetValueOrDefault(trial);

    public void Charge(long trial) => Blame[trial] = Blame.GetValueOrDefault(trial) + 1;

    public TrialKey KeyOf(long trial) => Plan.Keys.Trial(Plan.Grid[trial]);

    /// <summary>The one result that the trial can have.</summary>
    public TrialResult ResultOf(long trial) => TestSweeps.Result(KeyOf(trial));

    public override string ToString() =>
        $"{Record.Name} is {Standing?.Status}: {Standing?.Completed} completed and {Standing?.Failed} failed of "
        + $"{Plan.Grid.Count}; {Plan.Definition.Spec.Attempts} attempts; "
        + string.Join(", ", _fates.Select(f => $"{f.Key} {f.Value}"));

    private static SweepPlan PlanOf(int index, int seeds, int fractions, int attempts) => new(new SweepDefinition(
        new SweepSpec
        {
            Name = $"sweep-{index}",
            Dataset = new DatasetReference.BuiltIn("iris"),
            Fractions = [.. Enumerable.Range(1, fractions).Select(i => new Fraction(i / (double)fractions))],
            Boosts = [new BoostFactor(0)],
            Generators = [],
            Models = [ModelAlgorithms.Majority.WithDefaults(), ModelAlgorithms.Knn.WithDefaults()],
            Seeds = [.. Enumerable.Range(0, seeds).Select(seed => new Seed(seed))],
            Attempts = attempts,
        },
        $"name: sweep-{index}",
        Digest.Of([(byte)index])));
}

/// <summary>What a trial does when it is run.</summary>
internal enum TrialFate
{
    Succeeds,
    ThrowsOnce,
    ThrowsAlways,
    RefusesItsData,
    CrashesSlot,
    KillsWorker,
}
