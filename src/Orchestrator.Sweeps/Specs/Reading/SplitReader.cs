namespace Orchestrator.Sweeps.Specs.Reading;

/// <summary>
/// Reads the split: <c>{test: 0.2, stratified: true, seed: 42}</c>, every field with a default, or
/// <c>{test: 0.2, order: file}</c>.
/// </summary>
internal sealed class SplitReader(ProblemList problems)
{
    private const string PerSeed = "per-seed";
    private const string FileOrder = "file";

    private static readonly string[] Fields = ["test", "stratified", "seed", "order"];

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
            return SplitSpec.InFileOrder(split.TestShare);
        }

        if (fields["stratified"] is { } stratified)
            split = split with { Stratified = Flag(stratified, task) };
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

    private bool Flag(SpecNode node, PredictionTask task)
    {
        if (node is not SpecScalar { Plain: true, Text: "true" or "false" } scalar)
            problems.Add(node, "split.stratified", "is not allowed", "stratified is true or false");
        else if (scalar.Text == "false" || task == PredictionTask.Classification)
            return scalar.Text == "true";
        else
            problems.AddValue(node, "split.stratified", "true", "is not allowed",
                "the target is a number and has no classes; leave it out");
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
