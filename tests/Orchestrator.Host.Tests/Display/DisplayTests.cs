using System.Text.Json;
using Orchestrator.Coordinator.Progress;
using Orchestrator.Host.Display;
using Orchestrator.Reports.Documents;
using Orchestrator.TestKit;
using Spectre.Console;

namespace Orchestrator.Host.Tests.Display;

public sealed class DisplayTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly StringWriter _output = new();

    private string[] Lines => _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);

    [Fact]
    public async Task Plain_display_writes_a_line_for_another_five_percent_and_for_five_seconds()
    {
        await FollowAsync(new PlainDisplay(_output, _clock),
            (ProgressSample.At(0), 0.5), // the first state
            (ProgressSample.At(4), 0.5), // less than 5 % more
            (ProgressSample.At(5), 0.5), // 5 %
            (ProgressSample.At(6), 4.5), // 5 s of silence not yet over
            (ProgressSample.At(7), 0.5), // now they are
            (ProgressSample.At(100), 0));
        Assert.Equal(["0/100", "5/100", "7/100", "100/100"], Lines.Select(line => line.Split(' ')[0]));
    }

    [Fact]
    public async Task Plain_display_tells_pace_and_time_left()
    {
        await FollowAsync(new PlainDisplay(_output, _clock), (ProgressSample.At(21, fromStore: 10), 5.5));
        Assert.Equal("21/100 trials, 2.0 trials/s, 10 from the store, about 39 s left", Lines[1]);
    }

    [Fact]
    public async Task Plain_display_writes_each_error_once()
    {
        await FollowAsync(new PlainDisplay(_output, _clock),
            (ProgressSample.At(20, failed: 1), 1), (ProgressSample.At(40, failed: 1), 1));
        Assert.Single(Lines, "failed: trial 7: no luck");
    }

    [Fact]
    public async Task Json_display_writes_an_object_a_line_and_a_last_one_that_says_so()
    {
        await FollowAsync(
            new JsonDisplay(_output, _clock), (ProgressSample.At(20), 1), (ProgressSample.At(99, failed: 1), 0));
        var objects = Lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(["progress", "finished"], objects.Select(o => o.GetProperty("event").GetString()));
        Assert.Equal([20, 99], objects.Select(o => o.GetProperty("completed").GetInt64()));
        Assert.Equal(1, objects[1].GetProperty("failed").GetInt64());
        Assert.Equal("logreg", objects[0].GetProperty("meanByModel")[0].GetProperty("model").GetString());
    }

    [Fact]
    public async Task Json_display_tells_the_end_once_and_with_the_verdicts()
    {
        var asked = 0;
        var display = new JsonDisplay(_output, _clock, _ =>
        {
            asked++;
            return Task.FromResult<ReportDocument?>(VerdictSample.Document);
        });
        await FollowAsync(display, (ProgressSample.At(20), 1), (ProgressSample.At(100), 5));
        var objects = Lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(["progress", "finished"], objects.Select(o => o.GetProperty("event").GetString()));
        Assert.Equal(1, asked);
        Assert.Equal(JsonValueKind.Null, objects[0].GetProperty("verdicts").ValueKind);
        var verdict = Assert.Single(objects[1].GetProperty("verdicts").EnumerateArray());
        Assert.Equal(
            ("knn", "no-evidence", "It may help.", "dcgan"),
            (verdict.GetProperty("model").GetString(), verdict.GetProperty("verdict").GetString(),
                verdict.GetProperty("text").GetString(), verdict.GetProperty("generator").GetString()));
        Assert.Equal(0.02, verdict.GetProperty("gain").GetDouble());
    }

    [Fact]
    public void Verdicts_are_sentences_within_the_columns_of_a_terminal()
    {
        var terminal = new Terminal { Out = _output, Error = TextWriter.Null };
        VerdictWriter.Write(terminal, null);
        Assert.Empty(Lines);
        var sentence = string.Join(' ', Enumerable.Repeat("word", 40));
        VerdictWriter.Write(terminal, VerdictSample.Document with
        {
            Verdicts = [VerdictSample.Document.Verdicts[0] with { Text = sentence }],
        });
        Assert.Equal([$"- {sentence[..114]}", $"  {sentence[115..]}"], Lines);
    }

    [Fact]
    public async Task Quiet_display_writes_nothing_and_returns_the_last_state()
    {
        var last = await FollowAsync(new QuietDisplay(), (ProgressSample.At(20), 9), (ProgressSample.At(100), 9));
        Assert.Empty(Lines);
        Assert.Equal(100, last!.Completed);
    }

    [Fact]
    public void Live_display_draws_bar_pace_models_bundles_and_errors()
    {
        _clock.Advance(TimeSpan.FromSeconds(10));
        var screen = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(_output),
        });
        screen.Profile.Width = 160;
        screen.Write(TerminalDisplay.Draw(ProgressSample.At(49, failed: 1), _clock.GetUtcNow()));
        var text = _output.ToString();
        Assert.Contains("50/100 trials  5.0 trials/s  10 s left", text);
        Assert.Contains("1 failed", text);
        Assert.Matches("logreg +0\\.7500 +49", text);
        Assert.Matches("mlp\\{epochs=3\\} +- +0", text);
        Assert.Contains("fraction 0.5 [x]  2/7", text);
        Assert.Contains("trial 7: no luck", text);
    }

    [Theory]
    [InlineData(0.04, "0.0 s")]
    [InlineData(9.94, "9.9 s")]
    [InlineData(59, "59 s")]
    [InlineData(61, "1 min 1 s")]
    [InlineData(3_660, "1 h 1 min")]
    [InlineData(90_000, "1 d 1 h")]
    public void Duration_is_said_in_its_two_largest_units(double seconds, string expected) =>
        Assert.Equal(expected, DurationText.Of(TimeSpan.FromSeconds(seconds)));

    // Each state stands for so many seconds before the next one comes.
    private Task<SweepProgress?> FollowAsync(
        IProgressDisplay display, params (SweepProgress State, double Seconds)[] states)
    {
        return display.FollowAsync(States(), CancellationToken.None);

        async IAsyncEnumerable<SweepProgress> States()
        {
            foreach (var (state, seconds) in states)
            {
                yield return state;
                _clock.Advance(TimeSpan.FromSeconds(seconds));
            }

            await Task.CompletedTask;
        }
    }
}
