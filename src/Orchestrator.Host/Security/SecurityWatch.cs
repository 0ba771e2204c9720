using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Orchestrator.Host.Security;

/// <summary>
/// Looks at the files of certificates and tokens though nobody calls, says when new versions come into force, and ends
/// the streams of tokens that are no longer taken.
/// </summary>
internal sealed class SecurityWatch(
    ServerSecurity security, OpenStreams streams, RefusalLog refusals, ILogger<SecurityWatch> log, TimeProvider time)
    : BackgroundService
{
    /// <summary>How often it looks.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (security.Certificate is { } certificate)
            (certificate.Replaced, certificate.Refused) = Tell("--certificate with its --key");
        if (security.Clients is { } clients)
            (clients.Replaced, clients.Refused) = Tell("--client-ca");
        if (security.Tokens is { } tokens)
            (tokens.Replaced, tokens.Refused) = Tell("--tokens");
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            security.Refresh();
            refusals.Flush();
            if (security.Tokens is { } tokens && streams.End(tokens.Current) is > 0 and var ended)
                SecurityLog.StreamsEnded(log, ended);
        }
    }

    private (Action Replaced, Action<IReadOnlyList<string>> Refused) Tell(string files) => (
        () => SecurityLog.Replaced(log, files),
        problems => SecurityLog.NotReplaced(log, files, string.Join("; ", problems)));
}
