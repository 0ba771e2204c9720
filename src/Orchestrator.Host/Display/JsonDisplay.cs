using System.Text.Json;
using System.Text.Json.Serialization;
using Orchestrator.Coordinator.Progress;

namespace Orchestrator.Host.Display;

/// <summary>
/// For other programs: one JSON object a line, <c>progress</c> about once a second and a last <c>finished</c>.
/// </summary>
internal sealed class JsonDisplay(TextWriter output, TimeProvider time) : IProgressDisplay
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public Task<SweepProgress?> FollowAsync(IAsyncEnumerable<SweepProgress> states, CancellationToken cancellation) =>
        new ProgressPump(Interval, time).RunAsync(states, Show, cancellation);

    /// <summary>The object of a submission, before those of its progress.</summary>
    public static void WriteSubmitted(TextWriter output, string sweepId, string name, long total, bool existed)
    {
        output.WriteLine(JsonSerializer.Serialize(
            new { Event = "submitted", SweepId = sweepId, Name = name, Total = total, Existed = existed }, Format));
        output.Flush();
    }

    private void Show(SweepProgress progress)
    {
        var pace = Pace.Of(progress, time.GetUtcNow());
        output.WriteLine(JsonSerializer.Serialize(
            new
            {
                Event = progress.IsFinished ? "finished" : "progress",
                progress.SweepId,
                progress.Name,
                progress.Total,
                progress.Completed,
                progress.FromStore,
                progress.Failed,
                TrialsPerSecond = pace.PerSecond,
                ElapsedSeconds = pace.Elapsed.TotalSeconds,
                LeftSeconds = pace.Left?.TotalSeconds,
                progress.MeanByModel,
                progress.Running,
                progress.Errors,
                progress.StoreError,
            },
            Format));
        output.Flush();
    }
}
