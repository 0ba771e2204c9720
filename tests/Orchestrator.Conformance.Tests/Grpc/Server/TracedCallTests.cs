using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Grpc.Core;

namespace Orchestrator.Conformance.Tests.Grpc.Server;

/// <summary>A call is told on the activity that ASP.NET makes of its request.</summary>
public sealed class TracedCallTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public async Task Activity_of_the_request_has_the_method_and_status(int code)
    {
        var stopped = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = stopped.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        // Not an ambient activity: the calls of the wait below would be in its trace too.
        var trace = ActivityTraceId.CreateRandom();
        await using var server = await EchoServer.Start();
        var isTraced = false;
        server.Hooks.BeforeAnswer = (_, _) =>
        {
            isTraced |= Activity.Current?.TraceId == trace;
            return Task.CompletedTask;
        };
        var headers = new Metadata { { "traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01" } };

        var call = server.Client.UnaryAsync(new() { FailStatusCode = code }, headers).ResponseAsync;
        if (code == 0)
            await call.Within("unary");
        else
            await Bounds.FailureOf(call, "unary");
        await server.Until(() => stopped.Any(a => a.TraceId == trace), "the activity to stop");

        var activity = stopped.First(a => a.TraceId == trace);
        Assert.True(isTraced);
        Assert.Equal("/orchestrator.conformance.v1.Echo/Unary", activity.GetTagItem("grpc.method"));
        Assert.Equal(code.ToString(CultureInfo.InvariantCulture), activity.GetTagItem("grpc.status_code"));
    }
}
