using Microsoft.Extensions.Hosting;
using Orchestrator.Journal.Contracts;

namespace Orchestrator.Host.Telemetry;

/// <summary>Tells the metrics, now and then, what is left on the disk and what the store takes.</summary>
internal sealed class StorageWatch(TelemetryOptions options) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        try
        {
            do
            {
                MeasureDisk();
                await MeasureStoreAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // That is how it ends.
        }
    }

    // A folder that is yet to be made will be where its parent is.
    private void MeasureDisk()
    {
        if (options.Volume is not { } volume)
            return;
        var folder = Path.GetFullPath(volume.Folder);
        while (!Directory.Exists(folder) && Path.GetDirectoryName(folder) is { } parent)
            folder = parent;
        try
        {
            var disk = new DriveInfo(folder);
            Instruments.RecordDisk(volume.Name, disk.AvailableFreeSpace, disk.TotalSize);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            // Nothing is told of a disk that does not tell; whoever writes there hears of it.
        }
    }

    private async Task MeasureStoreAsync(CancellationToken stop)
    {
        if (options.StoreSize is not { } size)
            return;
        try
        {
            Instruments.RecordStore(await size(stop));
        }
        catch (StoreException)
        {
            // The store does not answer: that is what readiness and the journal's metrics are about.
        }
    }
}
