using System.Globalization;

namespace Orchestrator.Benchmarks.Measuring;

/// <summary>The arguments of a benchmark: <c>--name value</c> pairs, and flags without a value.</summary>
internal class BenchmarkArguments(string[] args)
{
    /// <summary>Whether a flag is given.</summary>
    public bool Has(string name) => args.Contains(name);

    /// <summary>A text.</summary>
    public string Text(string name, string otherwise) =>
        Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : otherwise;

    /// <summary>A whole number.</summary>
    public int Number(string name, int otherwise) =>
        int.Parse(Text(name, $"{otherwise}"), NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
}
