namespace Orchestrator.Worker.Slots;

/// <summary>Which slot it is.</summary>
/// <param name="Worker">The worker's name.</param>
/// <param name="Index">Its place among the worker's slots, from 0.</param>
/// <param name="Device">Its device.</param>
internal sealed record SlotPlace(string Worker, int Index, string Device)
{
    /// <summary>As logs name it.</summary>
    public override string ToString() => $"slot {Index} ({Device})";
}
