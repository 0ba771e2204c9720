namespace Orchestrator.Sweeps.Specs.Reading;

/// <summary>
/// Reads what a sweep needs of a slot: <c>gpu</c>, <c>cpu</c> or <c>{device: gpu, memory-mb: 4096}</c>.
/// </summary>
internal sealed class NeedsReader(ProblemList problems)
{
    private const string Gpu = "gpu";
    private const long BytesPerMegabyte = 1_000_000;
    private const int MostMegabytes = 100_000_000;

    private static readonly string[] Fields = ["device", "memory-mb"];

    private static readonly string[] Devices = ["cpu", Gpu];

    /// <summary>The needs; what is wrong counts for nothing.</summary>
    public SweepNeeds Read(SpecNode node)
    {
        if (node is not SpecMap map)
            return new SweepNeeds(Device(node, "needs"), MemoryBytes: 0);
        var fields = new FieldSet(map, "needs", Fields, problems);
        return new SweepNeeds(
            fields["device"] is { } device && Device(device, "needs.device"),
            fields["memory-mb"] is { } memory ? Memory(memory) : 0);
    }

    private bool Device(SpecNode node, string field)
    {
        if (node is SpecScalar scalar && Devices.Contains(scalar.Text))
            return scalar.Text == Gpu;
        var nearest = node is SpecScalar word ? NearestName.Of(word.Text, Devices) : null;
        problems.Add(node, field, "is not a device",
            "a sweep needs gpu (nothing else will do) or cpu (any slot will do)", nearest);
        return false;
    }

    private long Memory(SpecNode node)
    {
        if (node is SpecScalar { Plain: true } scalar && NumberText.TryParse(scalar.Text, out var megabytes)
            && megabytes is >= 1 and <= MostMegabytes && megabytes == decimal.Truncate(megabytes))
            return (long)megabytes * BytesPerMegabyte;
        problems.Add(node, "needs.memory-mb", "is not allowed",
            $"the memory of a slot is a whole number of megabytes from 1 to {MostMegabytes}");
        return 0;
    }
}
