using System.Globalization;
using Orchestrator.Coordinator.Progress;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Orchestrator.Host.Display;

/// <summary>For a terminal: a bar, the pace, the running accuracy of each model and what the slots are at.</summary>
internal sealed class TerminalDisplay(IAnsiConsole screen, TimeProvider time) : IProgressDisplay
{
    private const int BarWidth = 40;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    public async Task<SweepProgress?> FollowAsync(
        IAsyncEnumerable<SweepProgress> states, CancellationToken cancellation) =>
        await screen.Live(new Text("starting …")).AutoClear(true).StartAsync(context =>
            new ProgressPump(Interval, time).RunAsync(states, Show(context), cancellation));

    /// <summary>The picture of one state.</summary>
    public static IRenderable Draw(SweepProgress progress, DateTimeOffset now)
    {
        var rows = new List<IRenderable> { new Markup(Headline(progress, Pace.Of(progress, now))), Models(progress) };
        rows.AddRange(progress.Running.Select(bundle => new Markup(
            $"[grey]{Markup.Escape(bundle.Worker)}[/]  {Markup.Escape(bundle.Description)}  "
                + $"{bundle.Done}/{bundle.Trials}")));
        rows.AddRange(progress.Errors.Select(error => new Markup($"[red]failed:[/] {Markup.Escape(error)}")));
        if (progress.StoreError is { } reason)
            rows.Add(new Markup($"[yellow]waiting for the store:[/] {Markup.Escape(reason)}"));
        if (progress.Waiting is { } why)
            rows.Add(new Markup($"[yellow]waiting:[/] {Markup.Escape(why)}"));
        return new Rows(rows);
    }

    private Action<SweepProgress> Show(LiveDisplayContext context) =>
        progress => context.UpdateTarget(Draw(progress, time.GetUtcNow()));

    private static string Headline(SweepProgress progress, Pace pace)
    {
        var ended = progress.Completed + progress.Failed;
        var filled = progress.Total == 0 ? BarWidth : (int)(BarWidth * ended / progress.Total);
        var line = string.Create(CultureInfo.InvariantCulture,
            $"[bold]{Markup.Escape(progress.Name)}[/] [green]{new string('━', filled)}[/]"
            + $"[grey]{new string('━', BarWidth - filled)}[/] {ended:N0}/{progress.Total:N0} trials"
            + $"  {pace.PerSecond:0.0} trials/s");
        if (pace.Left is { } left)
            line += $"  {DurationText.Of(left)} left";
        if (progress.FromStore > 0)
            line += $"  {progress.FromStore} from the store";
        return progress.Failed > 0 ? $"{line}  [red]{progress.Failed} failed[/]" : line;
    }

    private static Table Models(SweepProgress progress)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("model")
            .AddColumn(new TableColumn("mean accuracy").RightAligned())
            .AddColumn(new TableColumn("trials").RightAligned());
        foreach (var mean in progress.MeanByModel)
        {
            var text = mean.Trials == 0 ? "-" : mean.Mean.ToString("0.0000", CultureInfo.InvariantCulture);
            table.AddRow(Markup.Escape(mean.Model), text, mean.Trials.ToString(CultureInfo.InvariantCulture));
        }

        return table;
    }
}
