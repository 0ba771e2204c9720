using System.Threading.Channels;
using Orchestrator.Sweeps.Planning.Costs;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Training;

namespace Orchestrator.Worker.Execution;

/// <summary>
/// Runs the stages of a bundle on one device: split, subset and preprocessing per seed, the generator fused over the
/// seeds, then each model over seeds and boosts. Stateless and thread-safe; what goes wrong is reported of the trials
/// concerned.
/// </summary>
/// <param name="datasets">Where data sets come from.</param>
/// <param name="time">The clock for durations.</param>
public sealed class BundleRunner(IDatasetSource datasets, TimeProvider time) : IBundleRunner
{
    /// <summary>How many replicas train as one network on a device; no result depends on it.</summary>
    public Func<string, GroupSizes> GroupSizes { get; init; } = _ => Sweeps.Planning.Costs.GroupSizes.Unmeasured;

    /// <inheritdoc/>
    public void Run(
        LeaseGranted granted, string worker, string device, ChannelWriter<WorkerMessage> outgoing,
        CancellationToken cancellation)
    {
        var report = new LeaseReport(granted, worker, outgoing);
        var stages = new StageLog(report, time);
        var context = new TrainingContext(device, time, cancellation)
        {
            Epochs = stages,
            GroupSizes = GroupSizes(device),
        };
        try
        {
            report.AllStarted();
            var dataset = datasets.Get(granted.Plan.Definition);
            var cells = new BundleStages(granted, dataset, context, report, stages).Run();
            foreach (var model in granted.Plan.Definition.Spec.Models)
            {
                new ModelStage(model, granted.Plan.Definition.Spec.Validation, context, report, stages)
                    .Run([.. cells.Where(cell => cell.Trial.Model.Equals(model))]);
            }

            report.RestThrew(new InvalidOperationException("The trainer gave no result."));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The lease is handed back: trials without a report stay pending.
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            report.RestThrew(e);
        }
    }
}
