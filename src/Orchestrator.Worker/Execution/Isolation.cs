namespace Orchestrator.Worker.Execution;

/// <summary>
/// Runs replicas as one group and, where the group throws, each of the rest alone, so that one bad replica costs only
/// itself.
/// </summary>
internal static class Isolation
{
    /// <summary>
    /// Calls <paramref name="fit"/> with all of 0..<paramref name="count"/> - 1; what it yields goes to
    /// <paramref name="succeed"/>. If it throws, every replica not yet yielded is fitted alone, and one that throws
    /// again goes to <paramref name="fail"/>.
    /// </summary>
    /// <exception cref="OperationCanceledException">A fit was cancelled.</exception>
    public static void Run<T>(
        int count,
        Func<IReadOnlyList<int>, IEnumerable<(int Replica, T Fitted)>> fit,
        Action<int, T> succeed,
        Action<int, Exception> fail)
    {
        if (count == 0)
            return;
        var left = Enumerable.Range(0, count).ToList();
        if (TryFit(left, fit, succeed) is not { } groupError)
            return;
        if (count == 1)
        {
            fail(0, groupError);
            return;
        }

        foreach (var replica in left.ToList())
        {
            if (TryFit([replica], fit, succeed) is { } error)
                fail(replica, error);
        }
    }

    private static Exception? TryFit<T>(
        List<int> replicas, Func<IReadOnlyList<int>, IEnumerable<(int Replica, T Fitted)>> fit, Action<int, T> succeed)
    {
        try
        {
            foreach (var (replica, fitted) in fit([.. replicas]))
            {
                succeed(replica, fitted);
                replicas.Remove(replica);
            }

            return null;
        }
        catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException))
        {
            return e;
        }
    }
}
