using Microsoft.Extensions.Logging;
using Orchestrator.Host.Security;
using Orchestrator.TestKit;

namespace Orchestrator.Host.Tests.Security;

public sealed class RefusalLogTests
{
    [Fact]
    public void Refusals_are_logged_at_a_bounded_rate_and_the_others_counted()
    {
        using var lines = new KeptLogs();
        using var factory = LoggerFactory.Create(lines.AddTo);
        var time = new ManualTimeProvider();
        var log = new RefusalLog(factory.CreateLogger<RefusalLog>(), time);
        for (var i = 0; i < 1000; i++)
            log.Add("/metrics", "someone", "a token is needed");
        Assert.Equal(RefusalLog.MostLines, lines.Lines.Count);
        log.Flush();
        Assert.Equal(RefusalLog.MostLines, lines.Lines.Count);

        time.Advance(RefusalLog.Period);
        log.Flush();
        Assert.Contains("980 more calls were refused", lines.Lines.Last(), StringComparison.Ordinal);
        log.Add("/metrics", "someone", "a token is needed");
        Assert.Contains("Refused /metrics to someone: a token is needed", lines.Lines.Last(), StringComparison.Ordinal);
        time.Advance(RefusalLog.Period);
        log.Flush();
        Assert.Equal(RefusalLog.MostLines + 2, lines.Lines.Count);
    }
}
