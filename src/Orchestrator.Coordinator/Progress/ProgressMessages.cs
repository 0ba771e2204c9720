using System.Threading.Channels;

namespace Orchestrator.Coordinator.Progress;

/// <summary>
/// Show the progress of a sweep, or of every sweep where the id is null, to this watcher until it completes the
/// channel.
/// </summary>
internal sealed record Watch(string? SweepId, ChannelWriter<SweepProgress> Watcher);

/// <summary>The watcher is gone.</summary>
internal sealed record Unwatch(ChannelWriter<SweepProgress> Watcher);
