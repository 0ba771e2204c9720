namespace Orchestrator.Sweeps.Specs.Reading;

/// <summary>Reads whole numbers within bounds.</summary>
internal static class WholeNumbers
{
    /// <summary>The number; null, with a problem, where it is not one from <paramref name="least"/> on.</summary>
    /// <param name="node">What is written.</param>
    /// <param name="path">The path of the field.</param>
    /// <param name="least">The smallest that is allowed.</param>
    /// <param name="most">The largest.</param>
    /// <param name="noun">What is counted, for the message.</param>
    /// <param name="problems">What is wrong.</param>
    public static int? Read(SpecNode node, string path, int least, int most, string noun, ProblemList problems)
    {
        if (node is SpecScalar { Plain: true } scalar && NumberText.TryParse(scalar.Text, out var number)
            && number >= least && number <= most && number == decimal.Truncate(number))
            return (int)number;
        problems.Add(node, path, "is not allowed", $"{noun} are a whole number from {least} to {most}");
        return null;
    }
}
