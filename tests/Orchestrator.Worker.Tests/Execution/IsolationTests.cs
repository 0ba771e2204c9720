using Orchestrator.Worker.Execution;

namespace Orchestrator.Worker.Tests.Execution;

public sealed class IsolationTests
{
    private readonly List<int> _succeeded = [];
    private readonly List<int> _failed = [];
    private readonly List<string> _groups = [];

    [Fact]
    public void A_group_without_trouble_is_fitted_once()
    {
        Run(4, bad: []);

        Assert.Equal([0, 1, 2, 3], _succeeded);
        Assert.Equal(["0,1,2,3"], _groups);
    }

    [Fact]
    public void A_bad_replica_costs_only_itself()
    {
        Run(4, bad: [2]);

        Assert.Equal([0, 1, 3], _succeeded);
        Assert.Equal([2], _failed);
        Assert.Equal(["0,1,2,3", "2", "3"], _groups); // 0 and 1 were yielded before the group threw: not fitted again
    }

    [Fact]
    public void A_lone_bad_replica_is_not_fitted_twice()
    {
        Run(1, bad: [0]);

        Assert.Equal([0], _failed);
        Assert.Equal(["0"], _groups);
    }

    [Fact]
    public void A_cancelled_fit_is_not_a_failure()
    {
        Assert.Throws<OperationCanceledException>(() => Isolation.Run<int>(
            3, _ => throw new OperationCanceledException(), (_, _) => { }, (i, _) => _failed.Add(i)));
        Assert.Empty(_failed);
    }

    private void Run(int count, int[] bad) =>
        Isolation.Run(count, Fit(bad), (i, _) => _succeeded.Add(i), (i, _) => _failed.Add(i));

    private Func<IReadOnlyList<int>, IEnumerable<(int, string)>> Fit(int[] bad)
    {
        return Group;

        IEnumerable<(int, string)> Group(IReadOnlyList<int> replicas)
        {
            _groups.Add(string.Join(',', replicas));
            foreach (var replica in replicas)
            {
                if (bad.Contains(replica))
                    throw new InvalidOperationException("bad");
                yield return (replica, "fitted");
            }
        }
    }
}
