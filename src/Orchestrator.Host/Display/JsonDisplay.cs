using System.Text.Json;
using System.Text.Json.Serialization;
using Orchestrator.Coordinator.Progress;
using Orchestrator.Reports.Documents;

namespace Orchestrator.Host.Display;

/// <summary>
/// For other programs: one JSON object a line, <c>progress</c> about once a second and a last <c>finished</c>, which
/// has the verdicts.
/// </summary>
/// <param name="output">Takes the lines.</param>
/// <param name="time">The clock.</param>
/// <param name="answer">Gives what the finished sweep came to; null: there are no verdicts.</param>
internal sealed class JsonDisplay(
    TextWriter output, TimeProvider time, Func<CancellationToken, Task<ReportDocument?>>? answer = null)
    : IProgressDisplay
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public async Task<SweepProgress?> FollowAsync(
        IAsyncEnumerable<SweepProgress> states, CancellationToken cancellation)
    {
        var last = await new ProgressPump(Interval, time).RunAsync(states, Show, cancellation);
        if (last is { IsFinished: true })
            Write(last, answer is null ? null : await answer(cancellation));
        return last;
    }

    /// <summary>The object of a submission, before those of its progress.</summary>
    public static void WriteSubmitted(TextWriter output, string sweepId, string name, long total, bool existed)
    {
        output.WriteLine(JsonSerializer.Serialize(
            new { Event = "submitted", SweepId = sweepId, Name = name, Total = total, Existed = existed }, Format));
        output.Flush();
    }

    // The end is told once, and with the verdicts.
    private void Show(SweepProgress progress)
    {
        if (!progress.IsFinished)
            Write(progress, null);
    }

    private void Write(SweepProgress progress, ReportDocument? document)
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
                progress.Waiting,
                Verdicts = progress.IsFinished ? Verdicts(document) : null,
            },
            Format));
        output.Flush();
    }

    private static IEnumerable<object> Verdicts(ReportDocument? document) => document is null ? [] :
        document.Verdicts.Select(verdict =>
        {
            var best = document.Comparisons[verdict.Best];
            return new
            {
                verdict.Model,
                Verdict = ReportJson.WordOf(verdict.Verdict),
                verdict.Text,
                best.Generator,
                best.Boost,
                best.Replaces,
                best.Fraction,
                best.Gain,
                best.Low,
                best.High,
                best.AdjustedP,
                best.ProbabilityHelps,
                best.ProbabilitySame,
                best.ProbabilityHurts,
                WorthRows = best.Worth?.Rows,
            };
        });
}
