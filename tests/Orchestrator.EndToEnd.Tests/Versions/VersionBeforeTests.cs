using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Net.Client;
using Orchestrator.Protocol;
using Orchestrator.TestKit;

namespace Orchestrator.EndToEnd.Tests.Versions;

/// <summary>The program of the protocol's version before this one, as it was recorded, with the program of today.</summary>
public sealed class VersionBeforeTests : IDisposable
{
    private const int Results = 3, Outcomes = 2, OutcomeTrial = 1, OutcomeResult = 2, ResultKey = 1;
    private const string Sweep = "recorded";

    // What differs from run to run.
    private static readonly string[] Times = ["submitted_at", "started_at", "running", "from_store_trials"];

    private readonly RecordedSession _recorded = RecordedSession.Open(ProtocolVersion.Oldest);
    private readonly Fleet _fleet = new();

    public void Dispose() => _fleet.Dispose();

    [Fact]
    public async Task Recorded_client_and_worker_get_the_recorded_results_of_this_coordinator()
    {
        var coordinator = await _fleet.ServeAsync();
        using var channel = GrpcChannel.ForAddress(coordinator.Address);
        var calls = new RawCalls(channel.CreateCallInvoker());
        await AsksAsync(calls, "Sweeps/Submit", _recorded.Said("Sweeps/Submit", byClient: true).Single());
        using var worker = new RecordedWorker(_recorded, calls);
        await worker.WorkAsync();

        var workers = (await _fleet.AskAsync("workers")).Expect(0).Out;
        Assert.Matches(@"(?m)^old .* 1 cpu .* 0\.1\.0 +1 +working$", workers);
        Assert.Equal(_recorded.Export, await _fleet.ResultsAsync(Sweep));
        var asked = _recorded.Messages.Where(m => m.ByClient && m.Method.StartsWith("/orchestrator.v1.Sweeps/")).ToList();
        Assert.Equal(10, asked.Count);
        foreach (var (method, request) in asked.Select(m => (m.Method["/orchestrator.v1.".Length..], m.Bytes)))
        {
            if (method != "Sweeps/Submit")
                await AsksAsync(calls, method, request);
        }
    }

    [Fact]
    public async Task Recorded_coordinator_gets_the_recorded_results_of_this_worker()
    {
        await using var coordinator = new RecordedCoordinator(_recorded);
        var address = await coordinator.StartAsync();
        using var worker = OrchestratorProcess.Start(
            "work", "--coordinator", address, "--name", "new", "--slots", "1", "--cache", _fleet.Workspace.PathOf("cache"));
        var heard = (await coordinator.Heard.WaitAsync(TimeSpan.FromMinutes(4))).Select(RawMessage.Parse).ToList();

        var known = _recorded.Descriptors().SelectMany(file => file.MessageTypes)
            .Single(message => message.Name == "WorkerMessage").Fields.InFieldNumberOrder().Select(f => f.FieldNumber);
        Assert.Equal([], heard.SelectMany(message => message.Numbers).Distinct().Except(known));
        var (results, before) = (ResultsOf(heard), ResultsOf(
            [.. _recorded.Said("Workers/Attach", byClient: true).Select(RawMessage.Parse)]));
        Assert.Equal(before.Keys.Order(), results.Keys.Order());
        var networks = TrialsWithNetworks();
        Assert.InRange(networks.Count, 1, before.Count - 1);
        foreach (var (trial, result) in before)
        {
            // Networks come out the same on one kind of processor only; their keys are the same everywhere.
            if (networks.Contains(trial))
                Assert.Equal(KeyOf(result), KeyOf(results[trial]));
            else
                Assert.Equal(result, results[trial]);
        }
    }

    // The last reply is the last one recorded, by the proto files of that version.
    private async Task AsksAsync(RawCalls calls, string method, ByteString request) => Assert.Equal(
        Text(method, _recorded.Said(method, byClient: false)[^1]), Text(method, await calls.LastAsync(method, request)));

    private static Dictionary<long, ByteString> ResultsOf(IReadOnlyList<RawMessage> said) => said
        .Where(message => message.Has(Results)).SelectMany(message => message.Message(Results).All(Outcomes))
        .Select(RawMessage.Parse)
        .ToDictionary(outcome => outcome.Number(OutcomeTrial), outcome => outcome.All(OutcomeResult).Single());

    private static ByteString KeyOf(ByteString result) => RawMessage.Parse(result).All(ResultKey).Single();

    private HashSet<long> TrialsWithNetworks()
    {
        const int Trials = 1, Index = 1, Generator = 5;
        return [.. _recorded.Said("Sweeps/StreamTrials", byClient: false).SelectMany(page => RawMessage.Parse(page).All(Trials))
            .Select(RawMessage.Parse).Where(trial => trial.Text(Generator).StartsWith("dcgan", StringComparison.Ordinal))
            .Select(trial => trial.Number(Index))];
    }

    private string Text(string method, ByteString reply)
    {
        var parts = method.Split('/');
        MethodDescriptor of = _recorded.Descriptors().SelectMany(file => file.Services)
            .Single(service => service.Name == parts[0]).FindMethodByName(parts[1]);
        return string.Join('\n', OldText.Of(of.OutputType, reply, Times).Prepend(method));
    }
}
