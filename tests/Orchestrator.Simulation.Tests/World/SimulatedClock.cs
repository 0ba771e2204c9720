using Orchestrator.Conformance.Tests.Actors;

namespace Orchestrator.Simulation.Tests.World;

/// <summary>
/// The coordinator's clock: its timestamps follow the simulation's time, its date and time of day may jump.
/// </summary>
internal sealed class SimulatedClock(VirtualScheduler scheduler) : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private TimeSpan _offset;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void Jump(TimeSpan by) => _offset += by;

    public override DateTimeOffset GetUtcNow() => Start + scheduler.MonotonicClock + _offset;

    public override long GetTimestamp() => scheduler.MonotonicClock.Ticks;
}
