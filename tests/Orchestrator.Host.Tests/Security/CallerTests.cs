using Orchestrator.Host.Security;

namespace Orchestrator.Host.Tests.Security;

/// <summary>Whose calls are counted together.</summary>
public sealed class CallerTests
{
    [Theory]
    [InlineData(Role.Read, true)]
    [InlineData(Role.Submit, true)]
    [InlineData(Role.Admin, true)]
    [InlineData(Role.Worker, false)]
    internal void Calls_by_a_token_from_two_machines_count_together_but_for_workers(Role role, bool together)
    {
        var token = new TokenEntry("pool", role, new byte[32]);
        var (one, other) = (Caller.With(token, "10.0.0.1"), Caller.With(token, "10.0.0.2"));
        Assert.Equal(together, one.Key == other.Key);
        Assert.Equal(one.Key, Caller.With(token, "10.0.0.1").Key);
    }
}
