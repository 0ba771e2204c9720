using System.Runtime.CompilerServices;
using Grpc.Core;
using Orchestrator.Host.Composition;
using Orchestrator.Reports.Exports;
using Orchestrator.Reports.Searches;
using Orchestrator.Reports.Tables;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Search;
using Orchestrator.Sweeps.Trials;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Host.Client;

/// <summary>A sweep of a coordinator: its plan, and its trials as they are streamed.</summary>
internal sealed class RemoteSweep : ITrialSource
{
    private readonly CoordinatorClient _client;

    private RemoteSweep(CoordinatorClient client, Wire.Sweep sweep, SweepPlan plan) =>
        (_client, Sweep, Plan) = (client, sweep, plan);

    /// <summary>As it stood when it was asked for.</summary>
    public Wire.Sweep Sweep { get; }

    /// <summary>Its plan.</summary>
    public SweepPlan Plan { get; }

    /// <summary>The sweep of an id, of the beginning of one, or the newest of a name.</summary>
    /// <exception cref="BadInputException">
    /// This version of the program does not read it as the coordinator does.
    /// </exception>
    public static async Task<RemoteSweep> GetAsync(
        CoordinatorClient client, string sweep, CancellationToken cancellation)
    {
        var found = await client.GetAsync(sweep, cancellation);
        var plan = new SweepPlan(new SweepDefinition(
            SweepLoader.ReadSpec(found.SpecText, found.SpecName is { Length: > 0 } name ? name : "sweep.yaml"),
            found.SpecText, Digest.FromBytes(found.DatasetHash.Span)));
        if (plan.Definition.Id != found.Id)
        {
            throw new BadInputException(
                $"the coordinator knows the sweep as {found.Id}, this program as {plan.Definition.Id}: "
                + "they are of different versions");
        }

        return new RemoteSweep(client, found, plan);
    }

    /// <summary>The best settings of a search across trials, so far.</summary>
    public Task<SummaryReport> LeaderboardAsync(CancellationToken cancellation) => Leaderboard.BuildAsync(
        new SearchPlan(Plan.Definition), part => RoundAsync(part.Definition.Id, cancellation), cancellation);

    /// <inheritdoc/>
    public async IAsyncEnumerable<EndedTrial> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var trial in _client.ListEndedAsync(Sweep.Id, cancellation))
            yield return WireReading.ToEnded(Sweep.Id, trial);
    }

    // A round that was not submitted yet has no trials that ended.
    private async Task<ITrialSource?> RoundAsync(string id, CancellationToken cancellation)
    {
        try
        {
            return await GetAsync(_client, id, cancellation);
        }
        catch (RpcException unknown) when (unknown.StatusCode == StatusCode.NotFound)
        {
            return null;
        }
    }
}
