namespace Orchestrator.Sweeps.Specs.Reading;

/// <summary>Reads the split: <c>{test: 0.2, stratified: true, seed: 42}</c>, every field with a default.</summary>
internal sealed class SplitReader(ProblemList problems)
{
    private const string PerSeed = "per-seed";

    private static readonly string[] Fields = ["test", "stratified", "seed"];

    /// <summary>The split; what is wrong keeps its default.</summary>
    public SplitSpec Read(SpecNode node)
    {
        if (node is not SpecMap map)
        {
            problems.Add(
                node, "split", "is not a mapping", "a split is written {test: 0.2, stratified: true, seed: 42}");
            return SplitSpec.Default;
        }

        var fields = new FieldSet(map, "split", Fields, problems);
        var split = SplitSpec.Default;
        if (fields["test"] is { } test)
            split = split with { TestShare = Share(test) };
        if (fields["stratified"] is { } stratified)
            split = split with { Stratified = Flag(stratified) };
        if (fields["seed"] is { } seed)
            split = split with { FixedSeed = Seed(seed) };
        return split;
    }

    private double Share(SpecNode node)
    {
        if (node is SpecScalar { Plain: true } scalar && NumberText.TryParse(scalar.Text, out var share)
            && NumberText.ToDouble(share) is var value and > 0 and < 1)
            return value;
        problems.Add(node, "split.test", "is not allowed", "the test share lies between 0 and 1, both excluded");
        return SplitSpec.Default.TestShare;
    }

    private bool Flag(SpecNode node)
    {
        if (node is SpecScalar { Plain: true, Text: "true" or "false" } scalar)
            return scalar.Text == "true";
        problems.Add(node, "split.stratified", "is not allowed", "stratified is true or false");
        return SplitSpec.Default.Stratified;
    }

    private int? Seed(SpecNode node)
    {
        if (node is SpecScalar { Text: PerSeed })
            return null;
        if (node is SpecScalar { Plain: true } scalar && NumberText.TryParse(scalar.Text, out var seed)
            && seed is >= 0 and <= int.MaxValue && seed == decimal.Truncate(seed))
            return (int)seed;
        var nearest = node is SpecScalar word ? NearestName.Of(word.Text, [PerSeed]) : null;
        problems.Add(node, "split.seed", "is not allowed",
            $"the split's seed is a whole number from 0 to 2147483647, or {PerSeed}", nearest);
        return null;
    }
}
