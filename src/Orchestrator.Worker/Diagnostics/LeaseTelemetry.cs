using System.Diagnostics;
using System.Threading.Channels;
using Orchestrator.Sweeps.Scheduling;

namespace Orchestrator.Worker.Diagnostics;

/// <summary>
/// What a lease says on its way from the slot to the coordinator: its stages become spans and measurements, and go no
/// further. Disposing ends the bundle's span.
/// </summary>
internal sealed class LeaseTelemetry(LeaseGranted granted, string device, ChannelWriter<WorkerMessage> next)
    : ChannelWriter<WorkerMessage>, IDisposable
{
    private readonly Activity? _bundle = Activities.Bundle(granted, device);

    /// <inheritdoc/>
    public override bool TryWrite(WorkerMessage item)
    {
        switch (item)
        {
            case StageEnded ended:
                Instruments.StageDuration.Record(
                    ended.Duration.TotalSeconds, new("stage", ended.Stage), new("algorithm", ended.Algorithm));
                Activities.Stage(_bundle, ended);
                return true;
            case LeaseProgressed { Stage: { Stage: StageNames.FitGenerator } fit }:
                Record(fit, fit.Loss, "generator");
                Record(fit, fit.DiscriminatorLoss, "discriminator");
                break;
            case LeaseProgressed { Stage: { Stage: StageNames.FitModel } fit }:
                Record(fit, fit.Loss, "model");
                break;
            case SlotCrashed crashed:
                Instruments.SlotCrashes.Add(1);
                _bundle?.SetStatus(ActivityStatusCode.Error, crashed.Error);
                break;
        }

        return next.TryWrite(item);
    }

    /// <inheritdoc/>
    public override ValueTask<bool> WaitToWriteAsync(CancellationToken cancellationToken = default) =>
        next.WaitToWriteAsync(cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _bundle?.Dispose();

    private static void Record(StageProgress fit, double? loss, string network)
    {
        if (loss is { } value)
            Instruments.Loss.Record(value, new("algorithm", fit.Algorithm), new("network", network));
    }
}
