using System.Globalization;
using Orchestrator.Coordinator.Progress;

namespace Orchestrator.Host.Display;

/// <summary>For pipes and log files: a line when another 5 % are done, and every 5 seconds otherwise.</summary>
internal sealed class PlainDisplay(TextWriter output, TimeProvider time) : IProgressDisplay
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(5);
    private readonly HashSet<string> _errors = [];
    private DateTimeOffset _lastAt = DateTimeOffset.MinValue;
    private long _lastStep = -1;

    public Task<SweepProgress?> FollowAsync(IAsyncEnumerable<SweepProgress> states, CancellationToken cancellation) =>
        new ProgressPump(Look, time).RunAsync(states, Show, cancellation);

    private void Show(SweepProgress progress)
    {
        foreach (var error in progress.Errors.Where(_errors.Add))
            output.WriteLine($"failed: {error}");
        if (progress.StoreError is { } reason && _errors.Add(reason))
            output.WriteLine($"waiting for the store: {reason}");
        if (progress.Waiting is { } why && _errors.Add(why))
            output.WriteLine($"waiting: {why}");
        var now = time.GetUtcNow();
        var step = progress.Total == 0 ? 0 : 20 * (progress.Completed + progress.Failed) / progress.Total;
        if (step == _lastStep && now - _lastAt < Silence)
            return;
        (_lastStep, _lastAt) = (step, now);
        output.WriteLine(Line(progress, Pace.Of(progress, now)));
        output.Flush();
    }

    private static string Line(SweepProgress progress, Pace pace)
    {
        var line = string.Create(CultureInfo.InvariantCulture,
            $"{progress.Completed + progress.Failed}/{progress.Total} trials, {pace.PerSecond:0.0} trials/s");
        if (progress.FromStore > 0)
            line += $", {progress.FromStore} from the store";
        if (progress.Failed > 0)
            line += $", {progress.Failed} failed";
        return progress.IsFinished || pace.Left is not { } left ? line : $"{line}, about {DurationText.Of(left)} left";
    }
}
