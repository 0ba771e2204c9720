using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Worker.Leases;
using Orchestrator.Worker.SlotProgram;
using Orchestrator.Worker.Slots;

namespace Orchestrator.Worker.Tests.Slots;

/// <summary>Nodes whose slots are processes of a program that dies in the way that the sweep's name says.</summary>
public sealed class SlotProcessTests : IAsyncDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private readonly Channel<CoordinatorMessage> _orders = Channel.CreateUnbounded<CoordinatorMessage>();
    private readonly Channel<WorkerMessage> _reports = Channel.CreateUnbounded<WorkerMessage>();
    private Task _running = Task.CompletedTask;

    [Theory]
    [InlineData("killed", "killed by signal 9 (out of memory?)")]
    [InlineData("aborts", "killed by signal 6 (SIGABRT); it said: terminate called: the test said so")]
    [InlineData("out-of-memory", "out of memory")]
    public async Task A_process_that_dies_names_its_suspects_and_the_next_one_works(string way, string error)
    {
        var plan = PlanTexts.Of(way, seeds: 4);
        Start(slots: 1);

        Grant(plan, 1, attempt: 1);
        var first = await LeaseAsync();
        Grant(plan, 2, attempt: 2);
        var second = await LeaseAsync();

        var trials = plan.Bundle(0).Trials;
        Assert.Equal([trials[0]], first.OfType<TrialFinished>().Select(m => m.Trial));
        var crash = Assert.IsType<SlotCrashed>(first[^1]);
        Assert.Equal([trials[1], trials[2]], crash.Suspects);
        Assert.Equal(error, crash.Error);
        Assert.Equal(trials, second.OfType<TrialFinished>().Select(m => m.Trial));
        Assert.IsType<LeaseReturned>(second[^1]);
    }

    [Fact]
    public async Task Another_slot_goes_on_when_one_dies()
    {
        Start(slots: 2);
        Grant(PlanTexts.Of("waits", seeds: 3), 1, attempt: 1);
        Assert.IsType<TrialFinished>(await NextAsync(m => m is TrialFinished { Lease.Value: 1 }));

        Grant(PlanTexts.Of("killed", seeds: 3), 2, attempt: 1);
        Assert.IsType<SlotCrashed>(await NextAsync(m => m is SlotCrashed));
        Grant(PlanTexts.Of("fine", seeds: 3), 3, attempt: 1);
        Assert.IsType<LeaseReturned>(await NextAsync(m => m is LeaseReturned));

        _orders.Writer.TryWrite(new LeaseRevoked(new LeaseId(1)));
        Assert.Equal(new LeaseReturned(new LeaseId(1)), await NextAsync(m => m is LeaseReturned or SlotCrashed));
    }

    [Fact]
    public async Task A_process_that_does_not_stop_its_lease_is_killed_and_the_lease_is_returned()
    {
        Start(slots: 1);
        Grant(PlanTexts.Of("deaf", seeds: 3), 1, attempt: 1);
        Assert.IsType<TrialFinished>(await NextAsync(m => m is TrialFinished));

        _orders.Writer.TryWrite(new LeaseRevoked(new LeaseId(1)));

        Assert.Equal(new LeaseReturned(new LeaseId(1)), await NextAsync(m => m is LeaseReturned or SlotCrashed));
        Grant(PlanTexts.Of("fine", seeds: 3), 2, attempt: 1);
        Assert.Equal(3, (await LeaseAsync()).Count(m => m is TrialFinished));
    }

    [Fact]
    public async Task What_others_write_to_standard_output_does_not_disturb_the_messages()
    {
        Start(slots: 1);
        Grant(PlanTexts.Of("noisy", seeds: 3), 1, attempt: 1);

        var messages = await LeaseAsync();

        Assert.Equal(3, messages.Count(m => m is TrialFinished));
        Assert.IsType<LeaseReturned>(messages[^1]);
        Assert.Contains(messages, m => m is LeaseProgressed { Stage.Algorithm: "wcpu" });
        Assert.DoesNotContain(messages, m => m is TrialsStarted);
    }

    [Theory]
    [InlineData("waits")]
    [InlineData("deaf")]
    public async Task Processes_do_not_outlive_a_node_that_is_killed(string behaviour)
    {
        var start = Command("node", behaviour);
        using var node = Process.Start(new ProcessStartInfo(start.FileName, start.Arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;
        var line = await node.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Bound);
        var children = line!.Split(' ').Select(id => Process.GetProcessById(int.Parse(id))).ToList();
        Assert.NotEmpty(children);

        node.Kill(entireProcessTree: false);

        foreach (var child in children)
        {
            await child.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Bound);
            child.Dispose();
        }
    }

    [Fact]
    public async Task A_program_that_never_serves_ends_the_node_with_what_it_said()
    {
        Start(slots: 1, "refuses");
        Grant(PlanTexts.Of("fine", seeds: 3), 1, attempt: 1);

        var error = await Assert.ThrowsAsync<SlotStartException>(() => _running.WaitAsync(Bound));

        Assert.Contains("exit code 3; it said: this program never serves", error.Message);
        Assert.IsType<LeaseReturned>(await NextAsync(m => m is LeaseReturned));
    }

    [Fact]
    public async Task A_program_that_is_not_there_ends_the_node_with_its_name()
    {
        var slots = WorkerSlots.Processes(new SlotCommand("/no/such/program", []), TimeProvider.System);
        _running = new WorkerNode(WorkerOptions.Cpu("w", 1), slots, TimeProvider.System)
            .RunAsync(_orders.Reader, _reports.Writer, CancellationToken.None);
        Grant(PlanTexts.Of("fine", seeds: 3), 1, attempt: 1);

        var error = await Assert.ThrowsAsync<SlotStartException>(() => _running.WaitAsync(Bound));

        Assert.Contains("/no/such/program", error.Message);
    }

    [Fact]
    public async Task A_process_is_picked_before_its_node_when_memory_runs_out()
    {
        var process = await SlotProcess.StartAsync(
            Command("slot"), new SlotPlace("w", 0, "cpu"), TimeProvider.System, NullLogger.Instance);
        await process.Ready.WaitAsync(Bound);

        var score = await File.ReadAllTextAsync($"/proc/{process.Id}/oom_score_adj", TestContext.Current.CancellationToken);

        Assert.Equal("500", score.Trim());
        Assert.InRange(process.ResidentBytes, 1 << 20, 4L << 30);
        await process.DisposeAsync();
    }

    [Fact]
    public async Task A_process_has_none_of_the_secrets_in_its_nodes_environment()
    {
        const string Secret = "ORCHESTRATOR_TEST_SECRET";
        Environment.SetEnvironmentVariable(Secret, "nobody-is-to-read-this");
        var withheld = await EnvironmentOfAsync(Command("slot") with { Withheld = ["NOT_SET", Secret] });
        var inherited = await EnvironmentOfAsync(Command("slot"));
        Environment.SetEnvironmentVariable(Secret, null);

        Assert.DoesNotContain("nobody-is-to-read-this", withheld);
        Assert.Contains("nobody-is-to-read-this", inherited);
        Assert.Contains("PATH=", withheld);
    }

    public async ValueTask DisposeAsync()
    {
        _orders.Writer.TryComplete();
        await _running.WaitAsync(Bound).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static async Task<string> EnvironmentOfAsync(SlotCommand command)
    {
        var process = await SlotProcess.StartAsync(
            command, new SlotPlace("w", 0, "cpu"), TimeProvider.System, NullLogger.Instance);
        await process.Ready.WaitAsync(Bound);
        var environment = await File.ReadAllTextAsync(
            $"/proc/{process.Id}/environ", TestContext.Current.CancellationToken);
        await process.DisposeAsync();
        return environment;
    }

    private static SlotCommand Command(params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Orchestrator.Worker.SlotProgram.dll");
        return new SlotCommand(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [program, .. arguments]);
    }

    private void Start(int slots, string mode = "slot")
    {
        var processes = WorkerSlots.Processes(Command(mode), TimeProvider.System);
        _running = new WorkerNode(WorkerOptions.Cpu("w", slots), processes, TimeProvider.System)
            .RunAsync(_orders.Reader, _reports.Writer, CancellationToken.None);
    }

    private void Grant(SweepPlan plan, int lease, int attempt) => _orders.Writer.TryWrite(new LeaseGranted(
        new LeaseId(lease), plan, plan.Bundle(0),
        [.. plan.Bundle(0).Trials.Select(trial => new LeasedTrial(trial, attempt))]));

    // What is said of a lease, up to its end.
    private async Task<List<WorkerMessage>> LeaseAsync()
    {
        var messages = new List<WorkerMessage>();
        do
        {
            messages.Add(await NextAsync(m => m is not (WorkerAttached or WorkerHeartbeat)));
        }
        while (messages[^1] is not (LeaseReturned or SlotCrashed));
        return messages;
    }

    private async Task<WorkerMessage> NextAsync(Func<WorkerMessage, bool> wanted)
    {
        while (true)
        {
            var message = await _reports.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Bound);
            if (wanted(message))
                return message;
        }
    }
}
