using Orchestrator.Coordinator.Leadership;
using Orchestrator.Journal.Contracts;

namespace Orchestrator.Coordinator.Endpoints.Rpc;

/// <summary>Finds the sweep that a request names: by id, by the beginning of one, or the newest of a name.</summary>
internal sealed class SweepFinder(IResultStore store, LeadershipState leadership)
{
    private const int Digits = 12;
    private const int LongestName = 256;
    private const int PageSize = 200;
    private const int MostCandidates = 5;

    /// <summary>The sweep called <paramref name="sweep"/>.</summary>
    /// <exception cref="Grpc.Core.RpcException">There is none, or the beginning fits several.</exception>
    /// <exception cref="NotLeadingException">Another node leads.</exception>
    public async Task<SweepRecord> FindAsync(string sweep, CancellationToken cancellation)
    {
        RequireLeading();
        if (sweep.Length is 0 or > LongestName)
        {
            throw RpcFailures.BadField("sweep", $"sweep: a text of {sweep.Length} characters is not allowed; it is an "
                + $"id, the beginning of one, or a name, of 1 to {LongestName} characters");
        }

        if (IsDigits(sweep) && sweep.Length == Digits
            && await store.FindSweepAsync(sweep.ToLowerInvariant(), cancellation).ConfigureAwait(false) is { } exact)
            return exact;
        return await SearchAsync(sweep, cancellation).ConfigureAwait(false);
    }

    /// <summary>Nothing where this node leads.</summary>
    /// <exception cref="NotLeadingException">Another one does.</exception>
    public void RequireLeading()
    {
        if (!leadership.IsLeading)
            throw new NotLeadingException(leadership.LeaderAddress);
    }

    private async Task<SweepRecord> SearchAsync(string sweep, CancellationToken cancellation)
    {
        SweepRecord? named = null;
        var begun = new List<SweepRecord>();
        for (IReadOnlyList<SweepRecord>? page = null; page is null || page.Count == PageSize;)
        {
            page = await store.ListSweepsAsync(page?[^1].Id, PageSize, cancellation).ConfigureAwait(false);
            named = page.LastOrDefault(record => record.Name == sweep) ?? named;
            if (IsDigits(sweep))
            {
                begun.AddRange(page.Where(record => record.Id.StartsWith(sweep, StringComparison.OrdinalIgnoreCase))
                    .Take(MostCandidates + 1 - begun.Count));
            }
        }

        if (named is not null || begun.Count == 1)
            return named ?? begun[0];
        if (begun.Count == 0)
            throw RpcFailures.UnknownSweep(sweep);
        var ids = string.Join(", ", begun.Take(MostCandidates).Select(record => record.Id));
        throw RpcFailures.BadField("sweep", $"sweep: '{sweep}' fits several sweeps: {ids}"
            + (begun.Count > MostCandidates ? ", …" : ""));
    }

    private static bool IsDigits(string sweep) => sweep.Length <= Digits && sweep.All(char.IsAsciiHexDigit);
}
