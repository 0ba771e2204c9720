using System.Globalization;
using Orchestrator.Host.Composition;
using Orchestrator.Reports.Tables;
using Orchestrator.Sweeps.Planning.Costs;

namespace Orchestrator.Host.Display;

/// <summary>Writes what was chosen for a sweep by measurement, why, and how long it is likely to take.</summary>
internal static class PlanWriter
{
    private const int Dominating = 5;

    /// <summary>The lines about the device and the estimate.</summary>
    /// <param name="device">What was measured.</param>
    /// <param name="sweep">The sweep.</param>
    /// <param name="estimate">Its estimate.</param>
    /// <param name="isGiven">Whether the user said how many slots.</param>
    public static IEnumerable<(string Name, string Value)> Lines(
        MeasuredDevice device, LoadedSweep sweep, SweepEstimate estimate, bool isGiven)
    {
        var identity = device.Costs.Device;
        yield return ("device", $"{identity.Device} ({identity.Model}, {identity.Cores} cores)");
        yield return ("slots", Slots(device.Concurrency, estimate.Slots, isGiven));
        var groups = MeasuredDevice.AlgorithmsOf([sweep])
            .Select(choice => device.Costs.Groups.FirstOrDefault(group => group.Algorithm == CostKey.Of(choice)))
            .OfType<GroupCosts>();
        foreach (var group in groups)
            yield return ($"K of {group.Name}", Group(group, device.GroupSizes.For(group.Name, identity.Device)));
        yield return ("estimate", $"about {Duration(estimate.ClockSeconds)} on {Count(estimate.Slots)}, "
            + $"{Duration(estimate.ProcessorSeconds)} of processor time "
            + $"(without sharing: {Duration(estimate.ProcessorSecondsUnshared)})");
    }

    /// <summary>The table of what dominates.</summary>
    /// <param name="device">What was measured.</param>
    /// <param name="estimate">The estimate.</param>
    public static TableModel Costs(MeasuredDevice device, SweepEstimate estimate)
    {
        var all = estimate.Items.Sum(item => item.Seconds);
        return new TableModel(
            "",
            [new("takes longest", false), new("times", true), new("seconds each", true), new("share", true)],
            [
                .. estimate.Items.Take(Dominating).Select(item => (IReadOnlyList<string>)
                [
                    Name(device, item), Text($"{item.Times:N0}"), Text($"{item.Seconds / item.Times:0.0000}"),
                    Text($"{100 * item.Seconds / all:0} %"),
                ]),
            ]);
    }

    private static string Slots(Concurrency concurrency, int slots, bool isGiven) =>
        (isGiven ? Text($"{slots}, as --slots says") : Text($"{slots}"))
        + (concurrency.IsMeasured && slots > 1
            ? Text($": {concurrency.Of(slots):0.00} × the work of one") : "");

    private static string Group(GroupCosts group, int chosen)
    {
        var own = group.ComparedWithAlone(chosen);
        var others = group.Samples.Where(sample => sample.Replicas != chosen).Select(sample =>
            Text($"{group.ComparedWithAlone(sample.Replicas) / own:0.00} with {sample.Replicas}"));
        return $"{chosen}: a replica takes {string.Join(", ", others)} times as long";
    }

    private static string Name(MeasuredDevice device, CostItem item)
    {
        var name = item.Algorithm?.Label ?? "";
        var what = item.Work switch
        {
            CostedWork.Prepare => "splits and preprocessing",
            CostedWork.MeasureQuality => $"quality of {name}",
            CostedWork.Synthesise => $"rows of {name}",
            _ => name,
        };
        var note = device.Costs.Algorithms
            .FirstOrDefault(costs => costs.Note is not null && costs.Algorithm == CostKey.Of(item.Algorithm))?.Note;
        return !item.IsMeasured ? $"{what} (not measured)" : note is null ? what : $"{what} ({note})";
    }

    private static string Count(int slots) => slots == 1 ? "1 slot" : Text($"{slots} slots");

    private static string Duration(double seconds) =>
        DurationText.Of(TimeSpan.FromSeconds(Math.Min(seconds, TimeSpan.MaxValue.TotalSeconds / 2)));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
