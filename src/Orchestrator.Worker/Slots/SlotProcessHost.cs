using System.Runtime.InteropServices;
using Orchestrator.Protocol;
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
    /// <returns>The exit code. The caller is to end the process with it, whatever still runs.</returns>
    public static async Task<int> RunAsync(string worker, string device, IBundleRunner runner)
    {
        LinuxProcess.BindToParent();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => signal.Cancel = true);
        var (input, output) = StandardStreams.Take();
        await using (input.ConfigureAwait(false))
        await using (output.ConfigureAwait(false))
            return await RunAsync(worker, device, runner, input, output).ConfigureAwait(false);
    }

    /// <summary>Serves a node over any two streams, until <paramref name="input"/> ends.</summary>
    /// <param name="worker">The name of the worker.</param>
    /// <param name="device">The device: <c>cpu</c> or <c>cuda:N</c>.</param>
    /// <param name="runner">Runs the bundles.</param>
    /// <param name="input">What the node says.</param>
    /// <param name="output">Takes what is said to the node; written synchronously.</param>
    /// <returns>The exit code: 0 where the input has ended, 12 where memory ran out.</returns>
    /// <exception cref="IOException">The input is not that of a node.</exception>
    public static async Task<int> RunAsync(
        string worker, string device, IBundleRunner runner, Stream input, Stream output)
    {
        ArgumentException.ThrowIfNullOrEmpty(worker);
        ArgumentException.ThrowIfNullOrEmpty(device);
        ArgumentNullException.ThrowIfNull(runner);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        var slot = new ThreadSlot(worker, device, runner, forwardStarts: true);
        await using (slot.ConfigureAwait(false))
        {
            using var session = new SlotProcessSession(worker, slot, output);
            try
            {
                return await session.ServeAsync(input).ConfigureAwait(false);
            }
            catch (WireFormatException malformed)
            {
                throw new FrameException(malformed.Message, malformed);
            }
        }
    }
}
