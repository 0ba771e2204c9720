using System.Threading.Channels;
using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Sweeps.Specs;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Datasets;
using Orchestrator.Worker.Execution;
using Orchestrator.Worker.Leases;

namespace Orchestrator.Worker.Tests.Leases;

public sealed class WorkerNodeTests
{
    private static readonly TabularDataset Iris = DatasetCatalog.Load("iris");

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private readonly Channel<CoordinatorMessage> _orders = Channel.CreateUnbounded<CoordinatorMessage>();
    private readonly Channel<WorkerMessage> _reports = Channel.CreateUnbounded<WorkerMessage>();
    private readonly CancellationTokenSource _stop = new();

    [Fact]
    public async Task A_node_attaches_runs_its_lease_and_returns_it_last()
    {
        var running = Start(PlanOf(maxEpochs: 3));
        var attached = Assert.IsType<WorkerAttached>(await NextAsync());
        Assert.Equal(("w", 2), (attached.Worker, attached.Offer.Slots.Count));

        Grant(running.Plan, lease: 1);
        Assert.IsType<TrialFinished>(await NextAsync());
        Assert.IsType<TrialFinished>(await NextAsync());
        Assert.Equal(new LeaseReturned(new LeaseId(1)), await NextAsync());

        _orders.Writer.Complete();
        await running.Ended.WaitAsync(Bound);
        await _reports.Reader.Completion.WaitAsync(Bound);
    }

    [Fact]
    public async Task A_revoked_lease_is_returned_without_the_trials_it_did_not_finish()
    {
        var running = Start(PlanOf(maxEpochs: 100_000));
        await NextAsync();
        Grant(running.Plan, lease: 1);
        _orders.Writer.TryWrite(new LeaseRevoked(new LeaseId(1)));

        Assert.Equal(new LeaseReturned(new LeaseId(1)), await NextAsync());

        _orders.Writer.Complete();
        await running.Ended.WaitAsync(Bound);
    }

    [Fact]
    public async Task A_draining_node_hands_back_what_it_holds_and_what_waits()
    {
        var running = Start(PlanOf(maxEpochs: 100_000));
        await NextAsync();
        for (var lease = 1; lease <= 3; lease++)
            Grant(running.Plan, lease);

        await _stop.CancelAsync();
        await running.Ended.WaitAsync(Bound);

        var returned = await _reports.Reader.ReadAllAsync(CancellationToken.None).ToListAsync();
        Assert.DoesNotContain(returned, m => m is TrialFinished or TrialThrew);
        Assert.All(returned.Where(m => m is not LeaseProgressed), m => Assert.IsType<LeaseReturned>(m));
    }

    private (SweepPlan Plan, Task Ended) Start(SweepPlan plan)
    {
        var shelf = new DatasetShelf();
        shelf.Add(Iris);
        var node = new WorkerNode(
            WorkerOptions.Cpu("w", 2), new BundleRunner(shelf, TimeProvider.System), TimeProvider.System);
        return (plan, node.RunAsync(_orders.Reader, _reports.Writer, _stop.Token));
    }

    private void Grant(SweepPlan plan, int lease) => _orders.Writer.TryWrite(new LeaseGranted(
        new LeaseId(lease), plan, plan.Bundle(0), [.. plan.Bundle(0).Trials.Select(trial => new LeasedTrial(trial, 1))]));

    // Progress comes when it comes.
    private async Task<WorkerMessage> NextAsync()
    {
        while (true)
        {
            var next = await _reports.Reader.ReadAsync(CancellationToken.None).AsTask().WaitAsync(Bound);
            if (next is not LeaseProgressed)
                return next;
        }
    }

    private static SweepPlan PlanOf(int maxEpochs) => new(new SweepDefinition(
        new SweepSpec
        {
            Name = "node",
            Dataset = new DatasetReference.BuiltIn("iris"),
            Fractions = [new Fraction(1)],
            Boosts = [new BoostFactor(0)],
            Generators = [],
            Models =
            [
                new AlgorithmChoice(MlpAlgorithm.Descriptor, SettingValues.Defaults(MlpAlgorithm.Descriptor)
                    .With("max-epochs", $"{maxEpochs}").With("patience", "100000").With("learning-rate", "1E-08")),
            ],
            Seeds = [new Seed(0), new Seed(1)],
        },
        "name: node",
        Iris.ContentHash));
}
