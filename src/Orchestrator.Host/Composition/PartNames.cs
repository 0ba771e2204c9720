namespace Orchestrator.Host.Composition;

/// <summary>The sweeps that one file of several data sets stands for, by their names.</summary>
internal static class PartNames
{
    /// <summary>The newest sweep of each name that is a part of <paramref name="file"/>'s, oldest name first.</summary>
    /// <param name="sweeps">All sweeps, oldest first.</param>
    /// <param name="name">The name of one.</param>
    /// <param name="file">The name in the file.</param>
    public static IReadOnlyList<T> Among<T>(IEnumerable<T> sweeps, Func<T, string> name, string file) =>
        [.. sweeps.Where(sweep => IsPart(name(sweep), file)).GroupBy(name).Select(same => same.Last())];

    // The rounds of a search are named after it too.
    private static bool IsPart(string name, string file) =>
        name.StartsWith($"{file}.", StringComparison.Ordinal)
        && !name.Contains(".round-", StringComparison.Ordinal);
}
