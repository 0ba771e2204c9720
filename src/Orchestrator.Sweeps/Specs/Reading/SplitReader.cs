namespace Orchestrator.Sweeps.Specs.Reading;

/// <summary>
/// Reads the split: <c>{test: 0.2, stratified: true, seed: 42}</c>, every field with a default, or
/// <c>{test: 0.2, order: file, shuffle: true}</c>.
/// </summary>
internal sealed class SplitReader(ProblemList problems)
{
    private const string PerSeed = "per-seed";
    private const string FileOrder = "file";

    private static readonly string[] Fields = ["test", "stratified", "seed", "order", "shuffle"];

    private static readonly string[] Orders = [FileOrder, "random"];

    /// <summary>The split; what is wrong keeps its default.</summary>
    /// <param name="node">What the field holds.</param>
    /// <param name="task">What is predicted: numbers have no classes to stratify by.</param>
    public SplitSpec Read(SpecNode? node, PredictionTask task)
    {
        var split = SplitSpec.Default with { Stratified = task == PredictionTask.Classification };
        if (node is null)
            return split;
        if (node is not SpecMap map)
        {
            problems.Add(
                node, "split", "is not a mapping", "a split is written {test: 0.2, stratified: true, seed: 42}");
            return split;
        }

        var fields = new FieldSet(map, "split", Fields, problems);
        if (fields["test"] is { } test)
            split = split with { TestShare = Share(test) };
        if (fields["order"] is { } order && IsFileOrder(order))
        {
            RequireAlone(fields);
            var shuffle = fields["shuffle"] is not { } flag || Flag(flag, fields.PathOf("shuffle"));
            return SplitSpec.InFileOrder(split.TestShare, keepsOrder: !shuffle);
        }

        if (fields["shuffle"] is { } alone)
        {
            problems.Add(
                alone, "split.shuffle", "is given without order: file", "only then rows have an order to keep");
        }

        if (fields["stratified"] is { } stratified)
            split = split with { Stratified = Stratified(stratified, task) };
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

    private bool IsFileOrder(SpecNode node)
    {
        if (node is SpecScalar scalar && Orders.Contains(scalar.Text))
            return scalar.Text == FileOrder;
        var nearest = node is SpecScalar word ? NearestName.Of(word.Text, Orders) : null;
        problems.Add(node, "split.order", "is not allowed",
            "the order is file (the last rows are the test part) or random", nearest);
        return false;
    }

    private void RequireAlone(FieldSet fields)
    {
        foreach (var name in Fields.Intersect(["stratified", "seed"]))
        {
            if (fields[name] is { } node)
                problems.Add(node, fields.PathOf(name), "is given beside order: file",
                    "the last rows are the test part then, whatever their class; leave one of the two out");
        }
    }

    private bool Stratified(SpecNode node, PredictionTask task)
    {
        const string Field = "split.stratified";
        var isStratified = Flag(node, Field);
        if (isStratified && task == PredictionTask.Regression && node is SpecScalar { Text: "true" })
        {
            problems.AddValue(
                node, Field, "true", "is not allowed", "the target is a number and has no classes; leave it out");
        }

        return isStratified;
    }

    private bool Flag(SpecNode node, string field)
    {
        if (node is SpecScalar { Plain: true, Text: "true" or "false" } scalar)
            return scalar.Text == "true";
        problems.Add(node, field, "is not allowed", $"{field["split.".Length..]} is true or false");
        return true;
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
