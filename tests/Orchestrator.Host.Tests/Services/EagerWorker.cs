using Grpc.Core;
using Orchestrator.Protocol;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Sweeps.Trials;
using Orchestrator.TestKit;
using Orchestrator.Training.Datasets;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Host.Tests.Services;

/// <summary>A worker on the wire that reports a made-up result for every trial that it is given.</summary>
internal static class EagerWorker
{
    public static async Task RunAsync(Wire.Workers.WorkersClient client, string name, int slots, CancellationToken stop)
    {
        var plans = new Dictionary<string, SweepPlan>();
        using var call = client.Attach(cancellationToken: stop);
        await call.RequestStream.WriteAsync(
            WorkerMessageMapper.ToWire(new WorkerAttached(name, WorkerOffer.Cpu(slots)), name), stop);
        try
        {
            while (await call.ResponseStream.MoveNext(stop))
            {
                var told = call.ResponseStream.Current;
                if (told.Definition is { } definition)
                    plans[definition.SweepId] = SweepDefinitionMapper.ToPlan(
                        definition, DatasetCatalog.Vocabulary);
                if (told.Granted is null)
                    continue;
                var lease = (LeaseGranted)CoordinatorMessageMapper.ToDomain(told, id => plans.GetValueOrDefault(id));
                foreach (var report in WorkerMessageMapper.ToWire(Reports(lease, name), name))
                    await call.RequestStream.WriteAsync(report, stop);
            }
        }
        catch (Exception e) when (stop.IsCancellationRequested && e is RpcException or OperationCanceledException)
        {
            // Told to stop.
        }
    }

    private static IEnumerable<WorkerMessage> Reports(LeaseGranted lease, string name)
    {
        foreach (var trial in lease.Trials)
        {
            var key = lease.Plan.Keys.Trial(lease.Plan.Grid[trial.Index]);
            yield return new TrialFinished(
                lease.Lease, trial.Index, TestSweeps.Result(key), new TrialTimings(0.1, 0.01, name, trial.Attempt));
        }

        yield return new LeaseReturned(lease.Lease);
    }
}
