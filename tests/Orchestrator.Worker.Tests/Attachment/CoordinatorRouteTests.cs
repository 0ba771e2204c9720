using Orchestrator.Worker.Attachment;

namespace Orchestrator.Worker.Tests.Attachment;

public sealed class CoordinatorRouteTests
{
    private static readonly Uri A = new("http://a:1/");
    private static readonly Uri B = new("http://b:2/");

    [Fact]
    public void Coordinators_are_tried_in_turn_with_waits_that_double_up_to_the_longest()
    {
        var route = Route(A, B);
        var visited = new List<Uri>();
        var waits = new List<double>();
        for (var i = 0; i < 12; i++)
        {
            visited.Add(route.Current);
            waits.Add(route.Failed(null).TotalMilliseconds);
        }

        Assert.Equal([A, B, A, B], visited.Take(4));
        for (var i = 0; i < waits.Count; i++)
            Assert.InRange(waits[i], Math.Min(200 << i, 2000) / 2, Math.Min(200 << i, 2000));
        Assert.True(waits.Skip(6).Distinct().Count() > 3, "the waits are not spread");
    }

    [Fact]
    public void A_session_that_lasted_makes_the_next_wait_short_again()
    {
        var route = Route(A);
        for (var i = 0; i < 8; i++)
            route.Failed(null);

        route.Lasted();

        Assert.InRange(route.Failed(null).TotalMilliseconds, 100, 200);
    }

    [Theory]
    [InlineData("http://b:2")]
    [InlineData("b:2")]
    public void A_leader_that_is_named_is_tried_at_once(string leader)
    {
        var route = Route(A);

        Assert.Equal(TimeSpan.Zero, route.Failed(leader));

        Assert.Equal(B, route.Current);
        Assert.NotEqual(TimeSpan.Zero, route.Failed(null));
        Assert.Equal(A, route.Current);
    }

    [Fact]
    public void Two_that_name_each_other_are_not_tried_without_a_wait_for_ever()
    {
        var route = Route(A, B);

        var waits = Enumerable.Range(0, 8).Select(i => route.Failed(i % 2 == 0 ? "b:2" : "a:1")).ToList();

        Assert.All(waits.Skip(2), wait => Assert.NotEqual(TimeSpan.Zero, wait));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ftp://b:2")]
    [InlineData("http://a:1")]
    [InlineData("not an address at all")]
    public void What_is_no_other_address_leads_nowhere(string? leader)
    {
        var route = Route(A);

        Assert.NotEqual(TimeSpan.Zero, route.Failed(leader));

        Assert.Equal(A, route.Current);
    }

    [Fact]
    public void A_leader_without_TLS_that_one_with_TLS_names_is_not_followed()
    {
        var secure = new Uri("https://a:1/");
        var route = Route(secure);

        Assert.NotEqual(TimeSpan.Zero, route.Failed("http://b:2"));
        Assert.Equal(secure, route.Current);
        Assert.Equal(TimeSpan.Zero, route.Failed("https://b:2"));
        Assert.Equal(new Uri("https://b:2/"), route.Current);
        Assert.NotEqual(TimeSpan.Zero, route.Failed("http://a:1"));
        Assert.Equal(secure, route.Current);
    }

    private static CoordinatorRoute Route(params Uri[] coordinators) =>
        new(new RemoteWorkerOptions(WorkerOptions.Cpu("w", 1), coordinators), 7);
}
