using System.Collections.Concurrent;
using System.Diagnostics;

namespace Orchestrator.Worker.Slots;

/// <summary>
/// Starts child processes on one thread that lives as long as this process: the kernel kills a child that asked to die
/// with its parent when the <em>thread</em> that started it ends, and threads of the pool do end.
/// </summary>
internal static class ChildStarter
{
    private static readonly BlockingCollection<Action> Requests = StartThread();

    /// <summary>Starts a process.</summary>
    /// <exception cref="SlotStartException">The program cannot be started.</exception>
    public static Task<Process> StartAsync(ProcessStartInfo start)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Requests.Add(() =>
        {
            try
            {
                started.SetResult(Process.Start(start)!);
            }
            catch (Exception refused)
            {
                started.SetException(
                    new SlotStartException($"{start.FileName} cannot be started: {refused.Message}", refused));
            }
        });
        return started.Task;
    }

    private static BlockingCollection<Action> StartThread()
    {
        var requests = new BlockingCollection<Action>();
        var thread = new Thread(() =>
        {
            foreach (var request in requests.GetConsumingEnumerable())
                request();
        })
        {
            IsBackground = true,
            Name = "slot starter",
        };
        thread.Start();
        return requests;
    }
}
